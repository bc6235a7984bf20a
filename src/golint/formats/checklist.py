"""Which items of which go-live checklists a finding fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.model import Finding

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Item


class Answers:
    """The items that rules answer for providers, each pair looked up once, since a report holds the same few pairs many times."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._items: dict[tuple[str, str | None], tuple[Item, ...]] = {}
        self._checklists: dict[str, str] = {}

    def of(self, rule: str, provider: str | None) -> tuple[Item, ...]:
        """The items of the provider's checklists, else of the generic one."""
        pair = rule, provider
        if pair not in self._items:
            self._items[pair] = self._catalog.items_for(rule, provider)
        return self._items[pair]

    def checklist(self, item: Item) -> str:
        """The id of the checklist that holds an item."""
        if not self._checklists:
            self._checklists = {item.id: checklist.id for checklist in self._catalog.checklists.values() for item in checklist.items}
        return self._checklists[item.id]

    def line(self, finding: Finding) -> tuple[str, str] | None:
        """The provider of a finding and the items that it fails, as the name and the text of a note; None where there is neither."""
        asked = self.of(finding.rule, finding.provider)
        words = f"{asked[0].id} ({asked[0].title})" if len(asked) == 1 else ", ".join(item.id for item in asked)
        if not finding.provider:
            return ("checklist", words) if asked else None
        known = self._catalog.providers.get(finding.provider)
        name = known.name if known else finding.provider
        return "provider", f"{name} · checklist: {words}" if asked else name
