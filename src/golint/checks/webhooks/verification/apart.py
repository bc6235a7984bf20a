"""What a webhook does for events of other kinds than those of which it reads the payment back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.webhooks.verification.noted import SIGNED
from golint.checks.webhooks.ways import together, way_to
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.proof.verdicts import Effect, Summary
from golint.dataflow.vocabulary import HOOK_WORDS

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

UNSURE = frozenset({"unknown", "queue.enqueue"})  # who works a queue off may ask


def of_other_kinds(flow: Flow, handler: Handler, proof: Summary) -> Iterator[Effect]:
    """What is done, unproved, for kinds of events that never come to where the payment is asked for: a provider that signs what it sends
    means every kind to be verified, one that leaves it to the merchant to ask may not."""
    if not proof.effects or not all(check.kind == "read-back" for check in proof.checks):
        return
    pack = flow.pack_of(handler)
    if pack is None or not pack.webhooks or not {webhook.mode for webhook in pack.webhooks} <= SIGNED:
        return
    if not hook_words(handler) & HOOK_WORDS or flow.hands_on(handler) or flow.unknown_guards(handler):
        return
    asked = [way_to(flow, handler.routine, check.span) for check in proof.checks]
    for effect in proof.effects:
        way = way_to(flow, handler.routine, effect.span)
        if effect.role not in UNSURE and not any(together(way, other) for other in asked):
            yield effect
