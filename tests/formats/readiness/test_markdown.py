"""The Markdown as its readers parse it: the blocks that we wrote, and in them nothing but text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.formats.readiness.escaping import code, link, text, words
from golint.readiness.model import Readiness

Retold = Callable[[Iterator[str]], Readiness]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SPICE = [
    "|",
    "`",
    "``",
    "\\",
    "*",
    "_",
    "#",
    "# ",
    "- ",
    "1. ",
    "> ",
    "[x](y)",
    "![x](y)",
    "<b>",
    "&lt;",
    "@octocat",
    "#12",
    "GH-3",
    "!4",
    "$x$",
    "~~",
]
SPICE += [
    "https://evil.example",
    "<https://evil.example>",
    "_www.evil.example",
    "a@b.example",
    "\n",
    "\n\n",
    "```\n",
    "    ",
    "---",
    "===",
    "[a]: b",
    "</details>",
]
PIECES = st.lists(st.one_of(st.sampled_from(SPICE), st.text(st.characters(), max_size=3)), max_size=8).map("".join)
OURS = re.compile(r"</?(details|summary|sub|code)>")
REFERENCE = re.compile(r"@\w|[#!]\d|GH-\d|://|www\.", re.IGNORECASE)


def inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def levels(tokens: list[Token]) -> list[str]:
    return [token.tag for token in tokens if token.type in ("heading_open", "table_open", "tr_open")]


@pytest.fixture(scope="session")
def outline(readiness: Readiness, catalog: Catalog) -> list[str]:
    return levels(READER.parse(formats.render("markdown", readiness, catalog)))


@given(texts=st.lists(PIECES, min_size=1, max_size=9))
@limits(max_examples=60)
@example(texts=["`` ``\n# ``"])
def test_no_text_becomes_markup(texts: list[str], outline: list[str], catalog: Catalog, retold: Retold) -> None:
    tokens = READER.parse(formats.render("markdown", retold(cycle(texts)), catalog))
    assert levels(tokens) == outline
    assert {token.type for token in tokens} & {"fence", "code_block", "hr", "blockquote_open", "ordered_list_open"} == set()
    assert {token.content for token in inline(tokens) if token.type == "html_inline" and not OURS.fullmatch(token.content)} == set()
    assert [token for token in inline(tokens) if token.type in ("image", "s_open", "em_open")] == []


@given(PIECES)
def test_a_text_is_that_text_and_calls_nobody(value: str) -> None:
    [token] = [one for one in READER.parse(f"- Said: {words(value)}.") if one.type == "inline"]
    parts = token.children or []
    assert {part.type for part in parts} <= {"text", "text_special"}
    shown = "".join(part.content for part in parts)
    assert not REFERENCE.search(shown)
    expected = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in value)
    assert shown.replace("\u200b", "") == f"Said: {expected.strip()}."


@given(PIECES.filter(bool))
def test_code_is_that_code_in_a_cell(value: str) -> None:
    tokens = READER.parse(f"| a | b |\n| --- | --- |\n| {code(value)} | end |")
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert cells[1].content == "end"
    shown = "".join(part.content for part in cells[0].children or [] if part.type != "html_inline")
    assert shown == "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Use `hmac.compare_digest(a, b)`.", "Use `hmac.compare_digest(a, b)`."),
        ("2026-10-01: 3 of 4 (all)", "2026-10-01: 3 of 4 (all)"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("a | b", "a &#124; b"),
        ("ask @octocat", "ask @&#8203;octocat"),
        ("a lone ` stays", "a lone \\` stays"),
    ],
)
def test_ordinary_text_stays_readable(value: str, expected: str) -> None:
    assert text(value) == expected


def test_only_plain_addresses_become_links() -> None:
    assert link("https://shop.example/issues/14") == "<https://shop.example/issues/14>"
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link("https://x.example/> [a](b)") == "https:&#8203;//x.example/&gt; \\[a\\](b)"


@pytest.mark.parametrize(("times", "says"), [(1, ()), (12, ("The whole checklists are left out",)), (60, ("The rest is left out",))])
def test_it_fits_a_comment(times: int, says: tuple[str, ...], readiness: Readiness, catalog: Catalog) -> None:
    shown = formats.render("markdown", replace(readiness, sections=readiness.sections[:1] * times), catalog)
    assert len(shown) < 65_536  # what GitHub takes
    assert [words for words in ("The whole checklists are left out", "The rest is left out") if words in shown][-1:] == list(says)
    assert shown.count("<details>") == shown.count("</details>")
