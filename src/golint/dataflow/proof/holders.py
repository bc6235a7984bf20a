"""Look-ups of who a secret was given to: `Shop::where("webhook_secret", $request->header("X-Token"))` finds nobody where the sender does
not know one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, text_of
from golint.dataflow.tags import Tags, is_secret_name
from golint.dataflow.values.origins import Origins
from golint.facts import Call, Expr

SENT = frozenset({"request.header"})  # a token of the query or the body may as well be that of a cart, which its customer knows
READING = frozenset({"store.read", "store.must_find"})


class Holders:
    """Finds such look-ups."""

    def __init__(self, origins: Origins, roles: Roles) -> None:
        self._origins = origins
        self._roles = roles

    def looks_for_one(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a call looks for the record that holds a secret which stands in a header."""
        links = (call, *chained(call))
        held = [value for link in links for name, value in _conditions(link) if is_secret_name(name)]
        if not held or not any(self._roles.by(link) & READING for link in links):
            return False
        return any(self._origins.of(value, routine, given) & SENT for value in held)


def _conditions(call: Call) -> Iterator[tuple[str, Expr]]:
    """What a record must have, by the name of the field: `where('token', $t)`, `find_by(token: t)`, `findOne({ where: { token: t } })`."""
    plain = [argument.value for argument in call.arguments if not argument.name and not argument.spread]
    if len(plain) > 1 and (name := text_of(plain[0])):
        yield name, plain[-1]
    yield from ((argument.name, argument.value) for argument in call.arguments if argument.name)
    yield from (pair for value in plain for pair in _entries(value))


def _entries(value: Expr) -> Iterator[tuple[str, Expr]]:
    for entry in value.entries if isinstance(value, facts.Mapping) else ():
        yield text_of(entry.key), entry.value
        yield from _entries(entry.value)
