"""Whether something behind a door may ask the provider is told before any path is walked: never no where the walk says that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from dialects import HELPERS, NAMES, Shape, written
from test_mutations import DIALECTS

from golint import catalog
from golint.catalog import grow
from golint.catalog.rules import Rule
from golint.dataflow import Flow
from golint.dataflow.modules import Routine
from golint.dataflow.proof.read_backs import ReadBacks
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Ask = Callable[..., Flow]
Views = Callable[[Mapping[str, str]], dict[str, FileView]]

CATALOG = catalog.load()
SHOPS = sorted((Path(__file__).parent.parent / "repos").glob("*/shop"))


def asking(views: Mapping[str, FileView]) -> Iterator[tuple[Routine, bool]]:
    """The routines of some files whose walk comes upon a read-back, and whether that was told before."""
    for flow in (view.flow for view in views.values() if view.program is not None):
        told = ReadBacks(flow.judge)
        for routine in flow.module.routines:
            if any(check.kind == "read-back" for check in flow.prover.summary(routine).checks):
                yield routine, told.behind(routine)


def lost(views: Mapping[str, FileView]) -> list[str]:
    return [f"{routine.path}: {routine.function.qualname}" for routine, told in asking(views) if not told]


@pytest.mark.parametrize("rule", CATALOG.rules.values(), ids=lambda rule: rule.id)
def test_no_read_back_of_an_example_is_lost(views: Views, rule: Rule) -> None:
    for example in rule.examples:
        files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
        assert not lost(views({path: data.decode() for path, data in files.items()})), example.line


@pytest.mark.parametrize("language", DIALECTS)
def test_no_read_back_of_a_dialect_is_lost(views: Views, language: str) -> None:
    dialect = DIALECTS[language]
    for framework, helper in product(dialect.frameworks, HELPERS):
        assert not lost(views(written(dialect, Shape(framework, NAMES[:3], (0, 1, 2), helper, "other file"), "sound"))), (framework, helper)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.parent.name)
def test_no_read_back_of_a_shop_is_lost(shop: Path) -> None:
    files = {str(path.relative_to(shop)): path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    project = Project.of(files)
    assert not lost({path: FileView(SourceFile(path, data), CATALOG, project) for path, data in files.items()})


HEAD = "import requests\nimport stripe\nfrom shop.records import get_payment\n\n"
RECORDS = "def get_payment(number):\n    return {'id': number}\n"
ASKS = "stripe.PaymentIntent.retrieve(sent['id'])"


def behind(helpers: int, last: str) -> str:
    """A door, and helpers one behind the other, of which the last one does something."""
    steps = [f"def step{at}(sent):\n    return step{at + 1}(sent)\n" for at in range(1, helpers)]
    return "\n".join([*steps, f"def step{helpers}(sent):\n    return {last}\n", "def door(sent):\n    step1(sent)\n"])


CONFIRMING = "def verify_webhook(sent):\n    return requests.post(URL, data=sent)\n\n"
HELPER = "def ask(number):\n    return stripe.PaymentIntent.retrieve(number)\n\n\n"
DOORS = {
    "asks": (f"def door(sent):\n    {ASKS}\n", True),
    "asks for what is written down": ("def door(sent):\n    stripe.PaymentIntent.retrieve('pi_1')\n", False),
    "asks with nothing": ("def door(sent):\n    sent.order.get_payment()\n", False),
    "asks a record": ("def door(sent):\n    sent.order.get_payment(sent['id'])\n", True),
    "asks a function of its own": ("def door(sent):\n    get_payment(sent['id'])\n", False),
    "would ask later": (f"def door(sent):\n    later = lambda: {ASKS}\n", False),
    "asks later": (f"def door(sent):\n    later = lambda: {ASKS}\n    later()\n", True),
    "behind four helpers": (behind(4, ASKS), True),
    "behind five helpers": (behind(5, ASKS), False),
    "by its name behind five helpers": (CONFIRMING + behind(4, "verify_webhook(sent)"), True),
    "by its name behind six helpers": (CONFIRMING + behind(5, "verify_webhook(sent)"), False),
    "by a name alone": ("def verify_webhook(sent):\n    return bool(sent)\n\n\ndef door(sent):\n    verify_webhook(sent)\n", False),
    "posts": ("def door(request):\n    requests.post(URL, data=request.body)\n", False),
    "posts back": ("def door(request):\n    requests.post(URL + '/verify', data=request.body)\n", True),
    "posts to where one asks": ("def door(request):\n    requests.post(URL + '/stkpushquery/v1/query', data=request.body)\n", True),
    "posts a status": ("def door(request):\n    requests.post(URL + '/orders/1/status', data=request.body)\n", False),
    "posts a query": ("def door(request):\n    requests.post(URL + '/graph', data={'query': 'query', 'all': request.body})\n", False),
    "posts something else": ("def door(request):\n    requests.post(URL + '/verify', data=SHOP)\n", False),
    "posts, and speaks of something else": ("VERIFY = 1\n\n\ndef door(request):\n    requests.post(URL, data=request.body)\n", False),
    "asks for a payment that it holds": ("def door(sent):\n    stripe.PaymentIntent.retrieve(Order.objects.get().payment)\n", False),
    "hands on what was sent": (HELPER + "def door(sent):\n    ask(sent['id'])\n", True),
    "hands on what it holds": (HELPER + "def door(sent):\n    ask(Order.objects.get().payment)\n", False),
}


@pytest.mark.parametrize("name", DOORS)
def test_only_what_the_walk_comes_to_may_ask(ask: Ask, name: str) -> None:
    text, may = DOORS[name]
    flow = ask(HEAD + text, others={"shop/records.py": RECORDS})
    assert ReadBacks(flow.judge).behind(flow.module.functions["door"]) == may


CLOSURES = {
    "run where it stands": ("ids.forEach((id) => stripe.paymentIntents.retrieve(id));", True),
    "run inside another": ("ids.forEach((id) => [id].map((one) => stripe.paymentIntents.retrieve(one)));", True),
    "kept": ("const later = (id) => stripe.paymentIntents.retrieve(id);", False),
    "kept in an object": ("register({ take: (id) => stripe.paymentIntents.retrieve(id) });", False),
}


@pytest.mark.parametrize("name", CLOSURES)
def test_a_closure_counts_where_it_is_run(ask: Ask, name: str) -> None:
    text, may = CLOSURES[name]
    flow = ask(f"import Stripe from 'stripe';\nconst stripe = new Stripe(key);\nfunction door(ids) {{\n  {text}\n}}\n", "src/hook.js")
    assert ReadBacks(flow.judge).behind(flow.module.functions["door"]) == may
