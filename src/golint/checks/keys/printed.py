"""Secret settings that a page prints into its text or its forms, where whoever gets the page reads them in its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.dataflow.vocabulary import STAFF
from golint.dataflow.words import words_of
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

# Pages on which the shop's own people set up what is sold: they may see what they wrote.
_THEIRS = STAFF | {
    "backend", "setting", "settings", "setup", "config", "configuration", "configurations", "dashboard", "panel", "manage", "manager",
    "install", "installer", "provider", "mail", "mails", "email", "emails",
}  # fmt: skip
_SECRET = (b"secret", b"private", b"server", b"password", b"_sk")  # a plain search is much quicker than the patterns
_NAME = rb"""["'](?P<name>[\w.-]{6,80})["']"""
_DEFAULT = rb"(?:,[^(){}]{0,80}+)?\)\s*+;?\s*+"
_PRINTED = (
    (
        compiled(r"\.php$"),
        compiled(rb"(?:\{\{|\{!!|<\?=|<\?php\s++echo)\s*+(?:env|config|getenv)\(\s*+%b\s*+%b(?:\}\}|!!\}|\?>)" % (_NAME, _DEFAULT)),
    ),
    (
        compiled(r"\.ejs$"),
        compiled(rb"""<%[=-]\s*+process\.env(?:\.|\[["'])(?P<name>\w{6,80})["'\]]*+\s*+(?:(?:\|\||\?\?)[^%]{0,40}+)?%>"""),
    ),
    (compiled(r"\.erb$"), compiled(rb"<%%==?\s*+ENV(?:\[|\.fetch\(?)\s*+%b[^%%?]{0,40}+%%>" % _NAME)),
    (
        compiled(r"\.(?:html?|jinja2?|j2|twig|njk)$"),
        compiled(
            rb"""\{\{-?\s*+(?:config|settings|app\.config)(?:\.|\[["']|\.get\(["'])(?P<name>[A-Z][A-Z0-9_]{5,80})["'\])]*+\s*+(?:\|[^{}]{0,40}+)?-?\}\}"""
        ),
    ),
)
# The field of a form that is called like a secret is one to write it into; `key` is what a form for customers hands on.
_FIELD = compiled(rb"""(?i)\bname\s*+=\s*+["'][^"'<>]*?(?:secret|private|env|server|sk_|setting|config|credential)""")


def names(view: FileView) -> Iterator[tuple[bytes, Span]]:
    """The names of the settings that are printed, with their places."""
    path = PurePosixPath(view.source.path)
    patterns = [pattern for suffix, pattern in _PRINTED if suffix.search(path.name)]
    if not patterns or words_of(" ".join(path.parts).replace(".", " ")) & _THEIRS:
        return
    if not any(word in view.caseless for word in _SECRET):
        return
    data = view.source.data
    for pattern in patterns:
        for match in pattern.finditer(data):
            tag = data[max(data.rfind(b"<", 0, match.start()), 0) : data.find(b">", match.end()) + 1 or None]
            if not _FIELD.search(tag):
                yield match["name"], Span(*match.span("name"))
