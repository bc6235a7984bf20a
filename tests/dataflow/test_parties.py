"""Whom of several providers a file, and a function in it, is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]


@pytest.mark.parametrize(
    ("text", "named", "only"),
    [
        ("", (), ""),
        ("# stripe\n", ("stripe",), "stripe"),
        ("# stripe, xendit\n", ("stripe", "xendit"), ""),
        ("# stripe stripe stripe stripe, xendit\n", ("stripe", "xendit"), "stripe"),
        ("# multipaga, owngateway\n", ("hyperswitch", "multipaga", "owngateway"), "hyperswitch"),
        ("# multipaga multipaga, hyperswitch\n", ("multipaga", "hyperswitch"), "multipaga"),
        ("# multipaga, owngateway, stripe\n", ("hyperswitch", "multipaga", "owngateway", "stripe"), ""),
    ],
)
def test_a_file_is_about_the_one_that_it_names_by_far_the_most(views: Views, text: str, named: tuple[str, ...], only: str) -> None:
    parties = views({"shop/notes.py": text})["shop/notes.py"].flow.parties
    assert (set(parties.named), parties.named[:1], parties.only) == (set(named), named[:1], only)


FUNCTIONS = """# stripe, xendit

def pay(order):
    return ask(order)

def pay_with_xendit(order):
    return stripe.ask(order)

def refund(order):
    return xendit.ask(order)
"""


def test_a_function_is_about_the_one_that_its_name_then_its_text_names(views: Views) -> None:
    flow = views({"shop/pay.py": FUNCTIONS})["shop/pay.py"].flow
    told = {routine.function.name: flow.parties.of(routine) for routine in flow.module.routines if routine.start >= 0}
    assert told == {"pay": "", "pay_with_xendit": "xendit", "refund": "xendit"}
