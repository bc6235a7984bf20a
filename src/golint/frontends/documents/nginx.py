"""nginx configuration: directives, and the blocks that they stand in."""

from __future__ import annotations

import re

from msgspec import Struct, field

from golint.frontends.documents.scan import Entry, Path, Scan, below, line_comment
from golint.frontends.documents.values import decode, kind_of, unescape
from golint.lazily import compiled

_TOKEN = compiled(
    rb"""
      (?P<comment>\#[^\r\n]*+)
    | (?P<mark>[{};])
    | (?P<quoted>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    | (?P<open>["'])
    | (?P<word>(?:\\.|\$\{\w*\}|[^\s{};"'\\]|\\)(?:\\.|\$\{\w*\}|[^\s{};\\]|\\)*+)
    """,
    re.X | re.S,
)
_SECTIONS = dict.fromkeys(("proxy_set_header", "add_header", "more_set_headers", "grpc_set_header"), "header")
_SECTIONS |= dict.fromkeys(("fastcgi_param", "uwsgi_param", "scgi_param", "env"), "env")
_NAMED = frozenset({*_SECTIONS, "set"})
_BLOCKS = ("location", "server", "upstream", "http", "events", "stream", "mail")

Word = tuple[int, int]


class _State(Struct):
    """The open blocks, innermost last, and the words of the directive that is being read."""

    stack: list[Path] = field(default_factory=lambda: [()])
    words: list[Word] = field(default_factory=list)
    blocks: int = 0


def scan(data: bytes) -> Scan:
    """All directives with arguments. A block is one step of the path: `server`, `location /webhooks`."""
    result, state = Scan(), _State()
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while token := _TOKEN.search(data, at):
        at = token.end()
        match token.lastgroup:
            case "comment":
                result.comments.append(line_comment(data, *token.span()))
            case "mark":
                at = _mark(data, token, state, result)
            case "open":
                result.fail(token.start(), f"the quote {decode(token[0])} that opens here is not closed; close it")
                at = data.find(b"\n", at) + 1 or len(data)
            case _:
                state.words.append(token.span())
    if len(state.stack) > 1:
        result.fail(max(len(data) - 1, 0), "a block is open at the end of the file; close it with }")
    return result


def _mark(data: bytes, token: re.Match[bytes], state: _State, result: Scan) -> int:
    words, state.words = state.words, []
    match token[0]:
        case b"{":
            name = " ".join(decode(data[start:end]) for start, end in words)
            if name.endswith("_by_lua_block"):
                return _behind_braces(data, token.end())
            state.blocks += 1
            state.stack.append(below(state.stack[-1], name, state.blocks))
        case b"}":
            if len(state.stack) > 1:
                state.stack.pop()
            else:
                result.fail(token.start(), "no block is open that this } could close; remove it or open one before it")
        case _ if len(words) > 1:
            result.entries.extend(_directive(data, words, state.stack[-1]))
    return token.end()


def _behind_braces(data: bytes, at: int) -> int:
    """Where the block of another language that opens before `at` ends."""
    depth = 1
    for brace in re.finditer(rb"[{}]", data[at:]):
        depth += 1 if brace[0] == b"{" else -1
        if not depth:
            return at + brace.end()
    return len(data)


def _directive(data: bytes, words: list[Word], block: Path) -> list[Entry]:
    name = decode(data[words[0][0] : words[0][1]])
    section = _SECTIONS.get(name, next((b for step in reversed(block) for b in _BLOCKS if str(step).split(" ")[0] == b), ""))
    path, key, values = below(block, name), words[0], words[1:]
    if name in _NAMED and (len(values) > 1 or name == "env"):
        key, values = _bare(data, values[0]), values[1:]
        text = decode(data[key[0] : key[1]])
        if not values and "=" in text:
            cut = data.index(b"=", *key)
            key, values = (key[0], cut), [(cut + 1, key[1])]
        path = below(path, decode(data[key[0] : key[1]]))
    if not values:
        return [Entry(path, "", key[1], key[1], *key, "reference", section)]
    start, end = _bare(data, values[0]) if len(values) == 1 else (values[0][0], values[-1][1])
    value = unescape(decode(data[start:end]), {}, keep_unknown=True)
    return [Entry(path, value, start, end, *key, kind_of(value), section)]


def _bare(data: bytes, word: Word) -> Word:
    """A word without the quotes around it."""
    start, end = word
    return (start + 1, end - 1) if data[start : start + 1] in (b'"', b"'") and end - start >= 2 else word
