"""Faults of the user's settings: where, what, and what to do. The value itself is never shown, for it may be a secret that strayed."""

from __future__ import annotations

import re


class SettingsError(ValueError):
    """A setting that cannot be used. `where` is "file:line", the file alone, or the option of the command line."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}; {remedy}")
        self.where = where


def quoted(key: str) -> str:
    """A key as a message may show it: in quotes where it reads like one, else only spoken of."""
    return f'"{key}"' if re.fullmatch(r"[A-Za-z][A-Za-z_/-]{0,59}", key) else "a key that is no word"
