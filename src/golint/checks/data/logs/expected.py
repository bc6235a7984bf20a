"""The signature that a sender has to have made: who reads it in a log can send what it was made for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.tags import REQUEST, Tags
from golint.dataflow.vocabulary import SIGNATURES
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

MAKING = frozenset({"new", "createHmac", "HMAC"})  # what makes a digest of what it is told later
SIGNED = SIGNATURES - {"hash", "digest", "checksum"}  # what is made of contents, by anybody, goes by these too


def is_expected(flow: Flow, part: Expr, routine: Routine, tags: Tags) -> bool:
    """Whether a value is an HMAC, or a plain digest with which the signature that was sent is compared."""
    if "hmac.digest" in tags:
        return not _is_unfinished(flow, part, routine)
    beside = _beside(flow, part, routine) if "hash.digest" in tags and isinstance(part, Name) else ()
    return any(_is_sent(flow, other, routine) for other in beside)


def _is_unfinished(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is what makes a digest, `hmac.new(key, body, sha256)`: a log shows where it lies in memory."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    return isinstance(held[0] if held is not None else part, Call) and last_of(held[0] if held is not None else part) in MAKING


def _beside(flow: Flow, part: Name, routine: Routine) -> Iterator[Expr]:
    """What a variable is compared with, in whatever way."""
    for node in routine.nodes:
        made = compared(node, flow.roles)
        sides = (made.left, made.right) if made is not None else _operands(flow, node)
        if any(isinstance(side, Name) and side.written == part.written for side in sides):
            yield from (side for side in sides if not (isinstance(side, Name) and side.written == part.written))


def _operands(flow: Flow, node: facts.Node) -> tuple[Expr, ...]:
    if not isinstance(node, Call) or "compare.constant_time" not in flow.roles.by(node):
        return ()
    return tuple(argument.value for argument in node.arguments)


def _is_sent(flow: Flow, other: Expr, routine: Routine) -> bool:
    """Whether a value calls itself a signature, or holds one that does, and came with the request."""
    held = flow.texts.value_of(other, routine) if isinstance(other, Name) else None
    names = (name_of(other), name_of(held[0]) if held is not None else "")
    return any(mentions(name, SIGNED) for name in names) and bool(flow.origin(other, routine) & REQUEST)
