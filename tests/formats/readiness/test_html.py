"""The page as a parser reads it: built of known elements alone, whatever stands in the repository."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from msgspec.structs import replace

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.formats.readiness.html.builder import Markup, element, follows, link, markup
from golint.readiness.model import Readiness

Retold = Callable[[Iterator[str]], Readiness]
LINKS = re.compile(r"#[a-z0-9-]+|data:,|https?://.+|mailto:.+", re.IGNORECASE)
SPICE = [
    "<",
    ">",
    '"',
    "'",
    "&",
    "&lt;",
    "`",
    "<script>",
    "</script>",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "javascript:alert(1)",
    "\n",
    "\0",
    "\u202e",
]
TEXTS = st.lists(
    st.lists(st.one_of(st.sampled_from(SPICE), st.text(st.characters(), max_size=4)), max_size=8).map("".join), min_size=1, max_size=9
)


class Page(HTMLParser):
    """The elements of a page with their attributes, its text, and what was never closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.odd: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.odd += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.odd.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.text[tag] = self.text.get(tag, "") + data

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def render(readiness: Readiness, catalog: Catalog) -> str:
    return formats.render("html", readiness, catalog)


@pytest.fixture(scope="session")
def page(readiness: Readiness, catalog: Catalog) -> Page:
    return Page(render(readiness, catalog))


@pytest.fixture(scope="session")
def written(page: Page, ready: Readiness, catalog: Catalog) -> set[tuple[str, str]]:
    """Each element that a page may have, with each attribute that it may have."""
    elements = [*page.elements, *Page(render(ready, catalog)).elements]
    return {(tag, name) for tag, attributes in elements for name in ("", *attributes)}


@given(texts=TEXTS)
@limits(max_examples=60)
def test_no_text_becomes_markup(texts: list[str], catalog: Catalog, retold: Retold, written: set[tuple[str, str]]) -> None:
    read = Page(render(retold(cycle(texts)), catalog))
    assert read.odd == []
    assert {(tag, name) for tag, attributes in read.elements for name in ("", *attributes)} <= written
    assert [tag for tag, _ in read.elements].count("script") == [tag for tag, _ in read.elements].count("style") == 1
    assert all(LINKS.fullmatch(str(attributes["href"])) for _, attributes in read.elements if "href" in attributes)


@given(name=st.text(st.characters()))
def test_a_text_is_shown_whole(name: str, ready: Readiness, catalog: Catalog) -> None:
    shown = Page(render(replace(ready, repository=replace(ready.repository, name=name)), catalog)).text.get("h1", "")
    assert shown == "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(page: Page) -> None:
    policy = next(str(one["content"]) for _, one in page.elements if one.get("http-equiv") == "Content-Security-Policy")
    style, script = (base64.b64encode(hashlib.sha256(page.text[name].encode()).digest()).decode() for name in ("style", "script"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_asked_for_from_elsewhere(page: Page) -> None:
    assert not re.search(r"@import|url\(|fetch\(|import\s*\(|XMLHttpRequest|sendBeacon", page.text["style"] + page.text["script"])
    assert {name for _, attributes in page.elements for name in attributes} & {
        "src",
        "srcset",
        "style",
        "action",
        "data",
        "poster",
    } == set()
    assert {name for _, attributes in page.elements for name in attributes if name.startswith("on")} == set()
    assert [one["href"] for tag, one in page.elements if tag == "link"] == ["data:,"]


def test_links_say_where_they_lead_and_tell_nobody(page: Page) -> None:
    foreign = [one for tag, one in page.elements if tag == "a" and not str(one["href"]).startswith("#")]
    assert {one["href"] for one in foreign} == {
        "https://docs.acmepay.example/go-live",
        "https://shop.example/issues/14",
        "https://shop.example/wiki/on-call",
        "mailto:ana@shop.example",
    }
    assert {one["rel"] for one in foreign} == {"noopener noreferrer"}


def test_every_anchor_leads_somewhere_and_no_id_stands_twice(page: Page) -> None:
    ids = [one["id"] for _, one in page.elements if "id" in one]
    anchors = {str(one["href"])[1:] for _, one in page.elements if str(one.get("href", "")).startswith("#")}
    assert len(ids) == len(set(ids))
    assert anchors <= set(ids) | {"fail", "manual", "not-checked", "not-detected", "waived", "pass", "na"}


def test_headings_go_down_by_one(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_blocks_comes_first_and_the_checklist_keeps_its_order(readiness: Readiness, catalog: Catalog) -> None:
    shown = render(readiness, catalog)
    parts = (
        "What blocks the launch",
        "Statements due",
        "Risks",
        "The whole checklist",
        "Webhook handlers",
        "Hosts and keys",
        "Since the last",
        "What was looked at",
    )
    main = shown[shown.index('id="provider-1"') :]
    places = [main.index(part) for part in parts]
    assert places == sorted(places)
    checklist = main[places[3] :]
    titles = [checklist.index(answer.title) for answer in readiness.sections[0].answers]
    assert titles == sorted(titles)


def test_a_long_list_is_folded(readiness: Readiness, catalog: Catalog) -> None:
    shown = render(readiness, catalog)
    folded = "".join(re.findall(r"<details class=\"more\">.*?</details>", shown, re.DOTALL))
    assert "shop/money/call_8.py:8" in folded
    assert "shop/money/call_3.py:3" not in folded
    assert "shop/old 13.py" in folded


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://shop.example",
        "https:shop.example",
        "https://shop.example/ x",
        "https://shop.example/\u202e",
        'https://shop.example/"x',
        "data:text/html,x",
        "file:///etc/passwd",
        "//shop.example",
        "vbscript:x",
        "",
    ],
)
def test_what_is_no_plain_address_is_text(url: str) -> None:
    assert not follows(url)
    assert "<a" not in link(url).text
    assert "<a" not in link(url, "words").text


def test_the_builder_knows_no_other_elements_and_attributes() -> None:
    with pytest.raises(ValueError, match="no element 'iframe'"):
        element("iframe")
    with pytest.raises(ValueError, match="no attribute 'onclick'"):
        element("a", {"onclick": "x"})
    with pytest.raises(ValueError, match="does not link to 'javascript:x'"):
        element("a", {"href": "javascript:x"})


def test_the_builder_escapes_all_that_is_no_markup() -> None:
    assert element("p", {"class": '"&<'}, "<b>&'\"", [None, Markup("<em>x</em>"), ("y",)]).text == (
        '<p class="&quot;&amp;&lt;">&lt;b&gt;&amp;&#x27;&quot;<em>x</em>y</p>\n'
    )
    assert markup("a\u202e\x00\n").text == r"a\u202e\x00\n"


def test_symbols_are_drawn_for_every_state(root: Path, page: Page) -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (root / "src/golint/formats/readiness/html/symbols.svg").read_text("utf-8")))
    used = {str(one["href"])[1:] for tag, one in page.elements if tag == "use"}
    assert used == drawn
    assert drawn <= set(re.findall(r"^\.([a-z-]+) \{ --state", page.text["style"], re.MULTILINE))
