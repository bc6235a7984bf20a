"""Runs golint in this process and says in JSON how much processor time each part of it took.

Usage: python -m bench.sampled OUTPUT ARGUMENTS... A signal comes every few milliseconds of processor time, and what was spent since the
last one is put down to the part that runs then. It waits until native code comes back, so a parser's time is put down to who called it.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType

EVERY = 0.002  # seconds of processor time between two samples
IMPORTS = "<frozen importlib"
FRONTENDS = "frontends"
START_UP, OTHER = "start-up imports", "other"


def part(module: str) -> str:
    """The part of golint that a module belongs to, "" for one of others: its package, and of checks the family too."""
    root, _, rest = module.partition(".")
    if root != "golint" or not rest:
        return ""
    names = rest.split(".")
    return " ".join(names[:2]) if names[0] == "checks" and len(names) > 2 else names[0]


def running(frame: FrameType | None) -> str:
    """The part that runs in a frame: that of the innermost module of golint, with the language where it is a front-end."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(IMPORTS):
            return START_UP
        name = frame.f_globals.get("__name__", "")
        if found := part(name):
            return _spoken(frame, found) if found == FRONTENDS else found
        frame = frame.f_back
    return OTHER


def _spoken(frame: FrameType | None, found: str) -> str:
    """With the language that the front-end was asked to read."""
    while frame is not None:
        if frame.f_code.co_name == "lower" and frame.f_globals.get("__name__") == f"golint.{FRONTENDS}":
            return f"{found} {frame.f_locals.get('language', '')}"
        frame = frame.f_back
    return found


def main(arguments: list[str]) -> int:
    """Run the command line under samples."""
    output, *asked = arguments
    spent: defaultdict[str, float] = defaultdict(float)
    last = time.process_time()

    def sample(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[running(frame)] += now - last
        last = now

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    code: str | int | None = None
    try:
        from golint.__main__ import main as golint

        sys.argv[1:] = asked
        golint()
    except SystemExit as done:
        code = done.code
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    Path(output).write_text(json.dumps({"code": code, "parts": spent}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
