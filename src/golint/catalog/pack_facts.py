"""What a provider's pack says, fact by fact with its source. For people alone: a check asks the Provider, which carries no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from golint.catalog import errors
from golint.catalog.pack_schema import KINDS

Raw = Mapping[str, Any]


class Fact(Struct, frozen=True):
    """One table of a pack. `table` holds what it says; `confidence` is source, weak or general; `pack` is the pack that it stands in."""

    kind: str
    table: Raw
    sources: tuple[str, ...]
    confidence: str
    pack: str


def read(folders: Iterable[Path], provider_id: str) -> dict[str, tuple[Fact, ...]]:
    """The facts of a provider by kind, its base's where its own pack gives none; each kind is there, an unknown one is empty."""
    chain = list(_chain(tuple(folders), provider_id))
    return {kind: _facts(kind, chain) for kind in KINDS}


def documentation(folders: Iterable[Path], provider_id: str) -> tuple[str, ...]:
    """Where the provider, or the one that it is a white-label of, writes about itself: the general source of its pack."""
    return next((_many(docs) for pack in _chain(tuple(folders), provider_id) if (docs := pack["provider"].get("docs"))), ())


def _chain(folders: tuple[Path, ...], provider_id: str) -> Iterator[Raw]:
    """The pack of a provider and of those that it inherits from."""
    name = provider_id
    while name:
        path = next(path for folder in folders if (path := folder / "providers" / f"{name}.toml").exists())
        pack = errors.read(path).raw
        yield pack
        name = pack["provider"].get("inherits", "")


def _facts(kind: str, chain: Iterable[Raw]) -> tuple[Fact, ...]:
    pack = next((pack for pack in chain if kind in pack), None)
    if pack is None:
        return ()
    shared = _many(pack.get("sources", {}).get(kind, ()))
    return tuple(_fact(kind, table, shared, pack["provider"]["id"]) for table in _tables(kind, pack))


def _tables(kind: str, pack: Raw) -> list[Raw]:
    found = pack[kind]
    if kind == "events":
        return [{"names": found} | ({"confidence": pack["events_confidence"]} if "events_confidence" in pack else {})]
    return [found] if isinstance(found, Mapping) else found


def _fact(kind: str, table: Raw, shared: tuple[str, ...], pack: str) -> Fact:
    """A table's own source comes first; the kind's stands behind what is not merely general knowledge."""
    confidence = str(table.get("confidence", "source"))
    own = _many(table.get("source", ()))
    return Fact(kind, table, own or (shared if confidence != "general" else ()), confidence, pack)


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
