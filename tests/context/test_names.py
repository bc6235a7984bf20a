"""A glob matches what its signs say, and a text stands where a word of its own begins, however they are looked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from golint.context.names import globs, texts_of

signs = st.sampled_from(["a", "b", "/", ".", "*", "*", "[ab]", "[a-b]", "[^a]"])
patterns = st.lists(st.lists(signs, max_size=6).map("".join), max_size=4)
texts = st.text(alphabet="ab/.", max_size=8)


def matches(pattern: str, text: str) -> bool:
    parts = re.findall(r"\*|\[[^\]]*\]|[^*\[]+", pattern)
    written = "".join(".*" if part == "*" else part if part.startswith("[") else re.escape(part) for part in parts)
    return re.fullmatch(written, text, re.DOTALL) is not None


@given(patterns, texts)
@example(["**a"], "ba")
@example(["a*a"], "a")
@example(["*"], "")
def test_a_text_is_found_where_a_glob_matches_it_whole(some: list[str], text: str) -> None:
    assert globs(some).search(text) is any(matches(pattern, text) for pattern in some)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("*/app/*/route.[jt]s", "/shop/app/pay/route.ts", True),
        ("*/app/*/route.[jt]s", "/shop/app/route.ts", False),
        ("test_*.py", "test_pay.py", True),
        ("readme*", "readme.md", True),
        ("readme*", "a readme", False),
    ],
)
def test_globs(pattern: str, text: str, found: bool) -> None:
    assert globs([pattern]).search(text) is found


@given(st.lists(st.text(alphabet="ab.", min_size=1, max_size=3), max_size=3), st.text(alphabet="ab. _", max_size=12))
@example(["a."], "ba. a.")
@example(["a."], "ba.")
@example([".a"], "b.a")
def test_a_text_that_starts_with_a_word_starts_one_where_it_stands(some: list[str], text: str) -> None:
    written = "|".join((r"\b" if one[0].isalnum() else "") + re.escape(one) for one in some) or "(?!)"
    assert texts_of(some).stand_in(text.encode()) is (re.search(written, text) is not None)
