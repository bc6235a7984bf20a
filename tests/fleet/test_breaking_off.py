"""Workers and whole runs that end in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from .conftest import HOOK, SHOP, Fleet, Grown

NAMES = ("heavy", "second", "third", "fourth")
PATIENCE = 120


@pytest.fixture
def queue(fleet: Fleet, grown: Grown) -> Fleet:
    """Repositories that one process works off in this order: the heaviest first."""
    for size, name in enumerate(reversed(NAMES)):
        key = f'import stripe\n\nstripe.api_key = "{grown("shared")}"\n'
        fleet.tree(name, {**SHOP, "pay.py": key, **{f"hooks/{number}.py": HOOK for number in range(4 * size)}})
    fleet.listed(*(f"shops/{name}" for name in NAMES))
    return fleet


def hands(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that a fleet has set to work."""
    try:
        children = psutil.Process(process.pid).children()
        return [one for one in children if "golint.fleet.hand" in one.cmdline()]
    except psutil.NoSuchProcess:
        return []


def awaited(process: subprocess.Popen[str], ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)


def done(fleet: Fleet) -> list[str]:
    """What the table holds by now."""
    if not (fleet.results / "fleet.db").exists():
        return []
    try:
        return [name for (name,) in fleet.rows("SELECT name FROM repository WHERE status = 'done'")]
    except Exception:  # the table may be in the making, or locked for a moment
        return []


def kills(process: subprocess.Popen[str], number: int) -> Iterator[int]:
    """Kill the workers that come up, one after the other."""
    killed: set[int] = set()
    for _ in range(number):
        awaited(process, lambda: bool({one.pid for one in hands(process)} - killed))
        (pid,) = {one.pid for one in hands(process)} - killed
        os.kill(pid, signal.SIGKILL)
        killed.add(pid)
        yield pid


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_dead_worker_costs_its_repository_one_retry(queue: Fleet, deaths: int) -> None:
    with queue.start("--jobs", "1") as process:
        assert len(list(kills(process, deaths))) == deaths
        process.communicate(timeout=PATIENCE)
    assert process.returncode == (1 if deaths == 1 else 4)
    assert queue.statuses() == dict.fromkeys(NAMES, "done") | ({"heavy": "failed"} if deaths == 2 else {})
    assert all("its worker died each time (SIGKILL)" in reason for reason in queue.reasons().values())
    assert list(queue.temporary.iterdir()) == []


def test_a_killed_run_goes_on_where_it_was(queue: Fleet) -> None:
    with queue.start("--jobs", "1") as process:
        awaited(process, lambda: len(done(queue)) > 0)
        workers = hands(process)
        process.kill()
        process.communicate(timeout=PATIENCE)
    assert 0 < len(done(queue)) < len(NAMES)
    assert psutil.wait_procs(workers, timeout=PATIENCE)[1] == []
    assert list(queue.temporary.iterdir()) == []
    before = queue.files()
    assert queue.run().code == 1
    assert queue.statuses() == dict.fromkeys(NAMES, "done")
    kept = {name for name in before if queue.files()[name] == before[name]}
    assert {"shops+heavy.html", "shops+heavy.json", "shops+heavy.sarif"} <= kept
    assert [{one["repository"] for one in key["places"]} for key in queue.overview()["keys"]] == [{f"shops+{name}" for name in NAMES}]


def test_an_interrupted_run_tells_what_is_left(queue: Fleet) -> None:
    with queue.start("--jobs", "1") as process:
        awaited(process, lambda: len(done(queue)) > 0)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (130, "\ngolint: interrupted\n")
    assert queue.statuses()["heavy"] == "done"
    assert "pending" in queue.statuses().values()
    assert not queue.overview()["complete"]
    assert list(queue.temporary.iterdir()) == []
    assert queue.run().code == 1
    assert queue.statuses() == dict.fromkeys(NAMES, "done")


def test_a_folder_takes_one_run_at_a_time(queue: Fleet) -> None:
    with queue.start("--jobs", "1") as process:
        awaited(process, lambda: bool(hands(process)))
        second = queue.run()
        process.communicate(timeout=PATIENCE)
    assert second.code == 2
    assert "is being written by another golint fleet" in second.err
    assert process.returncode == 1
