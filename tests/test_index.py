"""A word is found in the files that hold it, as reading each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from golint.index import WordIndex
from golint.project import Project

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


@given(st.lists(st.text(alphabet="abcA_./( 1\n", max_size=20), max_size=5), st.frozensets(WORDS, min_size=1, max_size=4))
def test_many_words_in_one_pass_are_found_as_each_by_itself(texts: list[str], words: frozenset[str]) -> None:
    files = {f"{number}.txt": text.encode() for number, text in enumerate(texts)}
    asked = sorted({word.lower().encode() for word in words})
    index, other = (WordIndex(tuple(files), files.get) for _ in range(2))
    for _ in range(QUESTIONS):
        found = index.holding_each(asked, lambda lowered: [word for word in asked if word in lowered])
        assert found == {word: other.holding(word) for word in asked}


def test_what_a_machine_wrote_is_searched_as_far_in_either_way() -> None:
    files = {"a.js": b" " * 2_000_000 + b"secret", "b.js": b"secret" + b" " * 2_000_000}
    index = WordIndex(tuple(files), files.get)
    assert index.holding(b"secret") == index.holding_each([b"secret"], lambda _: [b"secret"])[b"secret"] == ("b.js",)


GROUPS = st.lists(st.frozensets(st.sampled_from((b"Stripe", b"client", b"session")), max_size=2), max_size=3)


@given(st.lists(st.sampled_from((b"stripe.Client()", b"new Session", b"STRIPE", b"")), max_size=4), GROUPS)
def test_words_stand_together_where_one_file_holds_them_all(texts: list[bytes], groups: list[frozenset[bytes]]) -> None:
    project = Project.of({f"{number}.py": text for number, text in enumerate(texts)})
    folded = [frozenset(word.lower() for word in group) for group in groups]
    wanted = frozenset(group for group in folded if not group or any(all(word in text.lower() for word in group) for text in texts))
    assert project.standing_together(folded, (".py",)) == wanted
    assert not project.standing_together([group for group in folded if group], (".js",))
    words = {word for group in groups for word in group}
    assert project.mentioned(words, (".py",)) == any(word.lower() in text.lower() for word in words for text in texts)
