"""All that is known of a shop and one of its providers when the provider's checklist is answered."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.model import Finding, Observation, Report, Severity, Span
from golint.settings import Attestation, Statements, Waiver

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Item
    from golint.catalog.providers import Provider


# The columns of a webhook handler that say "no" where one of these rules reports the handler, wherever the fault itself stands.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "missing-signature-verification": ("verified",),
    "fail-open-verification": ("verified",),
    "parse-before-verify": ("verified", "raw_body"),
    "raw-body-lost": ("raw_body",),
    "timing-unsafe-comparison": ("constant_time",),
    "no-event-deduplication": ("deduplicated",),
    "blocking-webhook": ("acknowledged",),
    "unknown-event-rejected": ("acknowledged",),
}

_ABOUT_CODE = frozenset({"webhooks", "payments", "requests", "checkout"})  # families whose rules are about the code of a provider


class Case(Struct, frozen=True, dict=True):
    """A report, what people stated, and the provider in question.

    `today` is the day that statements are held against. `current` tells whether the operational documents changed since the payment code
    did, None where git does not know. `alone`: the shop uses no other provider, so what is about none in particular is about this one.
    """

    catalog: Catalog
    provider: Provider
    report: Report
    statements: Statements
    today: date
    current: bool | None = None
    alone: bool = True

    @cached_property
    def kin(self) -> frozenset[str]:
        """The provider and those whose white-label it is."""
        return frozenset(lineage(self.provider.id, self.catalog))

    def findings(self, rule: str, item: Item) -> Sequence[Finding]:
        """The open findings of a rule that concern the provider, or none in particular, and the item; the loudest first."""
        return [one for one in self._open.get(rule, ()) if not item.key or self._is_about(one, item.key)]

    def besides(self, rules: Container[str]) -> Sequence[Finding]:
        """The open findings, louder than notes, of rules that are none of these. Those about suppressions are about no provider."""
        left = (rule for name, rule in self.catalog.rules.items() if name not in rules and rule.family != "suppressions")
        return [one for rule in left for one in self._open.get(rule.id, ()) if one.severity is not Severity.NOTE]

    def suppressed(self, rule: str, item: Item) -> Sequence[Finding]:
        """Those that somebody suppressed."""
        return [one for one in self._hidden.get(rule, ()) if not item.key or self._is_about(one, item.key)]

    def seen(self, kind: str, key: str = "") -> tuple[Observation, ...]:
        """What files told about the provider, or about none in particular."""
        found = (one for one in self._observed.get(kind, ()) if not key or one.key == key)
        return tuple(one for one in found if not one.values.get("provider") or one.values["provider"] in self.kin)

    def subject(self, name: str) -> tuple[Observation, ...]:
        """The places of a subject: webhook handlers, money calls ... Those of nobody count in files that use the provider, and everywhere
        where it is alone and has none of its own."""
        found = self.seen(name) if name in ("handler", "payment-method") else self.seen("subject", name)
        own = tuple(one for one in found if one.values.get("provider"))
        return own or tuple(one for one in found if self.alone or name == "payment-method" or one.location.path in self._files)

    def attestation(self, item: Item) -> Attestation | None:
        """The latest statement about an item."""
        said = [one for one in self.statements.attestations if self._concerns(one, item)]
        return max(said, key=lambda one: one.date, default=None)

    def waiver(self, item: Item) -> Waiver | None:
        """The waiver of an item that runs longest."""
        waived = [one for one in self.statements.waivers if self._concerns(one, item)]
        return max(waived, key=lambda one: one.until, default=None)

    def holds_until(self, said: Attestation, item: Item) -> date:
        """The last day on which a statement holds."""
        return said.until or said.date + timedelta(days=item.valid_days)

    def _concerns(self, said: Attestation | Waiver, item: Item) -> bool:
        return said.item == item.id and said.provider in ("", self.provider.id)

    def _is_about(self, finding: Finding, role: str) -> bool:
        """Whether a key of a role stands at one of a finding's places."""
        places = (finding.location, *(one.location for one in finding.related))
        return any((place.path, place.span, role) in self._keys for place in places)

    @cached_property
    def _keys(self) -> frozenset[tuple[str, Span, str]]:
        found = (one for one in self.report.observations if one.kind == "key")
        return frozenset((one.location.path, one.location.span, one.values["kind"].rpartition(" ")[2]) for one in found)

    @cached_property
    def _open(self) -> Mapping[str, Sequence[Finding]]:
        return _by_rule(sorted(self._own(self.report.findings), key=lambda finding: -finding.severity.rank))

    @cached_property
    def _hidden(self) -> Mapping[str, Sequence[Finding]]:
        return _by_rule(self._own(self.report.suppressed))

    def _own(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        return (one for one in findings if one.provider in self.kin or (one.provider is None and self.may_concern(one)))

    def may_concern(self, finding: Finding) -> bool:
        """Whether a finding that is about no provider in particular may be about this one.

        One in a file that uses the provider is. Elsewhere a note of what golint cannot tell is not; a fault of code is where the shop uses
        no other provider, unless the provider has webhook handlers of its own and this is about another; and always where a handler of the
        provider runs it.
        """
        rule = self.catalog.rules.get(finding.rule)
        if rule is None or finding.location.path in self._files:
            return True
        if finding.severity is Severity.NOTE and rule.severity is not Severity.NOTE:
            return False
        own = [one for one in self.subject("handler") if one.values.get("provider")]
        if any(one.values.get(column) == "no" for one in own for column in COLUMNS.get(rule.id, ())):
            return True
        if rule.family in _ABOUT_CODE:
            return self.alone and not (own and rule.family == "webhooks")
        return True

    @cached_property
    def _files(self) -> frozenset[str]:
        """The files in which the provider's use shows."""
        told = (one for one in self.report.observations if one.key == self.provider.id or one.values.get("provider") in self.kin)
        return frozenset(one.location.path for one in told)

    @cached_property
    def _observed(self) -> Mapping[str, Sequence[Observation]]:
        found: dict[str, list[Observation]] = {}
        for one in self.report.observations:
            found.setdefault(one.kind, []).append(one)
        return found


def lineage(provider: str, catalog: Catalog) -> list[str]:
    """A provider and those whose white-label it is, the base last."""
    found = [provider]
    while (base := catalog.providers[found[-1]].inherits) in catalog.providers and base not in found:
        found.append(base)
    return found


def _by_rule(findings: Iterator[Finding] | Sequence[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.rule, []).append(one)
    return found
