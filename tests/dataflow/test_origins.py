"""Where a value came from: the tags of what small programs hand to `probe`."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

HEAD = """
import base64, hashlib, hmac, json, os, uuid
from django.conf import settings
from django.views.decorators.csrf import csrf_exempt
from shop.models import Order

SECRET = os.environ["HOOK_SECRET"]
NAME = "plain"


def digest(raw):
    return hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()


def same(value):
    return value


def first(request):
    return same(request.body)


"""


def tags(ask: Ask, body: str, **others: str) -> frozenset[str]:
    """The tags of the argument of the last `probe(...)` in a view's body."""
    text = f"{HEAD}@csrf_exempt\ndef view(request):\n{indent(body, '    ')}\n"
    flow = ask(text, others={f"shop/{name}.py": content for name, content in others.items()})
    call = next(call for call in reversed(flow.module.calls) if call.path.endswith("probe"))
    return flow.origin(call.arguments[0].value, flow.routine_at(call.span.start))


PROGRAMS = [
    # what is probed, the tags that it has
    ("probe(request.body)", {"request.body.raw"}),
    ("probe(request.POST)", {"request.body.parsed"}),
    ("probe([line['price'] for line in request.POST['lines']][0])", {"request.part"}),
    ("one = 'x'\nkept = [one for one in request.POST]\nprobe(one)", {"literal"}),
    ("probe([one for one in request.POST])", {"request.body.parsed", "request.part"}),
    ("probe(request.POST['id'])", {"request.part"}),
    ("probe(request.GET.get('id'))", {"request.query"}),
    ("probe(request.headers['X-Signature'])", {"request.header"}),
    ("probe(request.META.get('HTTP_X_SIGNATURE'))", {"request.header"}),
    ("probe(json.loads(request.body))", {"request.body.parsed"}),
    ("probe(json.loads(request.body)['data']['id'])", {"request.part"}),
    ("probe(json.loads(request.body).get('data', {}).get('id'))", {"request.part"}),
    ("probe(json.dumps(json.loads(request.body)))", {"request.body.parsed", "reencoded"}),
    ("probe(request.body.decode())", {"request.body.raw"}),
    ("probe(base64.b64encode(request.body))", {"request.body.raw"}),
    ("probe(hmac.new(SECRET, request.body, hashlib.sha256))", {"hmac.digest"}),
    ("probe(hmac.new(SECRET, request.body, hashlib.sha256).hexdigest())", {"hmac.digest"}),
    ("probe(base64.b64encode(hmac.new(SECRET, request.body, 'sha256').digest()).decode())", {"hmac.digest"}),
    ("probe(hmac.new(SECRET, json.dumps(request.POST), 'sha256').hexdigest())", {"hmac.digest", "reencoded"}),
    ("probe(hashlib.sha256(request.body).hexdigest())", {"hash.digest"}),
    ("probe(SECRET)", {"config.secret"}),
    ("probe(os.getenv('HOOK_SECRET'))", {"config.secret"}),
    ("probe(os.getenv('SHOP_URL'))", {"config"}),
    ("probe(settings.HOOK_SECRET)", {"config.secret"}),
    ("probe(settings.SHOP_NAME)", set()),
    ("probe('text')", {"literal"}),
    ("probe(NAME)", {"literal"}),
    ("probe(None)", {"null"}),
    ("probe(uuid.uuid4())", {"random"}),
    ("probe(Order.objects.get(pk=1))", {"store.read"}),
    ("probe(Order.objects.get(pk=request.POST['id']))", {"store.read", "store.found"}),
    ("probe(Order.objects.get(pk=request.POST['id']).total)", {"store.read", "store.found"}),
    ("probe(Order.objects.select_related('buyer').get(pk=request.POST['id']).total)", {"store.read", "store.found"}),
    ("probe(Order.objects.filter(pk=request.POST['id']).first().total)", {"store.read", "store.found"}),
    ("order = Order.objects.get(pk=request.session['id'])\nprobe(order.total)", {"store.read", "store.found"}),
    ("order = Order.objects.get(pk=request.POST['id'])\nprobe(Line.objects.get(order=order))", {"store.read", "store.found"}),
    ("probe(len(request.body))", set()),
    ("probe(request.body == b'')", set()),
    # through names
    ("raw = request.body\nprobe(raw)", {"request.body.raw"}),
    ("raw = request.body\nraw = b''\nprobe(raw)", {"literal"}),
    ("if request.GET:\n    raw = request.body\nelse:\n    raw = None\nprobe(raw)", {"request.body.raw", "null"}),
    ("raw = None\nif request.GET:\n    raw = request.body\nprobe(raw)", {"request.body.raw", "null"}),
    ("if request.GET:\n    raw = request.body\nelse:\n    probe(raw)", set()),
    ("a, b = request.body, None\nprobe(a)", {"request.body.raw"}),
    ("a, b = request.body, None\nprobe(b)", {"null"}),
    ("a, b = json.loads(request.body)\nprobe(b)", {"request.part"}),
    ("for item in json.loads(request.body):\n    probe(item)", {"request.part"}),
    ("probe(raw := request.body)", {"request.body.raw"}),
    ("with open('x') as raw:\n    raw = request.body\nprobe(raw)", {"request.body.raw"}),
    ("text = 'a'\ntext += request.GET['b']\nprobe(text)", {"literal", "request.query"}),
    ("data = {'id': request.POST['id']}\nprobe(data)", {"literal", "request.part"}),
    ("data = {}\ndata['id'] = request.body\nprobe(data['id'])", {"request.body.raw"}),
    ("probe(request.body if request.GET else None)", {"request.body.raw", "null"}),
    ("probe(f'{request.body}')", {"request.body.raw"}),
    # through functions
    ("probe(digest(request.body))", {"hmac.digest"}),
    ("probe(same(request.headers['X-Signature']))", {"request.header"}),
    ("probe(same(same(NAME)))", {"literal"}),
    ("probe(first(request))", {"request.body.raw"}),
    ("def inner():\n    return request.body\nprobe(inner())", {"request.body.raw"}),
]


