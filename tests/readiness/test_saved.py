"""An audit that is saved, read back, and held against an older one."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.model import Coverage, Edit, Finding, Fix, Location, Notice, Related, Report, Severity, Skip, Span, Suppression
from golint.readiness.assess import assess, used
from golint.readiness.comparison import compared
from golint.readiness.model import Readiness, Repository, State, Verdict
from golint.readiness.saved import SavedError, read
from golint.settings import Attestation, Statements, Waiver
from golint.sources import SourceFile

from .conftest import TODAY, evidence, finding, place, seen

BUNDLE = SourceFile("web/pay.min.js", f"{'f(0);' * 400}charge();{'f(1);' * 400}".encode())
HANDLER = seen("handler", "shop/pay.py#hook", symbol="hook", route="/hook", raw_body="yes", verified="no")


def in_bundle() -> Location:
    start = BUNDLE.data.index(b"charge")
    span = Span(start, start + 6)
    return Location(BUNDLE.path, span, BUNDLE.region(span), BUNDLE.text(BUNDLE.line_span(1)))


def audited(known: Catalog, *findings: Finding, today: date = TODAY, commit: str = "a" * 40) -> Readiness:
    report = Report(
        root="/home/ana/shop",
        findings=findings,
        suppressed=(finding("no-timeout", fingerprint="s" * 32, suppression=Suppression(kind="inline", reason="asked", until=None)),),
        notices=(Notice("broken.py", "does not parse", 3), Notice("", "git is not there")),
        observations=(
            seen("provider", "stripe", by="library stripe"),
            seen("provider", "paymongo", by="host api.paymongo.com", provider=""),
            HANDLER,
            evidence("test:decline"),
            seen("host", "stripe", kind="sandbox api"),
            seen("key", "stripe", kind="live secret"),
        ),
        coverage=Coverage(12, 3456, 7, {Skip.LARGE: 2}, (Notice("old.py", "not Python"),)),
        rules=tuple(known.rules),
    )
    words = Statements(
        (Attestation(item="generic-22", by="Ana", date=TODAY, link="https://x.example"),),
        (Waiver(item="paymongo-04", reason="late", owner="Ben", until=TODAY + timedelta(9)),),
    )
    return assess(report, known, words, repository=Repository("ana/shop", commit, dirty=True), today=today)


@pytest.fixture(scope="session")
def audit(known: Catalog) -> Readiness:
    full = finding(
        related=(Related(in_bundle(), "there"),),
        flow=(Related(place(), "first"),),
        fix=Fix("Mend", (Edit(Span(1, 2), "x"),), safe=True),
    )
    return audited(known, full, finding("frontend-secret", location=in_bundle()), finding("insecure-http", provider=None))


def test_the_providers_that_the_code_uses_are_answered(audit: Readiness) -> None:
    assert [(one.provider, one.checklist, one.verdict) for one in audit.sections] == [
        ("paymongo", "paymongo", Verdict.NOT_READY),
        ("stripe", "generic", Verdict.NOT_READY),
    ]
    assert [one.text for one in audit.sections[1].seen] == ["Uses the library stripe."]
    assert [(one.symbol, one.provider, one.checks["raw_body"], one.checks["deduplicated"]) for one in audit.handlers] == [
        ("hook", "stripe", "yes", "unknown")
    ]
    assert [(one.what, one.kind, one.stage, one.number) for one in audit.inventory] == [
        ("host", "sandbox api", "unknown", 1),
        ("key", "live secret", "unknown", 1),
    ]


def test_a_library_of_the_base_serves_the_white_label(known: Catalog) -> None:
    signs = [seen("provider", "hyperswitch", by="library hyper-js"), seen("provider", "multipaga", by="host api.multipaga.example")]
    assert used(Report(root="", findings=(), observations=tuple(signs)), known) == ("multipaga",)
    signs.append(seen("provider", "hyperswitch", by="variable HYPERSWITCH_API_KEY"))
    assert used(Report(root="", findings=(), observations=tuple(signs)), known) == ("hyperswitch", "multipaga")


def test_a_fault_that_no_item_asks_for_is_told_and_is_a_risk(known: Catalog) -> None:
    mine = finding("no-timeout", provider="paymongo")
    found = audited(known, mine, finding("insecure-http", severity=Severity.NOTE, provider="paymongo")).sections[0]
    assert [(one.rule, one.fingerprint) for one in found.besides] == [(mine.rule, mine.fingerprint)]
    assert audited(known, finding("no-timeout")).sections[1].besides == ()


def test_a_fault_in_somebody_elses_code_is_told_beside_the_sections(known: Catalog) -> None:
    """The shop uses two providers, so a handler that names none may be a third one's; a file that shows a provider's use is its own."""
    hook = finding("unknown-event-rejected", provider=None, location=place("shop/others.py"))
    both = audited(known, hook)
    assert [(one.rule, one.location) for one in both.nobodys] == [(hook.rule, hook.location)]
    assert not any(answer.state is State.FAIL for section in both.sections for answer in section.answers)
    own = audited(known, finding("unknown-event-rejected", provider=None, location=place("shop/pay.py")))
    assert own.nobodys == () and [one.id for one in own.sections[1].answers if one.state is State.FAIL] == ["generic-07"]


def test_what_a_handler_runs_is_its_providers(known: Catalog) -> None:
    helper = finding("timing-unsafe-comparison", provider=None, location=place("shop/signing.py"))
    report = audited(known, helper).report
    unequal = tuple(
        replace(one, values={**one.values, "constant_time": "no"}) if one.kind == "handler" else one for one in report.observations
    )
    found = assess(replace(report, observations=unequal), known, Statements(), repository=Repository("shop"), today=TODAY)
    assert found.nobodys == () and [one.id for one in found.sections[1].answers if one.state is State.FAIL] == ["generic-06"]


def test_a_shop_with_one_provider_has_no_code_of_others(known: Catalog) -> None:
    hook = finding("missing-idempotency-key", provider=None, location=place("shop/others.py"))
    report = audited(known, hook).report
    told = tuple(one for one in report.observations if one.key != "paymongo")
    found = assess(replace(report, observations=told), known, Statements(), repository=Repository("shop"), today=TODAY)
    assert found.nobodys == () and [one.id for one in found.sections[0].answers if one.state is State.FAIL] == ["generic-10"]


def test_a_note_counts_where_the_provider_is_used(known: Catalog) -> None:
    def state(path: str) -> State:
        unsure = finding("tls-verification-disabled", Severity.NOTE, provider=None, location=place(path))
        return next(one for one in audited(known, unsure).sections[1].answers if one.id == "generic-13").state

    assert (state("shop/redis.py"), state("shop/pay.py")) == (State.PASS, State.NOT_CHECKED)


def test_what_blocks_stands_first(audit: Readiness) -> None:
    states = [one.state for one in audit.sections[1].blockers]
    assert states == sorted(states, key=lambda state: state.rank) and states[0] is State.FAIL


def test_a_saved_audit_is_the_audit(audit: Readiness, known: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_text(formats.render("json", audit, known), "utf-8")
    again = read(path, "audit.json")
    for name in formats.NAMES:
        assert formats.render(name, again, known) == formats.render(name, audit, known), name


def test_json_keeps_to_its_schema(audit: Readiness, known: Catalog, root: Path) -> None:
    schema = json.loads((root / "docs/readiness-format.schema.json").read_text("utf-8"))
    check = json.loads((root / "docs/json-format.schema.json").read_text("utf-8"))
    older = compared(audit, audited(known, finding()))
    for one in (audit, older):
        document = json.loads(formats.render("json", one, known))
        jsonschema.validate(document, schema)
        jsonschema.validate(document["check"], check)


def test_the_same_audit_gives_the_same_text_and_no_path_of_a_machine(audit: Readiness, known: Catalog) -> None:
    text = formats.render("json", audit, known)
    assert text == formats.render("json", replace(audit, report=replace(audit.report, root="/elsewhere", seconds=9.0)), known)
    assert "/home/ana" not in text


BROKEN: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "this is not JSON; name a file that golint audit --format json wrote"),
    "a check": ('{"version": 1}', "this is no audit; name a file that golint audit --format json wrote"),
    "a list": ("[]", "this is no audit; name a file that golint audit --format json wrote"),
    "another version": (
        '{"kind": "golint-audit", "version": 9}',
        "this audit is not of version 1; write it anew with golint audit --format json",
    ),
    "half of it": (
        '{"kind": "golint-audit", "version": 1, "verdict": "Ready"}',
        "a part of the audit is missing or changed; write it anew",
    ),
    "deeply nested": ("[" * 100_000, "this is not JSON"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_no_audit_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "audit.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SavedError) as caught:
        read(path, "audit.json")
    assert str(caught.value).startswith(f"audit.json: {message}")


def test_any_value_of_another_kind_is_refused(audit: Readiness, known: Catalog, tmp_path: Path) -> None:
    """Each value of the document in turn is replaced by one of another kind: it is read as something, or refused, and never crashes."""
    document = json.loads(formats.render("json", audit, known))
    document["check"]["findings"], document["sections"] = document["check"]["findings"][:1], document["sections"][:1]
    document["sections"][0]["items"] = document["sections"][0]["items"][:2]
    path = tmp_path / "audit.json"
    for holder, key in list(_places(document)):
        kept = holder[key]
        other: Any
        for other in (None, -7, "x", [], {"a": 1}):
            holder[key] = other
            path.write_text(json.dumps(document), "utf-8")
            with suppress(SavedError):
                again = read(path, "audit.json")
                assert [formats.render(name, again, known) for name in ("text", "html")]
        holder[key] = kept


def _places(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)


def test_two_audits_are_compared_by_finding_and_by_item(known: Catalog) -> None:
    kept, mended, fresh = finding("no-timeout"), finding("hardcoded-key"), finding("insecure-http")
    found = compared(audited(known, kept, fresh), audited(known, kept, mended, commit="b" * 40, today=TODAY - timedelta(7))).comparison
    assert found is not None
    assert (found.commit, found.date) == ("b" * 40, str(TODAY - timedelta(7)))
    assert (found.new, found.fixed, found.remaining) == ((fresh.fingerprint,), (mended.fingerprint,), (kept.fingerprint,))
    assert found.named[mended.fingerprint] == "hardcoded-key in shop/hooks.py:3"
    changed = {(one.provider, one.id): (one.before, one.after) for one in found.changes}
    assert changed[("stripe", "generic-13")] == (State.PASS, State.FAIL)
    assert changed[("stripe", "generic-02")] == (State.FAIL, State.NOT_CHECKED)  # the history was not searched
    assert ("stripe", "generic-14") not in changed


def test_a_checklist_that_is_new_or_gone_is_told(audit: Readiness) -> None:
    one = replace(audit, sections=audit.sections[:1])
    gained, lost = compared(audit, one).comparison, compared(one, audit).comparison
    assert gained is not None and {change.before for change in gained.changes} == {None}
    assert lost is not None and {change.after for change in lost.changes} == {None}
