"""The guard before LibCST: files that would end the process, or keep it busy for minutes, are found by one cheap look."""

from __future__ import annotations

MAX_BYTES = 1_000_000
MAX_DEPTH = 150
MAX_TERMS = 400
_KEPT = b"()[]{}+-*/%|&@,\n"
_DROPPED = bytes(set(range(256)) - set(_KEPT))
_LINE_END = ord("\n")


def unsafe_nesting(data: bytes) -> str:
    """Why LibCST must not see this file, or "". One pass over the brackets and operators; strings are not told apart."""
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB"
    depth = terms = 0
    for byte in data.translate(None, _DROPPED):
        if byte in b"([{":
            depth += 1
            if depth > MAX_DEPTH:
                return f"brackets nested more than {MAX_DEPTH} deep"
        elif byte in b")]}":
            depth = max(0, depth - 1)
        elif byte in b"," or (byte == _LINE_END and not depth):
            terms = 0
        elif byte != _LINE_END:
            terms += 1
            if terms > MAX_TERMS:
                return f"an expression of more than {MAX_TERMS} terms"
    return ""
