"""Which paths the settings leave out, and which hold no text."""

from __future__ import annotations

from golint.model import Skip
from golint.settings import PathGlobs, Settings
from golint.sources.shapes import is_binary


class Filter:
    """Answers of paths relative to a root why they are not looked at."""

    def __init__(self, settings: Settings, root: str) -> None:
        base = settings.base or root
        self._exclude, self._include = PathGlobs(settings.exclude, base, root), PathGlobs(settings.include, base, root)

    def refusal(self, path: str) -> Skip | None:
        """Why a path is not looked at; None where it is."""
        if path in self._exclude or (self._include and path not in self._include):
            return Skip.IGNORED
        return Skip.BINARY if is_binary(path) else None
