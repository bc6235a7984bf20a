"""Which rules look at which path: the settings laid over the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from golint.catalog import Catalog
from golint.catalog.providers import Provider
from golint.catalog.rules import Rule
from golint.settings import Override, Overrides, Settings


class _Narrowed(Catalog, frozen=True, dict=True):
    """A catalogue that knows some of the providers alone."""

    only: tuple[str, ...] = ()

    @cached_property
    def providers(self) -> Mapping[str, Provider]:
        """The providers named by the settings, by id."""
        known = Catalog(self.folders).providers
        return {name: known[name] for name in known if name in self.only}


def narrowed(catalog: Catalog, providers: tuple[str, ...]) -> Catalog:
    """The catalogue with these providers alone; with none named, as it is."""
    return _Narrowed(catalog.folders, only=providers) if providers else catalog


class Plan:
    """Answers what is asked of a path, and what the settings say that a file there is."""

    def __init__(self, settings: Settings, catalog: Catalog, root: str) -> None:
        self.catalog = catalog
        self._settings = settings
        self._overrides = Overrides(settings, root)
        self._asked: dict[Override, tuple[Rule, ...]] = {}

    def asked(self, path: str) -> tuple[Rule, ...]:
        """The rules that run at a path."""
        there = self.there(path)
        if there not in self._asked:
            self._asked[there] = tuple(rule for rule in self.catalog.rules.values() if self._runs(rule, there))
        return self._asked[there]

    def there(self, path: str) -> Override:
        """All that the settings say of a path alone."""
        return self._overrides.of(path)

    def rules(self) -> tuple[str, ...]:
        """The ids of every rule that may run somewhere, sorted."""
        places = (Override(), *self._settings.overrides)
        return tuple(sorted(rule.id for rule in self.catalog.rules.values() if any(self._runs(rule, there) for there in places)))

    def _runs(self, rule: Rule, there: Override) -> bool:
        wanted = {"": rule.scope != "history", "only": rule.scope == "history"}.get(self._settings.history, True)
        return wanted and self._settings.runs(rule.id, rule.family, rule.level, there)
