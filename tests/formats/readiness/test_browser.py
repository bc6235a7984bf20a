"""The page in Chromium: what people see and reach, with JavaScript and without, in both schemes, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.readiness.model import Readiness

Open = Callable[..., Any]
FOLDED = "shop/money/call_8.py:8"
REACHED = "a[href], button, input, select, summary, [tabindex='0']"


@pytest.fixture
def opened(visited: Open, readiness: Readiness, catalog: Catalog) -> Open:
    """Opens a report."""

    def open_(report: Readiness = readiness, **options: Any) -> AbstractContextManager[Page]:
        found: AbstractContextManager[Page] = visited(formats.render("html", report, catalog), **options)
        return found

    return open_


def shown(page: Page) -> list[str]:
    """The ids of the checklist's items that are shown."""
    ids: list[str] = page.eval_on_selector_all(".item", "items => items.filter(one => one.checkVisibility()).map(one => one.id)")
    return ids


def status(page: Page, words: str) -> None:
    page.get_by_role("status").get_by_text(words, exact=True).wait_for()


def test_it_opens_without_a_complaint_or_a_request(opened: Open, readiness: Readiness) -> None:
    with opened() as page:
        assert page.title() == "Not ready: storefront, go-live readiness, 2026-11-20"
        assert len(shown(page)) == sum(len(section.answers) for section in readiness.sections)
        status(page, "27 of 27 items shown")


def test_hostile_texts_stay_texts(opened: Open, retold: Callable[[Iterator[str]], Readiness]) -> None:
    texts = [
        "<script>alert(1)</script>",
        "\"'><img src=https://evil.example/ onerror=alert(1)>",
        "</style></title><svg onload=alert(1)>",
        "&#60;b&#62;",
    ]
    with opened(retold(cycle(texts))) as page:
        elements = page.evaluate("[...document.querySelectorAll('*')].map(one => one.localName)")
        assert {"script", "style"} <= set(elements)
        assert elements.count("script") == elements.count("style") == 1
        assert not {"img", "iframe", "object", "embed", "base", "b"} & set(elements)
        assert (
            page.evaluate(
                "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(name => name.startsWith('on'))"
            )
            == []
        )


def test_the_policy_stops_what_would_be_added(browser: Browser, readiness: Readiness, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(formats.render("html", readiness, catalog), "utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(path.as_uri())
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=added style=\"position:fixed\">x</p>')")
        page.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: 'https://evil.example/x.png'}))")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")
        assert page.evaluate("getComputedStyle(document.querySelector('#added')).position") == "static"
        assert page.evaluate("window.ran") is None
        assert len([words for words in refused if "Content Security Policy" in words]) == 3


def test_filters(opened: Open) -> None:
    with opened() as page:
        page.get_by_label("FAIL", exact=True).check()
        status(page, "4 of 27 items shown")
        assert shown(page) == ["item-1-1", "item-1-6", "item-1-13", "item-2-1"]
        page.get_by_label("MANUAL", exact=True).check()
        status(page, "6 of 27 items shown")
        page.get_by_label("Required for launch only").check()
        status(page, "3 of 27 items shown")
        assert shown(page) == ["item-1-1", "item-1-3", "item-1-6"]
        assert not page.locator("#provider-2").is_visible()
        assert not page.get_by_role("heading", name="Risks").first.is_visible()
        page.get_by_label("Provider", exact=True).select_option("2")
        status(page, "None of the items fits: show everything, or look for less.")
        page.get_by_role("button", name="Show everything").click()
        status(page, "27 of 27 items shown")


def test_a_report_about_nobody(opened: Open, ready: Readiness) -> None:
    with opened(replace(ready, sections=())) as page:
        assert page.get_by_text("No provider's checklist was answered.").is_visible()
        assert page.get_by_role("heading", name="What was looked at").is_visible()


def test_many_providers(opened: Open, readiness: Readiness) -> None:
    with opened(replace(readiness, sections=readiness.sections[:1] * 12)) as page:
        page.get_by_role("navigation").get_by_role("link").nth(9).click()
        assert page.locator("#provider-10").evaluate("one => Math.abs(one.getBoundingClientRect().top) < 100")
        page.get_by_label("Provider", exact=True).select_option("11")
        status(page, "14 of 168 items shown")
        assert {one.split("-")[1] for one in shown(page)} == {"11"}
        page.emulate_media(media="print")
        assert len(shown(page)) == 168


