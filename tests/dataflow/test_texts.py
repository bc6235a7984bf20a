"""What is written down: the text behind an expression, the fields of a mapping, and what built a value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow
from golint.dataflow.modules import Routine
from golint.facts import Expr

Ask = Callable[..., Flow]

HEAD = """
import os
import requests
from urllib.parse import urljoin

from shop.config import BASE
from shop import config

HOST = "https://api.example"
LATER = "first"
LATER = "second"


class Gateway:
    root = "https://gateway.example"

    def __init__(self):
        self.version = "/v2"
        self.session = requests.Session()
        self.headers = {"Accept": "json"}
        self.headers["Authorization"] = "Bearer"

    def url(self, path):
        return self.root + self.version + path

    def known(self):
        return self.root + "/known"


def make():
    session = requests.Session()
    return session


def base_headers(extra=None):
    headers = {"Accept": "json"}
    headers.update(extra or {})
    headers.setdefault("X-Set", "1")
    return headers


"""
CONFIG = 'BASE = "https://config.example"\nfrom shop.deep import DEEP\n'
DEEP = 'DEEP = "deep"\n'


def probed(ask: Ask, body: str, method: bool = False) -> tuple[Flow, Expr, Routine]:
    """The argument of the last `probe(...)`, in a function, or in a method of Gateway."""
    lines = "".join(f"        {line}\n" if method else f"    {line}\n" for line in body.split("\n"))
    start = "class Card(Gateway):\n    def run(self, order, **given):\n" if method else "def run(order, path, **given):\n"
    flow = ask(HEAD + start + lines, others={"shop/config.py": CONFIG, "shop/deep.py": DEEP, "shop/__init__.py": ""})
    call = next(call for call in reversed(flow.module.calls) if call.path == "probe")
    return flow, call.arguments[0].value, flow.routine_at(call.span.start)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("probe('a' + 'b')", "ab"),
        ("probe(f'{HOST}/orders/{order.id}')", "https://api.example/orders/{}"),
        ("probe('/orders/%s/pay' % order.id)", "/orders/{}/pay"),
        ("probe('{}/pay'.format(order.id))", "{}/pay"),
        ("probe(HOST.format())", "https://api.example"),
        ("probe(LATER)", "second"),
        ("probe(BASE + '/x')", "https://config.example/x"),
        ("probe(config.BASE)", "https://config.example"),
        ("probe(config.DEEP)", "deep"),
        ("probe(path)", "{}"),
        ("probe(path + '/refund')", "{}/refund"),
        ("url = HOST\nurl = url + '/v1'\nprobe(url)", "https://api.example/v1"),
        ("url = '/a' if order else '/b'\nprobe(url)", "/a"),
        ("probe(path or '/fallback')", "/fallback"),
        ("probe(os.getenv('BASE', 'https://default.example'))", "https://default.example"),
        ("probe(os.getenv('BASE'))", "{}"),
        ("probe(urljoin(HOST + '/', '/refunds'))", "https://api.example/refunds"),
        ("probe(HOST.rstrip('/') + '/refunds')", "https://api.example/refunds"),
        ("probe(str(HOST))", "https://api.example"),
        ("for url in order:\n    pass\nprobe(url)", "{}"),
        ("probe(unknown('x'))", "{}"),
        ("probe(1)", "{}"),
    ],
)
def test_a_text_is_read_as_far_as_it_is_written_down(ask: Ask, body: str, text: str) -> None:
    flow, value, routine = probed(ask, body)
    assert flow.texts.of(value, routine) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("probe(self.root)", "https://gateway.example"),
        ("probe(self.root + self.version)", "https://gateway.example/v2"),
        ("probe(self.known())", "https://gateway.example/known"),
        ("probe(self.url('/refunds'))", "https://gateway.example/v2{}"),
        ("self.root = 'https://own.example'\nprobe(self.root)", "https://own.example"),
    ],
)
def test_attributes_and_methods_are_followed(ask: Ask, body: str, text: str) -> None:
    flow, value, routine = probed(ask, body, method=True)
    assert flow.texts.of(value, routine) == text


@pytest.mark.parametrize(
    ("body", "names", "is_open"),
    [
        ("probe({'A': 1, 'B': 2})", {"a", "b"}, False),
        ("probe(dict(A=1))", {"a"}, False),
        ("probe([('A', 1), ('B', 2)])", {"a", "b"}, False),
        ("probe({**{'A': 1}, 'B': 2})", {"a", "b"}, False),
        ("probe({'A': 1} | {'B': 2})", {"a", "b"}, False),
        ("probe(given)", set(), True),
        ("probe({'A': 1, **given})", {"a"}, True),
        ("h = {'A': 1}\nh['B'] = 2\nprobe(h)", {"a", "b"}, False),
        ("h = {'A': 1}\nif order:\n    h['B'] = 2\nprobe(h)", {"a", "b"}, False),
        ("h = {'A': 1}\nh = {**h, 'B': 2}\nprobe(h)", {"a", "b"}, False),
        ("h = {}\nh.update({'A': 1}, B=2)\nprobe(h)", {"a", "b"}, False),
        ("h = {}\nh.update(given)\nprobe(h)", set(), True),
        ("h = {'A': 1}.copy()\nprobe(h)", {"a"}, False),
        ("h = {'A': 1}\nprobe(h.copy())", {"a"}, False),
        ("probe(base_headers())", {"accept", "x-set"}, True),
        ("probe(unknown())", set(), True),
        ("probe(Options(key=1))", {"key"}, False),
        ("o = Options()\no.key = 1\nprobe(o)", {"key"}, False),
        ("probe(None)", set(), False),
        ("probe({'A': {'B': 1}})", {"a"}, False),
    ],
)
def test_fields_are_what_is_put_into_a_mapping(ask: Ask, body: str, names: set[str], is_open: bool) -> None:
    flow, value, routine = probed(ask, body)
    fields = flow.fields.of(value, routine)
    assert (set(fields.names), fields.open) == (names, is_open)


def test_fields_of_an_attribute_are_gathered_from_every_method(ask: Ask) -> None:
    flow = ask(HEAD + "class Card(Gateway):\n    pass\n")
    made = flow.module.functions["Gateway.__init__"]
    attribute = next(
        t for statement in made.function.body for t in getattr(statement, "targets", ()) if getattr(t, "written", "") == "self.headers"
    )
    assert flow.fields.of(attribute, made).names == {"accept", "authorization"}


def test_deep_fields_go_into_lists_and_mappings(ask: Ask) -> None:
    flow, value, routine = probed(ask, "line = {'price': {'amount': 1}}\nprobe({'lines': [line], 'key': 'x'})")
    assert [field.name for field in flow.fields.deep(value, routine)] == ["lines", "price", "amount", "key"]


@pytest.mark.parametrize(
    ("body", "maker"),
    [
        ("probe(requests.Session())", "requests.Session"),
        ("probe(make())", "requests.Session"),
        ("s = make()\nprobe(s)", "requests.Session"),
        ("s = given or requests.Session()\nprobe(s)", "requests.Session"),
        ("probe(Gateway())", ""),
        ("probe(path)", ""),
        ("probe('text')", ""),
    ],
)
def test_a_value_knows_what_built_it(ask: Ask, body: str, maker: str) -> None:
    flow, value, routine = probed(ask, body)
    assert flow.texts.maker(value, routine) == maker


def test_an_attribute_knows_what_built_it(ask: Ask) -> None:
    flow, value, routine = probed(ask, "probe(self.session)", method=True)
    assert flow.texts.maker(value, routine) == "requests.Session"
