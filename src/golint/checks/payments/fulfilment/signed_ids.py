"""The ids that a payment window signs, and by which names the shop's code has them at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.fulfilment.blind import SHORT
from golint.checks.webhooks.bodies.digests import feeds
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, name_of, path_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.doors.handlers import Handler

HOPS = 3
SIGNING = frozenset({"hmac.digest", "signature.verify"})


class Ids(Struct, frozen=True):
    """What is signed: the words of what the provider calls it, and the names by which the shop hands it to the check."""

    words: tuple[frozenset[str], ...]
    names: frozenset[str] = frozenset()

    def called(self, names: Iterable[str]) -> Ids:
        """The same ids, where the code calls them by these names, too."""
        return Ids(self.words, self.names.union(names))


def signed(flow: Flow, handler: Handler) -> Ids:
    """The ids that the only provider of a door signs for a page; none where it is not known which provider it is."""
    packs = flow.packs_of(handler)
    names = (name for webhook in packs[0].webhooks for name in webhook.returned) if len(packs) == 1 else ()
    return Ids(tuple(words_of(name) for name in names))


def checked(flow: Flow, handler: Handler) -> Iterator[str]:
    """The names of what a signature is computed over, or of what is handed to the function that checks it."""
    asked = {check.span for check in flow.proof(handler).checks if check.kind == "helper"}
    for routine in callees(flow, handler.routine, HOPS):
        for node in routine.nodes:
            match node:
                case facts.Template() | facts.Binary() if joins(node):
                    yield from _names(node)
                case Call(arguments=arguments) if node.span in asked or flow.roles.by(node) & SIGNING or feeds(flow, node, routine):
                    yield from (name for argument in arguments for name in _names(argument.value))


def speaks_of(node: Node, ids: Ids) -> bool:
    """Whether a value is called like a signed id, or taken by its name: `$request->input('razorpay_order_id')`."""
    if isinstance(node, facts.Literal):
        named = node.value if isinstance(node.value, str) and len(node.value) < SHORT else ""
    else:
        named = name_of(node) or _own_name(node) if isinstance(node, Name | facts.Index | Call | facts.Attribute) else ""
    told = words_of(named) if named else frozenset[str]()
    return any(one <= told for one in ids.words)


def holds(value: Expr, ids: Ids) -> bool:
    """Whether a signed id is a part of a value, under the provider's name for it or the shop's."""
    return any(speaks_of(part, ids) for part in facts.walk(value)) or any(name in ids.names for name in _names(value))


def renamed(routine: Routine, ids: Ids) -> Iterator[str]:
    """The variables that keep a signed id under a name of their own: `const opened = body.razorpay_order_id`."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None and speaks_of(value, ids):
                yield written


def handed(call: Call, callee: Routine, ids: Ids) -> Iterator[str]:
    """What a function that is handed signed ids calls them."""
    names = [parameter.name for parameter in callee.function.parameters if parameter.name not in OWN]
    plain = (argument.value for argument in call.arguments if argument.name is None and not argument.spread)
    yield from (name for name, value in zip(names, plain, strict=False) if holds(value, ids))
    yield from (argument.name for argument in call.arguments if argument.name and holds(argument.value, ids))
    entries = (entry for argument in call.arguments for entry in facts.walk(argument.value) if isinstance(entry, facts.Entry))
    yield from (text_of(entry.key) for entry in entries if text_of(entry.key) and holds(entry.value, ids))


def joins(text: facts.Template | facts.Binary) -> bool:
    """Whether a text joins ids as the provider does: `order + "|" + payment`."""
    return any(isinstance(part, facts.Literal) and part.value == "|" for part in facts.walk(text))


def _names(value: Expr) -> Iterator[str]:
    """What the values that an expression is made of are called; of `sent["order"]` it is the whole that counts."""
    parts = tuple(facts.walk(value))
    inner = {id(part.base) for part in parts if isinstance(part, facts.Index)} | {
        id(part.callee) for part in parts if isinstance(part, Call)
    }
    yield from (name for part in parts if isinstance(part, Name | facts.Index) and id(part) not in inner and (name := name_of(part)))


def _own_name(node: Expr) -> str:
    """What a variable was called where it was taken apart: `{ razorpay_order_id: number }`."""
    return path_of(node).rpartition(".")[2]
