"""What is proved where routines answer with an error: `nil` says that all went well."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow
from golint.dataflow.proof.verdicts import NOTHING, WHEN_FALSE, WHEN_TRUE

Ask = Callable[..., Flow]
HEAD = """package shop

import (
	"crypto/hmac"
	"errors"
	"fmt"

	"github.com/stripe/stripe-go/v82/webhook"
)

var ErrForged = errors.New("forged")

type refusal struct{ text string }

func (r refusal) Error() string { return r.text }

func refused(text string) error { return refusal{text} }

func helper(raw, sent, own []byte) error {
	if !hmac.Equal(sent, own) {
		return ErrForged
	}
	return nil
}

func both(raw, sent, own []byte) (*Event, error) {
	if err := helper(raw, sent, own); err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	return parse(raw)
}

"""

# name: (results, body, what the first result proves, what the last does)
HELPERS = {
    "no error after a comparison": (
        "error", "if !hmac.Equal(sent, own) { return errors.New(`forged`) }\n\treturn nil", WHEN_FALSE, WHEN_FALSE,
    ),
    "a constant for an error": ("error", "if !hmac.Equal(sent, own) { return ErrForged }\n\treturn nil", WHEN_FALSE, WHEN_FALSE),
    "an error of a type of the shop's": (
        "error", "if !hmac.Equal(sent, own) { return refusal{`x`} }\n\treturn nil", WHEN_FALSE, WHEN_FALSE,
    ),
    "an error that a function makes": ("error", "if !hmac.Equal(sent, own) { return refused(`x`) }\n\treturn nil", WHEN_FALSE, WHEN_FALSE),
    "an error handed on": (
        "error", "if _, err := read(raw); err != nil { return err }\n\treturn helper(raw, sent, own)", WHEN_FALSE, WHEN_FALSE,
    ),
    "an error kept": ("error", "err := helper(raw, sent, own)\n\treturn err", WHEN_FALSE, WHEN_FALSE),
    "a vendor's helper": ("error", "return webhook.ValidatePayload(raw, sent, own)", WHEN_FALSE, WHEN_FALSE),
    "a result and no error": (
        "(*Event, error)", "if !hmac.Equal(sent, own) { return nil, ErrForged }\n\treturn parse(raw), nil", WHEN_TRUE, WHEN_FALSE,
    ),
    "both at once": ("(*Event, error)", "return both(raw, sent, own)", WHEN_TRUE, WHEN_FALSE),
    "an answer and no error": (
        "(bool, error)",
        "key, err := read(raw)\n\tif err != nil { return false, err }\n\treturn hmac.Equal(sent, key), nil", WHEN_TRUE, NOTHING,
    ),
    "an answer": ("bool", "return hmac.Equal(sent, own)", WHEN_TRUE, WHEN_TRUE),
    "never an error": ("error", "if !hmac.Equal(sent, own) { log(`forged`) }\n\treturn nil", WHEN_TRUE, WHEN_TRUE),
    "no error where nothing is configured": ("error", "if own == nil { return nil }\n\treturn helper(raw, sent, own)", NOTHING, NOTHING),
    "an unknown error": ("error", "if !hmac.Equal(sent, own) { return last }\n\treturn nil", NOTHING, NOTHING),
}  # fmt: skip


@pytest.mark.parametrize("name", HELPERS)
def test_what_a_helper_proves(ask: Ask, name: str) -> None:
    results, body, first, last = HELPERS[name]
    flow = ask(f"{HEAD}func verify(raw, sent, own []byte) {results} {{\n\t{body}\n}}\n", "shop/verify.go")
    found = flow.prover.summary(flow.module.functions["verify"])
    assert (found.verdict, found.last) == (first, last)


# name: (body, whether the effect is reached without a proof)
DOORS = {
    "refused": ("if err := helper(raw, sent, own); err != nil { return }\n\tdb.Save(order)", False),
    "refused by nil on the left of else": ("if err := helper(raw, sent, own); err == nil { db.Save(order) } else { fail() }", False),
    "two results": ("event, err := both(raw, sent, own)\n\tif err != nil { return }\n\tdb.Save(event)", False),
    "two reasons": ("event, err := both(raw, sent, own)\n\tif err != nil || event == nil { return }\n\tdb.Save(event)", False),
    "a vendor's helper": ("event, err := webhook.ConstructEvent(raw, sent, own)\n\tif err != nil { return }\n\tdb.Save(event)", False),
    "kept, then asked": ("err := helper(raw, sent, own)\n\tlog(err)\n\tif err != nil { panic(err) }\n\tdb.Save(order)", False),
    "a chain of cases": ("err := helper(raw, sent, own)\n\tswitch {\n\tcase err != nil:\n\t\treturn\n\t}\n\tdb.Save(order)", False),
    "logged only": ("if err := helper(raw, sent, own); err != nil { log(err) }\n\tdb.Save(order)", True),
    "turned round": ("if err := helper(raw, sent, own); err == nil { return }\n\tdb.Save(order)", True),
    "thrown away": ("helper(raw, sent, own)\n\tdb.Save(order)", True),
    "named by nobody": ("event, _ := webhook.ConstructEvent(raw, sent, own)\n\tdb.Save(event)", True),
    "overwritten": ("err := helper(raw, sent, own)\n\terr = other()\n\tif err != nil { return }\n\tdb.Save(order)", True),
    "only where something is configured": (
        "if own != nil {\n\t\tif err := helper(raw, sent, own); err != nil { return }\n\t}\n\tdb.Save(order)", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_what_a_door_does_without_a_proof(ask: Ask, name: str) -> None:
    body, is_open = DOORS[name]
    flow = ask(f"{HEAD}func door(raw, sent, own []byte, order Order) {{\n\t{body}\n}}\n", "shop/door.go")
    found = flow.prover.summary(flow.module.functions["door"])
    assert found.all_effects
    assert bool(found.effects) == is_open


def test_an_error_that_nobody_looks_at_is_a_check_that_is_thrown_away(ask: Ask) -> None:
    flow = ask(
        f"{HEAD}func door(raw, sent, own []byte) {{\n\tevent, _ := webhook.ConstructEvent(raw, sent, own)\n\tdb.Save(event)\n}}\n", "a.go"
    )
    assert [check.ignored for check in flow.prover.summary(flow.module.functions["door"]).checks] == [True]


def test_an_alert_of_a_refusal_is_no_effect_of_the_event(ask: Ask) -> None:
    body = "if err := helper(raw, sent, own); err != nil {\n\t\tqueue.Publish(err)\n\t\treturn\n\t}\n\tdb.Save(order)"
    flow = ask(f"{HEAD}func door(raw, sent, own []byte, order Order) {{\n\t{body}\n}}\n", "shop/door.go")
    assert flow.prover.summary(flow.module.functions["door"]).effects == ()
