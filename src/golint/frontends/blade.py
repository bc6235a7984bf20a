"""Laravel's Blade templates, read as PHP with HTML around it."""

from __future__ import annotations

import re

from golint.lazily import compiled

_OPENING = compiled(rb"@?\{\{--|@?\{!!|@?\{\{|@verbatim\b|@php\b(?![ \t]*\()|<\?(?=php\b|=)", re.IGNORECASE)
_CLOSINGS = {b"{{--": b"--}}", b"{!!": b"!!}", b"{{": b"}}", b"@verbatim": b"@endverbatim", b"@php": b"@endphp", b"<?": b"?>"}


def as_php(data: bytes) -> bytes:
    """The template with PHP's own tags in the place of Blade's, byte for byte as long and line for line the same.

    What is shown, `@php` blocks and comments are rewritten. Directives with arguments stay text: their brackets leave no room for a tag.
    """
    found = bytearray(data)
    at, missing = 0, set[bytes]()
    while opening := _OPENING.search(data, at):
        at = opening.end()
        mark = opening[0].lower().lstrip(b"@") if opening[0].startswith(b"@{") else opening[0].lower()
        closing = _CLOSINGS[mark]
        end = -1 if closing in missing else data.find(closing, at)
        if end < 0:
            missing.add(closing)  # nothing is searched for twice in vain
            continue
        if not opening[0].startswith(b"@{"):
            _rewrite(found, mark, opening.start(), end)
        at = end + len(closing)
    return bytes(found)


def _rewrite(found: bytearray, mark: bytes, start: int, end: int) -> None:
    """Put PHP's tags over a pair of marks; `<?` with nothing but blanks before a value shows the value."""
    match mark:
        case b"{{--":
            found[start : start + 4], found[end : end + 4] = b"<?/*", b"*/?>"
        case b"{!!":
            found[start : start + 3], found[end : end + 3] = b"<?=", b" ?>"
        case b"{{":
            found[start : start + 2], found[end : end + 2] = b"<?", b"?>"
        case b"@php":
            found[start : start + 4], found[end : end + 7] = b"<?  ", b"?>     "
