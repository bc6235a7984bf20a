"""What a program leaves in the bytes of its file. Asked first, it saves reading most files of a large platform.

Each answer is a necessary condition, made from the tables that the checks themselves go by: "may" is never no where the program, once read,
says yes. Where it is not known how a language is spelt, the answer is yes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from golint.catalog import Catalog
from golint.linking.families import Family, family_of
from golint.traces.calls import Calls
from golint.traces.charges import Charges
from golint.traces.doors import Doors
from golint.traces.named import may_return_answer_of_given, names
from golint.traces.scripts import is_table
from golint.traces.signs import Text
from golint.traces.spellings import SPELLINGS, compiled_once, spelling_of
from golint.traces.waits import Waits

if TYPE_CHECKING:
    from golint.project import Project

__all__ = ["Text", "Traces"]


class Traces:
    """What one file may hold. `kin` is the language by whose tables its own goes; `spoken` says that it speaks of a provider."""

    def __init__(self, path: str, language: str, text: Text, *, kin: str, catalog: Catalog, project: Project, spoken: bool) -> None:
        self._path = path
        self._text = text
        self._kin = kin
        self._catalog = catalog
        self._project = project
        self._spoken = spoken
        self._family = family_of(path)
        self._spelling = spelling_of(kin, language, path)

    @cached_property
    def are_constants(self) -> bool:
        """Whether the file gives back constants and does nothing else, so that nothing can be asked of its program."""
        return self._spelling is not None and self._kin == "php" and is_table(self._text.data)

    @cached_property
    def may_charge(self) -> bool:
        """Whether a call may move money."""
        if self._spelling is None:
            return True
        known = self._project.derived(Charges, self._catalog, self._kin, self._family)
        return known.may_stand_in(self._text, spoken=self._spoken)

    @cached_property
    def may_wait(self) -> bool:
        """Whether a call may wait for ever for its answer."""
        if self._spelling is None:
            return True
        return self._project.derived(Waits, self._catalog, self._kin, self._family).may_stand_in(self._text)

    def may_play(self, *roles: str) -> bool:
        """Whether a call may play one of some roles by its own path."""
        return self._spelling is None or _calls(self._catalog, self._kin, self._family).may_play(self._text, roles)

    def may_utter(self, *roles: str) -> bool:
        """Whether such a call may be told more than one plain text."""
        return self._spelling is None or _calls(self._catalog, self._kin, self._family).may_utter(self._text, roles)

    def may_utter_in(self, name: bytes) -> bool:
        """Whether a call may be told more than one plain text whose name fits a pattern."""
        if self._spelling is None:
            return True
        return compiled_once(rb"(?:%b)%b" % (name, self._spelling.behind_utterance)).search(self._text.data) is not None

    def may_ask(self, *roles: str) -> bool:
        """Whether a call may do so by its own path, or through a client that is made elsewhere."""
        return self._spelling is None or _calls(self._catalog, self._kin, self._family).may_ask(self._text, roles)

    def may_answer(self) -> bool:
        """Whether a routine may be a door by what the file says of itself."""
        return self._spelling is None or _doors(self._catalog, self._kin).may_stand_in(self._path, self._text, self._project)

    @cached_property
    def names(self) -> frozenset[str] | None:
        """The names of the file's functions and classes; None where its bytes do not tell them."""
        if self._spelling is None or self._kin not in ("python", "php"):
            return None
        return names(self._spelling, self._text.data)

    def may_hand_on(self) -> bool:
        """Whether a function may give back the answer of one that it was given."""
        return self._spelling is None or may_return_answer_of_given(self._text.data)

    def may_register(self, data: bytes) -> bool:
        """Whether another file of the same language may register a route."""
        return self._spelling is None or _doors(self._catalog, self._kin).may_register(Text(data, data.lower()))


@lru_cache(maxsize=32)
def _calls(catalog: Catalog, kin: str, family: Family) -> Calls:
    return Calls(catalog.language(kin).roles, SPELLINGS[kin], family)


@lru_cache(maxsize=32)
def _doors(catalog: Catalog, kin: str) -> Doors:
    return Doors(catalog.language(kin), SPELLINGS[kin])
