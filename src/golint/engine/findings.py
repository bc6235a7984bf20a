"""From what a check yields to what is reported: words filled in, places located, secrets masked, fingerprints given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from golint.catalog import Catalog
from golint.catalog.rules import Rule, fill, provider_values
from golint.context import language_of
from golint.fingerprints import fingerprint, line_hashes
from golint.model import Commit, Finding, Hit, Location, Precision, Related, RepositoryHit, Severity, Span
from golint.view import FileView

CODE = ("handler", "call", "client")
"""The words of a hit that are names of code."""


def from_hit(rule: Rule, hit: Hit, view: FileView, *, strict: bool = False) -> Finding:
    """The finding behind a hit. With `strict`, a word that the page asks for and nobody gives raises KeyError."""
    given = _spelled(hit.values, view.catalog, view.language, view.source.path)
    values = {**provider_values(view.catalog.providers.get(hit.provider or ""), view.language, rule.family), **given}
    message, help_, label = _words(rule, view.language, hit.label, values, strict)
    home = _home(hit.path, view) or view
    return Finding(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        precision=_precision(rule, hit),
        message=_scrubbed(message, view),
        location=home.location(hit.span),
        label=_scrubbed(label, view),
        help=_scrubbed(help_, view),
        provider=hit.provider,
        symbol=hit.symbol,
        related=tuple(_related(hit.related, view)),
        flow=tuple(_related(hit.flow, view)),
        fix=hit.fix,
    )


def from_repository_hit(rule: Rule, hit: RepositoryHit, catalog: Catalog, *, strict: bool = False) -> Finding:
    """The finding behind a hit whose places are located already."""
    language = language_of(hit.location.path, b"")
    given = _spelled(hit.values, catalog, language, hit.location.path)
    values = {**provider_values(catalog.providers.get(hit.provider or ""), language, rule.family), **given}
    message, help_, label = _words(rule, language, hit.label, values, strict)
    return Finding(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        precision=_precision(rule, hit),
        message=message,
        location=hit.location,
        label=label,
        help=help_,
        provider=hit.provider,
        related=hit.related,
    )


def _spelled(values: Mapping[str, str], catalog: Catalog, language: str, path: str) -> Mapping[str, str]:
    """The words of a hit, those that are names of code as the language spells them; a script is called as its file."""
    names = {key: value for key in CODE if (value := values.get(key, "")) and value != path.rpartition("/")[2]}
    if not names:
        return values
    spelled = catalog.language(language).names.spelled
    return {**values, **{key: spelled(name, door=key == "handler") for key, name in names.items()}}


def _precision(rule: Rule, hit: Hit | RepositoryHit) -> Precision:
    """How often it is right. What is told as a note since golint cannot tell is so less often than the rule's other findings."""
    unsure = hit.severity is Severity.NOTE and rule.severity is not Severity.NOTE
    known = Precision.MEDIUM if unsure and rule.precision in (Precision.VERY_HIGH, Precision.HIGH) else rule.precision
    return hit.precision or known


def _words(rule: Rule, language: str, label: str, values: Mapping[str, str], strict: bool) -> tuple[str, str, str]:
    texts = (rule.message, rule.help_in(language), label or rule.label)
    message, help_, under = (fill(text, values, strict=strict).strip() for text in texts)
    return message[:1].upper() + message[1:], help_[:1].upper() + help_[1:], under


def _scrubbed(text: str, view: FileView) -> str:
    """The text without any secret of the file, whoever wrote it there."""
    for secret in view.hidden if text else ():
        raw = view.source.text(secret.span)
        if len(raw) >= 8 and raw in text:
            text = text.replace(raw, secret.masked)
    return text


def _related(places: Sequence[tuple[str | None, Span, str]], view: FileView) -> Iterator[Related]:
    for path, span, words in places:
        home = _home(path, view)
        if home is not None:
            yield Related(home.location(span), _scrubbed(words, view))


