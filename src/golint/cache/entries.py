"""What a run leaves about each file of a tree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from golint.cache.contents import Stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: what the file system and git said of its content, the mark under which it was checked, and what that gave.

    None and "" say nothing: a file that was written while the run looked at it has neither a stamp nor a name, one that is to be checked
    again no result.
    """

    stamp: Stamp | None = None
    name: str = ""
    mark: str = ""
    result: Any = None


def dumped(entries: Mapping[str, Entry], key: str) -> bytes:
    """The entries as they are written, with the key that they are under."""
    document = {
        "key": key,
        "paths": list(entries),
        "stamps": [each.stamp for each in entries.values()],
        "names": [each.name for each in entries.values()],
        "marks": [each.mark for each in entries.values()],
        "results": [each.result for each in entries.values()],
    }
    return json.dumps(document, separators=(",", ":")).encode()


def loaded(data: bytes, key: str) -> dict[str, Entry]:
    """The entries under this key. What cannot be read so raises one of many errors."""
    document = json.loads(data)
    if document["key"] != key:
        raise ValueError
    rows = zip(document["paths"], document["stamps"], document["names"], document["marks"], document["results"], strict=True)
    return {path: Entry(None if stamp is None else tuple(stamp), name, mark, result) for path, stamp, name, mark, result in rows}
