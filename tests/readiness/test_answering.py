"""What becomes of one item: by rules, by evidence, by what people said, and by all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint.model import Severity
from golint.readiness.model import Answer, Basis, State
from golint.settings import Attestation, Statements, Waiver

from .conftest import TODAY, evidence, finding, item, place, seen, suppressed

Ask = Callable[..., Answer]
RULE = item(rules=("no-timeout",))
HANDLER = seen("handler", "shop/pay.py#hook", symbol="hook", route="/hook")


def said(day: date = TODAY, **given: Any) -> Statements:
    return Statements((Attestation(**{"item": "shop-01", "by": "Ana", "date": day, "origin": "golint.toml:3", **given}),))


def waived(until: date, **given: Any) -> Statements:
    return Statements(
        (), (Waiver(**{"item": "shop-01", "reason": "the bank is late", "owner": "Ben", "until": until, "origin": "x:1", **given}),)
    )


BY_RULES: dict[str, tuple[dict[str, Any], State]] = {
    "silence": ({}, State.PASS),
    "a fault": ({"findings": [finding()]}, State.FAIL),
    "a fault of no provider": ({"findings": [finding(provider=None)]}, State.FAIL),
    "another provider's fault": ({"findings": [finding(provider="adyen")]}, State.PASS),
    "another rule's fault": ({"findings": [finding("hardcoded-key")]}, State.PASS),
    "a note of what golint cannot tell": ({"findings": [finding(severity=Severity.NOTE)]}, State.NOT_CHECKED),
    "a rule that was left out": ({"rules": ["hardcoded-key"]}, State.NOT_CHECKED),
    "an incomplete check": ({"complete": False}, State.NOT_CHECKED),
    "a fault in an incomplete check": ({"complete": False, "findings": [finding()]}, State.FAIL),
    "a suppressed finding": ({"hidden": [suppressed("no-timeout")]}, State.WAIVED),
    "a suppressed finding beside an open one": ({"hidden": [suppressed("no-timeout")], "findings": [finding()]}, State.FAIL),
}


@pytest.mark.parametrize(("given", "state"), BY_RULES.values(), ids=BY_RULES.keys())
def test_rules_decide(answered: Ask, given: dict[str, Any], state: State) -> None:
    assert answered(RULE, **given).state is state


def test_a_fault_tells_its_place_and_its_fix(answered: Ask) -> None:
    found = answered(RULE, findings=[finding()])
    first = found.grounds[0]
    assert (first.basis, first.text, first.location, first.rule) == (Basis.FINDING, "A fault of no-timeout.", place(), "no-timeout")
    assert found.remedy == "Mend no-timeout." and found.blocks


def test_a_note_that_is_all_a_rule_ever_says_is_a_fault(answered: Ask) -> None:
    asked = item(rules=("no-connection-reuse",))
    found = answered(asked, findings=[finding("no-connection-reuse", Severity.NOTE)])
    assert found.state is State.FAIL and found.is_risk and not found.blocks
    both = item(rules=("no-connection-reuse", "no-timeout"))
    assert answered(both, findings=[finding("no-connection-reuse", Severity.NOTE), finding("no-timeout")]).blocks


def test_what_a_rule_calls_absent_is_not_detected(answered: Ask) -> None:
    asked = item(rules=("webhook-without-rate-limit",))
    found = answered(asked, findings=[finding("webhook-without-rate-limit", Severity.NOTE)])
    assert (found.state, found.grounds[0].basis) == (State.NOT_DETECTED, Basis.ABSENCE)
    assert not found.blocks and found.is_risk


def test_silence_is_no_answer_without_what_the_rule_is_about(answered: Ask) -> None:
    asked = item(rules=("missing-signature-verification",), needs=("handler",))
    bare = answered(asked)
    assert bare.state is State.NOT_DETECTED
    assert [ground.text for ground in bare.grounds] == ["No webhook handler of Stripe was found in this repository."]
    shown = answered(asked, told=[HANDLER])
    assert (shown.state, shown.grounds[0].location) == (State.PASS, HANDLER.location)
    assert "`hook`" in shown.grounds[0].text
    assert answered(asked, told=[seen("handler", "a#b", symbol="b", route="", provider="adyen")]).state is State.NOT_DETECTED


def test_a_handler_that_golint_cannot_read_is_no_pass(answered: Ask) -> None:
    asked = item(rules=("missing-signature-verification",), needs=("handler",))
    dark = seen("handler", "shop/pay.py#dark", symbol="dark", route="", verified="unknown")
    found = answered(asked, told=[HANDLER, dark])
    assert (found.state, found.grounds[0].location) == (State.NOT_CHECKED, dark.location)
    assert found.grounds[0].text == "golint cannot tell whether `dark` verifies who sent the event."
    assert answered(asked, told=[HANDLER, seen("handler", "a#b", symbol="b", route="", verified="yes")]).state is State.PASS


@pytest.mark.parametrize("rule", ["livemode-not-checked", "replay-window-unchecked", "amount-not-verified"])
def test_a_rule_that_asks_nothing_of_what_verifies_nothing_is_no_pass(answered: Ask, rule: str) -> None:
    asked = item(rules=(rule,), needs=("handler",))
    bare = seen("handler", "shop/pay.py#bare", symbol="bare", route="", verified="no")
    found = answered(asked, told=[HANDLER, bare])
    assert (found.state, found.grounds[0].location) == (State.NOT_CHECKED, bare.location)
    assert found.grounds[0].text == f"`bare` verifies no sender; before it does, `{rule}` says nothing of it."
    assert answered(asked, told=[HANDLER]).state is State.PASS


def test_a_rule_that_does_not_look_at_the_language_is_no_pass(answered: Ask) -> None:
    asked = item(rules=("unhandled-subscribed-event", "raw-body-lost"), needs=("handler",))
    assert answered(asked, told=[replace(HANDLER, location=place("shop/hook.txt"))]).state is State.PASS
    found = answered(asked, told=[replace(HANDLER, location=place("shop/hook.swift"))])
    assert found.state is State.NOT_CHECKED
    assert "`unhandled-subscribed-event` does not look at Swift, in which this is written." in [ground.text for ground in found.grounds]
    assert answered(item(rules=("no-connection-reuse",), needs=("request",)), told=[seen("subject", "request")]).state is State.PASS


def test_handlers_of_nobody_count_where_the_provider_has_none(answered: Ask) -> None:
    asked = item(rules=("missing-signature-verification",), needs=("handler",))
    nobody = seen("handler", "a#b", symbol="b", route="", verified="unknown", provider="")
    assert answered(asked, told=[nobody]).state is State.NOT_CHECKED
    assert answered(asked, told=[nobody, HANDLER]).state is State.PASS


def test_a_provider_that_takes_no_key_is_not_asked_for_one(answered: Ask) -> None:
    asked = item(rules=("missing-idempotency-key", "unstable-idempotency-key"))
    found = answered(asked, provider="migo", findings=[finding("missing-idempotency-key", provider="migo")])
    assert (found.state, {ground.basis for ground in found.grounds}) == (State.NOT_APPLICABLE, {Basis.ASIDE})


def test_a_white_label_answers_for_its_base(answered: Ask) -> None:
    assert answered(RULE, provider="multipaga", findings=[finding(provider="hyperswitch")]).state is State.FAIL
    assert answered(RULE, provider="hyperswitch", findings=[finding(provider="multipaga")]).state is State.PASS


def test_an_item_about_one_kind_of_key_leaves_other_keys_alone(answered: Ask) -> None:
    asked = item(rules=("hardcoded-key",), key="webhook")
    hook = seen("key", "stripe", kind="webhook")
    live = seen("key", "stripe", kind="live secret")
    assert answered(asked, findings=[finding("hardcoded-key", location=hook.location)], told=[hook]).state is State.FAIL
    assert answered(asked, findings=[finding("hardcoded-key", location=live.location)], told=[live]).state is State.PASS


# -- evidence --


def test_evidence_is_shown_with_its_place_and_its_absence_is_never_a_pass(answered: Ask) -> None:
    asked = item(evidence=("test:decline", "test:success"))
    assert answered(asked).state is State.NOT_DETECTED
    half = answered(asked, told=[evidence("test:decline")])
    assert half.state is State.NOT_DETECTED
    assert {ground.basis for ground in half.grounds} == {Basis.ABSENCE, Basis.EVIDENCE}
    both = answered(asked, told=[evidence("test:decline"), evidence("test:success")])
    assert both.state is State.PASS and all(ground.location == place("shop/pay.py", 7) for ground in both.grounds)


def test_a_refund_has_to_be_tested_where_the_code_refunds(answered: Ask) -> None:
    asked, refunds = item(evidence=("test:refund",)), seen("scenario", "refund")
    assert answered(asked).state is State.NOT_APPLICABLE
    assert answered(asked, told=[refunds]).state is State.NOT_DETECTED
    assert answered(asked, told=[refunds, evidence("test:refund")]).state is State.PASS


def test_evidence_of_another_provider_is_none(answered: Ask) -> None:
    asked = item(evidence=("test:decline",))
    assert answered(asked, told=[evidence("test:decline", provider="adyen")]).state is State.NOT_DETECTED
    assert answered(asked, told=[evidence("test:decline", provider="")]).state is State.PASS


def test_one_piece_is_enough_where_the_item_says_so(answered: Ask) -> None:
    asked = item(evidence=("runbook:outage", "circuit-breaker"), any_evidence=True)
    assert answered(asked, told=[evidence("circuit-breaker")]).state is State.PASS
    assert answered(asked).state is State.NOT_DETECTED


def test_any_topic_shows_a_kind_that_is_asked_for_without_one(answered: Ask) -> None:
    asked = item(evidence=("runbook",))
    assert answered(asked, told=[evidence("runbook:rollback")]).state is State.PASS
    assert answered(asked, told=[evidence("test:refund")]).state is State.NOT_DETECTED


def test_a_handler_is_evidence(answered: Ask) -> None:
    asked = item(evidence=("handler",))
    assert (answered(asked).state, answered(asked, told=[HANDLER]).state) == (State.NOT_DETECTED, State.PASS)


METHODS = item(evidence=("test:card", "test:oxxo"), needs=("payment-method",))
WITHDRAWALS = item(evidence=("test:withdrawal-spei", "test:withdrawal-card"))


def test_methods_are_asked_for_where_the_code_uses_them(answered: Ask) -> None:
    card, oxxo = seen("payment-method", "card"), seen("payment-method", "oxxo")
    assert answered(METHODS).state is State.NOT_DETECTED
    assert answered(METHODS, told=[card]).state is State.NOT_DETECTED
    assert answered(METHODS, told=[card, evidence("test:card")]).state is State.PASS
    assert answered(METHODS, told=[card, oxxo, evidence("test:card")]).state is State.NOT_DETECTED
    assert answered(WITHDRAWALS, told=[card]).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(("current", "state"), [(True, State.PASS), (False, State.NOT_DETECTED), (None, State.NOT_DETECTED)])
def test_documents_are_current_if_they_changed_after_the_code(answered: Ask, current: bool | None, state: State) -> None:
    asked = item(evidence=("runbook:current",))
    assert answered(asked, told=[evidence("runbook:rollback")], current=current).state is state
    assert answered(asked, current=True).state is State.NOT_DETECTED


# -- people --


ATTESTED = item(attest="before-launch", valid_days=30)


def test_what_no_file_can_show_waits_for_a_person(answered: Ask) -> None:
    bare = answered(ATTESTED)
    assert bare.state is State.MANUAL and bare.blocks
    assert bare.remedy == "Once it is so: `golint attest shop-01 --link URL`"
    stated = answered(ATTESTED, statements=said(link="https://wiki.example/1", note="with the bank"))
    assert (stated.state, stated.grounds[0].basis, stated.grounds[0].link) == (State.PASS, Basis.STATEMENT, "https://wiki.example/1")
    assert stated.grounds[0].text == f"Ana stated on {TODAY} that it is so (with the bank); this holds until {TODAY + timedelta(30)}."


STATEMENTS = {
    "on its last day": (said(TODAY - timedelta(30)), State.PASS),
    "a day later": (said(TODAY - timedelta(31)), State.MANUAL),
    "with an end of its own": (said(TODAY - timedelta(31), until=TODAY), State.PASS),
    "with an end that is over": (said(TODAY - timedelta(2), until=TODAY - timedelta(1)), State.MANUAL),
    "from the future": (said(TODAY + timedelta(1)), State.MANUAL),
    "about another item": (said(item="shop-02"), State.MANUAL),
    "for the provider": (said(provider="stripe"), State.PASS),
    "for another provider": (said(provider="adyen"), State.MANUAL),
}


@pytest.mark.parametrize(("statements", "state"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_a_statement_holds_for_a_time(answered: Ask, statements: Statements, state: State) -> None:
    assert answered(ATTESTED, statements=statements).state is state


def test_a_lapsed_statement_is_told_with_its_place(answered: Ask) -> None:
    told = answered(ATTESTED, statements=said(TODAY - timedelta(40))).grounds[-1]
    assert told.basis is Basis.DUE and told.text.endswith(f"it held until {TODAY - timedelta(10)} (golint.toml:3).")


def test_a_word_answers_what_was_not_found_or_not_told_but_no_fault(answered: Ask) -> None:
    asked = item(rules=("no-timeout",), evidence=("test:decline",))
    assert answered(asked, statements=said()).state is State.PASS
    assert answered(asked, statements=said(), findings=[finding(severity=Severity.NOTE)]).state is State.PASS
    assert answered(asked, statements=said(), findings=[finding()]).state is State.FAIL
    assert answered(RULE, statements=said(), hidden=[suppressed("no-timeout")]).state is State.PASS


def test_rules_and_a_person_have_to_agree(answered: Ask) -> None:
    asked = item(rules=("no-timeout",), attest="before-launch")
    assert answered(asked).state is State.MANUAL
    assert answered(asked, statements=said()).state is State.PASS
    assert answered(asked, findings=[finding()]).state is State.FAIL


AFTER = item(attest="after-launch", due_days=7, launch=False)
MONTHLY = item(attest="recurring", valid_days=31, launch=False)


def test_what_follows_the_launch_is_asked_after_it(answered: Ask) -> None:
    assert answered(AFTER).state is State.NOT_APPLICABLE
    assert answered(MONTHLY).state is State.NOT_APPLICABLE
    live = Statements(launched=TODAY - timedelta(3))
    waiting = answered(AFTER, statements=live)
    assert waiting.state is State.MANUAL and str(TODAY + timedelta(4)) in waiting.grounds[0].text and not waiting.blocks
    assert answered(MONTHLY, statements=live).state is State.MANUAL
    before, after = said(TODAY - timedelta(5)).attestations, said(TODAY - timedelta(1)).attestations
    assert answered(AFTER, statements=Statements(before, (), live.launched)).state is State.MANUAL
    assert answered(AFTER, statements=Statements(after, (), live.launched)).state is State.PASS


def test_what_recurs_and_is_required_is_asked_before_the_launch_too(answered: Ask) -> None:
    assert answered(item(attest="recurring", valid_days=90)).state is State.MANUAL


def test_a_waiver_takes_a_risk_until_its_day(answered: Ask) -> None:
    taken = answered(RULE, findings=[finding()], statements=waived(TODAY))
    assert taken.state is State.WAIVED and taken.is_risk and not taken.blocks and not taken.remedy
    assert taken.grounds[0].text == f"Ben takes this risk until {TODAY}: the bank is late"
    assert answered(ATTESTED, statements=waived(TODAY)).state is State.WAIVED
    over = answered(RULE, findings=[finding()], statements=waived(TODAY - timedelta(1)))
    assert over.state is State.FAIL and "which is over" in over.grounds[-1].text
    assert answered(RULE, statements=waived(TODAY)).state is State.PASS


# -- what holds of any item --


@given(st.data())
def test_nothing_unseen_passes_and_no_fault_is_talked_away(answered: Ask, data: st.DataObject) -> None:
    asked = item(
        rules=("no-timeout",) if data.draw(st.booleans()) else (),
        evidence=data.draw(st.sampled_from([(), ("test:decline",), ("test:decline", "runbook")])),
        attest=data.draw(st.sampled_from(["", "before-launch", "recurring", "after-launch"])),
        needs=data.draw(st.sampled_from([(), ("handler",)])),
        launch=data.draw(st.booleans()),
    )
    faulty, worded = data.draw(st.booleans()), data.draw(st.booleans())
    told = data.draw(st.lists(st.sampled_from([HANDLER, evidence("test:decline"), evidence("runbook:rollback")])))
    findings = [finding()] if faulty else []
    found = answered(asked, findings=findings, told=told, statements=said() if worded else Statements())
    if asked.rules and faulty:
        assert found.state is State.FAIL
    if found.state is State.PASS:
        assert any(ground.basis in (Basis.SILENCE, Basis.EVIDENCE, Basis.STATEMENT) for ground in found.grounds)
        unseen = [ground for ground in found.grounds if ground.basis in (Basis.ABSENCE, Basis.LIMIT, Basis.DUE)]
        assert worded or not unseen
    assert not (found.blocks and found.is_risk)
    assert all(ground.text for ground in found.grounds)
