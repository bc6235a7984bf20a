"""The overview of a fleet in Chromium: sorted, filtered, without JavaScript, in both schemes, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Page

from golint.formats import fleet as formats
from golint.readiness.fleet import Fleet

Open = Callable[..., AbstractContextManager[Page]]
ALL = ["gone", "late", "tickets", "store", "evil", "clinic", "kiosk", "site"]


@pytest.fixture
def opened(visited: Open, fleet: Fleet) -> Open:
    def open_(**options: Any) -> AbstractContextManager[Page]:
        return visited(formats.render("html", fleet), **options)

    return open_


def shown(page: Page) -> list[str]:
    """The repositories that are shown, in their order."""
    paths: list[str] = page.eval_on_selector_all(
        "[data-item=row]", "rows => rows.filter(one => one.checkVisibility()).map(one => one.querySelector('.path').textContent)"
    )
    return [path.removeprefix("shops/").replace("<script>alert(1)</script>", "evil") for path in paths]


def status(page: Page, words: str) -> None:
    page.get_by_role("status").get_by_text(words, exact=True).wait_for()


def test_hostile_texts_stay_texts(opened: Open) -> None:
    with opened() as page:
        assert page.locator("script").count() == 1
        assert page.get_by_text("<script>alert(1)</script>", exact=True).first.is_visible()


def test_columns_sort(opened: Open) -> None:
    with opened() as page:
        assert shown(page) == ALL
        page.get_by_role("button", name="Seconds").click()
        assert shown(page) == ["clinic", "store", "tickets", "kiosk", "site", "evil", "gone", "late"]
        assert page.get_by_role("columnheader", name="Seconds").get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="Seconds").click()
        assert shown(page)[-1] == "clinic"
        page.get_by_role("button", name="Repository").click()
        assert shown(page) == ["evil", "clinic", "gone", "kiosk", "late", "site", "store", "tickets"]
        assert page.locator("th[aria-sort]").count() == 1
        page.get_by_role("button", name="Outcome").click()
        assert shown(page)[:2] == ["gone", "late"]
        page.get_by_role("button", name="Outcome").click()
        assert shown(page)[0] == "site"


def test_rows_filter(opened: Open) -> None:
    with opened() as page:
        page.get_by_label("Not ready", exact=True).check()
        status(page, "3 of 8 repositories shown")
        page.get_by_label("Provider", exact=True).select_option("paypal")
        status(page, "1 of 8 repositories shown")
        assert shown(page) == ["store"]
        page.get_by_role("button", name="Show everything").click()
        page.get_by_label("Search").fill("no-timeout")
        status(page, "1 of 8 repositories shown")
        page.get_by_text("no-timeout 11 warnings").wait_for()  # what was looked for does not stay folded
        page.get_by_label("Search").fill("nonsense")
        status(page, "None of the repositories fits: show everything, or look for less.")


@pytest.mark.parametrize("width", [360, 1400])
def test_a_key_leads_to_its_repositories(opened: Open, width: int) -> None:
    with opened(viewport={"width": width, "height": 600}) as page:
        page.locator("#keys").get_by_role("link", name="shops/clinic").first.click()
        row = page.locator("[data-item=row]").nth(5)
        assert row.evaluate("one => one.matches(':target') && one.getBoundingClientRect().top < innerHeight")


def test_without_javascript_everything_is_there(opened: Open) -> None:
    with opened(java_script_enabled=False) as page:
        assert [row.is_visible() for row in page.locator("[data-item=row]").all()] == [True] * len(ALL)
        assert page.get_by_role("button").count() == 0
        assert not page.get_by_role("search").is_visible()
        assert page.get_by_role("columnheader", name="Seconds").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_axe_finds_nothing(opened: Open, axe: str, scheme: str, width: int) -> None:
    with opened(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["impact"], one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [1240, 1440, 1920])
def test_on_a_desk_the_table_fits(opened: Open, width: int) -> None:
    with opened(viewport={"width": width, "height": 900}) as page:
        fits = "one => one.scrollWidth <= one.clientWidth"
        assert page.locator("#repositories .scroll").evaluate(fits)
        assert page.locator(".side").evaluate(fits)


@pytest.mark.parametrize("width", [320, 360, 800, 1200, 1600])
def test_only_tables_scroll_sideways(opened: Open, width: int) -> None:
    with opened(viewport={"width": width, "height": 900}) as page:
        page.get_by_role("button", name="Open all folded lists").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        cut = "all => all.filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 200))"
        assert page.eval_on_selector_all("main :not(.scroll, .scroll *)", cut) == []


def test_on_a_phone_a_repository_needs_no_scrolling(opened: Open) -> None:
    with opened(viewport={"width": 360, "height": 900}) as page:
        page.get_by_role("button", name="Open all folded lists").click()
        box = page.locator("#repositories .scroll")
        assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
        first = page.get_by_role("row").filter(has_text="shops/store").first
        assert first.get_by_role("cell").nth(2).evaluate("one => getComputedStyle(one, '::before').content") == '"Faults that block"'


@pytest.mark.parametrize("scripted", [True, False])
def test_on_paper_everything_is_shown_and_nothing_can_be_pressed(opened: Open, scripted: bool) -> None:
    with opened(java_script_enabled=scripted, color_scheme="dark") as page:
        if scripted:
            page.get_by_label("Ready", exact=True).check()
            status(page, "1 of 8 repositories shown")
        page.emulate_media(media="print", color_scheme="dark")
        assert len([row for row in page.locator("[data-item=row]").all() if row.is_visible()]) == len(ALL)
        assert page.get_by_text("no-timeout 11 warnings").is_visible()
        assert not any(one.is_visible() for one in page.locator(".tools button, form button, input, select, nav, summary").all())
        assert page.get_by_role("columnheader", name="Seconds").is_visible()
        assert page.pdf(format="A4", landscape=True).startswith(b"%PDF-")
