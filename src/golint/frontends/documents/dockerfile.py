"""Dockerfiles: ENV, ARG and LABEL in all their forms, every other instruction as one setting."""

from __future__ import annotations

import re

from golint.frontends.documents.scan import Entry, Path, Scan, line_comment
from golint.frontends.documents.values import decode, kind_of
from golint.lazily import compiled

_DIRECTIVE = compiled(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*#[ \t]*\w+[ \t]*=[^\n]*\n)*?[ \t]*#[ \t]*escape[ \t]*=[ \t]*`", re.I)
_INSTRUCTION = compiled(rb"[ \t]*+(?:ONBUILD[ \t]++)?(?P<word>[A-Za-z]++)(?:[ \t]++(?P<rest>[^\r\n]*+))?", re.I)
_HEREDOC = compiled(rb"<<-?[\"']?(?P<end>\w+)[\"']?")
_PAIR = compiled(
    rb"""(?P<quote>["']?)(?P<key>[\w./@-]++)(?P=quote)=(?P<value>(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|\\.|[^\s"'\\])*+)(?:[ \t]++|$)""",
    re.X,
)
_OLD_FORM = compiled(rb"(?P<key>\S+)[ \t]+(?P<value>.*\S)")
_SECTIONS = {"ENV": "env", "ARG": "build-arg", "LABEL": "label"}
_WHOLE = compiled(rb"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'", re.S)
_QUOTES = compiled(r"\\(.)|[\"']")


def scan(data: bytes) -> Scan:
    """All instructions. Continued lines and the comments between them are read as one line of the same length."""
    result = Scan()
    flat = _flatten(data, b"`" if _DIRECTIVE.match(data) else b"\\", result)
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(flat):
        line = _INSTRUCTION.match(flat, at)
        at = flat.find(b"\n", at) + 1 or len(flat)
        if line:
            _instruction(flat, line, result)
            if line["word"].upper() in (b"RUN", b"COPY", b"ADD"):
                at = _behind_heredocs(flat, line, at)
    return result


def _flatten(data: bytes, escape: bytes, result: Scan) -> bytes:
    """The file with comments, and line ends that continue an instruction, blanked out."""
    flat = bytearray(data)
    continued = False
    for match in re.finditer(rb"[^\n]*\n|[^\n]+", data):
        line = match[0]
        text = line.strip()
        if text.startswith(b"#"):
            start = match.start() + line.index(b"#")
            result.comments.append(line_comment(data, start, match.end()))
        elif text:
            continued = text.endswith(escape)
        keep = match.start() + len(line.rstrip())
        if text.startswith(b"#"):
            _blank(flat, match.start(), match.end() if continued else keep)
        elif continued:
            _blank(flat, keep - 1 if text else match.start(), match.end())
    return bytes(flat)


def _blank(flat: bytearray, start: int, end: int) -> None:
    flat[start:end] = b" " * (end - start)


def _behind_heredocs(flat: bytes, line: re.Match[bytes], at: int) -> int:
    """Where the next instruction begins, the here-documents of this one left behind."""
    for match in _HEREDOC.finditer(line["rest"] or b""):
        end = re.compile(rb"^\t*" + match["end"] + rb"[ \t]*\r?$", re.M).search(flat, at)
        if end is None:
            return at
        at = flat.find(b"\n", end.end()) + 1 or len(flat)
    return at


def _instruction(flat: bytes, line: re.Match[bytes], result: Scan) -> None:
    word = decode(line["word"]).upper()
    if line["rest"] is None:
        return
    start = line.start("rest")
    end = start + len(line["rest"].rstrip())
    if word not in _SECTIONS:
        value = " ".join(decode(flat[start:end]).split())
        result.entries.append(Entry((word,), value, start, end, *line.span("word"), kind_of(value, quoted=True), "instruction"))
        return
    at = start
    while pair := _PAIR.match(flat, at, end):
        result.entries.append(_entry((word, decode(pair["key"])), pair, _SECTIONS[word]))
        at = pair.end()
    if at == start:
        _without_equals(flat, (word, start, end), result)


def _without_equals(flat: bytes, instruction: tuple[str, int, int], result: Scan) -> None:
    """`ENV KEY value`, and `ARG KEY` that only names an argument."""
    word, start, end = instruction
    old = _OLD_FORM.match(flat, start, end)
    if old and word != "ARG":
        result.entries.append(_entry((word, decode(old["key"])), old, _SECTIONS[word]))
    elif word == "ARG" and start < end:
        for name in re.finditer(rb"[\w.-]+", flat[start:end]):
            key = (start + name.start(), start + name.end())
            result.entries.append(Entry((word, decode(name[0])), "", key[1], key[1], *key, "null", "build-arg"))


def _entry(path: Path, match: re.Match[bytes], section: str) -> Entry:
    start, end = match.span("value")
    raw = match["value"]
    whole = _WHOLE.fullmatch(raw)
    literal = whole is not None and whole["single"] is not None
    if whole:
        start, end = start + 1, end - 1
    value = decode(raw[1:-1]) if literal else _QUOTES.sub(lambda quote: quote[1] or "", decode(raw))
    return Entry(path, value, start, end, *match.span("key"), "text" if literal else kind_of(value), section)
