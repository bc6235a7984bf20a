"""The names under which a finding is known from one run to the next: golint's own, and the one that GitHub computes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

_BLOCK = 100
_BASE = 37
_MODULUS = 1 << 64
_END = "\uffff"


def fingerprint(rule: str, path: str, symbol: str, masked_line: str, ordinal: int) -> str:
    """32 hex digits that name a finding by its rule, file, enclosing symbol and masked line.

    White space inside the line does not count, nor does the line's number; `ordinal` tells equal findings of one file apart.
    """
    parts = (rule, path, symbol, " ".join(masked_line.split()), ordinal)
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:32]


def line_hash(data: bytes, line: int) -> str:
    """The hash by which GitHub code scanning recognises a line of a file (`primaryLocationLineHash`), "" for a line that is not there."""
    return line_hashes(data, (line,)).get(line, "")


def line_hashes(data: bytes, lines: Iterable[int]) -> dict[int, str]:
    """The GitHub hashes of some lines of one file, which is read once; lines that are not there are left out.

    The hash covers the next hundred UTF-16 units from the start of a line, spaces and tabs aside, each line break counted as one LF; the
    number after the colon counts the equal hashes up to this line. Equal windows have equal hashes, so only the asked lines are hashed.
    """
    wanted = frozenset(lines)
    last = max(wanted, default=0)
    text = _squeezed(data)
    seen: dict[bytes, int] = {}
    hashes: dict[int, str] = {}
    start, line = 0, 1
    while line <= last:
        window = _window(text, start)
        seen[window] = seen.get(window, 0) + 1
        if line in wanted:
            hashes[line] = f"{_rolling(window):x}:{seen[window]}"
        start = text.find("\n", start) + 1
        line += 1
        if not start:
            break
    return hashes


def _squeezed(data: bytes) -> str:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(" ", "").replace("\t", "") + _END


def _window(text: str, start: int) -> bytes:
    """The hundred UTF-16 units (two bytes each) from `start`; the file's end is followed by zeros."""
    return text[start : start + _BLOCK].encode("utf-16-be")[: 2 * _BLOCK].ljust(2 * _BLOCK, b"\0")


def _rolling(window: bytes) -> int:
    value = 0
    for at in range(0, len(window), 2):
        value = (value * _BASE + int.from_bytes(window[at : at + 2], "big")) % _MODULUS
    return value
