"""The imports of a module, read off its text: cheap enough for every module of a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from sys import intern

from msgspec import Struct

from golint.lazily import compiled
from golint.model import Span

_LONGEST = 1_000_000  # bytes: what is longer is a bundle, which imports no source any more
_CLAUSE = rb"(?P<clause>[\w$*{},\s]{0,4000}+)"
_IMPORT = compiled(
    rb"\b(?P<word>import|export)\b" + _CLAUSE + rb"""(?P<q>["'])(?P<static>[^"'\n]{1,300}+)(?P=q)"""
    rb"""|(?<!["'])\bfrom\s*+["'](?P<plain>[^"'\s]{1,300}+)["']"""
    rb"""|(?:\b(?:require|import)|\bnew\s++URL)\s*+\(\s*+(?:/\*[^*]{0,200}+\*/\s*+)?["'`](?P<dynamic>[^"'`\n$]{1,300}+)["'`]"""
)
# What an import begins with. A search that begins with plain text is quick; the one above, which does not, would take six times as long.
_IMPORTING = (
    *(compiled(rb"%b(?<!\w%b)" % (word, word)) for word in (b"import", b"export", b"require")),
    compiled(rb"""from(?<!\wfrom)\s*+["']"""),
    compiled(rb"new(?<!\wnew)\s++URL"),
)
_SCRIPT = compiled(rb"""<script\b[^<>]{0,500}?\ssrc\s*+=\s*+["']?(?P<static>[^"'\s<>]{1,300}+)""", re.IGNORECASE)
_BOUND = compiled(rb"(?:const|let|var)\s++(?P<names>[\w$]++|\{[^{}]{0,500}+\})\s*+=\s*+(?:await\s++)?$")
_COMMENTED = compiled(rb"\s*+(?://|\*|/\*|<!--|#)")
_EXPORTED = compiled(
    rb"\bexport\s++(?:(?P<default>default)\b|(?:declare\s++|abstract\s++|async\s++)*+(?:function\s*+\*?|const|let|var|class|enum)\s*+(?P<name>[\w$]++)"
    rb"|\{(?P<list>[^{}]{0,4000}+)\}(?!\s*+from)|(?P<star>\*))|(?P<common>\bmodule\.exports\b|(?<![\w.])exports\.)"
)
_TYPE = compiled(rb"\b(?:interface|type)\s++(?P<name>[\w$]++)")
_TYPING = tuple(compiled(rb"%b(?<!\w%b)\s" % (word, word)) for word in (b"interface", b"type"))


class Mention(Struct, frozen=True, gc=False):
    """One import of a module.

    `span` is the specifier, `statement` what stands before it too. `names` are the exports that are asked for, None for all of them;
    `bound` is what they are called here, each once and in order. A re-export hands on `passed` (the module's name, its name here), or all
    with `star`. A platform has tens of thousands, so names are held in tuples: a set takes four times the room.
    """

    specifier: str
    span: Span
    statement: Span
    names: tuple[str, ...] | None = None
    bound: tuple[str, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()
    star: bool = False

    @property
    def is_export(self) -> bool:
        """Whether the module's names are handed on."""
        return self.star or bool(self.passed)


def mentions(data: bytes) -> Iterator[Mention]:
    """The modules that a script imports, those of comments and those for types alone left out."""
    if len(data) > _LONGEST:
        return
    for match in _found(_IMPORT, _IMPORTING, data):
        if _COMMENTED.match(data, data.rfind(b"\n", 0, match.start()) + 1, match.start() + 2):
            continue
        if match["static"] is None:
            yield _loaded(data, match)
        elif (clause := match["clause"].decode("utf-8", "replace").strip()) == "" or clause.endswith(("from", "}from")):
            found = _static(match, clause.removesuffix("from").strip())
            if found is not None:
                yield found


def _found(pattern: re.Pattern[bytes], beginning: Iterable[re.Pattern[bytes]], data: bytes) -> Iterator[re.Match[bytes]]:
    """What `pattern.finditer` finds, where each match begins as one of some others do."""
    end = 0
    for start in sorted([found.start() for one in beginning for found in one.finditer(data)]):
        if start >= end and (match := pattern.match(data, start)) is not None:
            end = match.end()
            yield match


def scripts(data: bytes) -> Iterator[Mention]:
    """The scripts that a page loads."""
    for match in _SCRIPT.finditer(data):
        text = match["static"].decode("utf-8", "replace")
        if ":" not in text and not text.startswith("//"):
            plain = text if text.startswith(("/", ".")) else f"./{text}"
            yield Mention(plain, Span(*match.span("static")), Span(*match.span()))


def exports(data: bytes) -> frozenset[str] | None:
    """The names that a module exports, None where they cannot be told from its own text."""
    names: set[str] = set()
    for match in _EXPORTED.finditer(data):
        if match["star"] or match["common"]:
            return None
        if match["list"] is not None:
            names.update(here for _, here in _pairs(match["list"].decode("utf-8", "replace")))
        else:
            names.add("default" if match["default"] else match["name"].decode("utf-8", "replace"))
    return frozenset(names)


def types(data: bytes) -> frozenset[str]:
    """The names of types that a module declares: to import them loads nothing."""
    return frozenset(match["name"].decode("utf-8", "replace") for match in _found(_TYPE, _TYPING, data))


def _loaded(data: bytes, match: re.Match[bytes]) -> Mention:
    """A `require`, a dynamic import, or an import whose clause holds a comment."""
    group = "plain" if match["plain"] is not None else "dynamic"
    line = data[max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - 600) : match.start()]
    bound = _BOUND.search(line)
    local = _each(re.findall(r"[\w$]+", bound["names"].decode("utf-8", "replace"))) if bound else ()
    start = match.start() - (len(line) - bound.start() if bound else 0)
    return Mention(intern(match[group].decode("utf-8", "replace")), Span(*match.span(group)), Span(start, match.end()), None, local)


def _static(match: re.Match[bytes], clause: str) -> Mention | None:
    """An import or a re-export; None for one of types alone."""
    text, span, statement = intern(match["static"].decode("utf-8", "replace")), Span(*match.span("static")), Span(*match.span())
    if re.match(r"type\b(?!\s*,)", clause) and clause != "type":
        return None
    before, _, rest = clause.partition("{")
    inner = rest.partition("}")[0]
    pairs = tuple(pair for pair in _pairs(inner) if pair[0])
    if inner.strip() and not pairs and not before.strip():
        return None
    if match["word"] == b"export":
        star = "*" in clause and " as " not in clause
        name = clause.rpartition(" ")[2] if "*" in clause and not star else ""
        return Mention(text, span, statement, None if "*" in clause else _first(pairs), (), ((("", name),) if name else pairs), star)
    alone = set(re.findall(r"[\w$]+", before.replace("* as ", ""))) - {"as"}
    everything = "*" in before or not clause
    asked = None if everything else _first((*pairs, ("default", "")) if alone else pairs)
    return Mention(text, span, statement, asked, _each((*alone, *(here for _, here in pairs))))


def _first(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return _each(theirs for theirs, _ in pairs)


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(map(intern, names))))


def _pairs(inner: str) -> Iterator[tuple[str, str]]:
    """The members between braces with their names on both sides; types are left out."""
    for part in inner.split(","):
        words = part.split()
        if words and not (words[0] == "type" and len(words) in (2, 4)):
            yield words[0], words[-1]
