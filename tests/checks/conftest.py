"""Small repositories, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from golint import catalog
from golint.catalog import Catalog, grow
from golint.engine.inquiry import Inquiry
from golint.engine.judging import judge
from golint.model import Finding
from golint.project import Project

Key = Callable[..., str]
Findings = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def key(known: Catalog) -> Key:
    """Grows a fake key: `key("stripe", "secret", "live", seed)`."""

    def grown(provider: str, role: str = "secret", mode: str = "live", seed: int = 0) -> str:
        return grow.grow(provider, role, mode, known, seed)

    return grown


@pytest.fixture(scope="session")
def findings(known: Catalog) -> Findings:
    """The findings of one family, or of the rules given, in files given as {path: text}."""

    def found(files: Mapping[str, str], *rules: str, family: str = "") -> list[Finding]:
        project = Project.of({path: text.encode() for path, text in files.items()})
        asked = [rule for rule in known.rules.values() if rule.id in rules or rule.family == family]
        inquiry = Inquiry(known, project, lambda _: asked, run_key=b"one run", strict=True)
        results = {path: inquiry.check(path) for path in files}
        return list(judge(inquiry, results, date(2026, 1, 1)).findings)

    return found
