"""The first look at a file agrees with looking for each word in turn."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from golint.prefilter import Gate, Words, alternation

words = st.lists(st.binary(min_size=1, max_size=4).map(lambda word: bytes(byte % 4 + 97 for byte in word)), max_size=6)
texts = st.binary(max_size=30).map(lambda text: bytes(byte % 4 + 97 for byte in text))


@given(words, texts)
def test_the_pattern_finds_a_word_exactly_where_there_is_one(some: list[bytes], text: bytes) -> None:
    assert bool(re.search(alternation(some), text)) == any(word in text for word in some)


@given(st.lists(st.binary(min_size=1, max_size=3), max_size=5), st.binary(max_size=12))
def test_no_byte_has_a_meaning_in_a_pattern(some: list[bytes], text: bytes) -> None:
    assert bool(re.search(alternation(some), text)) == any(word in text for word in some)


@given(words, st.lists(words.map(tuple), max_size=3).map(tuple), texts)
def test_triggers_are_pulled_when_each_group_has_a_word(
    providers: list[bytes], triggers: tuple[tuple[bytes, ...], ...], text: bytes
) -> None:
    gate = Gate(providers, [triggers], {b"@provider": providers})
    assert gate.pulls(text, triggers) == all(any(word in text for word in group) for group in triggers)
    assert gate.pulls(text, ((b"@provider",),)) == any(word in text for word in providers)
    assert not (triggers and gate.pulls(text, triggers)) or gate.opens(text)


@given(words, texts)
def test_a_long_look_answers_as_a_short_one(some: list[bytes], text: bytes) -> None:
    long, short = Words(some), Words(some)
    long.occur_in(b"-" * 100_000)
    assert long.occur_in(text) == short.occur_in(text) == any(word in text for word in some)


def test_a_file_without_any_word_is_not_opened() -> None:
    gate = Gate([b"stripe", b"golint:"], [((b"verify=false",),), ((b"@provider",), (b"requests",))], {b"@provider": [b"stripe"]})
    assert gate.opens(b"import stripe") and gate.opens(b"x(verify=false)")
    assert gate.concerns(b"stripe") and gate.concerns(b"# golint:") and not gate.concerns(b"verify=false")
    assert not gate.opens(b"import requests")
