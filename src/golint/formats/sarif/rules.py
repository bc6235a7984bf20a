"""Rules as SARIF describes them, with the page as the help that GitHub shows beside an alert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sarif_om as om

from golint.formats import page
from golint.formats.prose import opening, sentence
from golint.formats.sarif.taxonomies import Taxonomies
from golint.model import Severity

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.rules import Example, Rule

_LONGEST = 1024  # GitHub's limit for a description
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def descriptor(name: str, catalog: Catalog, taxonomies: Taxonomies, help_uri: str) -> om.ReportingDescriptor:
    """The description of a rule; a rule without a page, as of a pack that is gone, gets its id for words."""
    rule = catalog.rules.get(name)
    if not rule:
        text = f"The rule {name} has no page in this version of golint."
        return _named(name, title=name, description=text, help=_text(text))
    return _named(
        name,
        title=rule.title,
        description=rule.why,
        help=_text(_help(rule), "\n".join(_markdown(rule))),
        help_uri=f"{help_uri.rstrip('/')}/{rule.family}/{name}" if help_uri else None,
        default_configuration=om.ReportingConfiguration(level=rule.severity.value),
        relationships=[om.ReportingDescriptorRelationship(target=target) for target in taxonomies.of(name, None)] or None,
        properties=_properties(rule),
    )


def _named(name: str, *, title: str, description: str, **rest: object) -> om.ReportingDescriptor:
    return om.ReportingDescriptor(
        id=name,
        name="".join(part.capitalize() for part in re.split(r"[\W_]+", name)),
        short_description=_text(sentence(title)[:_LONGEST]),
        full_description=_text(opening(description or title)[:_LONGEST]),
        **rest,
    )


def _text(text: str, markdown: str | None = None) -> om.MultiformatMessageString:
    return om.MultiformatMessageString(text=text, markdown=markdown)


def _properties(rule: Rule) -> dict[str, Any]:
    secure = rule.security_severity is not None
    cwe = [f"external/cwe/cwe-{number:03}" for number in rule.cwe]
    return {
        "tags": [*(["security"] if secure else []), rule.family, rule.level.value, *cwe],
        "precision": rule.precision.value,
        "problem.severity": None if secure else _PROBLEM[rule.severity],
        "security-severity": str(float(rule.security_severity)) if rule.security_severity is not None else None,
    }


def _help(rule: Rule) -> str:
    fixes = (f"{language}: {text}" if language else text for language, text in page.fixes(rule))
    return "\n\n".join(part for part in (sentence(rule.title), opening(rule.why), page.keyless(rule.body), "\n".join(fixes)) if part)


def _markdown(rule: Rule) -> Iterator[str]:
    yield f"**{sentence(rule.title)}** {opening(rule.why)}"
    yield ""
    yield page.keyless(rule.body)
    yield ""
    yield "## The fix"
    for language, text in page.fixes(rule):
        yield f"- {language}: {text}" if language else f"- {text}"
    for example in page.pair(rule.leading_examples):
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield ""
    yield f"## {page.HEADINGS[example.expect]}"
    for path, text in example.shown:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
        yield f"`{path}`"
        yield f"{fence}{example.language}"
        yield from (line.text for line in page.lines(text))
        yield fence
