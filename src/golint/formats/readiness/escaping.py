"""Markdown whose texts stay texts: nothing in a repository becomes markup, a mention, a reference or a link where the report is pasted."""

from __future__ import annotations

import re

from golint.formats.readiness.wording import pieces
from golint.formats.terminal import plain
from golint.lazily import compiled

_APART = "\u200b"  # a blank without width: it keeps a sign from what would give it a meaning
_SPECIAL = compiled(rf"[\\`*_\[\]~<>&|${_APART}]|^[#+=-]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "$": "&#36;", _APART: "&#8203;"}
# What GitHub and GitLab look for once the Markdown is read: people, issues, addresses.
_REFERENCES = compiled(r"@|[#!](?=\d)|GH-(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)
_NUMBERED = compiled(r"(\d+)([.)])")
_OUTSIDE_CODE_SPANS = compiled(r"[`|\\]")
_LINK = compiled(r"https?://[\w./~%?=&+:;,#@-]+", re.ASCII | re.IGNORECASE)


def text(value: str) -> str:
    """A text on one line, as text; what stands between backticks becomes code."""
    return "".join(code(piece) if is_code else _escaped(piece) for is_code, piece in pieces(" ".join(value.split())))


def words(value: str) -> str:
    """A text on one line, each of its signs without its meaning."""
    return _escaped(plain(value).strip())


def code(value: str) -> str:
    """A text as code, also where a table's cell would end at its bars."""
    shown = plain(value)
    if shown.strip() != shown or not shown or _OUTSIDE_CODE_SPANS.search(shown):
        entities = (char if char.isalnum() or char == " " or not char.isascii() else f"&#{ord(char)};" for char in shown)
        return f"<code>{''.join(entities)}</code>"
    return f"`{shown}`"


def link(url: str) -> str:
    """An address as a link, or as text where following it might do anything else."""
    return f"<{url}>" if _LINK.fullmatch(url) else words(url)


def _escaped(value: str) -> str:
    blanks = value[: len(value) - len(value.lstrip(" "))]  # a heading may stand behind some
    apart = _REFERENCES.sub(lambda match: match[0] + _APART, plain(value[len(blanks) :]))
    escaped = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), apart)
    number = _NUMBERED.match(escaped)
    return blanks + (f"{number[1]}\\{number[2]}{escaped[number.end() :]}" if number else escaped)
