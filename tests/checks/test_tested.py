"""What a file of tests shows does not hang on whether the tests that show nothing were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint.catalog import Catalog
from golint.checks.operations import scenarios
from golint.model import Observation
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

SHOPS = sorted((Path(__file__).parent.parent / "repos").glob("*/shop"))
NOTHING = "def test_totals():\n    assert add(1, 2) == 3\n\n"
NOTHING_IN_RUBY = '  it "adds" do\n    expect(add(1, 2)).to eq(3)\n  end\n'
ALONE = {
    "its name": ("tests/test_pay.py", f"import stripe\n\n{NOTHING}def test_declined_card():\n    assert pay()\n", {"test:decline"}),
    "the class around it": (
        "tests/test_pay.py",
        f"{NOTHING}class TestStripeRefunds:\n    def test_all(self):\n        refund(1)\n",
        {"test:refund"},
    ),
    "what stands in it": ("tests/test_pay.py", f"{NOTHING}def test_no():\n    assert stripe.pay('tok_chargeDeclined')\n", {"test:decline"}),
    "what stands above it": (
        "tests/test_pay.py",
        f"{NOTHING}@pytest.mark.parametrize('code', [\n    'card_declined',\n])\ndef test_no(code):\n    assert stripe.pay(code)\n",
        {"test:decline"},
    ),
    "what it does twice": (
        "tests/test_stripe.py",
        f"{NOTHING}def test_webhook_is_taken():\n    client.post(URL, EVENT)\n    client.post(URL, EVENT)\n    assert count() == 1\n",
        {"test:replay", "test:webhook"},
    ),
    "a group in Ruby": (
        "spec/pay_spec.rb",
        (
            f'RSpec.describe Stripe do\n{NOTHING_IN_RUBY}  context "with a declined card" do\n'
            '    it "says so" do\n      expect(pay).to be(false)\n    end\n  end\nend\n'
        ),
        {"test:decline"},
    ),
}


def observed(known: Catalog, project: Project, path: str, *, whole: bool) -> tuple[list[Observation], FileView]:
    view = FileView(SourceFile(path, project.read(path) or b""), known, project)
    if whole:
        assert view.facts is not None
    return list(scenarios.observe(view)), view


@pytest.mark.parametrize("by", ALONE)
def test_a_test_is_told_by(by: str, known: Catalog) -> None:
    path, text, topics = ALONE[by]
    found, view = observed(known, Project.of({path: text.encode()}), path, whole=False)
    assert {one.key for one in found} >= topics
    assert view.lowered is None
    assert found == observed(known, Project.of({path: text.encode()}), path, whole=True)[0]


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.parent.name)
def test_the_tests_of_a_shop_show_the_same(shop: Path, known: Catalog) -> None:
    files = {str(path.relative_to(shop)): path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    for path in (path for path in files if path.endswith((".py", ".rb"))):
        project = Project.of(files)
        assert observed(known, project, path, whole=False)[0] == observed(known, Project.of(files), path, whole=True)[0]
