"""Takes the tags of a template out of a script, so that what is left reads as code: ERB, EJS, PHP, Jinja, Twig, Liquid, Handlebars, Go,
Thymeleaf.

A tag within quotes stays: it is part of a text. Elsewhere one that prints becomes a name, and any other becomes blank.
"""

from __future__ import annotations

import re

from golint.lazily import compiled

# A tag has a bounded length, so that openings without an end cost little.
_TAG = compiled(
    rb"""
      <%(?P<angle>.{0,2000}?)%>
    | <\?(?P<php>.{0,2000}?)\?>
    | \{%(?P<percent>.{0,2000}?)%\}
    | \{\#\s(?P<remark>.{0,2000}?)\#\}
    | (?<!\$)\{\{(?P<braces>[^{}]{0,1000}+)\}\}
    | \[[\[(](?P<inlined>[$*\#@~]\{[^\r\n]{0,1000}?\})[\])]\]
    """,
    re.X | re.S,
)
_HINT = compiled(rb"<[%?]|\{[%#{]|\[[\[(][$*#@~]\{")
_PRINTS = {
    "angle": compiled(rb"=|-(?!\s*(?:if|elsif|else|end|unless|case|when|for|while|do)\b)"),
    "php": compiled(rb"=|php\s+(?:echo|print)\b"),
    "braces": compiled(rb"[-~]?\s*(?!\s|[#/^!>]|(?:if|else|end|range|with|block|define|template|each|unless)\b)"),
    "inlined": compiled(rb""),
}
_QUOTES = compiled(rb"""\\.|["'`]""", re.S)
_REACH = 500


def filled(script: bytes) -> bytes:
    """The script with its tags filled, byte for byte as long as before."""
    if not _HINT.search(script):
        return script
    text = bytearray(script)
    for tag in _TAG.finditer(script):
        before = text[max(text.rfind(b"\n", 0, tag.start()) + 1, tag.start() - _REACH) : tag.start()]
        text[tag.start() : tag.end()] = _fill(tag, _open_quote(bytes(before)))
    return bytes(text)


def _fill(tag: re.Match[bytes], quote: bytes) -> bytes:
    if quote and quote not in tag[0] and b"\n" not in tag[0]:
        return tag[0]
    kind = tag.lastgroup or ""
    if not quote and (kind not in _PRINTS or not _PRINTS[kind].match(tag[kind])):
        return _blank(tag[0])
    first, line_end, rest = tag[0].partition(b"\n")
    return b"_" * len(first) + line_end + _blank(rest)


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", text)


def _open_quote(before: bytes) -> bytes:
    """The quote that is open at the end of a line's beginning, b"" where none is."""
    quote = b""
    for mark in _QUOTES.findall(before):
        if not quote and not mark.startswith(b"\\"):
            quote = mark
        elif mark == quote:
            quote = b""
    return quote
