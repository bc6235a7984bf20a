"""Runs one command and says in JSON what it took. A program of its own, small and without site packages, so that it weighs nothing.

Usage: child.py LIMIT ERRORS WATCH COMMAND... LIMIT is in seconds, ERRORS a file for what the command says on its second output. WATCH is
0, or the seconds between two looks at the memory of the command and all its descendants: that costs time, so a watched run is not timed.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from types import FrameType

KIB = 1024 * 1024 if sys.platform == "darwin" else 1024  # of `ru_maxrss` in a MiB: bytes there, kibibytes elsewhere


class Late(Exception):  # noqa: N818  # no TimeoutError: that is an OSError, which a process that ends under watch raises too
    """The command took too long."""


def main(arguments: list[str]) -> int:
    """Run the command; whatever happens, nothing of it outlives this."""
    limit, errors, watch, *command = arguments
    output = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
             (os.POSIX_SPAWN_OPEN, 2, errors, output, 0o600)]  # fmt: skip
    signal.signal(signal.SIGALRM, _late)
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    try:
        signal.setitimer(signal.ITIMER_REAL, float(limit))
        shared, status = _watched(child, float(watch)) if float(watch) else (0.0, None)
        usage = os.wait4(child, 0) if status is None else status
        wall = time.perf_counter() - started
        signal.setitimer(signal.ITIMER_REAL, 0)
    except BaseException as problem:
        os.killpg(child, signal.SIGKILL)
        os.wait4(child, 0)
        if isinstance(problem, Late):
            print(json.dumps({"stopped": float(limit)}))
            return 0
        raise
    _, code, spent = usage
    said = {"code": os.waitstatus_to_exitcode(code), "wall": wall, "cpu": spent.ru_utime + spent.ru_stime}
    print(json.dumps(said | {"largest": spent.ru_maxrss / KIB, "together": shared}))
    return 0


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise Late


def _watched(child: int, every: float) -> tuple[float, tuple[int, int, resource.struct_rusage] | None]:
    """The most memory in MiB that the process and its descendants ever had together, and how it ended."""
    most = 0.0
    while True:
        done = os.wait4(child, os.WNOHANG)
        if done[0]:
            return most, done
        most = max(most, sum(map(_share, _family(child))) / 1024)
        time.sleep(every)


def _family(process: int) -> list[int]:
    """The process and all its descendants; on a system that does not tell, the process alone."""
    found = [process]
    for one in found:
        try:
            threads = os.listdir(f"/proc/{one}/task")  # noqa: PTH208  # pathlib would weigh more than the rest
            for thread in threads:
                with open(f"/proc/{one}/task/{thread}/children", "rb") as file:  # noqa: PTH123
                    found += map(int, file.read().split())
        except OSError:  # it has ended
            continue
    return found


def _share(process: int) -> int:
    """A process's memory in KiB, a page that several have counted to each in part."""
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as file:  # noqa: PTH123
            return next((int(line.split()[1]) for line in file if line.startswith(b"Pss:")), 0)
    except OSError:  # it has ended, or the system does not tell
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
