"""What `break` leaves: the switch around it, or the loop. What stands after a switch is reached from each arm that ends in one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow
from golint.dataflow.proof.verdicts import Summary

Ask = Callable[..., Flow]

# Each arm ends in a `break`, one of them takes whatever is left, and the order is saved afterwards.
SWITCHES = {
    "door.js": """
export function door(request, order) {
  let state;
  switch (request.body.type) {
    case "payment.paid":
      state = "paid";
      break;
    default:
      state = "other";
      break;
  }
  order.update({ state });
}
""",
    "door.php": """<?php
function door($request, $order, $mine, $sent) {
    switch ($request->input('type')) {
        case 'payment.paid':
            $state = 'paid';
            break;
        default:
            $state = 'other';
            break;
    }
    $order->update(['state' => $state]);
}
""",
    "Door.java": """
class Door {
    void door(Event event, Order order) {
        switch (event.getType()) {
            case "payment.paid":
                order.setState("paid");
                break;
            default:
                order.setState("other");
                break;
        }
        orderRepository.save(order);
    }
}
""",
    "Door.cs": """
class Door {
    void door(Event e, Order order) {
        switch (e.Type) {
            case "payment.paid":
                order.State = "paid";
                break;
            default:
                order.State = "other";
                break;
        }
        _context.Orders.Update(order);
    }
}
""",
    "door.go": """package shop

func door(event Event, order *Order) {
	switch event.Type {
	case "payment.paid":
		order.State = "paid"
	default:
		order.State = "other"
		break
	}
	db.Save(order)
}
""",
}

VERIFIED = """
import crypto from "crypto";
export function door(request, order, mine, sent) {
  switch (request.body.type) {
    case "payment.paid":
      if (!crypto.timingSafeEqual(mine, sent)) return;
      break;
    default:
      %s
  }
  order.update({ state: "paid" });
}
"""

MATCHED = """
import hmac
from shop.models import Order

def door(kinds, order, mine, sent):
    for kind in kinds:
        match kind:
            case "paid":
                if not hmac.compare_digest(mine, sent):
                    return
            case _:
                break
        order.save()
"""


def summary(flow: Flow) -> Summary:
    return flow.prover.summary(next(routine for routine in flow.module.routines if routine.function.name == "door"))


@pytest.mark.parametrize("path", SWITCHES)
def test_what_follows_a_switch_is_reached_from_its_arms(ask: Ask, path: str) -> None:
    assert summary(ask(SWITCHES[path], path)).effects


@pytest.mark.parametrize(("otherwise", "open_"), [("return;", False), ("break;", True)])
def test_it_is_proved_where_each_arm_that_breaks_has_checked(ask: Ask, otherwise: str, open_: bool) -> None:
    found = summary(ask(VERIFIED % otherwise, "door.js"))
    assert found.all_effects
    assert bool(found.effects) == open_


def test_in_python_a_break_leaves_the_loop(ask: Ask) -> None:
    found = summary(ask(MATCHED, "door.py"))
    assert found.all_effects
    assert not found.effects
