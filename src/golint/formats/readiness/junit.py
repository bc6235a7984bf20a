"""The audit as JUnit XML: a suite for each provider's checklist, a test for each item.

A suite fails exactly where its items keep the shop from going live: a test fails if its item blocks the launch, be it a fault or a
statement due. What is a risk, does not block, was waived, or does not concern the shop is skipped, with the reason; PASS alone passes.
No test has a time, so that the same audit gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from golint.formats.readiness import wording
from golint.formats.terminal import paragraph, plain
from golint.model import Finding
from golint.readiness.model import MEANINGS, Answer, Ground, Readiness, Section, State

if TYPE_CHECKING:
    from golint.catalog import Catalog


def render(readiness: Readiness, catalog: Catalog) -> str:
    """The file, in the terms of Jenkins' schema, which the other readers know too."""
    known = wording.findings(readiness)
    root = ElementTree.Element(
        "testsuites", {"name": plain(f"golint audit of {readiness.repository.name}"), **_numbers(wording.everything(readiness))}
    )
    for section in readiness.sections:
        root.append(_suite(section, readiness, known))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(section: Section, readiness: Readiness, known: dict[str, Finding]) -> ElementTree.Element:
    numbers = _numbers(section.answers)
    skipped = sum(not answer.blocks and answer.state is not State.PASS for answer in section.answers)
    suite = ElementTree.Element(
        "testsuite",
        {
            "name": plain(f"{section.name}: {section.title}"),
            **numbers,
            "skipped": str(skipped),
            "timestamp": plain(f"{readiness.date}T00:00:00"),
        },
    )
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in _properties(section, readiness):
        ElementTree.SubElement(properties, "property", {"name": name, "value": plain(value)})
    for answer in section.answers:
        suite.append(_case(section, answer, known))
    if section.besides:
        lines = ("Besides the checklist:", *_grounds(section.besides, known))
        ElementTree.SubElement(suite, "system-out").text = "\n".join(lines)
    return suite


def _numbers(answers: tuple[Answer, ...] | list[Answer]) -> dict[str, str]:
    return {"tests": str(len(answers)), "failures": str(sum(answer.blocks for answer in answers)), "errors": "0", "time": "0"}


def _properties(section: Section, readiness: Readiness) -> Iterator[tuple[str, str]]:
    yield "verdict", section.verdict.value
    yield "provider", section.provider
    yield "commit", readiness.repository.commit
    yield "work tree", wording.tree(readiness)
    yield "complete", "yes" if readiness.report.complete else "no: a part of the check failed"
    yield "tool", readiness.tool
    yield "rules", readiness.digest


def _case(section: Section, answer: Answer, known: dict[str, Finding]) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", {"classname": plain(section.checklist), "name": plain(f"{answer.id} {answer.title}"), "time": "0"}
    )
    grounds = "\n".join(_grounds(answer.grounds, known))
    if answer.blocks:
        failure = ElementTree.SubElement(case, "failure", {"message": _reason(answer), "type": answer.state.value})
        failure.text = "\n".join(filter(None, (grounds, *_remedy(answer, known))))
        return case
    if answer.state is not State.PASS:
        ElementTree.SubElement(case, "skipped", {"message": _reason(answer), "type": answer.state.value})
        grounds = "\n".join(filter(None, (grounds, *_remedy(answer, known))))
    if grounds:
        ElementTree.SubElement(case, "system-out").text = grounds
    return case


def _reason(answer: Answer) -> str:
    """The state in words, and what makes it so."""
    kind = "to be stated" if answer.blocks and answer.state is State.MANUAL else MEANINGS[answer.state]
    risk = "a risk: " if answer.is_risk else ""
    first = f" {answer.grounds[0].text}" if answer.grounds else ""
    return plain(f"{answer.state}: {risk}{kind}.{first}")


def _grounds(grounds: Iterable[Ground], known: dict[str, Finding]) -> Iterator[str]:
    for ground in grounds:
        where = f"{wording.place(ground.location)}: " if ground.location else ""
        rule = f" [{ground.rule}]" if ground.rule else ""
        proof = f" {ground.link}" if ground.link else ""
        yield plain(f"{where}{ground.text}{rule}{proof}")
        if ground.location and (line := "".join(wording.source(ground.location))):
            yield f"    {line}"
        finding = known.get(ground.fingerprint)
        if finding and finding.help:
            yield from (f"    {line}" for line in paragraph(finding.help) if line)


def _remedy(answer: Answer, known: dict[str, Finding]) -> Iterator[str]:
    for at, line in enumerate(line for line in paragraph(wording.remedy(answer, answer.grounds, known)) if line):
        yield f"{'       ' if at else 'To do: '}{line}"
