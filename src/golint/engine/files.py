"""One file in, what golint has to say of it out. Nothing here reads, writes or remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from golint import checks, suppressions
from golint.catalog import Catalog, words
from golint.catalog.rules import PROVIDER_WORD, Rule
from golint.credentials.formats import Formats
from golint.engine.findings import from_hit, merged
from golint.facts import Comment
from golint.frontends import DOCUMENTS
from golint.model import Finding, Notice, Observation, Skip, Stage
from golint.prefilter import Gate
from golint.suppressions import Ignore
from golint.view import FileView

_TELLING = 6  # characters of a published value, below which it may be anything


@dataclass(frozen=True, slots=True)
class FileResult:
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


def gate(catalog: Catalog, rules: Iterable[Rule]) -> Gate:
    """The prefilter for these rules. Worth a look in any file: the providers' words, the beginnings of keys, the words near a key that
    has none, and the cards and tokens that they publish for tests."""
    providers = catalog.providers.values()
    keys = {word.lower() for word in Formats(catalog.providers).triggers}
    near = {word.encode() for provider in providers for key in provider.keys if not key.prefix for word in key.context}
    told = (marker.value for provider in providers for marker in provider.markers if len(marker.value) >= _TELLING)
    published = {text.lower().encode() for value in told for text in _spellings(value)}
    sets = words.stand_ins(catalog)
    ours = sets[PROVIDER_WORD].union(word.encode() for word in catalog.words["payments"]["names"])
    own = {*ours, *keys, *near, *published, suppressions.MARKER}
    return Gate(own, (rule.triggers for rule in rules), sets)


def _spellings(value: str) -> Iterator[str]:
    """A published value as it may be written: the digits of a card also in groups of four."""
    yield value
    if value.isdecimal():
        groups = [value[at : at + 4] for at in range(0, len(value), 4)]
        yield from (" ".join(groups), "-".join(groups))


def check_file(view: FileView, rules: Iterable[Rule] | None = None, door: Gate | None = None, *, strict: bool = False) -> FileResult:
    """What the rules, all of the catalogue by default, say of a file. A check that breaks down costs its own findings and is named in a
    notice; with `strict` it raises."""
    asked = tuple(view.catalog.rules.values() if rules is None else rules)
    door = door or gate(view.catalog, asked)
    lowered = view.source.data.lower()
    size = len(view.source.data)
    named = view.source.path.lower().encode() + b"\n" + lowered  # a path tells what a file is about as well as its text
    concerned = door.concerns(named)
    if not concerned and not door.opens(lowered):
        return FileResult(size=size)
    speaking = [rule for rule in asked if rule.speaks(view.language) and rule.looks_at(view.side, view.stage)]
    pulled = [rule for rule in speaking if door.pulls(named, rule.triggers)]
    if not concerned and not any(rule.triggers for rule in pulled):
        return FileResult(size=size)
    broken: dict[str, list[str]] = {}
    findings = [finding for rule in pulled if rule.scope == "file" for finding in _findings(rule, view, broken, strict)]
    families = frozenset(rule.family for rule in asked if rule.scope == "repository")
    observations = _observations(view, families, broken, strict)
    ignores = _ignores(view) if suppressions.MARKER in lowered else ()
    facts = view.lowered
    return FileResult(
        findings=tuple(merged(findings)),
        observations=observations,
        notices=tuple(_notices(view, broken)),
        ignores=ignores,
        providers=_providers(view, lowered),
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


def _providers(view: FileView, lowered: bytes) -> frozenset[str]:
    """The providers that the shop's own code or configuration speaks of."""
    facts = view.lowered
    if facts is None or view.stage in (Stage.TEST, Stage.DOCS):
        return frozenset()
    named = {provider for secret in view.secrets if (provider := secret.provider)}
    if view.language in DOCUMENTS:
        return frozenset(named)
    spoken_of = (one.id for one in view.catalog.providers.values() if words.speaks_of(one, view.source.data, lowered))
    return frozenset(named.union(spoken_of))
