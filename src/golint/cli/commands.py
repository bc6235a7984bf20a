"""The commands as click reads them. This module is all that `--version` and `--help` load; each command is imported when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from golint import __version__
from golint.cli.exits import Mistake

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


def run(arguments: Sequence[str]) -> int:
    """Run a command, and give its exit code. Raises Mistake for what it does not take, KeyboardInterrupt where somebody ends it."""
    try:
        code = golint.main(arguments, prog_name="golint", standalone_mode=False, obj=tuple(arguments))
    except click.ClickException as error:
        where = f" (golint {error.ctx.info_name} --help)" if isinstance(error, click.UsageError) and error.ctx and error.ctx.parent else ""
        raise Mistake(f"{error.format_message()}{where}") from None
    except click.Abort:
        raise KeyboardInterrupt from None
    return code if isinstance(code, int) else 0
