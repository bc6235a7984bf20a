"""Names in messages are spelled as the language spells them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from golint import catalog
from golint.catalog import grow
from golint.catalog.rules import Rule
from golint.checks.webhooks.spelling import short
from golint.engine.inquiry import Inquiry
from golint.engine.judging import judge
from golint.project import Project

CATALOG = catalog.load()

PHP = [
    ("curl_exec", "curl_exec"),
    ("Client", "Client"),
    ("GuzzleHttp.Client", "GuzzleHttp\\Client"),
    ("App.Models.Order.create", "App\\Models\\Order::create"),
    ("Http.withBasicAuth.post", "Http::withBasicAuth->post"),
    ("order.save", "$order->save"),
    ("this.client.post", "$this->client->post"),
    (".save", ".save"),
    ("POST /hooks/pay.php", "POST /hooks/pay.php"),
    ("the event", "the event"),
]
RUBY = [
    ("HTTParty.post", "HTTParty.post"),
    ("Net.HTTP.post", "Net::HTTP.post"),
    ("Pay.Webhooks.StripeController", "Pay::Webhooks::StripeController"),
    ("order.update!", "order.update!"),
    ("this.user.update", "@user.update"),
]
DOORS = [
    ("php", "Shop.HookController.paid", "Shop\\HookController::paid"),
    ("ruby", "Shop.HooksController.paid?", "Shop::HooksController#paid?"),
    ("php", "shop_init.Shop_Gateway.paid", "Shop_Gateway::paid"),
    ("php", "shop_init.paid", "paid"),
    ("python", "Hooks.paid", "Hooks.paid"),
    ("javascript", "this.paid", "this.paid"),
]


@pytest.mark.parametrize(("language", "path", "spelled"), [*(("php", *one) for one in PHP), *(("ruby", *one) for one in RUBY)])
def test_what_a_call_is_called(language: str, path: str, spelled: str) -> None:
    assert CATALOG.language(language).names.spelled(path) == spelled


@pytest.mark.parametrize(("language", "path", "spelled"), DOORS)
def test_what_a_door_is_called(language: str, path: str, spelled: str) -> None:
    assert CATALOG.language(language).names.spelled(path, door=True) == spelled


SHORT = [
    ("Order.objects.create", "objects.create"),
    ("../../lib/ledger.default.patch", "ledger.patch"),
    ("../models.Order.create", "Order.create"),
    ("default", "default"),
]


@pytest.mark.parametrize(("path", "name"), SHORT)
def test_what_people_call_a_call(path: str, name: str) -> None:
    assert short(path) == name


UNSPELLED = {"php": re.compile(r"`[\w.]*[A-Z]\w*\.\w+`"), "ruby": re.compile(r"`[\w.]*[A-Z]\w*\.[A-Z]\w*[\w.]*`")}


@pytest.mark.parametrize("rule", [one for one in CATALOG.rules.values() if {"php", "ruby"} & {*one.languages}], ids=lambda rule: rule.id)
def test_no_message_shows_the_dots_that_golint_keeps_names_with(rule: Rule) -> None:
    for example in rule.examples:
        unspelled = UNSPELLED.get(example.language)
        if unspelled is None or example.expect != "fault":
            continue
        files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
        inquiry = Inquiry(CATALOG, Project.of(files), lambda _: (rule,), strict=True)
        found = judge(inquiry, {path: inquiry.check(path) for path in files}, date(2026, 1, 31)).findings
        texts = [text for one in found for text in (one.message, one.label, *(place.message for place in one.related))]
        assert [text for text in texts if unspelled.search(text)] == [], example.line


def test_a_comparison_is_told_by_the_operator_that_its_file_has() -> None:
    rule = CATALOG.rules["timing-unsafe-comparison"]
    told: set[str] = set()
    for example in rule.examples:
        if example.expect != "fault":
            continue
        files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
        inquiry = Inquiry(CATALOG, Project.of(files), lambda _: (rule,), strict=True)
        for found in judge(inquiry, {path: inquiry.check(path) for path in files}, date(2026, 1, 31)).findings:
            operator, span = re.search(r"compared with `([^`]+)`", found.message), found.location.span
            written = files[found.location.path][span.start : span.end].decode()
            if operator is not None:
                assert operator[1] in written
                told.add(operator[1])
    assert told >= {"==", "===", "!=", "!==", "equals"}
