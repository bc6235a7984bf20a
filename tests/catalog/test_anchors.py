"""What a pattern matches holds one of its anchors."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golint import catalog
from golint.catalog.anchors import anchors

CATALOG = catalog.load()
MARKS = sorted({mark for kind in CATALOG.evidence.values() for topic in kind.topics.values() for mark in (*topic.marks, *topic.body)})


@pytest.mark.parametrize(
    ("regex", "texts"),
    [
        (r"""["'](?:card_declined|card_expired)["']""", {"declined", "expired"}),
        (r"\bSPEI\b|_oxxo", {"spei", "_oxxo"}),
        (r"(?:Timeout){1,3}\w*", {"timeout"}),
        (r"(?i)re(?:fund)?ed by [a-z]+", {"ed by "}),
        (r"(?:refund)?s?", set()),
        (r"abc|d", set()),
        (r"[abc]{9}", set()),
        (r"(?=abcd)\w+", set()),
    ],
)
def test_the_longest_texts_are_chosen(regex: str, texts: set[str]) -> None:
    assert anchors(regex) == texts


@pytest.mark.parametrize("mark", MARKS)
@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_every_match_holds_one(mark: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(mark, re.MULTILINE | re.ASCII)))
    known = anchors(mark)
    assert not known or any(anchor in text.lower() for anchor in known)
