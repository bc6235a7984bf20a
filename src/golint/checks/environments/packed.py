"""Settings that are packed into a program, and go wherever it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.facts import Document
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

_PACKED = compiled(r"(?:^|/)src/main/resources/(?:config/)?application\.(?:ya?ml|properties)\Z")
_SUFFIXES = (".yml", ".yaml", ".properties")
_PROFILES = compiled(rb"(?m)^\s*(?:spring\.|-\s)?(?:config\.activate\.)?(?:on-profile|profiles?)\b")
_REFERENCE = b"${"  # begins what the environment gives, `${MIDTRANS_KEY}`, with what stands in for it, `${HOST:localhost}`


def is_packed(view: FileView) -> bool:
    """Whether a file holds all that Spring's program is told of its environment, some of it from outside, and neither it nor another file
    beside it has settings for a profile: what is written down is then production's, too."""
    data, path = view.source.data, view.source.path
    if not _PACKED.search(path) or _REFERENCE not in data or _PROFILES.search(data) or not isinstance(view.facts, Document):
        return False
    beside = f"{path.rpartition('/')[0]}/application-"
    return not any(other.startswith(beside) for other in view.project.ending(_SUFFIXES))


def is_given(view: FileView, span: Span) -> bool:
    """Whether the environment may give another value than the one that stands in such a file."""
    data = view.source.data
    return _REFERENCE in data[data.rfind(b"\n", 0, span.start) + 1 : span.end]
