"""Whether a file may hold a call that waits for ever, told from its bytes."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from golint.catalog import Catalog
from golint.linking.families import Family
from golint.traces.calls import VERBS, called_on
from golint.traces.signs import Signs, Text, named, signs_of, spoken_in
from golint.traces.spellings import SPELLINGS

if TYPE_CHECKING:
    from golint.project import Project


class Waits:
    """Answers for the files of one family of a project, by the table of time limits of the language that goes by `kin`."""

    def __init__(self, project: Project, catalog: Catalog, kin: str, family: Family) -> None:
        language, spelling = catalog.language(kin), SPELLINGS[kin]
        limits = language.timeouts
        self._project = project
        self._family = family
        self._always = bool(limits.endless) or language.roles.begins("http.request")  # such values and names leave no sign
        self._own = Signs(
            (
                *signs_of(language.roles, ["http.request"], spelling.call),
                *signs_of(limits.none, ["none"], spelling.mention),
                *signs_of(limits.clients, ["clients"], spelling.mention),
            )
        )
        self._on_sessions = Signs(named(VERBS, partial(called_on, spelling)))
        self._sessions = tuple(spoken_in(maker) for maker in limits.sessions)
        told = (*limits.builders, *(name for names in limits.adapters.values() for name in names))
        told += tuple(path.rpartition(".")[2] for path in limits.common.table)
        self._builders = tuple(name.lower().encode() for name in told)

    def may_stand_in(self, text: Text) -> bool:
        """Whether a file may hold such a call, also one on a session that another file makes."""
        if self._always or any(name in text.lowered for name in self._builders):
            return True
        return self._own.stand_in(text) or (self._makes_sessions and self._on_sessions.stand_in(text))

    @cached_property
    def _makes_sessions(self) -> bool:
        return bool(self._project.standing_together(self._sessions, self._family.suffixes))
