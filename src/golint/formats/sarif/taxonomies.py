"""The go-live checklists as SARIF taxonomies, so that a result says which items of which provider it fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sarif_om as om

from golint.formats.checklist import Answers
from golint.formats.prose import sentence

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Item


class Taxonomies:
    """The checklists that some (rule, provider) pairs answer, and references to their items."""

    def __init__(self, pairs: Iterable[tuple[str, str | None]], catalog: Catalog) -> None:
        self._answers = Answers(catalog)
        found = {item.id: item for pair in pairs for item in self._answers.of(*pair)}
        self._taxa: dict[str, list[Item]] = {}
        for _, item in sorted(found.items()):
            self._taxa.setdefault(self._answers.checklist(item), []).append(item)
        self._taxa = dict(sorted(self._taxa.items()))
        self._indices = {item.id: (at, index) for at, taxa in enumerate(self._taxa.values()) for index, item in enumerate(taxa)}
        self._titles = {name: checklist.title for name, checklist in catalog.checklists.items()}

    def components(self) -> list[om.ToolComponent]:
        """The checklists with the items that are referred to."""
        return [
            om.ToolComponent(
                name=checklist,
                full_name=self._titles.get(checklist, checklist),
                short_description=om.MultiformatMessageString(text=sentence(self._titles.get(checklist, checklist))),
                is_comprehensive=False,
                taxa=[_taxon(item) for item in taxa],
            )
            for checklist, taxa in self._taxa.items()
        ]

    def names(self) -> list[om.ToolComponentReference]:
        """References to the checklists."""
        return [om.ToolComponentReference(name=checklist, index=at) for at, checklist in enumerate(self._taxa)]

    def of(self, rule: str, provider: str | None) -> list[om.ReportingDescriptorReference]:
        """References to the items that a rule answers for a provider."""
        return [self._reference(item) for item in self._answers.of(rule, provider)]

    def _reference(self, item: Item) -> om.ReportingDescriptorReference:
        component, index = self._indices[item.id]
        return om.ReportingDescriptorReference(
            id=item.id,
            index=index,
            tool_component=om.ToolComponentReference(name=self._answers.checklist(item), index=component),
        )


def _taxon(item: Item) -> om.ReportingDescriptor:
    return om.ReportingDescriptor(id=item.id, short_description=om.MultiformatMessageString(text=item.title))
