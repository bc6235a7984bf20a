"""Findings as SARIF results."""

from __future__ import annotations

import base64
import re

import sarif_om as om

from golint.formats.prose import sentence
from golint.formats.sarif.places import artifact, place, region, related
from golint.formats.sarif.taxonomies import Taxonomies
from golint.model import Edit, Finding, Fix, Suppression

_RELATED = 100  # GitHub shows no more of them


def result(finding: Finding, index: int, taxonomies: Taxonomies, *, full: bool) -> om.Result:
    """The result of a finding. A full one also carries masked source lines, the fix and the suppression."""
    return om.Result(
        rule_id=finding.rule,
        rule_index=index,
        level=finding.severity.value,
        message=om.Message(text=_message(finding)),
        locations=[om.Location(physical_location=place(finding.location, snippets=full))],
        related_locations=_related(finding, full=full) or None,
        code_flows=[_flow(finding, full=full)] if finding.flow else None,
        partial_fingerprints=_fingerprints(finding) or None,
        taxa=taxonomies.of(finding.rule, finding.provider) or None,
        fixes=[_fix(finding, finding.fix)] if full and finding.fix and finding.fix.edits else None,
        suppressions=_suppressions(finding.suppression) if full else None,
        properties={"precision": finding.precision.value, "provider": finding.provider, **_commit(finding)},
    )


def _commit(finding: Finding) -> dict[str, str]:
    """The commit that brought what is found in the past, as other searches of histories name it."""
    commit = finding.location.commit
    return {"commitSha": commit.id, "date": commit.date} if commit and commit.id else {}


def _message(finding: Finding) -> str:
    """The fault, its fix, and a link to each related place."""
    links = ", ".join(f"[{_label(one.message)}]({link})" for link, one in enumerate(finding.related[:_RELATED], 1))
    parts = [_unlinked(sentence(part)) for part in (finding.message, finding.help) if part.strip()]
    return " ".join(parts + ([f"See {links}."] if links else []))


def _unlinked(text: str) -> str:
    """The text with nothing in it that a viewer would take for a link, such as `config[x](y)`."""
    return " ".join(text.split()).replace("](", "] (")


def _label(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", " ".join(text.split()) or "here")


def _related(finding: Finding, *, full: bool) -> list[om.Location]:
    return [related(one, link=link, snippets=full) for link, one in enumerate(finding.related[:_RELATED], 1)]


def _flow(finding: Finding, *, full: bool) -> om.CodeFlow:
    steps = [
        om.ThreadFlowLocation(location=related(step, snippets=full), execution_order=order, importance="essential")
        for order, step in enumerate(finding.flow, 1)
    ]
    return om.CodeFlow(thread_flows=[om.ThreadFlow(locations=steps)])


def _fingerprints(finding: Finding) -> dict[str, str]:
    named = {"primaryLocationLineHash": finding.line_hash, "golint/v1": finding.fingerprint}
    return {name: value for name, value in named.items() if value}


def _fix(finding: Finding, fix: Fix) -> om.Fix:
    change = om.ArtifactChange(
        artifact_location=artifact(finding.location.path),
        replacements=[_replacement(finding, edit) for edit in fix.edits],
    )
    return om.Fix(description=om.Message(text=sentence(fix.title)), artifact_changes=[change])


def _replacement(finding: Finding, edit: Edit) -> om.Replacement:
    """An edit of the finding's own span in lines and columns; of any other, whose columns a report does not hold, in bytes."""
    if edit.span == finding.location.span:
        return om.Replacement(deleted_region=region(finding.location), inserted_content=om.ArtifactContent(text=edit.text))
    deleted = om.Region(byte_offset=edit.span.start, byte_length=edit.span.end - edit.span.start)
    inserted = om.ArtifactContent(binary=base64.b64encode(edit.text.encode("utf-8", "backslashreplace")).decode("ascii"))
    return om.Replacement(deleted_region=deleted, inserted_content=inserted)


def _suppressions(suppression: Suppression | None) -> list[om.Suppression]:
    """An empty list for a finding that is not suppressed: where one result of a run has the list, every result has it."""
    if not suppression:
        return []
    kind = "inSource" if suppression.kind == "inline" else "external"
    until = f" (until {suppression.until})" if suppression.until else ""
    return [om.Suppression(kind=kind, justification=f"{suppression.reason}{until}")]
