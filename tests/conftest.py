"""What every test may ask for, and what `make test` holds the run to."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy is no fault, so no example has a deadline.
settings.register_profile("golint", deadline=None)
settings.load_profile("golint")

ROOT = Path(__file__).resolve().parent.parent
WHEEL = bool(os.environ.get("GOLINT_TEST_WHEEL"))  # set by `make test`


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache that no other run shares, for this process and the commands that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Gives the path of a development tool, beside this interpreter or on PATH; `make test` has them all, so a missing one fails."""

    def find(name: str) -> str:
        beside = Path(sys.executable).parent / name
        found = str(beside) if beside.exists() else shutil.which(name)
        if found is None:
            pytest.fail(f"{name} is missing: run `make test`, or install requirements/dev.lock")
        return found

    return find


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep what runs remember to themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


class NothingSkipped:
    """Under `make test` everything that a test needs is there, so a test that skips itself would hide a fault.

    A `skipif` names a condition of the machine, such as a run as root, and stays a skip.
    """

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail") and "skipif" not in report.keywords:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for name in self.skipped:
            terminalreporter.write_line(f"skipped, and so failed: {name}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    if not WHEEL:
        return
    import golint

    if (ROOT / "src") in Path(golint.__file__).resolve().parents:
        raise pytest.UsageError(f"the suite must run against the installed wheel, and golint comes from {golint.__file__}")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NothingSkipped(), "nothing-skipped")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that the processors stay busy to the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