@pytest.mark.parametrize(("body", "expected"), PROGRAMS, ids=[body for body, _ in PROGRAMS])
def test_where_a_value_comes_from(ask: Ask, body: str, expected: set[str]) -> None:
    assert tags(ask, body) == expected


def test_through_another_file(ask: Ask) -> None:
    helper = "import hmac\n\n\ndef sign(key, raw):\n    return hmac.new(key, raw, 'sha256').hexdigest()\n"
    assert tags(ask, "from shop.crypto import sign\nprobe(sign(SECRET, request.body))", crypto=helper) == {"hmac.digest"}


def test_through_an_object(ask: Ask) -> None:
    text = """
import hmac

class Gateway:
    def __init__(self, request):
        self.raw = request.body

    def mine(self):
        return hmac.new(b"k", self.raw, "sha256").hexdigest()

    def view(self, other):
        probe(self.raw)
        seen = self.mine()
        probe(seen)
"""
    flow = ask(text)
    probes = [call for call in flow.module.calls if call.path == "probe"]
    found = [flow.origin(call.arguments[0].value, flow.routine_at(call.span.start)) for call in probes]
    assert found == [{"request.body.raw"}, {"hmac.digest"}]


def test_a_function_that_calls_itself_ends(ask: Ask) -> None:
    text = "def again(value):\n    return again(value) or value\n\n\ndef view(request):\n    probe(again(request.body))\n"
    flow = ask(text)
    call = next(call for call in flow.module.calls if call.path == "probe")
    assert flow.origin(call.arguments[0].value, flow.routine_at(call.span.start)) <= {"request.body.raw"}


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("event: Event", {"request.body.parsed"}),
        ("event: dict = Body()", {"request.body.parsed"}),
        ("event: str", {"request.query"}),
        ("event = Depends(load)", {"dependency"}),
    ],
)
def test_what_a_framework_fills_in(ask: Ask, signature: str, expected: set[str]) -> None:
    head = "from fastapi import APIRouter, Body, Depends\nfrom shop.schemas import Event, load\n\nrouter = APIRouter()\n\n\n"
    flow = ask(f"{head}@router.post('/hook')\ndef hook({signature}):\n    probe(event)\n")
    call = next(call for call in flow.module.calls if call.path == "probe")
    assert flow.origin(call.arguments[0].value, flow.routine_at(call.span.start)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exports.take = async ({ request }) => { probe(request.all()); };", {"request.body.parsed"}),
        ("exports.take = async ({ request, auth }) => { const sent = request.all(); probe(sent.id); };", {"request.part"}),
        ("exports.take = async (ctx) => { const { request } = ctx; probe(request.body); };", {"request.body.parsed"}),
        ('const request = require("request");\nexports.ask = (url) => { probe(request(url)); };', {"http.request"}),
        ("exports.ask = async (url) => { const request = await fetch(url); probe(request.json()); };", {"http.request"}),
    ],
)
def test_a_request_that_is_called_as_a_library_is(ask: Ask, text: str, expected: set[str]) -> None:
    flow = ask(text, "shop/hooks.js")
    call = next(call for call in flow.module.calls if call.path == "probe")
    assert flow.origin(call.arguments[0].value, flow.routine_at(call.span.start)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'const mp = require("mercadopago");\nexports.take = async (req) => { probe((await mp.payment.findById(req.body.id)).id); };',
            {"provider.read"},
        ),
        (
            'import mp from "mercadopago";\nexport const take = async (req) => { probe((await mp.payment.findById(req.body.id)).id); };',
            {"provider.read"},
        ),
        ("exports.take = async (req) => { probe((await Payment.findById(req.body.id)).status); };", {"store.read", "store.found"}),
    ],
)
def test_what_a_provider_finds_is_no_record_of_the_shops(ask: Ask, text: str, expected: set[str]) -> None:
    flow = ask(text, "shop/hooks.js")
    call = next(call for call in flow.module.calls if call.path == "probe")
    assert flow.origin(call.arguments[0].value, flow.routine_at(call.span.start)) == expected
