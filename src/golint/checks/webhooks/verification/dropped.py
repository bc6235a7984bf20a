"""A signature that a webhook takes out of the request, and then does nothing with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.dataflow.proof.verdicts import Effect
from golint.dataflow.vocabulary import SIGNATURES
from golint.dataflow.words import mentions
from golint.facts import Name

if TYPE_CHECKING:
    from golint.dataflow import Flow


def kept_unproved(flow: Flow, routine: Routine) -> Iterator[Effect]:
    """The deliveries that a webhook writes down without the signature that it has taken. Nobody can verify them later."""
    if drops_signature(flow, routine):
        for call in routine.calls:
            if "store.insert" in flow.roles.by(call) and flow.effects.records_delivery(call, routine):
                yield Effect(call.span, "store.insert", call.path)


def drops_signature(flow: Flow, routine: Routine) -> bool:
    """Whether a header that proves the sender is given a name, `$signature = $request->header('X-Signature')`, which is never used."""
    for node in routine.own:
        match node:
            case facts.Assign(targets=(Name(written=name) as target,), value=value) if value is not None and "." not in name:
                texts = (text_of(part) for part in facts.walk(value) if isinstance(part, facts.Literal))
                if any(mentions(text, SIGNATURES) for text in texts) and "request.header" in flow.origin(value, routine):
                    used = (n for n in routine.nodes if isinstance(n, Name) and n.written.partition(".")[0] == name)
                    if all(one.span == target.span for one in used):
                        return True
    return False
