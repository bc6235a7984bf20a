"""Grows fake keys from the patterns of the packs, so that no example, page or test has to store one.

A grown key fits its provider's pattern and looks as random as a real one; equal seeds give equal keys. It opens nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from golint.catalog import patterns
from golint.catalog.errors import CatalogError
from golint.catalog.providers import Key
from golint.hints import nearest
from golint.lazily import compiled
from golint.model import Mode, Role

if TYPE_CHECKING:
    from golint.catalog import Catalog

MARKER = compiled(r"\{\{([a-z0-9_-]+)\.([a-z_-]+)\.([a-z_-]+)(?:\.(\d+))?\}\}")
# What people write where a key should stand, and runs that no random text has: a key that held one would be taken for a placeholder.
_PLACEHOLDERS = compiled(
    r"test|exampl|sample|demo|dummy|fake|mock|place|your|change|secret|key|token|pass|todo|null|none|foo|bar|xx|abc|123|(.)\1\1",
    re.IGNORECASE,
)


def grow(provider_id: str, role: Role | str, mode: Mode | str, catalog: Catalog, seed: int | str = 0) -> str:
    """A fake key of a provider. Raises LookupError, with the remedy, where the pack has no such key.

    `mode` "any" stands for keys that carry no mode; where a pack has only those, they serve for live and test too.
    """
    key = _key(provider_id, role, mode, catalog)
    for attempt in itertools.count():
        text = patterns.grow(key.regex, Random(f"{provider_id}.{role}.{mode}.{seed}.{attempt}"))
        if _looks_random(text[len(key.prefix) :]) and key.pattern.fullmatch(text.encode()):
            return text
    raise AssertionError  # the count above has no end


def fill(text: str, catalog: Catalog, *, path: str = "<text>", seed: int | str = 0) -> str:
    """The text with a grown key for each marker `{{provider.role.mode}}`; equal markers give equal keys, a last part (`.2`) another one.

    Braces that name neither a provider nor a role with a mode are somebody else's and stay. Raises CatalogError for a misspelt marker.
    """

    def key(match: re.Match[str]) -> str:
        provider, role, mode, ordinal = match.groups()
        if provider not in catalog.providers and (role not in set(Role) or mode not in set(Mode)):
            return match[0]
        try:
            return grow(provider, role, mode, catalog, f"{seed}.{ordinal or 1}")
        except LookupError as error:
            problem, remedy = error.args
            raise CatalogError(path, text.count("\n", 0, match.start()) + 1, f"{match[0]}: {problem}", remedy) from None

    return MARKER.sub(key, text)


def _key(provider_id: str, role: Role | str, mode: Mode | str, catalog: Catalog) -> Key:
    if provider_id not in catalog.providers:
        raise LookupError(f'there is no provider "{provider_id}"', nearest(provider_id, catalog.providers))
    keys = catalog.providers[provider_id].keys
    for wanted in (mode, Mode.ANY) if mode in set(Mode) else ():
        for key in keys:
            if key.role == role and key.mode == wanted:
                return key
    known = sorted({f"{key.role}.{key.mode}" for key in keys})
    if not known:
        raise LookupError(f'no key format of "{provider_id}" is known', "add a [[key]] to its pack, or use another provider")
    raise LookupError(f'"{provider_id}" has no key "{role}.{mode}"', nearest(f"{role}.{mode}", known))


def _looks_random(text: str) -> bool:
    """Whether nobody would take the text for a placeholder: no word stands in it, and its long runs mix letters and digits."""
    return not _PLACEHOLDERS.search(text) and all(_is_mixed(run) for run in _runs(text))


def _runs(text: str) -> Iterator[str]:
    return (run for run in re.findall(r"[A-Za-z0-9]+", text) if len(run) >= 12)


def _is_mixed(run: str) -> bool:
    return run.isdigit() or (any(map(str.isdigit, run)) and any(map(str.isalpha, run)))
