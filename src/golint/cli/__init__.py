"""The command line: what it says of mistakes and accidents, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from golint.cli.exits import INCOMPLETE, INTERRUPTED, USAGE, Mistake
from golint.quick import OPTIONS
from golint.streams import PIPE_CLOSED, ended

_PLAIN = OPTIONS | {"--no-cache"}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or configuration, 3 nothing to check, 4 incomplete."""
    told = tuple(sys.argv[1:] if arguments is None else arguments)  # as they are the next time, to whom this run may leave its answer
    sys.exit(ended(lambda: _run(told)))


def _run(arguments: tuple[str, ...]) -> int:
    try:
        return _command(arguments)
    except Mistake as error:
        _complain(str(error))
        return USAGE
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except SystemExit:  # click's answer to a reader that has left, which would be the code of findings
        return PIPE_CLOSED
    except BrokenPipeError:
        raise
    except Exception as error:
        # The error's own text may quote a file, and so a key: only its kind and golint's own lines are told.
        _complain(f"internal error ({type(error).__name__}{_place(error)}); please report it as a bug of golint")
        return INCOMPLETE


def _command(arguments: tuple[str, ...]) -> int:
    """What was asked for. Most runs name files or a folder and next to nothing else, for which click need not be loaded."""
    switches, paths = {one for one in arguments[1:] if one.startswith("-")}, tuple(one for one in arguments[1:] if one[:1] != "-")
    given = {switch[2:].replace("-", "_"): True for switch in switches}
    command = arguments[:1] if sys.platform != "win32" else ()  # there click spreads out patterns of names
    if command == ("check",) and switches <= _PLAIN:
        from golint.cli import checking

        return checking.run(arguments, paths, {**checking.DEFAULTS, **given}, given)
    if command == ("audit",) and switches <= {"--no-cache"} and len(paths) <= 1 and all(map(os.path.exists, paths)):
        from golint.cli import auditing

        return auditing.run(arguments, "".join(paths) or ".", {**auditing.DEFAULTS, **given})
    from golint.cli import commands

    return commands.run(arguments)


def _complain(text: str) -> None:
    sys.stderr.write(f"golint: {text}\n")


def _place(error: Exception) -> str:
    """The last line of golint's own on the way to an error."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("golint."):
            place = f" in {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
