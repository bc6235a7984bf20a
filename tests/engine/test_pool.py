"""Files are checked once each, wherever that happens, and one that kills its process costs nobody else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from golint.engine.pool import outcomes

PATHS = tuple(f"file-{number}" for number in range(95))


def measured(path: str) -> int:
    return len(path)


def deadly(path: str) -> int:
    if path in ("file-7", "file-60"):
        os._exit(1)
    return len(path)


@pytest.mark.parametrize("jobs", [0, 1, 2])
@pytest.mark.parametrize("paths", [(), PATHS[:1], PATHS])
def test_each_path_has_its_outcome(jobs: int, paths: Sequence[str]) -> None:
    assert sorted(outcomes(measured, paths, jobs)) == sorted((path, len(path)) for path in paths)


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert dict(outcomes(measured, PATHS, executor=executor)) == {path: len(path) for path in PATHS}


def test_a_file_that_kills_its_process_is_named_and_the_others_go_on() -> None:
    assert dict(outcomes(deadly, PATHS, 2)) == {path: None if path in ("file-7", "file-60") else len(path) for path in PATHS}


def failing(path: str) -> int:
    raise RuntimeError(path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_not_swallowed(jobs: int) -> None:
    with pytest.raises(RuntimeError, match="file-"):
        list(outcomes(failing, PATHS[:2], jobs))
