"""The JUnit file against the rules of Jenkins' schema, and what it makes of each state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from msgspec.structs import replace

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.readiness.model import Answer, Readiness, State

Retold = Callable[[Iterator[str]], Readiness]
TEXTS = st.lists(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'\0\x1b\ufffe\ud800\n]"))), min_size=1, max_size=9)

# Of each element: the attributes that it has to have, those that it may have, and its children in their order.
NUMBER = r"\d+"
SCHEMA: dict[str, tuple[dict[str, str], dict[str, str], tuple[str, ...]]] = {
    "testsuites": (
        {},
        {"name": ".*", "time": NUMBER, "tests": NUMBER, "failures": NUMBER, "disabled": NUMBER, "errors": NUMBER},
        ("testsuite",),
    ),
    "testsuite": (
        {"name": ".*", "tests": NUMBER},
        {"failures": NUMBER, "errors": NUMBER, "skipped": NUMBER, "time": NUMBER, "timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"},
        ("properties", "testcase", "system-out", "system-err"),
    ),
    "properties": ({}, {}, ("property",)),
    "property": ({"name": ".+", "value": ".*"}, {}, ()),
    "testcase": ({"name": ".*", "classname": ".*"}, {"time": NUMBER, "assertions": NUMBER}, ("skipped", "error", "failure", "system-out")),
    "skipped": ({}, {"message": ".*", "type": ".*"}, ()),
    "failure": ({"message": ".*", "type": ".*"}, {}, ()),
    "system-out": ({}, {}, ()),
}


def faults(element: Element) -> Iterator[str]:
    """What the schema's rules find wrong with an element and those in it."""
    required, optional, order = SCHEMA[element.tag]
    for name in required.keys() - element.keys():
        yield f"{element.tag} has no {name}"
    for name, value in element.items():
        pattern = {**required, **optional}.get(name)
        if pattern is None or not re.fullmatch(pattern, value, re.DOTALL):
            yield f"{element.tag} has {name}={value!r}"
    tags = [child.tag for child in element]
    if not set(tags) <= set(order) or tags != sorted(tags, key=order.index):
        yield f"{element.tag} holds {tags}"
    if tags and (element.text or "").strip():
        yield f"{element.tag} has text between its elements"
    for child in element:
        yield from faults(child)


def parsed(readiness: Readiness, catalog: Catalog) -> Element:
    return ElementTree.fromstring(formats.render("junit", readiness, catalog).encode("utf-8"))


def outcome(case: Element) -> str:
    return next((child.tag for child in case if child.tag in ("failure", "skipped")), "passed")


def test_the_schema_holds(readiness: Readiness, ready: Readiness, catalog: Catalog) -> None:
    assert list(faults(parsed(readiness, catalog))) == []
    assert list(faults(parsed(ready, catalog))) == []


def test_the_numbers_are_those_of_the_tests(readiness: Readiness, catalog: Catalog) -> None:
    root = parsed(readiness, catalog)
    for suite in root:
        outcomes = [outcome(case) for case in suite.iter("testcase")]
        assert [suite.get(name) for name in ("tests", "failures", "skipped")] == [
            str(len(outcomes)),
            str(outcomes.count("failure")),
            str(outcomes.count("skipped")),
        ]
    assert root.get("tests") == str(sum(int(suite.get("tests", "0")) for suite in root))
    assert root.get("failures") == str(sum(int(suite.get("failures", "0")) for suite in root))


def test_a_suite_fails_where_its_items_block_the_launch(readiness: Readiness, catalog: Catalog) -> None:
    suites = list(parsed(readiness, catalog))
    assert [[case.get("name", "")[:2] for case in suite.iter("testcase") if outcome(case) == "failure"] for suite in suites] == [
        ["01", "03", "06"],
        [],
    ]


@pytest.mark.parametrize("launch", [True, False])
@pytest.mark.parametrize("state", State)
def test_each_state(state: State, launch: bool, ready: Readiness, catalog: Catalog) -> None:
    answer = Answer(id="01", title="An item", launch=launch, state=state, remedy="Do it.")
    suite = replace(ready.sections[0], answers=(answer,))
    [case] = parsed(replace(ready, sections=(suite,)), catalog).iter("testcase")
    blocks = launch and state in (State.FAIL, State.MANUAL)
    assert outcome(case) == ("failure" if blocks else "passed" if state is State.PASS else "skipped")
    said = case.find("failure" if blocks else "skipped")
    if said is not None:
        assert said.get("message", "").startswith(f"{state}: ")
        assert "To do: Do it." in "".join(case.itertext())


def test_a_failure_names_the_places_and_the_remedy(readiness: Readiness, catalog: Catalog) -> None:
    case = next(case for case in parsed(readiness, catalog).iter("testcase") if case.get("name", "").startswith("06"))
    text = "".join(case.itertext())
    assert case.get("classname") == "acmepay"
    for part in (
        "shop/webhooks.py:42: ",
        "[timing-unsafe-comparison]",
        "digest == request.headers",
        "legacy/hook7.py:7",
        "To do: Compare with",
    ):
        assert part in text


@pytest.fixture(scope="session")
def tests(readiness: Readiness) -> int:
    return sum(len(section.answers) for section in readiness.sections)


@given(texts=TEXTS)
@limits(max_examples=60)
def test_any_text_can_be_read_back(texts: list[str], tests: int, catalog: Catalog, retold: Retold) -> None:
    root = parsed(retold(cycle(texts)), catalog)
    assert [one for one in faults(root) if " has timestamp=" not in one] == []
    assert len(list(root.iter("testcase"))) == tests
