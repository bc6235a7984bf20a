"""Tells by its bytes that a file was written by a machine, or by the makers of a library: nobody in the shop mends what stands in it."""

from __future__ import annotations

from golint.lazily import compiled

MINIFIED_BYTES = 20_000
MINIFIED_LINE = 500
_HEAD = 4096
# The comment that minifiers leave, with a word about rights, and then the wrapper that serves every kind of loader.
_BANNER = compiled(rb"(?i)\A(?:\xef\xbb\xbf)?\s*+/\*(?!\*+/)(?=!|(?:[^*]|\*(?!/))*?@(?:license|preserve)\b)(?P<text>(?:[^*]|\*(?!/))*+)\*/")
_RIGHTS = compiled(rb"(?i)copyright|licensed?\b|released under|\(c\)|\xa9")
_ANY_LOADER = compiled(rb"typeof[ (]*(?:exports|module|define)\b|\bdefine\.amd\b|\bvar \w+ = \(function \(exports\b")
# The same wrapper as webpack and Rollup write it, with which a file begins that they built.
_BUILT = compiled(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:/\*(?:[^*]|\*(?!/))*+\*/\s*+|//[^\n]*+\n\s*+)*+[;!]?\s*\(function (?:webpackUniversalModuleDefinition\b"
    rb"|\(global, factory\) \{\s*typeof exports === 'object' && typeof module !== 'undefined')"
)


def is_minified(data: bytes) -> bool:
    """Whether a file was written by a machine for machines: more than a little text in very long lines."""
    return len(data) > MINIFIED_BYTES and len(data) > MINIFIED_LINE * (data.count(b"\n") + 1)


def is_library(data: bytes) -> bool:
    """Whether a script is a library as its makers distribute it: their licence comes first, then a wrapper for every kind of loader; or it
    begins with that wrapper as a bundler writes it."""
    head = data[:_HEAD]
    if _BUILT.match(head):
        return True
    banner = _BANNER.match(head)
    return banner is not None and _RIGHTS.search(banner["text"]) is not None and _ANY_LOADER.search(head, banner.end()) is not None
