"""In a file about several providers a finding belongs to the one that its place is about, never to one that stands there by chance."""

from __future__ import annotations

from datetime import date

import pytest

from golint import catalog
from golint.catalog import grow
from golint.catalog.rules import Example, Rule
from golint.catalog.words import mentions
from golint.engine.inquiry import Inquiry
from golint.engine.judging import judge
from golint.model import Finding
from golint.project import Project

CATALOG = catalog.load()
FAMILIES = frozenset({"webhooks", "payments", "requests", "data", "checkout"})
RULES = [rule for rule in CATALOG.rules.values() if rule.family in FAMILIES and rule.scope == "file"]
MARKS = {".py": "#", ".rb": "#", ".js": "//", ".ts": "//", ".php": "//", ".go": "//", ".java": "//", ".kt": "//", ".cs": "//"}
STRANGERS = ("razorpay", "midtrans", "mollie")


def named_by(text: bytes) -> dict[str, int]:
    return {one.id: count for one in CATALOG.providers.values() if (count := mentions(one, text, text.lower()))}


def with_stranger(path: str, data: bytes) -> tuple[bytes, str]:
    """A file, and below it a comment that names somebody else once more than anybody is named in it, and who that is."""
    mark, named = next((MARKS[end] for end in MARKS if path.endswith(end)), ""), named_by(data)
    stranger = next((one for one in STRANGERS if one not in named), "") if mark and named else ""
    often = max(named.values(), default=0) + 1
    return data + f"\n{mark} {' '.join([stranger] * often)}\n".encode() if stranger else data, stranger


def findings(rule: Rule, files: dict[str, bytes]) -> tuple[Finding, ...]:
    inquiry = Inquiry(CATALOG, Project.of(files), lambda _: (rule,), strict=True)
    return judge(inquiry, {path: inquiry.check(path) for path in files}, date(2026, 1, 31)).findings


def strangers(rule: Rule, example: Example) -> list[tuple[int, str, int]]:
    """The findings of an example that belong to whom its comments name: the line of the page, and the place."""
    files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
    told = {path: with_stranger(path, data) for path, data in files.items()}
    found = findings(rule, {path: data for path, (data, _) in told.items()})
    by_chance = (one for one in found if one.provider and one.provider == told[one.location.path][1])
    return [(example.line, one.location.path, one.location.region.start_line) for one in by_chance]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_never_belongs_to_whom_only_a_comment_names(rule: Rule) -> None:
    assert [one for example in rule.examples if example.expect == "fault" for one in strangers(rule, example)] == []


SEVERAL = """
import json
from django.http import HttpResponse
from shop.models import Order
from shop.signing import genuine  # of Stripe and others


def stripe_webhook(request):
    if not genuine(request.body, request.headers["Stripe-Signature"]):
        return HttpResponse(status=401)
    event = json.loads(request.body)
    Order.objects.filter(session=event["data"]["object"]["id"]).update(paid=True)
    return HttpResponse()


def paymongo_webhook(request):
    if not genuine(request.body, request.headers["Paymongo-Signature"]):
        return HttpResponse(status=401)
    event = json.loads(request.body)
    Order.objects.filter(intent=event["data"]["id"]).update(paid=True)
    return HttpResponse()
"""
SIGNING = """
import hashlib
import hmac
from django.conf import settings


def genuine(raw, sent):
    return hmac.compare_digest(hmac.new(settings.SECRET.encode(), raw, hashlib.sha256).hexdigest(), sent)
"""


def test_each_door_is_judged_by_what_is_known_of_its_own_provider() -> None:
    rule = CATALOG.rules["livemode-not-checked"]
    found = findings(rule, {"shop/hooks.py": SEVERAL.encode(), "shop/signing.py": SIGNING.encode()})
    told = {(one.symbol, one.provider, one.message.split("`")[3]) for one in found}
    assert told == {("stripe_webhook", "stripe", "livemode"), ("paymongo_webhook", "paymongo", "data.attributes.livemode")}
