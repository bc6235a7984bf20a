"""The exit codes, and how a mistake of the user becomes one line and code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

CLEAN, FINDINGS, USAGE, NOTHING, INCOMPLETE = range(5)
INTERRUPTED = 130


class Mistake(Exception):  # noqa: N818  # of the user, not of golint
    """What the user can put right; the text says what is wrong and what to do."""


@contextmanager
def mistakes() -> Iterator[None]:
    """Turns the errors that name a file and a remedy into a mistake."""
    try:
        yield
    except Exception as error:
        from golint.baseline import BaselineError
        from golint.catalog.errors import CatalogError
        from golint.settings import SettingsError
        from golint.sources import GitError

        if isinstance(error, CatalogError | BaselineError | GitError | SettingsError):
            raise Mistake(str(error)) from None
        raise
