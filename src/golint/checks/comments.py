"""Lines that are commented out, in whatever language a text is."""

from __future__ import annotations

from golint.lazily import compiled

_MARK = compiled(rb"\s*(?://|#|\*|/\*|<!--|--|;)")


def is_comment(data: bytes, line_start: int) -> bool:
    """Whether the line that begins at an offset begins with the mark of a comment."""
    return _MARK.match(data, line_start) is not None
