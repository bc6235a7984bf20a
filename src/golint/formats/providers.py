"""What golint knows of payment providers: what `golint providers` and `golint providers show` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from golint.catalog import pack_facts
from golint.formats.encoding import dump
from golint.formats.provider_facts import describe
from golint.formats.provider_gaps import Gap, gaps
from golint.formats.terminal import Style, plain, style, table

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.pack_facts import Fact
    from golint.catalog.providers import Provider

VERSION = 1
HEADINGS = {
    "key": "Keys", "env_var": "Names of variables", "setting": "Settings of the environment", "host": "Hosts", "marker": "Markers of tests",
    "sdk": "Libraries", "money": "Calls that move money", "idempotency": "Idempotency", "webhook": "Webhooks", "signing": "Signed requests",
    "popup": "Payments that a page opens",
    "delivery": "Delivery of webhooks", "events": "Events", "statuses": "States of a payment", "errors": "Errors", "auth": "Authorization",
    "limits": "Limits",
}  # fmt: skip
_SELECTORS = {"key-prefix": "the prefix of its keys", "host": "the host", "flag": "a flag of its library", "credential": "the credential"}


def listing(catalog: Catalog, as_json: bool = False) -> str:
    """Every provider, as a table for people or as JSON (version 1)."""
    providers = sorted(catalog.providers.values(), key=lambda one: one.id)
    if as_json:
        return dump({"version": VERSION, "providers": [_head(one) for one in providers]}) + "\n"
    rows = [(one.id, one.name, one.kind, f"as {one.inherits}" if one.inherits else "") for one in providers]
    return "".join(f"{line}\n" for line in table([tuple(map(plain, row)) for row in rows]))


def render(catalog: Catalog, provider: Provider, as_json: bool = False, colour: bool = False) -> str:
    """All that is known of a provider, each fact with its source, and what is not known."""
    facts = pack_facts.read(catalog.folders, provider.id)
    unknown = list(gaps(facts))
    if as_json:
        return dump(_document(catalog, provider, facts, unknown)) + "\n"
    ink, notes = style(colour), _Footnotes()
    blocks = ["\n".join(_about(catalog, provider, ink))]
    for kind, found in facts.items():
        own = "" if all(fact.pack == provider.id for fact in found) else f", as in {found[0].pack}"
        lines = (*_told(found, notes), *_untold((gap for gap in unknown if gap.kind == kind), ink))
        blocks.append("\n".join((ink(HEADINGS[kind], bold=True) + plain(own), *lines)))
    if notes.texts:
        blocks.append("\n".join((ink("Sources", bold=True), *(f"  [{number}] {plain(text)}" for text, number in notes.texts.items()))))
    return "\n\n".join(blocks) + "\n"


class _Footnotes:
    """The sources that were named so far, and their numbers."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def mark(self, fact: Fact) -> str:
        """What stands behind a fact: the numbers of its sources, and how sure it is."""
        numbers = [f"[{self.texts.setdefault(source, len(self.texts) + 1)}]" for source in fact.sources]
        sure = {"weak": "weak", "general": "general knowledge"}.get(fact.confidence, "")
        return " ".join(filter(None, ("".join(numbers), f"({sure})" if sure else "")))


def _about(catalog: Catalog, provider: Provider, ink: Style) -> Iterator[str]:
    yield f"{ink(plain(provider.name), bold=True)} ({plain(provider.id)}), {plain(provider.kind)}"
    if provider.inherits:
        yield f"  a white-label of {plain(provider.inherits)}: what it does not say itself is that one's"
    if provider.environment_selector:
        yield f"  sandbox and production are told by {' and '.join(_SELECTORS[one] for one in provider.environment_selector)}"
    yield from (f"  checklist {plain(one.id)}: {plain(one.title)}" for one in catalog.checklists_for(provider.id))
    yield from (f"  {plain(url)}" for url in pack_facts.documentation(catalog.folders, provider.id))


def _told(facts: Iterable[Fact], notes: _Footnotes) -> Iterator[str]:
    for fact in facts:
        first, *more = map(plain, describe(fact))
        yield f"  {first} {notes.mark(fact)}".rstrip()
        yield from (f"    {line}" for line in more)


def _untold(unknown: Iterable[Gap], ink: Style) -> Iterator[str]:
    return (f"  {ink('not known', fg='yellow')}: {plain(gap.what)}, so {plain(gap.so)}" for gap in unknown)


def _document(catalog: Catalog, provider: Provider, facts: dict[str, tuple[Fact, ...]], unknown: Sequence[Gap]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "provider": _head(provider),
        "documentation": list(pack_facts.documentation(catalog.folders, provider.id)),
        "checklists": [one.id for one in catalog.checklists_for(provider.id)],
        "facts": {kind: [_values(fact) for fact in found] for kind, found in facts.items()},
        "unknown": [gap._asdict() for gap in unknown],
    }


def _head(provider: Provider) -> dict[str, Any]:
    return {
        "id": provider.id,
        "name": provider.name,
        "kind": provider.kind,
        "inherits": provider.inherits or None,
        "environment_selector": list(provider.environment_selector),
    }


def _values(fact: Fact) -> dict[str, Any]:
    """A fact as its pack has it, its sources and its confidence made explicit."""
    own = {name: value for name, value in fact.table.items() if name not in ("source", "confidence")}
    return {**own, "sources": list(fact.sources), "confidence": fact.confidence, "pack": fact.pack}
