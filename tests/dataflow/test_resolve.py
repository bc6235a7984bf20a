"""From a call to what it runs, within a file and through the imports of a repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint import facts
from golint.dataflow import Flow, Routine

Ask = Callable[..., Flow]

TRUST = """
def check(raw):
    return raw


class Verifier:
    def __init__(self, key):
        self.key = key

    def check(self, raw):
        return raw


verifier = Verifier("key")
"""
SHOP: Mapping[str, str] = {
    "shop/__init__.py": "",
    "shop/trust.py": TRUST,
    "shop/pay/__init__.py": "from .signing import sign\nfrom .signing import sign as seal\n",
    "shop/pay/signing.py": "def sign(raw):\n    return raw\n",
    "shop/pay/everything.py": "from shop.trust import *\n",
    "shop/all/__init__.py": "from shop.pay import *\n\n\ndef own(raw):\n    return raw\n",
    "shop/pay/base.py": "class Base:\n    def setup(self):\n        return 1\n\n    def close(self):\n        return 2\n",
    "other/trust.py": "def check(raw):\n    return None\n",
}


def resolved(ask: Ask, text: str, path: str = "shop/views.py") -> str:
    """What the last, outermost call of a file runs, as `file:qualname`; "" for anything outside the repository."""
    flow = ask(text, path, SHOP)
    call = max(flow.module.calls, key=lambda call: (call.span.end, -call.span.start))
    found = flow.resolver.callee(call, flow.routine_at(call.span.start))
    if found is None:
        return ""
    qualname = found.function.qualname if isinstance(found, Routine) else found.definition.qualname
    return f"{found.path}:{qualname}"


IMPORTS = [
    ("import shop.trust\nshop.trust.check(1)", "shop/trust.py:check"),
    ("import shop.trust as t\nt.check(1)", "shop/trust.py:check"),
    ("from shop import trust\ntrust.check(1)", "shop/trust.py:check"),
    ("from shop import trust as t\nt.check(1)", "shop/trust.py:check"),
    ("from shop.trust import check\ncheck(1)", "shop/trust.py:check"),
    ("from shop.trust import check as c\nc(1)", "shop/trust.py:check"),
    ("from .trust import check\ncheck(1)", "shop/trust.py:check"),
    ("from . import trust\ntrust.check(1)", "shop/trust.py:check"),
    ("from trust import check\ncheck(1)", "shop/trust.py:check"),
    ("from .pay import sign\nsign(1)", "shop/pay/signing.py:sign"),
    ("from shop.pay import seal\nseal(1)", "shop/pay/signing.py:sign"),
    ("from shop.pay.everything import check\ncheck(1)", "shop/trust.py:check"),
    ("from shop.trust import Verifier\nVerifier('k')", "shop/trust.py:Verifier"),
    ("from shop.trust import Verifier\nVerifier('k').check(1)", "shop/trust.py:Verifier.check"),
    ("from shop.trust import verifier\nverifier.check(1)", "shop/trust.py:Verifier.check"),
    ("from shop import trust\ntrust.verifier.check(1)", "shop/trust.py:Verifier.check"),
    ("def f():\n    from shop.trust import check\n    check(1)", "shop/trust.py:check"),
    ("import stripe\nstripe.Webhook.construct_event(1)", ""),
    ("from .all import own\nown(1)", "shop/all/__init__.py:own"),
    ("from .all import nothing\nnothing(1)", ""),
    ("from shop.trust import nothing\nnothing(1)", ""),
    ("unknown(1)", ""),
]


@pytest.mark.parametrize(("text", "expected"), IMPORTS, ids=[text for text, _ in IMPORTS])
def test_imports(ask: Ask, text: str, expected: str) -> None:
    assert resolved(ask, text) == expected


def test_a_relative_import_climbs(ask: Ask) -> None:
    assert resolved(ask, "from ..trust import check\ncheck(1)", "shop/pay/views.py") == "shop/trust.py:check"
    assert resolved(ask, "from .signing import sign\nsign(1)", "shop/pay/views.py") == "shop/pay/signing.py:sign"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from . import own\nown(1)", "shop/all/__init__.py:own"),
        ("from . import *\nown(1)", "shop/all/__init__.py:own"),
        ("from . import *\nsign(1)", "shop/pay/signing.py:sign"),
        ("from ..pay import seal\nseal(1)", "shop/pay/signing.py:sign"),
        ("from . import nothing\nnothing(1)", ""),
    ],
)
def test_a_package_gives_out_what_its_own_file_holds(ask: Ask, text: str, expected: str) -> None:
    assert resolved(ask, text, "shop/all/views.py") == expected


def test_of_two_files_of_one_name_the_nearer_is_meant(ask: Ask) -> None:
    assert resolved(ask, "from trust import check\ncheck(1)", "other/views.py") == "other/trust.py:check"


HELD = """
class A:
    def f(self):
        return 1

