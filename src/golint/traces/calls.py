"""Whether a file may hold a call that plays a role, told from its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from golint.catalog.roles import Roles
from golint.linking.families import Family
from golint.traces.signs import Sign, Signs, Text, named, signs_of
from golint.traces.spellings import Spelling

VERBS = frozenset({"get", "post", "put", "patch", "delete", "request", "head"})
"""The methods of what asks other servers."""

# What stands behind a name that is told something, there or in the call that follows.
_TOLD = rb"(?:\s*+<[^()]*+>|[?!]\.?)?\s*+(?:\(\s*+(?!\))|\(\s*+\)\s*+(?:\.|->)|`|[ \t]++[\w\"'@:\[{])"


class Calls:
    """Answers for the files of one family of languages, whose names mean what `roles` say. Of an attribute that is known by its beginning
    alone nothing can be told: it may always be called."""

    def __init__(self, roles: Roles, spelling: Spelling, family: Family) -> None:
        self._roles = roles
        self._spelling = spelling
        self._family = family
        self._own: dict[tuple[str, ...], Signs] = {}
        self._asked: dict[tuple[str, ...], Signs] = {}
        self._told: dict[tuple[str, ...], Signs] = {}

    def may_play(self, text: Text, roles: tuple[str, ...]) -> bool:
        """Whether a call of a file may play one of some roles by its own path."""
        if roles not in self._own:
            self._own[roles] = Signs(signs_of(self._roles, roles, self._spelling.call))
        return self._roles.begins(*roles) or self._own[roles].stand_in(text)

    def may_utter(self, text: Text, roles: tuple[str, ...]) -> bool:
        """Whether such a call may be told more than a plain text."""
        if roles not in self._told:
            self._told[roles] = Signs(signs_of(self._roles, roles, self._spelling.utterance))
        return self._roles.begins(*roles) or self._told[roles].stand_in(text)

    def may_ask(self, text: Text, roles: tuple[str, ...]) -> bool:
        """Whether it may do so by its own path, or through a client that is made elsewhere."""
        if roles not in self._asked:
            self._asked[roles] = Signs(through(self._roles, roles, self._spelling, self._family))
        return self.may_play(text, roles) or self._asked[roles].stand_in(text)


def through(roles: Roles, played: tuple[str, ...], spelling: Spelling, family: Family) -> Iterator[Sign]:
    """The signs of calls that play some roles by what they are called on: by its type, or by the client that it was made as."""
    if family.declared:
        yield from named(roles.lasts_of_types(*played), spelling.call)
    if roles.lasts("http.client"):
        yield from named(roles.lasts(*played) & VERBS, partial(called_on, spelling))


def called_on(spelling: Spelling, name: bytes) -> bytes:
    """A name that is called on something and told something, there or in the call behind it."""
    return rb"%b(?<=[.>:\s]%b)(?!\w)%b" % (re.escape(name), re.escape(name), b"" if spelling.by_name else _TOLD)
