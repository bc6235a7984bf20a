"""What a run leaves about each file of a tree."""

from __future__ import annotations

import os
from collections.abc import Mapping

from msgspec import Struct, msgpack

from golint.cache.contents import Stamp


class Entry(Struct, frozen=True):
    """One file: what the file system and git said of its content, the mark under which it was checked, and what that gave, as it is kept.

    None, "" and b"" say nothing: a file that was written while the run looked at it has neither a stamp nor a name, one that is to be
    checked again no result.
    """

    stamp: Stamp | None = None
    name: str = ""
    mark: str = ""
    result: bytes = b""


class _Document(Struct, array_like=True):
    """The entries of a tree under a key. Paths need not be text, so that they stand here as the file system has them."""

    key: str
    entries: list[tuple[bytes, Stamp | None, str, str, bytes]]


def dumped(entries: Mapping[str, Entry], key: str) -> bytes:
    """The entries as they are written, with the key that they are under."""
    rows = [(os.fsencode(path), each.stamp, each.name, each.mark, each.result) for path, each in entries.items()]
    return msgpack.encode(_Document(key, rows))


def loaded(data: bytes, key: str) -> dict[str, Entry]:
    """The entries under this key. What cannot be read so raises MsgspecError or ValueError."""
    document = msgpack.decode(data, type=_Document)
    if document.key != key:
        raise ValueError
    return {os.fsdecode(path): Entry(stamp, name, mark, result) for path, stamp, name, mark, result in document.entries}
