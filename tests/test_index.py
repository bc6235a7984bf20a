"""A word is found in the files that hold it, as reading each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from golint.index import WordIndex

WORDS = st.text(alphabet="abcA_./( 1", min_size=1, max_size=6)


QUESTIONS = 14  # the first of which are looked for, and the last of which asks what was indexed


def test_a_part_of_a_word_counts() -> None:
    files = {"a.js": b"verifySignature(req)", "b.js": b"app.use(signatureCheck)", "c.js": b"nothing"}
    index = WordIndex(tuple(files), files.get)
    for _ in range(QUESTIONS):
        assert index.holding(b"Signature") == ("a.js", "b.js")
        assert index.holding(b"use(signature") == ("b.js",)
        assert index.holding(b"(") == ("a.js", "b.js")


def test_what_is_longer_than_an_identifier_is_found_by_its_parts() -> None:
    files = {"a.js": b"x" * 450 + b"_Secret", "b.js": b"x" * 450}
    index = WordIndex(tuple(files), files.get)
    assert [index.holding(b"_secret") for _ in range(QUESTIONS)] == [("a.js",)] * QUESTIONS


@given(st.lists(st.text(alphabet="abcA_./( 1\n", max_size=20), max_size=5), WORDS)
def test_it_finds_what_reading_finds(texts: list[str], word: str) -> None:
    files = {f"{number}.txt": text.encode() for number, text in enumerate(texts)}
    wanted = tuple(path for path, data in files.items() if word.lower().encode() in data.lower())
    index = WordIndex(tuple(files), files.get)
    assert [index.holding(word.encode()) for _ in range(QUESTIONS)] == [wanted] * QUESTIONS
