"""The files that golint looks for by name, and where it keeps what it may lose at any time. Start-up hangs on it, so it imports nothing."""

# ruff: noqa: PTH103, PTH105, PTH111, PTH120, PTH123  # pathlib takes as long to import as all that a quick answer does
from __future__ import annotations

import os
import sys

CONFIGURATIONS = ("golint.toml", ".golint.toml", "pyproject.toml")
"""The files that may hold settings, the first choice first."""

BASELINE = "golint-baseline.txt"
"""The baseline at the root of a checked tree."""


def cache_folder() -> str:
    """The folder for caches: GOLINT_CACHE_DIR, else the user's own as the platform has it; "" where there is none."""
    named = os.environ.get("GOLINT_CACHE_DIR")
    if named:
        return named
    home = os.path.expanduser("~")
    if home == "~":
        return ""
    if sys.platform == "darwin":
        return f"{home}/Library/Caches/golint"
    if sys.platform == "win32":
        return f"{os.environ.get('LOCALAPPDATA') or home}/golint/cache"
    return f"{os.environ.get('XDG_CACHE_HOME') or f'{home}/.cache'}/golint"


def put(path: str, data: bytes) -> None:
    """Put a file in the place of what was there; other processes see the one or the other. Where that cannot be done, nothing happens."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(f"{path}.{os.getpid()}", "wb") as file:
            file.write(data)
        os.replace(f"{path}.{os.getpid()}", path)
    except OSError:
        return
