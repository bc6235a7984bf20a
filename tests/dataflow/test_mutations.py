"""What is said of a webhook handler does not hang on names, on the order of unrelated lines, or on the file that a step stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from textwrap import indent

from hypothesis import given, settings
from hypothesis import strategies as st

from golint.checks.webhooks import (
    fail_open_verification,
    missing_signature_verification,
    parse_before_verify,
    timing_unsafe_comparison,
)
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

RULES = {
    "missing": missing_signature_verification,
    "fail-open": fail_open_verification,
    "too-early": parse_before_verify,
    "timing": timing_unsafe_comparison,
}
NAMES = (
    "raw", "body", "content", "blob", "sent", "given", "received", "seal", "mine", "own", "wanted", "x", "y1", "thing", "left", "right",
)  # fmt: skip
ROUTES = {
    "django": (
        "import json\nfrom django.http import HttpResponse\nfrom django.views.decorators.csrf import csrf_exempt\n",
        "@csrf_exempt\ndef payment_webhook(request):\n",
        "request.body",
        "HttpResponse(status=401)",
    ),
    "flask": (
        "import json\nfrom flask import Flask, request\n\napp = Flask(__name__)\n",
        "@app.post('/payments/webhook')\ndef payment_webhook():\n",
        "request.get_data()",
        "('', 401)",
    ),
    "fastapi": (
        "import json\nfrom fastapi import APIRouter, Request, Response\n\nrouter = APIRouter()\n",
        "@router.post('/payments/webhook')\nasync def payment_webhook(request: Request):\n",
        "await request.body()",
        "Response(status_code=401)",
    ),
}


@dataclass(frozen=True)
class Shape:
    """One way of writing the same handler."""

    framework: str
    names: Sequence[str]
    order: Sequence[int]
    helper: str
    acting: str


def shapes() -> st.SearchStrategy[Shape]:
    return st.builds(
        Shape,
        framework=st.sampled_from(sorted(ROUTES)),
        names=st.lists(st.sampled_from(NAMES), min_size=3, max_size=3, unique=True),
        order=st.sampled_from(list(permutations(range(3)))),
        helper=st.sampled_from(["", "same file", "other file", "two files away"]),
        acting=st.sampled_from(["", "other file"]),
    )


def written(shape: Shape, kind: str) -> dict[str, str]:
    """The files of a handler of one kind: sound, missing, fail-open, too-early or timing."""
    imports, head, body, refusal = ROUTES[shape.framework]
    raw, sent, _ = shape.names
    setting = f"{raw} = {body}", f"{sent} = request.headers.get('X-Signature', '')", "print('delivery')"
    files: dict[str, str] = {}
    act = ["event = json.loads(" + raw + ")", *_acting(shape, files)]
    lines = [setting[at] for at in shape.order]
    match kind:
        case "missing":
            lines += act
        case "too-early":
            lines += [*act, *_checking(shape, files, "", refusal)]
        case "fail-open":
            lines += [f"if {sent}:", *(f"    {line}" for line in _checking(shape, files, "", refusal)), *act]
        case _:
            lines += [*_checking(shape, files, kind, refusal), *act]
    helpers = files.pop("", "")
    needed = "import hashlib\nimport hmac\nimport os\nfrom shop.models import Order\n"
    view = f"{imports}{needed}\n\n{helpers}\n\n{head}{indent(chr(10).join([*lines, 'return ' + refusal.replace('401', '200')]), '    ')}\n"
    return {"shop/hooks.py": view, **files}


def _acting(shape: Shape, files: dict[str, str]) -> list[str]:
    save = "Order.objects.filter(pk=event['order']).update(paid=True)"
    if not shape.acting:
        return [save]
    files["shop/settling.py"] = f"from shop.models import Order\n\n\ndef settle_order(event):\n    {save}\n"
    return ["from shop.settling import settle_order", "settle_order(event)"]


def _checking(shape: Shape, files: dict[str, str], kind: str, refusal: str) -> list[str]:
    raw, sent, mine = shape.names
    digest = f"hmac.new(os.environ['HOOK_SECRET'].encode(), {raw}, hashlib.sha256).hexdigest()"
    compared = f"{mine} == {sent}" if kind == "timing" else f"hmac.compare_digest({mine}, {sent})"
    if not shape.helper:
        return [f"{mine} = {digest}", f"if not ({compared}):", f"    return {refusal}"]
    helper = f"def fits({raw}, {sent}):\n    {mine} = {digest}\n    return {compared}\n"
    imports = "import hashlib\nimport hmac\nimport os\n\n\n"
    bring = ["from shop.trust import fits"]
    match shape.helper:
        case "same file":
            files[""] = helper
            bring = []
        case "other file":
            files["shop/trust.py"] = imports + helper
        case _:
            files["shop/trust.py"] = "from shop.deep import fits as deeper\n\n\ndef fits(one, two):\n    return deeper(one, two)\n"
            files["shop/deep.py"] = imports + helper
    return [*bring, f"if not fits({raw}, {sent}):", f"    return {refusal}"]


def said(views: Views, files: Mapping[str, str]) -> set[str]:
    return {name for view in views(files).values() for name, check in RULES.items() if any(True for _ in check(view))}


@settings(deadline=None)  # the first example pays for what the others find ready
@given(shapes())
def test_a_sound_handler_stays_sound(views: Views, shape: Shape) -> None:
    assert said(views, written(shape, "sound")) == set()


@settings(deadline=None)  # the first example pays for what the others find ready
@given(shapes(), st.sampled_from(["missing", "fail-open", "too-early", "timing"]))
def test_a_fault_stays_a_fault(views: Views, shape: Shape, kind: str) -> None:
    assert said(views, written(shape, kind)) == {kind}
