"""What holds for some paths only."""

from __future__ import annotations

from golint.settings.globs import PathGlobs
from golint.settings.values import NOWHERE, Override, Settings


class Overrides:
    """Answers which overrides hold for a path relative to the checked root."""

    def __init__(self, settings: Settings, root: str) -> None:
        self._parts = tuple((PathGlobs(each.paths, settings.base or root, root), each) for each in settings.overrides)

    def of(self, path: str) -> Override:
        """All that holds for the path, as one: rules ignored add up; of the rest the last given holds."""
        found = [override for globs, override in self._parts if path in globs]
        if not found:
            return NOWHERE
        return Override(
            select=next((each.select for each in reversed(found) if each.select), ()),
            ignore=tuple(dict.fromkeys(rule for each in found for rule in each.ignore)),
            side=next((each.side for each in reversed(found) if each.side), None),
            stage=next((each.stage for each in reversed(found) if each.stage), None),
        )
