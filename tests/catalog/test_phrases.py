"""What a phrase leaves in a text that says it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golint import catalog
from golint.catalog.evidence import Topic
from golint.catalog.phrases import folded, says, stems

CATALOG = catalog.load()


def _phrases(topic: Topic) -> tuple[str, ...]:
    return (*topic.words, *topic.weak, *topic.acts, *topic.twice, *topic.about)


PHRASES = sorted({phrase for kind in CATALOG.evidence.values() for topic in kind.topics.values() for phrase in _phrases(topic)})


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("declined card", ({"declined"}, {"card"})),
        ("declin*|reject* payment", ({"declin", "reject"}, {"payment"})),
        ("payment* & fail*", ({"payment"}, {"fail"})),
        ("duty / on call", ({"duty", "call"},)),
    ],
)
def test_each_word_leaves_its_stems(phrase: str, expected: tuple[set[str], ...]) -> None:
    assert stems(phrase) == expected


@st.composite
def _saying(draw: st.DrawFn, phrase: str) -> str:
    """A text that says a phrase, one of its ways, in some way of writing names."""
    ways = [draw(st.sampled_from(part.split("/"))) for part in phrase.split("&")]
    words = [draw(st.sampled_from(word.split("|"))).replace("*", draw(st.sampled_from(["", "x"]))) for way in ways for word in way.split()]
    return draw(st.sampled_from([" ", "_", "-", "."])).join(words)


@pytest.mark.parametrize("phrase", PHRASES)
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_text_that_says_it_holds_one_of_each(phrase: str, data: st.DataObject) -> None:
    text = data.draw(_saying(phrase))
    lowered = text.lower()
    assert not says(folded(text), (phrase,)) or all(any(stem in lowered for stem in group) for group in stems(phrase))


def test_capitals_part_words_without_parting_their_letters() -> None:
    assert says(folded("testDeclinedCARDPayment"), ("declined card payment",))
