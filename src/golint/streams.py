"""The standard streams of a run, whatever becomes of who reads them. Start-up hangs on it, so it imports nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

PIPE_CLOSED = 141


def ended(run: Callable[[], int]) -> int:
    """The exit code of a run that may say any character, to a reader who may leave before the end."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding still gets every character
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has left; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code
