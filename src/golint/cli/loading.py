"""The catalogue of a run, checked against its settings, and where its text goes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from golint.cli.exits import Mistake

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.settings import Settings


def catalogue(settings: Settings, formats: Collection[str] = ()) -> Catalog:
    """The catalogue with the settings' packs. Raises SettingsError for a name in the settings that it does not have."""
    from golint import catalog
    from golint.cache.folder import Folder
    from golint.cache.knowledge import recalled
    from golint.places import cache_folder
    from golint.settings import validate

    known = catalog.load([Path(folder) for folder in settings.packs])
    if place := cache_folder():
        known = recalled(known, Folder(place))
    validate(settings, {rule.id: rule.family for rule in known.rules.values()}, providers=known.providers, formats=formats)
    return known


def write(path: str | Path, text: str, option: str) -> None:
    """Write a file that `option` named. Raises Mistake where that cannot be done."""
    try:
        Path(path).write_text(text, "utf-8")
    except OSError as error:
        raise Mistake(f"{path} cannot be written ({error.strerror}); name another file with {option}") from None
