from __future__ import annotations

from pathlib import Path

import pytest

from golint import catalog
from golint.catalog import CatalogError, checklists, errors

KNOWN = catalog.load()

# What checklists may ask for: every rule that judges a shop.
ASKED = frozenset(rule.id for rule in KNOWN.rules.values() if rule.family != "suppressions")


@pytest.mark.parametrize("path", sorted((catalog.rules_folder() / "checklists").glob("*.toml")), ids=lambda path: path.stem)
def test_each_checklist_keeps_to_the_schema(path: Path) -> None:
    checklists.check(errors.read(path), KNOWN.evidence)


@pytest.mark.parametrize("checklist", KNOWN.checklists.values(), ids=lambda checklist: checklist.id)
def test_items_name_rules_and_providers_that_there_are(checklist: checklists.Checklist) -> None:
    assert {rule for item in checklist.items for rule in item.rules} <= ASKED
    assert set(checklist.providers) <= KNOWN.providers.keys()


def test_every_rule_answers_an_item_of_the_generic_checklist() -> None:
    assert {rule for item in KNOWN.checklists["generic"].items for rule in item.rules} == ASKED


def test_items_need_what_a_shop_can_show() -> None:
    for item in (item for checklist in KNOWN.checklists.values() for item in checklist.items):
        assert set(item.needs) <= {"handler", "money-call", "request", "return", "checkout", "payment-method"}, item.id
        assert {one.kind for one in item.evidence} <= KNOWN.evidence.keys(), item.id


@pytest.mark.parametrize(("name", "last"), [("multipaga", 17), ("owngateway", 17), ("pre-production", 48), ("migo", 25), ("paymongo", 21)])
def test_a_checklist_numbers_its_items_as_the_page_does(name: str, last: int) -> None:
    missing = {"owngateway": {2}}.get(name, set())
    assert [item.id for item in KNOWN.checklists[name].items] == [f"{name}-{n:02}" for n in range(1, last + 1) if n not in missing]


def test_white_labels_share_the_items_of_their_base() -> None:
    base, own = KNOWN.checklists["hyperswitch"], KNOWN.checklists["owngateway"]
    assert [(item.title, item.rules, item.attest) for item in own.items] == [(item.title, item.rules, item.attest) for item in base.items]
    multipaga = KNOWN.checklists["multipaga"]
    assert {item.title for item in multipaga.items} - {item.title for item in base.items} == {multipaga.items[1].title}


LOOKUPS = [
    ("frontend-secret", "paymongo", ["paymongo-01", "paymongo-09"]),
    ("missing-signature-verification", "multipaga", ["multipaga-10"]),
    ("missing-signature-verification", "hyperswitch", ["hyperswitch-10"]),
    ("no-timeout", "tonder", ["pre-production-29"]),
    ("no-timeout", "paymongo", []),
    ("retry-without-backoff", "migo", ["migo-17"]),
    ("frontend-secret", "stripe", ["generic-01"]),
    ("frontend-secret", None, ["generic-01"]),
    ("frontend-secret", "nobody", ["generic-01"]),
    ("no-such-rule", "stripe", []),
]


@pytest.mark.parametrize(("rule", "provider", "items"), LOOKUPS)
def test_a_rule_answers_items_of_the_providers_own_checklist(rule: str, provider: str | None, items: list[str]) -> None:
    assert [item.id for item in KNOWN.items_for(rule, provider)] == items


def test_items_say_how_they_are_answered() -> None:
    items = {item.id: item for checklist in KNOWN.checklists.values() for item in checklist.items}
    assert items["pre-production-12"].evidence == (checklists.Evidence("test", "3ds"),)
    assert items["pre-production-34"].evidence == (checklists.Evidence("load-test"),)
    assert (items["pre-production-45"].attest, items["pre-production-45"].valid_days) == ("recurring", 31)
    assert (items["pre-production-43"].attest, items["pre-production-43"].launch) == ("after-launch", False)
    assert [number for number in range(1, 22) if not items[f"paymongo-{number:02}"].launch] == [6, 17, 18, 19, 20]


HEAD = '[checklist]\nid = "shop"\ntitle = "Shop"\n'
BAD_CHECKLISTS = {
    "no head": ('[[item]]\nid = "01"\n', 'shop.toml:1: "title" is missing in [item]; add title = "..."'),
    "other id": ('[checklist]\nid = "stop"\ntitle = "Shop"\n', 'shop.toml:2: the id "stop" is not the file\'s name; write id = "shop"'),
    "unknown key": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\nrule = "b"\n',
        'shop.toml:7: "rule" is no key of [item]; did you mean "rules"?',
    ),
    "no answer": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\n',
        'shop.toml:4: nothing answers item "01"; add rules, evidence or attest',
    ),
    "twice": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\nrules = "b"\n[[item]]\ntitle = "c"\nid = "01"\nrules = "d"\n',
        'shop.toml:10: there are two items "01"; number the second anew',
    ),
    "no such evidence": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\nevidence = ["tests:3ds"]\n',
        'shop.toml:7: "tests:3ds" is no evidence; did you mean "test"?',
    ),
    "no such topic": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\nevidence = ["test:declined"]\n',
        'shop.toml:7: "test:declined" is no evidence; did you mean "test:decline"?',
    ),
    "attest": (
        HEAD + '[[item]]\nid = "01"\ntitle = "a"\nattest = "later"\n',
        'shop.toml:7: "attest" is "later"; valid are after-launch, before-launch, recurring',
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD_CHECKLISTS.values(), ids=BAD_CHECKLISTS.keys())
def test_a_bad_checklist_is_refused_with_place_and_remedy(text: str, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        checklists.check(errors.parse(text, "shop.toml"), KNOWN.evidence)
    assert str(caught.value) == message


def test_a_merchant_inherits_a_checklist_and_leaves_items_out(tmp_path: Path) -> None:
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "shop.toml").write_text(
        '[checklist]\nid = "shop"\ntitle = "Shop"\ninherits = "multipaga"\nwithout = ["01", "02"]\nproviders = ["stripe"]\n'
        '[[item]]\nid = "16"\ntitle = "Our own button"\nattest = "recurring"\n',
        "utf-8",
    )
    known = catalog.load([tmp_path])
    items = known.checklists["shop"].items
    assert [item.id for item in items] == [f"shop-{number:02}" for number in range(3, 18)]
    assert [item.title for item in items if item.id == "shop-16"] == ["Our own button"]
    assert [item.id for item in known.items_for("frontend-secret", "stripe")] == ["shop-06"]


@pytest.mark.parametrize(
    ("inherits", "message"),
    [("multipagga", r'"multipagga", which is no checklist; did you mean "multipaga"\?'), ("shop", r'"shop", which inherits this one')],
)
def test_a_base_must_exist(tmp_path: Path, inherits: str, message: str) -> None:
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "shop.toml").write_text(f'[checklist]\nid = "shop"\ntitle = "Shop"\ninherits = "{inherits}"\n', "utf-8")
    with pytest.raises(CatalogError, match=rf"shop\.toml:4: inherits {message}"):
        catalog.load([tmp_path])
