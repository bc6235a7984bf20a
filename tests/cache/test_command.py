"""What a user sees of the cache: runs that say the same, sooner, and a command that tells where it is and empties it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
HOOK = b'import stripe\nstripe.api_key = os.environ["KEY"]\n\ndef pay(order):\n    stripe.Refund.create(charge=order.charge, amount=1)\n'


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def golint_in(tmp_path: Path, kept: Path, environment: Callable[[], dict[str, str]]) -> Run:
    """The real command in a shop that is large enough for the cache."""
    shop = tmp_path / "shop"
    for number in range(400):
        path = shop / f"part_{number % 7}" / f"pay_{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(HOOK + b"# %d\n" % number)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        told = {**environment(), "GOLINT_CACHE_DIR": str(kept), "SOURCE_DATE_EPOCH": "1800000000"}
        command = [sys.executable, "-m", "golint", *arguments]
        return subprocess.run(command, cwd=shop, env=told, capture_output=True, text=True, check=False, timeout=120)

    return run


def trees(kept: Path) -> list[str]:
    return sorted(path.name for path in kept.glob("trees/*"))


@pytest.mark.parametrize("arguments", [("check", ".", "--level", "audit"), ("audit",)])
def test_a_second_run_says_the_same(golint_in: Run, kept: Path, arguments: tuple[str, ...]) -> None:
    once, again, anew = (golint_in(*arguments, "--format", "json", *more) for more in ((), (), ("--no-cache",)))
    assert len(trees(kept)) == 1
    assert once.returncode == again.returncode == anew.returncode
    without_times = [re.sub(r'"(?:seconds|duration)[a-z_]*": [0-9.]+', "", done.stdout) for done in (once, again, anew)]
    assert without_times[0] == without_times[1] == without_times[2]


def test_without_the_cache_nothing_is_read_or_left(golint_in: Run, kept: Path) -> None:
    golint_in("check", ".", "--no-cache")
    assert trees(kept) == []
    assert not (kept / "quick").exists()
    golint_in("check", ".")
    for path in kept.glob("trees/*"):
        path.write_bytes(b"nonsense")
    assert golint_in("check", ".", "--no-cache").returncode in (0, 1)
    assert [path.read_bytes() for path in kept.glob("trees/*")] == [b"nonsense"]


def test_a_damaged_cache_is_as_good_as_none(golint_in: Run, kept: Path) -> None:
    first = golint_in("check", ".", "--format", "concise")
    for path in kept.glob("trees/*"):
        path.write_bytes(path.read_bytes()[:-5])
    second = golint_in("check", ".", "--format", "concise")
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_cache_that_cannot_be_written_is_no_matter(golint_in: Run, kept: Path) -> None:
    kept.write_bytes(b"this is no folder")
    done = golint_in("check", ".", "--format", "concise")
    assert done.returncode in (0, 1)
    assert "cache" not in done.stdout + done.stderr


def test_the_cache_is_shown_and_emptied(golint_in: Run, kept: Path) -> None:
    golint_in("check", ".")
    shown = golint_in("cache", "show")
    assert shown.returncode == 0
    assert re.fullmatch(rf"{re.escape(str(kept))}: \d+ files, \d+\.\d MB\n", shown.stdout)
    assert re.fullmatch(rf"{re.escape(str(kept))}: \d+ files, \d+\.\d MB removed\n", golint_in("cache", "clear").stdout)
    assert golint_in("cache", "show").stdout == f"{kept}: 0 files, 0.0 MB\n"
    assert trees(kept) == []


def test_two_runs_at_once_say_the_same(golint_in: Run, kept: Path, tmp_path: Path, environment: Callable[[], dict[str, str]]) -> None:
    told = {**environment(), "GOLINT_CACHE_DIR": str(kept)}
    command = [sys.executable, "-m", "golint", "check", ".", "--format", "concise"]
    both = [subprocess.Popen(command, cwd=tmp_path / "shop", env=told, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [one.communicate(timeout=120)[0] for one in both]
    assert outputs[0] == outputs[1] == golint_in("check", ".", "--format", "concise", "--no-cache").stdout
