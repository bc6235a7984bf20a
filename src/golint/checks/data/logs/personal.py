"""What tells who a customer is and how to reach him, written out field by field or as the record that is kept of him."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.logs.told_secrets import called
from golint.dataflow.modules import Routine
from golint.dataflow.tags import BODY
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

KINDS = (
    frozenset({"email", "mail"}),
    frozenset({"phone", "mobile", "telephone", "phonenumber", "whatsapp"}),
    frozenset({"fullname", "firstname", "lastname", "surname"}),
    frozenset({"address", "street", "line1", "address1"}),
    frozenset({"postal", "postcode", "zipcode", "zip"}),
)
"""Each of these alone may be needed to find a payment again; two together say who it is."""
NAMED = tuple(frozenset(pair.split()) for pair in ("full name", "first name", "last name", "customer name", "buyer name", "payer name"))
NAME = 2  # which of the kinds a name is
NOT_THEIRS = frozenset({
    "has", "is", "merchant", "seller", "shop", "store", "business", "admin", "support", "masked", "hash", "hashed", "length", "count",
    "valid", "verified", "id", "type", "ip", "template", "sent", "provided", "from", "sender", "wallet", "token",
})  # fmt: skip


def names_customer(kinds: Collection[int]) -> bool:
    """Whether some kinds of such data together tell of one customer."""
    return len(kinds) > 1


def kinds_told(flow: Flow, part: Expr, routine: Routine) -> Iterator[int]:
    """The kinds of such data that a value holds which is logged, as far as they came with a request: itself, the fields of a mapping that
    has a name, and those with which a record was kept that is logged whole."""
    for name, value, place in _told(flow, part, routine):
        kind = _kind_of(name)
        if kind is not None and flow.origin(value, place) & BODY:
            yield kind


def _kind_of(name: str) -> int | None:
    words = words_of(name)
    if words & NOT_THEIRS:
        return None
    if any(pair <= words for pair in NAMED):
        return NAME
    return next((at for at, kind in enumerate(KINDS) if words & kind), None)


def _told(flow: Flow, part: Expr, routine: Routine) -> Iterator[tuple[str, Expr, Routine]]:
    yield called(flow, part), part, routine
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) and "." not in part.written else None
    match held:
        case (facts.Mapping(), _):
            yield from ((field.name, field.value, field.routine) for field in flow.fields.of(part, routine).known)
        case (Call() as kept, place) if _keeps(flow, kept):
            for argument in kept.arguments:
                yield from ((field.name, field.value, field.routine) for field in flow.fields.deep(argument.value, place))


def _keeps(flow: Flow, call: Call) -> bool:
    """Whether a call keeps a record in the shop's own store and gives it back as a plain object."""
    roles = flow.roles.by(call)
    return flow.kin == "javascript" and "store.insert" in roles and not flow.judge.asks_provider(call, roles)
