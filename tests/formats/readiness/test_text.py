"""The audit for a terminal."""

from __future__ import annotations

from msgspec import structs

from golint.catalog import Catalog
from golint.formats.readiness import text
from golint.readiness.model import Readiness, Verdict


def below(heading: str, rendered: str) -> str:
    lines = rendered.splitlines()
    return lines[lines.index(heading) + 1]


def test_the_verdict_of_the_only_provider_is_said_once(ready: Readiness, catalog: Catalog) -> None:
    section = structs.replace(ready.sections[0], besides=())
    told = text.render(structs.replace(ready, sections=(section,)), catalog)
    assert below(f"{section.name}: {section.title}", told) == "5 PASS, 1 N/A"


def test_a_provider_with_a_verdict_of_its_own_says_it(ready: Readiness, catalog: Catalog) -> None:
    (section,) = ready.sections
    both = structs.replace(ready, sections=(section, structs.replace(section, name="Other", verdict=Verdict.NOT_READY)))
    assert below(f"Other: {section.title}", text.render(both, catalog)).startswith("Not ready. ")
