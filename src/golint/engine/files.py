"""One file in, what golint has to say of it out. Nothing here reads, writes or remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from golint import checks, suppressions
from golint.catalog.rules import Rule
from golint.engine.findings import from_hit, merged
from golint.facts import Comment
from golint.frontends import DOCUMENTS, PROGRAMS
from golint.model import Finding, Notice, Observation, Skip, Stage
from golint.suppressions import Ignore
from golint.triggers import SUPPRESSION, gate
from golint.view import FileView


class FileResult(Struct, frozen=True):
    """What one file gives a run.

    `skip` says why it was not looked at, `gone` that it is not there any more, `opened` that it holds a word worth a closer look. `failed`
    means that a check broke down; `notices` name it; `unparsed` says why only a part of the file could be read.
    """

    findings: tuple[Finding, ...] = ()
    observations: tuple[Observation, ...] = ()
    notices: tuple[Notice, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    providers: frozenset[str] = frozenset()
    size: int = 0
    skip: Skip | None = None
    gone: bool = False
    opened: bool = False
    parsed: bool = False
    unparsed: str = ""
    failed: bool = False


def check_file(view: FileView, rules: Iterable[Rule] | None = None, *, strict: bool = False) -> FileResult:
    """What the rules, all of the catalogue by default, say of a file. A check that breaks down costs its own findings and is named in a
    notice; with `strict` it raises. What the quick reader of a language makes them say is said if a second one confirms it."""
    asked = tuple(view.catalog.rules.values() if rules is None else rules)
    size = len(view.source.data)
    door = gate(view.catalog)
    if not door.opens(view.present):
        return FileResult(size=size)
    concerning = door.concerns(view.present)
    spoken = [rule for rule in asked if rule.speaks(view.language) and door.pulls(view.present, rule)]
    if not concerning and not any(rule.triggers for rule in spoken):
        return FileResult(size=size)
    pulled = [rule for rule in spoken if rule.looks_at(view.side, view.stage)]  # to tell these takes longest
    if not concerning and not any(rule.triggers for rule in pulled):
        return FileResult(size=size)
    broken: dict[str, list[str]] = {}
    findings = [finding for rule in pulled if rule.scope == "file" for finding in _findings(rule, view, broken, strict)]
    exact = view.confirmed() if findings else None
    if exact is not None:
        return check_file(exact, asked, strict=strict)
    families = frozenset(rule.family for rule in asked if rule.scope != "file")
    observations = _observations(view, families, broken, strict)
    ignores = _ignores(view) if view.holds(frozenset({SUPPRESSION})) else ()
    facts = view.lowered
    return FileResult(
        findings=tuple(merged(findings)),
        observations=observations,
        notices=tuple(_notices(view, broken)),
        ignores=ignores,
        providers=_providers(view),
        size=size,
        opened=True,
        parsed=facts is not None,
        unparsed=facts.problem if facts is not None else "",
        failed=bool(broken),
    )


def _findings(rule: Rule, view: FileView, broken: dict[str, list[str]], strict: bool) -> list[Finding]:
    check = checks.function(rule)
    if check is None:
        return []
    try:
        return [from_hit(rule, hit, view, strict=strict) for hit in check(view)]
    except Exception as error:  # whatever a check meets in somebody's file, the other checks still have their say
        if strict:
            raise
        broken.setdefault(type(error).__name__, []).append(rule.id)
        return []


def _observations(view: FileView, families: frozenset[str], broken: dict[str, list[str]], strict: bool) -> tuple[Observation, ...]:
    try:
        return tuple(checks.observe(view, families))
    except Exception as error:  # as above
        if strict:
            raise
        broken.setdefault(type(error).__name__, []).append("the observations for the whole repository")
        return ()


def _notices(view: FileView, broken: Mapping[str, list[str]]) -> Iterator[Notice]:
    """Each failed check by its name. The error's own text is left out: it may quote the file."""
    for kind, names in broken.items():
        problem = f"{', '.join(names)} failed here ({kind}), so a fault may be missed"
        yield Notice(view.source.path, f"{problem}; please report it as a bug of golint")


def _ignores(view: FileView) -> tuple[Ignore, ...]:
    facts = view.facts
    comments: tuple[Comment, ...] = facts.comments if facts is not None and not facts.problem else ()
    return suppressions.find(view.source, view.language, comments)


def _providers(view: FileView) -> frozenset[str]:
    """The providers that the shop's own code speaks of, and those whose keys stand in its configuration."""
    if view.language not in PROGRAMS | DOCUMENTS or view.stage in (Stage.TEST, Stage.DOCS):
        return frozenset()
    named = {provider for secret in view.secrets if (provider := secret.provider)}
    return frozenset(named if view.language in DOCUMENTS else named.union(view.mentions))
