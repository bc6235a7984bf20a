"""A file that holds a door is never passed by: its bytes, or the routes of another file, always tell that it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from dialects import FAULTS, HELPERS, NAMES, Shape, written
from test_mutations import DIALECTS

from golint import catalog
from golint.catalog import grow
from golint.catalog.rules import Rule
from golint.project import Project
from golint.sources import SourceFile
from golint.traces import scripts
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

CATALOG = catalog.load()
SHOPS = sorted((Path(__file__).parent.parent / "repos").glob("*/shop"))


def passed_by(views: Mapping[str, FileView]) -> Iterator[str]:
    """The doors of files that are not looked for any."""
    for path, view in views.items():
        if view.program is not None and not view.flow.may_answer:
            yield from (f"{path}: {door.symbol}" for door in view.flow.doors)


@pytest.mark.parametrize("rule", CATALOG.rules.values(), ids=lambda rule: rule.id)
def test_no_door_of_an_example_is_passed_by(views: Views, rule: Rule) -> None:
    for example in rule.examples:
        files, _ = example.lay_out(lambda text: grow.fill(text, CATALOG))
        assert not list(passed_by(views({path: data.decode() for path, data in files.items()}))), example.line


@pytest.mark.parametrize("language", DIALECTS)
def test_no_door_of_a_dialect_is_passed_by(views: Views, language: str) -> None:
    dialect = DIALECTS[language]
    for framework, helper, kind in product(dialect.frameworks, HELPERS, ("sound", *FAULTS)):
        shape = Shape(framework, NAMES[:3], (0, 1, 2), helper, "other file")
        built = views(written(dialect, shape, kind))
        assert any(view.flow.doors for view in built.values())
        assert not list(passed_by(built)), (framework, helper, kind)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.parent.name)
def test_no_door_of_a_shop_is_passed_by(shop: Path) -> None:
    files = {str(path.relative_to(shop)): path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    project = Project.of(files)
    assert not list(passed_by({path: FileView(SourceFile(path, data), CATALOG, project) for path, data in files.items()}))


SPELT = {
    "a parameter with a remark": ("shop/pay.py", "def take(  # who asks\n    request  # this\n):\n    return None\n", {}),
    "a decorator under another name": ("shop/pay.py", "from bottle import post as p\n\n@p('/x')\ndef take():\n    return ''\n", {}),
    "a view by its base's base": (
        "shop/pay.py",
        "from shop.base import Hook\n\nclass Take(Hook):\n    def post(self, given):\n        return None\n",
        {"shop/base.py": "from rest_framework.views import APIView as A\n\nclass Hook(A):\n    pass\n"},
    ),
    "a view in another file's table": (
        "shop/pay.py",
        "def take(given):\n    return None\n",
        {"shop/urls.py": "from django.urls import path\nfrom shop import pay\n\nurlpatterns = [path('x', pay.take)]\n"},
    ),
    "an action by its base's base": (
        "app/pay.rb",
        "class Take < Hook\n  def show\n    1\n  end\nend\n",
        {"app/hook.rb": "class Hook < ActionController\n  def other\n    1\n  end\nend\n"},
    ),
    "a parameter without parentheses": ("app/pay.rb", "class Take\n  def take request\n    1\n  end\nend\n", {}),
    "an attribute on a line of its own": (
        "src/Pay.php",
        "<?php\nclass Pay {\n  #[\n    Route('/x')\n  ]\n  public function take() { return 1; }\n}\n",
        {},
    ),
    "a script behind a class": ("pay.php", "<?php\nclass A {\n  function b() { return '}'; }\n  }\n  if ($_POST['a']) {\n  b();\n}\n", {}),
    "a handler of an importer": (
        "src/pay.js",
        "export function take(a, b) {\n  return b.json(a.body);\n}\n",
        {"src/app.js": "import { take } from './pay.js';\nimport express from 'express';\nconst app = express();\napp.post('/x', take);\n"},
    ),
    "an action that an interface declares": (
        "src/Pay.java",
        "class Pay implements Hooks { public String take(String body) { return body; } }\n",
        {"src/Hooks.java": 'interface Hooks { @PostMapping("/x") String take(String body); }\n'},
    ),
    "an action that a base declares": (
        "src/Pay.kt",
        "class Pay : Hooks() { override fun take(body: String) = body }\n",
        {"src/Hooks.kt": 'open class Hooks { @PostMapping("/x") open fun take(body: String) = body }\n'},
    ),
    "a route of Ktor": ("src/Pay.kt", 'fun Route.pay() {\n  post("/x") { call.respondText(call.receiveText()) }\n}\n', {}),
    "a servlet": ("src/Pay.java", "class Pay extends HttpServlet { void doPost(HttpServletRequest a, HttpServletResponse b) {} }\n", {}),
    "an attribute among others": (
        "src/Pay.cs",
        '[ApiController]\nclass Pay : ControllerBase {\n  [Authorize, HttpPost("x")]\n  public IActionResult Take(string a) => Ok();\n}\n',
        {},
    ),
    "a mapped closure": ("src/Program.cs", 'app . MapPost("/x", (string a) => a);\n', {}),
    "a door for all that waits for nothing": ("src/pay.js", "promised.all('/x', (a, b) => b.json(a.body));\n", {}),
    "a registration under another name": (
        "src/pay.js",
        "const { onRequest: listen } = require('firebase-functions/v2/https');\nexports.take = listen((a, b) => b.json(a.body));\n",
        {},
    ),
}


@pytest.mark.parametrize("name", SPELT)
def test_a_door_is_told_however_it_is_spelt(views: Views, name: str) -> None:
    path, text, others = SPELT[name]
    flow = views({path: text, **others})[path].flow
    assert flow.doors
    assert flow.may_answer


SILENT = {
    "shop/models.py": "class Order(Model):\n    def total(self, request_id):\n        return self.request.total\n",
    "app/services/pay.rb": "class Pay < BaseService\n  def call\n    charge(order)\n  end\nend\n",
    "src/Pay.php": "<?php\nnamespace Shop;\n\nuse Stripe\\{Charge, Refund};\n\n/** Pays. */\nfinal class Pay extends Way\n{\n"
    "    public function go(): string { return \"{$this->a['}']}\"; }\n}\n",
    "lang/en.php": "<?php\n\nreturn [\n    'pay' => 'Pay (now)', // for (all)\n    'a' => ['b' => \"c\"],\n];\n",
    "src/wait.ts": "export const pay = (orders) => Promise.all(orders.map((order) => charge(order)));\n",
    "src/Pay.java": "class Pay { int total(Order order) { return order.lines().stream().mapToInt(Line::total).sum(); } }\n",
    "src/Pay.kt": "class Pay(val order: Order) { fun total(): Int = order.lines.sumOf { it.total } }\n",
    "src/Pay.cs": "class Pay { int Total(Order order) => order.Lines.Sum(line => line.Total); }\n",
    "src/pay.ts": "export class Pay {\n  total(order: Order): number {\n    return order.lines.map((one) => one.total);\n  }\n}\n",
}


@pytest.mark.parametrize("path", SILENT)
def test_a_file_without_a_door_is_not_read_for_one(views: Views, path: str) -> None:
    view = views({path: SILENT[path]})[path]
    assert view.flow.handlers == ()
    assert not view.flow.has_read
    assert view.flow.doors == ()


@pytest.mark.parametrize(
    "text",
    [
        b"<html><?php echo 1;",
        b"<?php\nclass A {}\necho 1;",
        b"<?php\nfunction a() {}\na();",
        b"<?php\nreturn ['a' => file_get_contents('php://input')];",
        b"<?php\nreturn new class(take()) {};",
        b"<?php\nclass A {} ?>\n<b></b>",
        b"<?php\nnamespace A { take(); }",
        b"<?php\nclass A {",
        b"<?php\n$a = <<<X\nclass {\nX;\ntake();",
    ],
)
def test_a_script_is_one_that_may_do_something(text: bytes) -> None:
    assert scripts.may_run(text)