def test_search(opened: Open) -> None:
    with opened() as page:
        page.get_by_label("Search").fill("Compare_Digest RAW")
        status(page, "1 of 27 items shown")
        assert shown(page) == ["item-1-6"]
        assert page.locator("article.card:visible").count() == 1
        page.get_by_label("Search").fill("call_8.py")
        status(page, "1 of 27 items shown")
        page.get_by_text(FOLDED).wait_for()  # what was looked for does not stay folded


def test_without_javascript_everything_is_there(opened: Open, readiness: Readiness) -> None:
    with opened(java_script_enabled=False) as page:
        items = page.locator(".item").all()
        assert len(items) == sum(len(section.answers) for section in readiness.sections)
        assert all(item.is_visible() for item in items)
        assert not page.get_by_role("search").is_visible()
        assert not page.get_by_role("button").first.is_visible()
        assert not page.get_by_text(FOLDED).is_visible()
        page.get_by_text("5 more grounds").first.click()
        assert page.get_by_text(FOLDED).is_visible()


def test_the_keyboard_reaches_everything(opened: Open) -> None:
    with opened() as page:
        page.evaluate("selector => document.querySelectorAll(selector).forEach((one, at) => one.dataset.at = at)", REACHED)
        visible: list[str] = page.eval_on_selector_all(
            REACHED, "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.at)"
        )
        reached, outlined = [], []
        for _ in visible:
            page.keyboard.press("Tab")
            at, width = page.evaluate("[document.activeElement.dataset.at, getComputedStyle(document.activeElement).outlineWidth]")
            reached.append(at)
            outlined.append(width)
        assert reached == visible
        assert set(outlined) == {"3px"}


def test_the_keyboard_works_everything(opened: Open) -> None:
    with opened() as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.get_by_label("PASS", exact=True).focus()
        page.keyboard.press("Space")
        status(page, "16 of 27 items shown")
        page.locator("summary", has_text="more grounds").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text(FOLDED).wait_for()
        page.get_by_label("Search").focus()
        page.keyboard.type("declined")
        page.keyboard.press("Enter")  # must not send the form anywhere
        status(page, "1 of 27 items shown")


def test_switches(opened: Open) -> None:
    with opened(color_scheme="light") as page:
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(paper)
        dark = page.get_by_role("button", name="Dark colours")
        assert dark.get_attribute("aria-pressed") == "false"
        dark.click()
        assert dark.get_attribute("aria-pressed") == "true"
        assert page.evaluate(paper) != light
        page.get_by_role("button", name="Open all folded lists").click()
        assert page.locator("main details:not([open])").count() == 0
        page.get_by_role("button", name="Open all folded lists").click()
        assert page.locator("main details[open]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_axe_finds_nothing(opened: Open, axe: str, scheme: str, width: int) -> None:
    with opened(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["impact"], one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_only_tables_scroll_sideways(opened: Open, width: int) -> None:
    with opened(viewport={"width": width, "height": 900}) as page:
        page.get_by_role("button", name="Open all folded lists").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        cut = "all => all.filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 200))"
        assert page.eval_on_selector_all("main :not(.scroll, .scroll *)", cut) == []


@pytest.mark.parametrize("scripted", [True, False])
def test_on_paper_everything_is_shown_and_nothing_can_be_pressed(opened: Open, scripted: bool) -> None:
    with opened(java_script_enabled=scripted, color_scheme="dark") as page:
        if scripted:
            page.get_by_label("FAIL", exact=True).check()
            status(page, "4 of 27 items shown")
        page.emulate_media(media="print", color_scheme="dark")
        assert all(item.is_visible() for item in page.locator(".item").all())
        assert all(one.is_visible() for one in page.locator("details.more li").all())
        assert not any(one.is_visible() for one in page.locator("button, input, select, nav, summary").all())
        assert page.locator("html").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf(format="A4").startswith(b"%PDF-")
