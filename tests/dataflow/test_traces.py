"""Nothing that a program says is lost to its bytes: where a check finds something once it is read, they always tell that it may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from dialects import FAULTS, HELPERS, NAMES, Shape, written
from hypothesis import given
from hypothesis import strategies as st
from test_mutations import DIALECTS

from golint import catalog, facts
from golint.catalog import grow
from golint.catalog.rules import Rule
from golint.checks import uses
from golint.checks.data.cards import names as card_names
from golint.checks.data.errors import catching, passing
from golint.checks.data.errors.caught import tellable
from golint.checks.data.logs import rule as logs
from golint.checks.requests import polling, retries, timeouts, trying
from golint.checks.webhooks.timing import comparing
from golint.checks.webhooks.timing import rule as comparison
from golint.checks.webhooks.verification import guards
from golint.dataflow import Flow
from golint.dataflow.names import name_of, text_of
from golint.project import Project
from golint.sources import SourceFile
from golint.traces import Text
from golint.traces.signs import Sign, Signs
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

CATALOG = catalog.load()
SHOPS = sorted((Path(__file__).parent.parent / "repos").glob("*/shop"))
OWN = ("log.write", "log.file", "time.sleep", "http.request", "http.write", "provider.read", "json.encode", "hmac.digest", "store.insert")
ASKED = ("http.request", "http.write", "provider.read")
CALLED = ("http.request", "http.alone", "http.pool")


def lost(views: Mapping[str, FileView]) -> Iterator[str]:
    """What the program of a file says although its bytes tell that it cannot."""
    for path, view in views.items():
        if view.program is not None:
            yield from (f"{path}: {what}" for what in _denied(view, view.flow))


def _denied(view: FileView, flow: Flow) -> Iterator[str]:
    told = flow.traces
    if told.are_constants:
        return
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        played = {role for role in flow.roles.by(call) if role in OWN and not told.may_play(role)}
        played |= {role for role in flow.money_calls.asks(call, routine) if role in ASKED and not told.may_ask(role)}
        if played:
            yield f"{call.path} plays {sorted(played)}"
        if not told.may_wait and timeouts.endless_client(flow, call, routine):
            yield f"{call.path} waits"
        if not catching.may_send(view) and passing.sends(flow, call):
            yield f"{call.path} sends"
    for role in CALLED:
        if not told.may_ask(role):
            yield from (f"{call.path} plays {role}" for call in flow.requests if role in flow.roles.by(call))
    if not uses.may_import(view):
        yield from (f"{use.name} is imported" for use in uses.libraries(view))
    if not uses.may_name(view):
        yield from (f"{use.name} is named" for use in uses.variables(view))
    if not logs.may_log(view):
        yield from (f"{call.path} logs" for call in logs.logged(flow))
    if not card_names.may_name_cards(view):
        yield from (f"a card's {name!r}" for node in flow.module.nodes for name in _names(node) if card_names.is_card_name(name))
    if not told.may_charge:
        yield from (f"{money.call.path} moves money" for money in flow.money_calls.found)
    if not catching.may_catch(view):
        yield from (f"an error at {node.span}" for node, _ in tellable(flow))
    if not trying.may_try_again(view):
        yield from (f"tried again at {span}" for span, _ in retries.retried(flow))
    if not comparing.may_compare(view):
        yield from (f"compared at {made.span}" for made in comparison.compared_secrets(flow))
    if not guards.may_hold_guard(view) and not flow.webhooks:
        logging = {flow.routine_at(call.span.start) for call in flow.calls("log.write")}
        routines = (r for r in flow.module.routines if guards.is_guard(flow, r) or (guards.takes_events(flow, r) and r in logging))
        yield from (f"{routine.function.qualname} guards" for routine in routines)
    if not polling.may_pause(view):
        yield from (f"looked again at {span}" for span, _, _ in polling.looks(flow))


def _names(node: facts.Node) -> Iterator[str]:
    """What a node calls itself, its arguments or what it writes to a store."""
    if isinstance(node, facts.Name | facts.Attribute | facts.Index | facts.Call):
        yield name_of(node)
    if isinstance(node, facts.Literal):
        yield from (text_of(node), *re.findall(r"[A-Za-z_]\w+", text_of(node)))
    if isinstance(node, facts.Call):
        yield from (argument.name for argument in node.arguments if argument.name)


@pytest.mark.parametrize("rule", CATALOG.rules.values(), ids=lambda rule: rule.id)
def test_nothing_of_an_example_is_lost(views: Views, rule: Rule) -> None:
    for example in rule.examples:
        files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
        assert not list(lost(views({path: data.decode() for path, data in files.items()}))), example.line


@pytest.mark.parametrize("language", DIALECTS)
def test_nothing_of_a_dialect_is_lost(views: Views, language: str) -> None:
    dialect = DIALECTS[language]
    for framework, helper, kind in product(dialect.frameworks, HELPERS, ("sound", *FAULTS)):
        built = views(written(dialect, Shape(framework, NAMES[:3], (0, 1, 2), helper, "other file"), kind))
        assert not list(lost(built)), (framework, helper, kind)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.parent.name)
def test_nothing_of_a_shop_is_lost(shop: Path) -> None:
    files = {str(path.relative_to(shop)): path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    project = Project.of(files)
    assert not list(lost({path: FileView(SourceFile(path, data), CATALOG, project) for path, data in files.items()}))


SPELT = {
    "a client's function": ("shop/pay.py", "import requests\n\nrequests \\\n  .post('https://api.stripe.com/v1/charges')\n", {}),
    "under another name": ("shop/pay.py", "from requests import post as send\n\nsend('https://api.stripe.com/v1/charges')\n", {}),
    "held by a name": ("shop/pay.py", "import requests\n\nsend = requests.post\nsend('https://api.stripe.com/v1/charges')\n", {}),
    "handed to another": (
        "shop/pay.py",
        "import requests\n\ndef go(send=requests.post):\n    send(URL)\n",
        {},
    ),
    "of a session": ("shop/pay.py", "import requests\n\ns = requests.Session()\ns.post('https://api.stripe.com/v1/charges')\n", {}),
    "of another file's session": (
        "shop/pay.py",
        "from shop.http import web\n\nweb.post('https://api.stripe.com/v1/charges')\n",
        {"shop/http.py": "import requests\n\nweb = requests.Session()\n"},
    ),
    "of another file's client": (
        "shop/pay.py",
        "from shop.vendor import pay\n\npay.checkout.sessions.create(mode='payment')\n",
        {"shop/vendor.py": "import stripe\n\npay = stripe.StripeClient('k')\n"},
    ),
    "through a framework's helper": ("shop/pay.py", "class A:\n    def go(self):\n        self._ask('POST', 'v1/refunds')  # stripe\n", {}),
    "in brackets": ("src/pay.js", "const axios = require('axios');\naxios['post']('https://api.stripe.com/v1/charges', {});\n", {}),
    "by optional chaining": ("src/pay.js", "import axios from 'axios';\naxios?.post?.('https://api.stripe.com/v1/charges', {});\n", {}),
    "with types": ("src/pay.ts", "import axios from 'axios';\naxios.post<Answer>('https://api.stripe.com/v1/charges', {});\n", {}),
    "taken apart": (
        "src/pay.js",
        "const { post: send } = require('axios');\nsend('https://api.stripe.com/v1/charges', {});\n",
        {},
    ),
    "of an instance": (
        "src/pay.js",
        "import { web } from './web.js';\nweb.post('https://api.stripe.com/v1/charges', {});\n",
        {"src/web.js": "import axios from 'axios';\nexport const web = axios.create();\n"},
    ),
    "of a facade": ("src/Pay.php", "<?php\nHttp :: post('https://api.stripe.com/v1/charges', []);\n", {}),
    "of a chain": ("src/Pay.php", "<?php\nHttp::withToken('k')\n  ->post('https://api.stripe.com/v1/charges', []);\n", {}),
    "without parentheses": ("app/pay.rb", "require 'net/http'\nNet::HTTP.post URI('https://api.stripe.com/v1/charges'), body\n", {}),
    "of a template": (
        "src/Pay.java",
        'class A { void f() { rest\n  .postForObject("https://api.stripe.com/v1/charges", a, B.class); } }\n',
        {},
    ),
    "of a client made here": (
        "src/Pay.kt",
        'val web = OkHttpClient()\nfun f() = web.newCall(Request.Builder().url("https://api.stripe.com/v1/charges").post(body).build()).execute()\n',
        {},
    ),
    "told in a closure": (
        "src/Pay.kt",
        'val web = HttpClient()\nsuspend fun f() = web.post{ url("https://api.stripe.com/v1/charges") }\n',
        {},
    ),
    "of a field": (
        "src/Pay.cs",
        'class A { HttpClient web; void F() { web.PostAsync("https://api.stripe.com/v1/charges", a); } }\n',
        {},
    ),
    "of a constant": ("app/pay.rb", "Stripe::Charge.create amount: 5, currency: 'eur'\n", {}),
    "of a module that mixes the library in": (
        "app/pay.rb",
        "StripeDesk::Charge.create amount: 5, currency: 'eur'\n",
        {"app/stripe_desk.rb": "module StripeDesk\n  include Stripe\nend\n"},
    ),
}


@pytest.mark.parametrize("name", SPELT)
def test_a_request_is_told_however_it_is_spelt(views: Views, name: str) -> None:
    path, text, others = SPELT[name]
    built = views({path: text, **others})
    assert not list(lost(built))
    assert built[path].flow.traces.may_charge


SILENT = {
    "shop/models.py": "class Order(Model):  # stripe\n    def total(self):\n        return self.lines.get('total')\n",
    "src/total.ts": "export const total = (order: Order) => order.lines.map((one) => one.total); // stripe\n",
    "src/Total.php": "<?php\nclass Total { public function of($order) { return $order->total; } } // stripe\n",
    "src/Total.java": "class Total { int of(Order order) { return order.total(); } } // stripe\n",
    "src/Total.kt": "fun total(order: Order) = order.lines.sumOf { it.total } // stripe\n",
    "src/Total.cs": "class Total { int Of(Order order) => order.Total; } // stripe\n",
    "app/total.rb": "class Total # stripe\n  def of(order)\n    order.total\n  end\nend\n",
}


@pytest.mark.parametrize("path", SILENT)
def test_a_file_that_asks_nobody_is_not_read_for_money(views: Views, path: str) -> None:
    view = views({path: SILENT[path]})[path]
    assert view.flow.money == ()
    assert not view.flow.has_read


CONSTANTS = "<?php\n\nreturn [\n    'pay' => 'Pay (now)', // for (all)\n    'a' => ['b' => \"c\", 'd' => 3],\n];\n"


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        (CONSTANTS, True),
        (CONSTANTS.replace("3", "env('KEY')"), False),
        (CONSTANTS.replace("3", "$key"), False),
        (CONSTANTS.replace("3", "1 > 0"), False),
        (CONSTANTS.replace("3", "fn () => 3"), False),
        (CONSTANTS.replace("return", "$a ="), False),
        (CONSTANTS + "take();\n", False),
        (CONSTANTS + "?>\n<b></b>", False),
    ],
)
def test_a_table_of_constants_does_nothing(views: Views, text: str, constant: bool) -> None:
    view = views({"lang/en.php": text})["lang/en.php"]
    assert view.flow.traces.are_constants is constant
    assert bool(view.flow.module.calls) is (not constant and "(" in text.replace("(now)", "").replace("(all)", "") and "fn" not in text)


NAMED = st.lists(st.sampled_from((b"post", b"Session", b"get")), max_size=3, unique=True)
BESIDE = st.lists(st.frozensets(st.sampled_from((b"requests", b"http")), max_size=2), max_size=2).map(tuple)


@given(st.lists(st.tuples(st.sampled_from((b"post", b"Session", b"get")), BESIDE), max_size=4), st.binary(max_size=8), NAMED)
def test_a_sign_stands_where_its_name_does_with_the_words_beside_it(told: list[Any], some: bytes, names: list[bytes]) -> None:
    data = some.join((b"", *names, b" HTTP ", b""))
    wanted = any(
        re.search(rb"\b%b\b" % name, data) and (not groups or any(all(word in data.lower() for word in group) for group in groups))
        for name, groups in told
    )
    signs = Signs(Sign(name, rb"\b%b\b" % name, groups) for name, groups in told)
    assert signs.stand_in(Text(data, data.lower())) is bool(wanted)
