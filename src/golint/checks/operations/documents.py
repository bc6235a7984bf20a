"""Runbooks: sections of documents that say what to do, by their headings, where more stands below than a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import folded, marked, says
from golint.checks.operations.sections import Section, sections
from golint.checks.operations.texts import evidence, only_provider
from golint.context.names import globs
from golint.lazily import compiled
from golint.model import Observation, Span

if TYPE_CHECKING:
    from golint.view import FileView

_LANGUAGES = frozenset({"markdown", "restructuredtext", "asciidoc"})
_LOOSE = {".txt": "text", ".html": "html", ".htm": "html", ".org": "org"}  # documents where their path says what they are about
_PROMISE = compiled(
    r"(?i)\b(?:todo|tbd|tbc|fixme|coming soon|to be (?:written|done|defined|added|documented|determined|completed)|work in progress|wip"
    r"|lorem ipsum|por definir|pr[oó]ximamente|pendiente de|por documentar|a definir|em breve|placeholder|fill (?:this )?in)\b"
)
_MARKUP = compiled(r"<!--.*?-->|<[^>\n]*>|\]\([^)]*\)|https?://\S+|[`*_~|#>]", re.DOTALL)
_WHOLE = 40  # words of a document that calls itself a runbook


class _Document(Struct, frozen=True):
    """A document and whether all of it is about operations."""

    kind: Kind
    operational: bool

    def is_about(self, topic: Topic, section: Section) -> bool:
        """Whether a section is about a topic by its heading, and has substance."""
        title = folded(section.title)
        if says(title, topic.unless) or not (says(title, topic.words) or says(title, topic.weak)):
            return False
        whole = folded(" | ".join((*section.above, section.title)))
        if not (says(title, topic.words) or says(whole, topic.words) or self.operational or _is_operational(self.kind, *section.above)):
            return False
        return words(section.body) >= topic.least and (not topic.body or marked(section.body, topic.body) is not None)


def observe(view: FileView) -> Iterator[Observation]:
    """For each topic, the first section of the document about it; and the document, if it is a runbook at all."""
    kind = view.catalog.evidence.get("runbook")
    language = _language(view)
    if kind is None or not language or globs(kind.not_paths).search(f"/{view.source.path.lower()}"):
        return
    operational = _is_operational(kind, view.source.path)
    if language in _LOOSE.values() and not operational:
        return
    text = view.source.data.decode("utf-8", "replace")
    found = list(sections(text, language))
    document = _Document(kind, operational or (bool(found) and _is_operational(kind, found[0].title)))
    inner_first = sorted(found, key=lambda section: section is found[0])  # a title speaks for all that stands below it
    told: list[Section] = []
    for topic in kind.topics.values():
        section = next((one for one in inner_first if document.is_about(topic, one)), None)
        if section is not None:
            told.append(section)
            yield _observation(view, kind, topic.id, section, text)
    first = min(told, key=lambda section: section.start, default=found[0] if found and document.operational else None)
    if first is not None and (told or words(first.body) >= _WHOLE):
        yield _observation(view, kind, "", first, text)


def words(body: str) -> int:
    """How many words a text has, its promises to say more one day left out."""
    lines = (line for line in _MARKUP.sub(" ", body).split("\n") if not _PROMISE.search(line))
    return sum(len(re.findall(r"[^\W_]{2,}", line)) for line in lines)


def _observation(view: FileView, kind: Kind, topic: str, section: Section, text: str) -> Observation:
    start, end = (len(text[:at].encode("utf-8", "replace")) for at in (section.start, section.end))
    title = " ".join(_MARKUP.sub(" ", section.title).split())
    return evidence(
        view,
        kind.id,
        topic,
        Span(start, end),
        f'the section "{title}"',
        only_provider(view, section.title, *reversed(section.above), view.source.path),
    )


def _is_operational(kind: Kind, *names: str) -> bool:
    return any(globs(kind.operational).search(f"/{name.lower()}") for name in names)


def _language(view: FileView) -> str:
    path = view.source.path.lower()
    return view.language if view.language in _LANGUAGES else next((name for end, name in _LOOSE.items() if path.endswith(end)), "")