def _home(path: str | None, view: FileView) -> FileView | None:
    """The view of the file that a place stands in."""
    return view if path is None or path == view.source.path else view.sibling(path)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, those of one rule at one span as one: the loudest stays and keeps the places of the others."""
    at: dict[tuple[str, str, Span, Commit | None], Finding] = {}
    for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
        key = (finding.rule, finding.location.path, finding.location.span, finding.location.commit)
        first = at.setdefault(key, finding)
        more = tuple(place for place in finding.related if place not in first.related)
        if first is not finding and more:
            at[key] = replace(first, related=(*first.related, *more))
    return sorted(at.values(), key=order)


def order(finding: Finding) -> tuple[str, Span, str]:
    """Findings are reported by path, place and rule."""
    return finding.location.path, finding.location.span, finding.rule


def silenced(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings without those that another one is the cause of: its rule silences theirs, it is as loud, and it stands at the same
    span or speaks of the same symbol."""
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule in rules and rules[finding.rule].silences:
            causes.setdefault(finding.location.path, []).append(finding)
    return [one for one in findings if not any(_silences(cause, one, rules) for cause in causes.get(one.location.path, ()))]


def _silences(cause: Finding, finding: Finding, rules: Mapping[str, Rule]) -> bool:
    if finding.rule not in rules[cause.rule].silences or cause.severity.rank < finding.severity.rank:
        return False
    return cause.location.span.overlaps(finding.location.span) or bool(cause.symbol and cause.symbol == finding.symbol)


def absorbed(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings without those of the past that another one speaks of already, since what was committed still stands where that points.
    Those have the place in the past as one more."""
    past = [one for one in findings if one.location.commit is not None]
    left = {id(one): one for one in findings}
    for old in past:
        still = [place.location for place in old.related]
        hosts = [one for one in findings if one.location.commit is None and _speaks_of(one, old, still, rules)]
        for host in hosts:
            known = left[id(host)]
            left[id(host)] = replace(known, related=(*known.related, Related(old.location, old.label)))
        if hosts:
            del left[id(old)]
    return list(left.values())


def _speaks_of(finding: Finding, old: Finding, places: Sequence[Location], rules: Mapping[str, Rule]) -> bool:
    """Whether a finding of the same family stands at one of these places."""
    if finding.rule not in rules or rules[finding.rule].family != rules[old.rule].family:
        return False
    own = (finding.location, *(one.location for one in finding.related))
    return any(one.path == place.path and one.span.overlaps(place.span) for one in own for place in places)


def fingerprinted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, in their order, with fingerprints; equal ones of a file are told apart by their order alone."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    named = []
    for finding in findings:
        line = _line(finding)
        key = (finding.rule, finding.location.path, finding.symbol, line)
        named.append(replace(finding, fingerprint=fingerprint(*key, seen[key])))
        seen[key] += 1
    return named


def line_hashed(findings: Sequence[Finding], read: Callable[[str], bytes | None]) -> Iterator[Finding]:
    """The findings, in their order, with GitHub's hashes of their lines; each file is read once. What stands in the past has none."""
    lines: dict[str, set[int]] = {}
    for finding in findings:
        if finding.location.commit is not None:
            continue
        lines.setdefault(finding.location.path, set()).add(finding.location.region.start_line)
    hashes = {path: line_hashes(read(path) or b"", wanted) for path, wanted in lines.items()}
    for finding in findings:
        own = hashes[finding.location.path] if finding.location.commit is None else {}
        yield replace(finding, line_hash=own.get(finding.location.region.start_line, ""))


def _line(finding: Finding) -> str:
    """The masked line; of a very long one only the stretch around the finding, so that a bundle built anew keeps its fingerprints."""
    line, at = finding.location.line, finding.location.region.start_column - 1
    return line if len(line) <= 500 else line[max(0, at - 100) : at + 100]
