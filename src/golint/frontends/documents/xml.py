"""XML by its tags alone: no entity but the five of the language and character numbers is ever resolved, so none can grow.

An element that is named by an attribute (`<add key=`, `<string name=`, `<meta-data android:name=`), by the element before it
(`<key>` in a property list, `<param-name>`) or by its tag gives settings that end in that name.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct, field

from golint.frontends.documents.scan import Entry, Path, Scan, below, comment
from golint.frontends.documents.values import decode, kind_of
from golint.lazily import compiled

_TAG = compiled(rb"<(?P<name>[A-Za-z_:\x80-\xff][^\s/>=<\"'!?]*+)(?P<attributes>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+)>")
_END = compiled(rb"</\s*+(?P<name>[^\s>]++)[^>]*+>")
_ATTRIBUTE = compiled(rb"(?<=[\s\"'])(?P<name>[^\s=/\"'<>]++)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')")
_ENTITY = compiled(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NAMES = ("name", "key", "android:name")
_VALUES = ("value", "android:value", "connectionString")
_SKIPPED = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">"))

Range = tuple[int, int]


class _Element(Struct):
    """An open element: `path` and `key` name what it holds; `label` is the name that it gives to its next child."""

    tag: str
    path: Path
    key: Range
    own: Path = ()
    own_key: Range = (0, 0)
    parent: bool = False
    label: str = ""
    label_key: Range = (0, 0)
    texts: list[Range] = field(default_factory=list)


class _Reader(Struct):
    data: bytes
    result: Scan = field(default_factory=Scan)
    stack: list[_Element] = field(default_factory=lambda: [_Element("", (), (0, 0))])
    open: Counter[str] = field(default_factory=Counter)
    elements: int = 0

    def step(self, at: int) -> int:
        """Read what stands at a `<`, and return where it ends."""
        data = self.data
        if data.startswith(b"<![CDATA[", at):
            end = data.find(b"]]>", at)
            end = len(data) if end < 0 else end
            self.stack[-1].texts.append((at + 9, max(end, at + 9)))
            return end + 3
        for opening, closing in _SKIPPED:
            if data.startswith(opening, at):
                return self.skip(at, opening, closing)
        if end_tag := _END.match(data, at):
            self.close(decode(end_tag["name"]), at)
            return end_tag.end()
        tag = _TAG.match(data, at)
        if tag is None:
            return self.stray(at)
        self.start(tag)
        return tag.end()

    def stray(self, at: int) -> int:
        if re.match(rb"<[A-Za-z_:]", self.data[at : at + 2]):
            self.result.fail(at, "the tag that opens here is not closed; close it or its quotes")
            return len(self.data)
        self.result.fail(at, "a bare < stands here; write &lt;")
        return at + 1

    def skip(self, at: int, opening: bytes, closing: bytes) -> int:
        """Go behind a comment, an instruction or the document type with its own declarations."""
        if opening == b"<!":
            end = self.data.find(b">", at)
            if self.data.find(b"[", at, max(end, at)) >= 0:
                closing = b"]>"
        end = self.data.find(closing, at + len(opening))
        if end < 0:
            self.result.fail(at, f"{decode(opening)} that opens here is not closed; close it with {decode(closing)}")
            return len(self.data)
        if opening == b"<!--":
            self.result.comments.append(comment(self.data, at, end + 3, at + 4, end))
        return end + len(closing)

    def start(self, tag: re.Match[bytes]) -> None:
        parent, name = self.stack[-1], decode(tag["name"])
        parent.parent = True
        self.elements += 1
        element = _Element(name, below(parent.path, name, self.elements), tag.span("name"))
        if name == "value" and parent.own:
            element.path, element.key = parent.own, parent.own_key
        elif parent.label and (name != "key" or parent.tag != "dict") and not name.endswith("-name"):
            element.path, element.key, parent.label = below(parent.path, parent.label), parent.label_key, ""
        if parent.tag == "array":  # of a property list: its items have no names
            element.path, element.key = below(parent.path, self.elements), parent.key
        self.attributes(element, tag)
        if tag["attributes"].endswith(b"/"):
            if name in ("true", "false") and parent.tag == "dict":
                self.result.entries.append(Entry(element.path, name, *tag.span("name"), *element.key, "boolean"))
            return
        self.stack.append(element)
        self.open[name] += 1

    def attributes(self, element: _Element, tag: re.Match[bytes]) -> None:
        found = {decode(a["name"]): a for a in _ATTRIBUTE.finditer(self.data, *tag.span("attributes"))}
        label = next((found.pop(name) for name in _NAMES if name in found), None)
        if label is not None:
            element.key = label.span(_quotes(label))
            element.path = below(element.path, _resolve(decode(self.data[slice(*element.key)])))
            element.own, element.own_key = element.path, element.key
        value = next((name for name in _VALUES if name in found), None) if label is not None else None
        for name, attribute in found.items():
            path, key = (element.path, element.key) if name == value else (below(element.path, name), attribute.span("name"))
            self.entry(path, attribute.span(_quotes(attribute)), key)

    def entry(self, path: Path, value: Range, key: Range) -> None:
        text = _resolve(decode(self.data[slice(*value)]))
        self.result.entries.append(Entry(path, text, *value, *key, kind_of(text)))

    def close(self, name: str, at: int) -> None:
        """End an element, and those in it that were left open."""
        if not self.open[name]:
            self.result.fail(at, f"</{name}> closes nothing; remove it")
            return
        while len(self.stack) > 1:
            element = self.stack.pop()
            self.open[element.tag] -= 1
            self.finish(element)
            if element.tag == name:
                return

    def finish(self, element: _Element) -> None:
        if element.parent:
            return
        parent = self.stack[-1]
        for start, end in element.texts:
            if element.tag.endswith("-name") or (element.tag == "key" and parent.tag == "dict"):
                parent.label, parent.label_key = _resolve(decode(self.data[start:end])), (start, end)
            if element.tag != "key" or parent.tag != "dict":
                self.entry(element.path, (start, end), element.key)


def scan(data: bytes) -> Scan:
    """All attributes and the texts of all elements without children."""
    reader = _Reader(data)
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        tag = data.find(b"<", at)
        tag = len(data) if tag < 0 else tag
        text = data[at:tag].strip()
        if text and not reader.stack[-1].parent:
            start = at + data[at:tag].index(text)
            reader.stack[-1].texts.append((start, start + len(text)))
        at = reader.step(tag) if tag < len(data) else tag
    if len(reader.stack) > 1:
        reader.result.fail(max(len(data) - 1, 0), f"<{reader.stack[-1].tag}> is open at the end of the file; close it")
    while len(reader.stack) > 1:
        reader.finish(reader.stack.pop())
    return reader.result


def _quotes(attribute: re.Match[bytes]) -> str:
    return "double" if attribute["double"] is not None else "single"


def _resolve(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
