"""The small shops of other tests, laid out to be checked, changed and checked again."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import golint
from golint import catalog, engine, settings
from golint.cache import Cache
from golint.catalog import Catalog, grow
from golint.model import Level, Report

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = (*sorted(ROOT.glob("tests/repos/*/shop")), *sorted(path for path in ROOT.glob("examples/*") if path.is_dir()))
Files = Mapping[str, bytes]


def grown(data: bytes, known: Catalog) -> bytes:
    try:
        return grow.fill(data.decode(), known).encode()
    except UnicodeDecodeError:  # an image
        return data


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def shops(known: Catalog) -> Mapping[str, Files]:
    """The files of each shop by their paths."""
    return {
        str(folder.relative_to(ROOT)): {
            path.relative_to(folder).as_posix(): grown(path.read_bytes(), known)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }
        for folder in FOLDERS
    }


class Trial:
    """A folder that is checked again and again, with a cache beside it that small trees use as well."""

    def __init__(self, place: Path, known: Catalog) -> None:
        self.folder, self.kept = place / "shop", place / "cache"
        self._known = known
        self._files: dict[str, bytes] = {}

    def lay_out(self, files: Files) -> None:
        """Bring the folder to hold these files and no others; what is the same is not written again."""
        for name in self._files.keys() - files.keys():
            (self.folder / name).unlink()
        for name, data in files.items():
            if self._files.get(name) != data:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(data)
        self._files = dict(files)

    def warm(self, **told: object) -> Report:
        """What a run with the cache tells."""
        return self._told(Cache(str(self.kept), files=0, seconds=0.0), told)

    def cold(self, **told: object) -> Report:
        """What a run without one tells."""
        return self._told(None, told)

    def _told(self, kept: Cache | None, told: Mapping[str, object], executor: Executor | None = None) -> Report:
        """All but the time that it took. Equal secrets have equal digests in every run, so that the observations can be compared."""
        plain = settings.load((".",), isolated=True, cwd=str(self.folder))
        asked = replace(plain, **{"level": Level.AUDIT, "jobs": 1, **told})
        report = engine.run(asked, self._known, use_baseline=False, cache=kept, executor=executor, run_key=b"k" * 32)
        return replace(report, seconds=0.0)

    def checked(self, **told: object) -> list[str]:
        """The files that a run with the cache looks at, since no result from before holds for them."""
        with _Watched(1) as watched:
            self._told(Cache(str(self.kept), files=0, seconds=0.0), told, watched)
        return sorted(watched.paths)


class _Watched(ThreadPoolExecutor):
    """Knows the paths that it was given."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.paths: list[str] = []

    def submit(self, work: Callable[..., Any], portion: Sequence[str]) -> Future[Any]:  # type: ignore[override]  # as the engine calls it
        self.paths += portion
        return super().submit(work, portion)


@pytest.fixture
def trial(tmp_path: Path, known: Catalog) -> Trial:
    return Trial(tmp_path, known)


@pytest.fixture(scope="session")
def trial_in(known: Catalog) -> Callable[[Path], Trial]:
    return lambda place: Trial(place, known)


@pytest.fixture
def environment() -> Callable[[], dict[str, str]]:
    """The environment of a process that imports this golint."""
    return lambda: {**os.environ, "PYTHONPATH": str(Path(golint.__file__).resolve().parent.parent)}
