"""The command line. This module is all that `--version` and `--help` load; each command is imported when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from golint import __version__
from golint.cli.exits import INCOMPLETE, INTERRUPTED, PIPE_CLOSED, USAGE

_COMMANDS = {
    "check": "golint.cli.check:check",
    "audit": "golint.cli.audit:audit",
    "report": "golint.cli.audit:report",
    "fleet": "golint.cli.fleet:fleet",
    "attest": "golint.cli.attest:attest",
    "explain": "golint.cli.pages:explain",
    "rules": "golint.cli.pages:rules",
    "providers": "golint.cli.providers:providers",
    "baseline": "golint.cli.baseline:baseline",
    "cache": "golint.cli.cache:cache",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click gives it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from golint.hints import nearest

            raise click.UsageError(f"there is no command {name!r}; {nearest(name, _COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "-V", "--version", prog_name="golint")
def golint() -> None:
    """Find the payment faults that keep a shop from going live."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or configuration, 3 nothing to check, 4 incomplete."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding still gets every character
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has left; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = golint.main(arguments, prog_name="golint", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        where = f" (golint {error.ctx.info_name} --help)" if isinstance(error, click.UsageError) and error.ctx and error.ctx.parent else ""
        _complain(f"{error.format_message()}{where}")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
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


def _complain(text: str) -> None:
    click.echo(f"golint: {text}", err=True)


def _place(error: Exception) -> str:
    """The last line of golint's own on the way to an error."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("golint."):
            place = f" in {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
