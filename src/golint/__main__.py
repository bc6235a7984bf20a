"""`python -m golint`, and the command itself."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from golint import again, quick
from golint.streams import PIPE_CLOSED, ended

_RARELY = 1_000_000
"""Objects after which the collector looks for cycles: a run makes few of those, and a hundred thousand objects by being loaded."""


def main() -> None:
    """Run the command line and exit: at once where a hook's files hold nothing to look at, or nothing has changed since the last run."""
    said = quick.answer(sys.argv[1:])
    if said is not None:
        sys.stdout.write(said)
        return
    answer = again.answer(sys.argv[1:])
    if answer is not None:
        sys.exit(ended(answer.tell))
    gc.set_threshold(_RARELY)
    from golint.cli import main as full

    try:
        full()
    finally:
        gc.freeze()  # what ends with the process need not be searched for cycles


def command() -> NoReturn:
    """The installed command: `main`, and then an end at once. All files are closed and all workers gone by then, and to take apart what
    ends with the process takes as long as to check a few files. `python -m golint` ends as Python does, for whoever watches it."""
    code = 0
    try:
        main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read the output has left
        code = PIPE_CLOSED
    os._exit(code)


if __name__ == "__main__":
    main()
