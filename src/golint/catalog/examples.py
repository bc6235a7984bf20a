"""The fenced examples of a rule page: miniature repositories that are its tests.

    ```python fault path=shop/views.py
    if «digest == signature»:
    ```

The info line holds a language, one of fault, sound and note, and the path. A block `with path=...` adds a file to the example before it.
With the word gone, the file was committed earlier and is not there any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from golint.catalog.errors import CatalogError
from golint.lazily import compiled

_FENCE = compiled(r"^(`{3,}|~{3,})[ \t]*(\S*)[ \t]*(.*?)[ \t]*$")
_EXPECTATIONS = ("fault", "sound", "note")


class Example(Struct, frozen=True):
    """A miniature repository and what is expected of it.

    `expect` is fault, sound or note (sound, but a note may be said). `files` hold the text as written: keys are markers such as
    `{{stripe.secret.live}}`, and « » stand round what is to be found. `lay_out` turns them into files. The paths that are `gone` were
    committed once, and are not in the repository any more. `source` is the file that the example stands in, and `line` where it begins.
    """

    language: str
    expect: str
    files: tuple[tuple[str, str], ...]
    line: int
    gone: frozenset[str] = frozenset()
    source: str = ""

    @property
    def place(self) -> str:
        """Where the example stands: the name of its file and the line."""
        return f"{Path(self.source).name}:{self.line}"

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The files for readers, each path with what is to be known of it."""
        return tuple((f"{path} (in an earlier commit)" if path in self.gone else path, text) for path, text in self.files)

    def lay_out(self, fill: Callable[[str], str]) -> tuple[dict[str, bytes], tuple[tuple[str, int, int], ...]]:
        """The files, and the expected (path, start, end) in bytes. `fill` puts keys in place of markers (`golint.catalog.grow.fill`)."""
        return lay_out(self.files, fill)


def examples(text: str, source: str) -> tuple[Example, ...]:
    """The examples of a page, or of a file with more of them. Raises CatalogError for a block that cannot be understood."""
    found: list[Example] = []
    for line, language, info, block in _blocks(text.split("\n"), source):
        words, path = _info(info)
        if "with" in words and not found:
            raise CatalogError(source, line, "this block `with path=...` follows no example", "put it after the example it belongs to")
        if "with" in words:
            before = found.pop()
            gone = before.gone.union([path] if "gone" in words else ())
            found.append(replace(before, files=(*before.files, (path, block)), gone=gone))
        elif expect := next((word for word in reversed(_EXPECTATIONS) if word in words), ""):
            if not path:
                raise CatalogError(source, line, "an example needs a path", "add one, such as path=shop/views.py")
            found.append(Example(language, expect, ((path, block),), line, frozenset([path] if "gone" in words else ()), source))
    return tuple(found)


def lay_out(files: Sequence[tuple[str, str]], fill: Callable[[str], str]) -> tuple[dict[str, bytes], tuple[tuple[str, int, int], ...]]:
    """The files as bytes, and the marked spans as (path, start, end). `fill` puts keys in place of their markers."""
    laid: dict[str, bytes] = {}
    spans: list[tuple[str, int, int]] = []
    for path, text in files:
        laid[path], found = _unmarked(fill(text), path)
        spans += [(path, start, end) for start, end in found]
    return laid, tuple(sorted(spans))


def _unmarked(text: str, path: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The text without « and », and what stood between them."""
    out = bytearray()
    open_: list[int] = []
    spans: list[tuple[int, int]] = []
    for part in re.split("([«»])", text):
        if part == "«":
            open_.append(len(out))
        elif part != "»":
            out += part.encode()
        elif open_:
            spans.append((open_.pop(), len(out)))
        else:
            raise ValueError(f"{path}: » without «")
    if open_:
        raise ValueError(f"{path}: « without »")
    return bytes(out), spans


def _blocks(lines: Sequence[str], source: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, language, info and text of each fenced block."""
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        at += 1
        if not opening:
            continue
        first, fence = at, opening[1]
        while at < len(lines) and not (lines[at].startswith(fence) and not lines[at].rstrip(" \t").strip(fence[0])):
            at += 1
        if at == len(lines):
            raise CatalogError(source, first, "the block that begins here has no end", f"close it with {fence}")
        yield first, opening[2], opening[3], "\n".join(lines[first:at]) + "\n"
        at += 1


def _info(info: str) -> tuple[list[str], str]:
    words = info.split()
    path = next((word.removeprefix("path=") for word in words if word.startswith("path=")), "")
    return words, path
