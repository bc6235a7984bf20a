"""The exit codes, and how a mistake of the user becomes one line and code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

CLEAN, FINDINGS, USAGE, NOTHING, INCOMPLETE = range(5)
INTERRUPTED = 130
PIPE_CLOSED = 141


@contextmanager
def mistakes() -> Iterator[None]:
    """Turns the errors that name a file and a remedy into a usage error."""
    from golint.baseline import BaselineError
    from golint.catalog.errors import CatalogError
    from golint.settings import SettingsError
    from golint.sources import GitError

    try:
        yield
    except (CatalogError, BaselineError, GitError, SettingsError) as error:
        raise click.ClickException(str(error)) from None
