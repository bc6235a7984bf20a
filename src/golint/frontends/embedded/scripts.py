"""Finds the scripts of a page or a component: `<script>` elements, and the front matter of Astro."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from golint.facts import Comment, Import
from golint.frontends.authorship import is_minified
from golint.lazily import compiled
from golint.model import Span

# Each alternative that can lack its end takes the rest, so that no byte is looked at over and over.
_OPENING = compiled(
    rb"""
      <!--(?:-?>|(?P<comment>.*?)(?:-->|\Z))
    | <script(?=[\s/>])(?P<attributes>(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)
    """,
    re.X | re.S | re.I,
)
_CLOSING = compiled(rb"</script(?=[\s/>])|\Z", re.I)
_ATTRIBUTE = compiled(rb"""(?P<name>[^\s=/>"']+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"']++)))?""")
_FRONT_MATTER = compiled(rb"\A(?:\xef\xbb\xbf)?(?:\s++|<!--.*?-->)*+---(?P<body>.*?)^[ \t]*+---", re.S | re.M)
_SCHEME = compiled(r"[a-z][a-z0-9+.-]*:|[./<{@~#$]", re.I)

# What the attributes `type` and `lang` say of a script's language, "" where it is the usual one. Any other word means that it is no code.
_KINDS = {
    "text/babel": "jsx", "text/jsx": "jsx", "jsx": "jsx", "tsx": "tsx",
    "text/typescript": "typescript", "application/typescript": "typescript", "typescript": "typescript", "ts": "typescript",
    "module": "", "text/javascript": "", "application/javascript": "", "javascript": "", "js": "", "text/ecmascript": "",
    "application/ecmascript": "", "application/x-javascript": "", "text/x-javascript": "", "text/partytown": "", "": "",
}  # fmt: skip


class Part(Struct, frozen=True):
    """A stretch of code in a file, without the tags around it. With `server` it runs on the server and never reaches a customer."""

    span: Span
    language: str
    server: bool = False


class Markup(Struct):
    """What a page holds for a reader of programs: code, scripts that lie in other files, comments, and what was not read."""

    parts: tuple[Part, ...] = ()
    imports: list[Import] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def scan(data: bytes, language: str) -> Markup:
    """The scripts of a file in one of the languages html, vue, svelte and astro."""
    markup = Markup()
    markup.parts = tuple(part for part in _parts(data, language, markup) if data[part.span.start : part.span.end].strip())
    return markup


def _parts(data: bytes, language: str, markup: Markup) -> Iterator[Part]:
    at = 0
    if language == "astro" and (front := _FRONT_MATTER.match(data)):
        yield Part(Span(*front.span("body")), "typescript", server=True)
        at = front.end()
    while opening := _OPENING.search(data, at):
        at = opening.end()
        if opening["attributes"] is None:
            markup.comments.append(_comment(opening))
            continue
        body = _body(data, opening, language)
        at = body.end
        found = _script(opening, body, language, markup)
        if found is not None and _is_readable(data, found, markup):
            yield found


def _comment(opening: re.Match[bytes]) -> Comment:
    return Comment((opening["comment"] or b"").decode("utf-8", "replace").strip(), Span(*opening.span()))


def _body(data: bytes, opening: re.Match[bytes], language: str) -> Span:
    """What stands between the tags. HTML knows no script that closes itself; components do."""
    if language != "html" and opening["attributes"].rstrip().endswith(b"/"):
        return Span(opening.end(), opening.end())
    closing = _CLOSING.search(data, opening.end())
    return Span(opening.end(), closing.start() if closing else len(data))


def _script(opening: re.Match[bytes], body: Span, language: str, markup: Markup) -> Part | None:
    """The code of a script element; one that names a file is an import, and its body is never run."""
    given = {one["name"].lower(): one for one in _ATTRIBUTE.finditer(opening["attributes"])}
    kind = _kind(given, "typescript" if language == "astro" else "javascript")
    if kind and b"src" in given and (path := _address(_value(given, b"src"))):
        place = given[b"src"].span(given[b"src"].lastgroup or 0)
        markup.imports.append(
            Import("", path, Span(opening.start("attributes") + place[0], opening.start("attributes") + place[1]), module=path)
        )
    return Part(body, kind) if kind and b"src" not in given else None


def _kind(given: Mapping[bytes, re.Match[bytes]], usual: str) -> str:
    """The language of a script, "" for data, templates and what no parser reads."""
    said = [_KINDS.get(_value(given, name).partition(";")[0].strip().lower()) for name in (b"type", b"lang")]
    return "" if None in said else next(filter(None, reversed(said)), usual)


def _value(given: Mapping[bytes, re.Match[bytes]], name: bytes) -> str:
    found = given.get(name)
    value = found and (found["double"] or found["single"] or found["bare"])
    return (value or b"").decode("utf-8", "replace")


def _address(written: str) -> str:
    """The file that a page names, as an import would: relative to the page, without a version behind it."""
    path = re.split(r"[?#]", written.strip(), maxsplit=1)[0] if "<" not in written and "{" not in written else written.strip()
    return path if not path or _SCHEME.match(path) else f"./{path}"


def _is_readable(data: bytes, part: Part, markup: Markup) -> bool:
    if not is_minified(data[part.span.start : part.span.end]):
        return True
    line = data.count(b"\n", 0, part.span.start) + 1
    markup.problems.append(f"the script on line {line} is minified; not read as code")
    return False
