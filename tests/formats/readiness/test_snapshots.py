"""What the reports look like, whole. The page's style and script stand in files of their own, and are left out here."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.readiness.model import Readiness

Snapshot = Callable[[str, str], None]
SHARED = ("markdown", "junit", "html")


@pytest.mark.parametrize("name", SHARED)
def test_report(name: str, readiness: Readiness, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot(f"readiness.{name}", _without_files(formats.render(name, readiness, catalog)))


@pytest.mark.parametrize("name", SHARED)
def test_ready_shop(name: str, ready: Readiness, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot(f"ready.{name}", _without_files(formats.render(name, ready, catalog)))


@pytest.mark.parametrize("name", formats.NAMES)
def test_the_same_audit_gives_the_same_bytes(name: str, readiness: Readiness, catalog: Catalog) -> None:
    assert formats.render(name, readiness, catalog).encode("utf-8") == formats.render(name, readiness, catalog).encode("utf-8")


def test_unknown_format(ready: Readiness, catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="no format 'pdf'; known are text, markdown"):
        formats.render("pdf", ready, catalog)


def _without_files(text: str) -> str:
    text = re.sub(r"sha256-[A-Za-z0-9+/=]{44}", "DIGEST-OF-THE-FILE", text)
    return re.sub(r"(<(style|script)[^>]*>).*?(?=</\2>)", r"\1", text, flags=re.DOTALL)
