"""What belongs to one webhook handler: the routines that it runs or that stand in front of it, its checks, and what rules report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from golint import facts
from golint.checks.callers import callees
from golint.checks.webhooks.acknowledgement import blocking_webhook
from golint.checks.webhooks.bodies.raw_bodies import raw_body_lost
from golint.checks.webhooks.bodies.rule import parse_before_verify
from golint.checks.webhooks.delivery.rule import unknown_event_rejected
from golint.checks.webhooks.repeats.rule import no_event_deduplication
from golint.checks.webhooks.timing.rule import timing_unsafe_comparison
from golint.checks.webhooks.verification.rule import fail_open_verification, missing_signature_verification
from golint.dataflow.modules import Routine
from golint.dataflow.proof.verdicts import Check, Summary
from golint.dataflow.requests.money import is_call
from golint.dataflow.values.clients import by_type
from golint.facts import Call
from golint.lazily import compiled
from golint.model import Hit, Side, Stage

if TYPE_CHECKING:
    from golint.catalog.providers import Helper, Webhook
    from golint.dataflow import Flow, Handler
    from golint.project import Project
    from golint.view import FileView

HOPS = 3
# What two words or more name is the vendor's helper, however the object is got that it is called on.
_TELLING = compiled(r"[a-z](?:_[a-z]|[A-Z])\w*\??$")
RULES: dict[str, Callable[[FileView], Iterator[Hit]]] = {
    "missing-signature-verification": missing_signature_verification,
    "fail-open-verification": fail_open_verification,
    "parse-before-verify": parse_before_verify,
    "raw-body-lost": raw_body_lost,
    "timing-unsafe-comparison": timing_unsafe_comparison,
    "no-event-deduplication": no_event_deduplication,
    "blocking-webhook": blocking_webhook,
    "unknown-event-rejected": unknown_event_rejected,
}


class _Reported(Struct, frozen=True, dict=True):
    """What the rules about handlers report of a file, each file asked once."""

    project: Project
    by_place: dict[tuple[str, Side, Stage], tuple[tuple[str, Hit], ...]] = field(default_factory=dict)

    def of(self, view: FileView) -> tuple[tuple[str, Hit], ...]:
        """The hits of a file, with the ids of their rules."""
        place = (view.source.path, view.side, view.stage)  # the settings may say where a file stands, and are not asked about another one
        if place not in self.by_place:
            asked = {name: check for name, check in RULES.items() if _looks_at(view, name)}
            self.by_place[place] = tuple((name, hit) for name, check in asked.items() for hit in check(view))
        return self.by_place[place]


def _looks_at(view: FileView, name: str) -> bool:
    rule = view.catalog.rules[name]
    return rule.speaks(view.language) and rule.looks_at(view.side, view.stage) and view.pulls(rule)


class Scope(Struct, frozen=True, dict=True):
    """One handler of a file, and what belongs to it."""

    view: FileView
    handler: Handler

    @property
    def flow(self) -> Flow:
        """The questions that may be asked of the handler's file."""
        return self.view.flow

    @cached_property
    def proof(self) -> Summary:
        """What is proved and done behind the door."""
        return self.flow.proof(self.handler)

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """The handler, what stands in front of it and verifies, and what these run."""
        return self._run(later=True)

    @cached_property
    def waited_for(self) -> tuple[Routine, ...]:
        """Those of them that are done before the answer: what a queue runs is not."""
        return self._run(later=False)

    def _run(self, *, later: bool) -> tuple[Routine, ...]:
        starts = (self.handler.routine, *self.flow.verifying(self.handler))
        return tuple(dict.fromkeys(inner for start in starts for inner in callees(self.flow, start, HOPS, later=later)))

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the sender, those in front of the door too; none whose outcome is thrown away, save where all that is done is done
        by what has checked: `$service->handle($event)` refuses and goes no further, whoever asks it."""
        kept = bool(self.proof.all_effects) and not self.proof.effects
        before = (self.flow.prover.summary(routine, guard=self.flow.language.halts) for routine in self.flow.verifying(self.handler))
        found = (*self.proof.checks, *(check for summary in before for check in summary.checks))
        return tuple(check for check in found if kept or not check.ignored)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of those checks."""
        return frozenset(check.kind for check in self.checks)

    @cached_property
    def provider(self) -> str:
        """The provider that the door names, else the one that its file is about; "" for none."""
        return self.flow.provider_of(self.handler) or ""

    @cached_property
    def webhooks(self) -> tuple[Webhook, ...]:
        """How the provider proves its webhooks; where a vendor's helper is called, those that it is for."""
        pack = self.view.catalog.providers.get(self.provider)
        known = pack.webhooks if pack is not None else ()
        return tuple(webhook for webhook in known if any(True for _ in self._called(webhook))) or known

    @cached_property
    def verifiers(self) -> tuple[Helper, ...]:
        """The vendor's helpers that are called and prove the sender, as far as the pack knows them."""
        return tuple(helper for webhook in self.webhooks for helper in self._called(webhook) if helper.verifies)

    def _called(self, webhook: Webhook) -> Iterator[Helper]:
        known = [helper for helper in webhook.helpers if helper.language in ("", self.flow.kin)]
        told = [name for call, routine in self._calls for name in (facts.trail(call), by_type(call, routine, self.flow.texts)) if name]
        lasts = {last for name in told if _TELLING.search(last := name.rpartition(".")[2])}
        for helper in known:
            named = set(helper.call.rpartition(".")[2].split("|"))
            if named & lasts or any(is_call(name.lower(), helper.call.lower()) for name in told):
                yield helper

    @cached_property
    def _calls(self) -> tuple[tuple[Call, Routine], ...]:
        nodes = ((node, routine) for routine in self.routines for node in routine.nodes)
        return tuple((node, routine) for node, routine in nodes if isinstance(node, Call))

    @property
    def modes(self) -> frozenset[str]:
        """The modes of those proofs."""
        return frozenset(webhook.mode for webhook in self.webhooks)

    def reported(self, name: str) -> tuple[Hit, ...]:
        """What a rule reports of the handler, or of a routine that belongs to it."""
        return tuple(hit for path, found, hit in self._hits if found == name and self._concerns(path, hit))

    @cached_property
    def _hits(self) -> tuple[tuple[str, str, Hit], ...]:
        paths = dict.fromkeys((self.view.source.path, *(routine.path for routine in self.routines)))
        views = (self.view if path == self.view.source.path else self.view.sibling(path) for path in paths)
        return tuple((view.source.path, *found) for view in views if view is not None for found in view.project.own(_Reported).of(view))

    def _concerns(self, path: str, hit: Hit) -> bool:
        if path == self.view.source.path and hit.symbol == self.handler.symbol:
            return True
        return any(routine.path == path and self._holds(routine, hit) for routine in self.routines)

    def _holds(self, routine: Routine, hit: Hit) -> bool:
        if routine.start >= 0:
            return hit.span in routine.function.span
        module = self.flow.resolver.module(routine.path)  # a script, whose own statements answer
        return module is not None and module.enclosing(hit.span.start).start < 0