class C:
    def __init__(self):
        self.a = A()

    def g(self):
        self.a.f()
"""
LOCALS = [
    ("def f():\n    return 1\nf()", "f"),
    ("def f():\n    def g():\n        return 1\n    g()", "f.g"),
    ("def g():\n    return 2\ndef f():\n    def g():\n        return 1\n    g()", "f.g"),
    ("class A:\n    def f(self):\n        return 1\n    def g(self):\n        self.f()", "A.f"),
    ("class B:\n    def f(self):\n        return 1\nclass A(B):\n    def g(self):\n        self.f()", "B.f"),
    ("class B:\n    def f(self):\n        return 1\nclass A(B):\n    def f(self):\n        super().f()", "B.f"),
    ("class A:\n    @classmethod\n    def f(cls):\n        return 1\nA.f()", "A.f"),
    ("class A:\n    def f(self):\n        return 1\na = A()\na.f()", "A.f"),
    ("class A:\n    def f(self):\n        return 1\ndef g(a: A):\n    a.f()", "A.f"),
    ("class A:\n    def f(self):\n        return 1\ndef g():\n    a = A()\n    return a.f()", "A.f"),
    (HELD, "A.f"),
    ("class A:\n    def f(self):\n        return 1\nclass C:\n    a = A()\n    def g(self):\n        self.a.f()", "A.f"),
]


@pytest.mark.parametrize(("text", "expected"), LOCALS, ids=[text for text, _ in LOCALS])
def test_within_one_file(ask: Ask, text: str, expected: str) -> None:
    assert resolved(ask, text) == f"shop/views.py:{expected}"


@pytest.mark.parametrize(
    ("head", "call"),
    [
        ("from shop.pay.base import Base", "self.setup()"),
        ("from .pay import base", "self.setup()"),
        ("from shop.pay.base import Base", "super().setup()"),
    ],
)
def test_a_base_class_in_another_file(ask: Ask, head: str, call: str) -> None:
    name = "base.Base" if head.endswith(" base") else "Base"
    assert resolved(ask, f"{head}\nclass View({name}):\n    def post(self):\n        {call}\n") == "shop/pay/base.py:Base.setup"


def test_a_class_that_is_its_own_base_ends(ask: Ask) -> None:
    assert resolved(ask, "class A(A):\n    def g(self):\n        self.f()\n") == ""


def test_imports_in_a_circle_end(ask: Ask) -> None:
    others = {"shop/a.py": "from shop.b import f\n", "shop/b.py": "from shop.a import f\n"}
    flow = ask("from shop.a import f\nf()\n", others=others)
    assert flow.resolver.callee(flow.module.calls[-1], flow.module.body) is None


LEDGER = "class Ledger {{\n  static settle(id) {{ return id; }}\n  book(id) {{ return id; }}\n}}\n{out}\n"


@pytest.mark.parametrize(
    ("out", "text", "expected"),
    [
        ("module.exports = Ledger;", 'const desk = require("./ledger");\ndesk.settle(1);', "ledger.js:Ledger.settle"),
        ("module.exports = Ledger;", 'const Ledger = require("./ledger");\nLedger.settle(1);', "ledger.js:Ledger.settle"),
        ("module.exports = Ledger;", 'const desk = require("./ledger");\ndesk.close(1);', ""),
        ("module.exports = new Ledger();", 'const desk = require("./ledger");\ndesk.book(1);', "ledger.js:Ledger.book"),
        ("export default Ledger;", 'import desk from "./ledger";\ndesk.settle(1);', "ledger.js:Ledger.settle"),
        ("export { Ledger };", 'import { Ledger } from "./ledger";\nLedger.settle(1);', "ledger.js:Ledger.settle"),
        ("const size = 3;\nmodule.exports = size;", 'const desk = require("./ledger");\ndesk.settle(1);', ""),
    ],
)
def test_the_methods_of_the_one_class_that_a_file_gives_out(ask: Ask, out: str, text: str, expected: str) -> None:
    flow = ask(text, "pay.js", {"ledger.js": LEDGER.format(out=out)})
    call = max(flow.module.calls, key=lambda call: (call.span.end, -call.span.start))
    found = flow.resolver.callee(call, flow.routine_at(call.span.start))
    assert (f"{found.path}:{found.function.qualname}" if isinstance(found, Routine) else "") == expected


COUNTER = """<?php
namespace Shop;
class Counter extends \\vendor\\Plugin {
    use Parts;
    public static function open(): self { return self::$one; }
    public function next(): static { return $this; }
    public function pick($kind): ?Ledger { return $this->parts[$kind]; }
    public function made(): Part { return new Ledger(); }
    public function loose() { return $this->get('ledger'); }
}
"""
PARTS = "<?php\nnamespace Shop;\ntrait Parts {\n    public function ledger(): Ledger { return $this->get('ledger'); }\n}\n"
BOOKS = "<?php\nnamespace Shop;\nclass Ledger extends Part {\n    public function book($id) { return $id; }\n}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Counter::open()->ledger()->book(1);", "Ledger.book"),
        ("Counter::open()->next()->ledger()->book(1);", "Ledger.book"),
        ("$ledger = Counter::open()->ledger();\n$ledger->book(1);", "Ledger.book"),
        ("Counter::open()->pick(2)->book(1);", "Ledger.book"),
        ("Counter::open()->made()->book(1);", "Ledger.book"),
        ("Counter::getInstance()->ledger()->book(1);", "Ledger.book"),
        ("Counter::getInstance(2)->ledger()->book(1);", ""),
        ("Counter::open()->loose()->book(1);", ""),
        ("Counter::open()->ledger()->close(1);", ""),
        ("Elsewhere::getInstance()->ledger()->book(1);", ""),
    ],
)
def test_what_php_methods_are_declared_to_give_back(ask: Ask, text: str, expected: str) -> None:
    others = {"src/Counter.php": COUNTER, "src/Parts.php": PARTS, "src/Ledger.php": BOOKS}
    flow = ask(f"<?php\nnamespace Shop;\n{text}\n", "src/pay.php", others)
    call = max(flow.module.calls, key=lambda call: (call.span.end, -call.span.start))
    found = flow.resolver.callee(call, flow.routine_at(call.span.start))
    assert (found.function.qualname if isinstance(found, Routine) else "") == expected


INCLUDED = {
    "lib/all.php": "<?php\nrequire_once 'lib/books.php';\n$desk = new Desk();\n",
    "lib/books.php": (
        "<?php function settle($id) { return $id; }\n"
        "if (!function_exists('close')) { function close($id) { return header($id); } }\n"
        "class Desk { public function book($id) { return $id; } public function clear($id) { return $id; } }\n"
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("settle(1);", "lib/books.php:settle"),
        ("close(1);", "lib/books.php:close"),
        ("Desk::book(1);", "lib/books.php:Desk.book"),
        ("$desk->book(1);", "lib/books.php:Desk.book"),
        ("function take($desk) { $desk->book(1); }", ""),  # its own variable, whatever another one of that name is
        ("header('Location: /');", ""),
        ("clear(1);", ""),
    ],
)
def test_what_php_finds_in_the_files_that_it_includes(ask: Ask, text: str, expected: str) -> None:
    flow = ask(f"<?php\nrequire 'lib/all.php';\n{text}\n", "pay.php", INCLUDED)
    call = next(call for call in flow.module.calls if call.arguments and "require" not in facts.trail(call))
    found = flow.resolver.callee(call, flow.routine_at(call.span.start))
    assert (f"{found.path}:{found.function.qualname}" if isinstance(found, Routine) else "") == expected


def test_only_a_name_that_php_defines_somewhere_or_a_variable_is_followed_through_what_is_included(ask: Ask) -> None:
    flow = ask(
        "<?php\nrequire 'lib/all.php';\nsettle(1);\nesc_html(1);\nDesk::book(1);\nWP_Error::book(1);\n$desk->book(1);\n",
        "pay.php",
        INCLUDED,
    )
    callees = [call.callee for call in flow.module.calls if isinstance(call.callee, facts.Name) and call.arguments]
    followed = {callee.written for callee in callees if flow.resolver.files.may_be_seen("pay.php", callee)}
    assert followed == {"settle", "Desk.book", "desk.book"}
