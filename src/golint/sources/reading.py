"""Reads one file: its bytes, or why it was not looked at."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping

from msgspec import Struct

from golint.model import Notice, Skip
from golint.sources.file import SourceFile

_CHUNK = 1 << 20
_SNIFF = 8192
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Unread(Struct, frozen=True):
    """A file that was not looked at. No `reason` means that it is not there any more, which is nothing to report."""

    path: str
    reason: Skip | None
    notice: Notice | None = None


class Files(Struct, frozen=True):
    """Reads the files of a tree by their paths, in whichever process; bytes in `given` stand for those on disk."""

    root: str
    limit: int
    given: Mapping[str, bytes]

    def source(self, path: str) -> SourceFile | Unread:
        """The file, or why it is not looked at."""
        return read(self.root, path, self.limit, self.given)

    def data(self, path: str) -> bytes | None:
        """The bytes of a file; None where it is not looked at."""
        source = self.source(path)
        return source.data if isinstance(source, SourceFile) else None


def read(root: str, path: str, limit: int, given: Mapping[str, bytes] | None = None) -> SourceFile | Unread:
    """The file at `path` below `root`, unless it is binary, over `limit` bytes or unreadable; bytes in `given` stand for those on disk."""
    try:
        data = given[path] if given and path in given else _bytes(f"{root}/{path}", limit)
    except FileNotFoundError:
        return Unread(path, None)
    except OSError as error:
        shown = printable(path)
        return Unread(path, Skip.UNREADABLE, Notice(shown, f"cannot be read ({error.strerror}): see to its permissions, or exclude it"))
    return checked(path, data, limit)


def printable(path: str) -> str:
    """The path as it may be shown anywhere: bytes that are not UTF-8 and control characters are written as escapes."""
    if path.isascii() and path.isprintable():
        return path
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _bytes(path: str, limit: int) -> bytes:
    """The file's bytes, or a few more than `limit` of them. Plain descriptors take half the time of a file object."""
    descriptor = os.open(path, _FLAGS)
    try:
        asked = min(os.fstat(descriptor).st_size + 1, _CHUNK)  # room for more would be mapped for each file, and given back
        data = os.read(descriptor, asked)
        if len(data) < asked:
            return data
        parts, size = [data], len(data)
        while size <= limit and (data := os.read(descriptor, _CHUNK)):
            parts.append(data)
            size += len(data)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def checked(path: str, data: bytes, limit: int) -> SourceFile | Unread:
    """The file, if its bytes are text that is not too long."""
    if data.startswith(_UTF_16):
        data = _from_utf_16(data)
    if data.find(b"\0", 0, _SNIFF) >= 0:
        return Unread(path, Skip.BINARY)
    if len(data) > limit:
        shown = printable(path)
        return Unread(
            path, Skip.LARGE, Notice(shown, f"is larger than {limit:,} bytes and was not read: raise max-file-size, or exclude it")
        )
    return SourceFile(printable(path), data)


def _from_utf_16(data: bytes) -> bytes:
    """The text in UTF-8: PowerShell writes UTF-16, and a key in it is as leaked as any."""
    try:
        return data.decode("utf-16").encode()
    except UnicodeDecodeError:
        return data
