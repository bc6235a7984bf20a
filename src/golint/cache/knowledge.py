"""Keeps the catalogue as a run has read it for the next one: reading its hundred files is a tenth of what a run over a few files costs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct, msgpack, structs

import golint
from golint.cache.folder import Folder, named
from golint.cache.tool import files_below
from golint.catalog import Catalog
from golint.catalog.checklists import Checklist
from golint.catalog.evidence import Kind
from golint.catalog.providers import Provider
from golint.catalog.rules import Rule

_KIND = "catalogues"


class _Knowledge(Struct):
    rules: dict[str, Rule]
    providers: dict[str, Provider]
    checklists: dict[str, Checklist]
    evidence: dict[str, Kind]


def recalled(catalog: Catalog, store: Folder) -> Catalog:
    """The same catalogue, with what an earlier run has read of it; that is read now, and kept, where none has since the files were last
    written. Raises CatalogError for a file that cannot be used."""
    name = named(golint.__version__, sys.version, *_stamps(catalog))
    parts = store.read(_KIND, name)
    if parts is not None:
        try:
            return catalog.knowing(**structs.asdict(msgpack.decode(parts[0], type=_Knowledge, dec_hook=_pattern)))
        except (MsgspecError, ValueError, TypeError):
            pass
    found = _Knowledge(dict(catalog.rules), dict(catalog.providers), dict(catalog.checklists), dict(catalog.evidence))
    store.write(_KIND, name, [msgpack.encode(found, enc_hook=_spelt)])
    return catalog


def _stamps(catalog: Catalog) -> Iterator[str]:
    """What tells whether the files, or the code that reads them, are as they were."""
    for folder in (*catalog.folders, Path(golint.__file__).parent / "catalog"):
        for path, status in files_below(str(folder)):
            yield f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _spelt(value: Any) -> Any:
    """A pattern as its text and flags."""
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    raise NotImplementedError(type(value))


def _pattern(_kind: type, value: Any) -> re.Pattern[bytes]:
    text, flags = value
    return re.compile(text, flags)
