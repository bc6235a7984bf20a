"""Where a file states values by name: the settings of configuration, the quoted literals of code, the arguments of a provider's client."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from golint.catalog.providers import Provider
from golint.credentials.naming import name_before, names_secret, snake
from golint.facts import Call, Document, Expr, Literal, Program, Sequence, Setting, walk
from golint.lazily import compiled
from golint.model import Span

_QUOTED = compiled(rb"""(["'`])(?P<value>(?=[^"'`\s]{0,200}\d)[^"'`\s<>]{10,512})\1""")
# What a language or a notebook may put around a text that is made of letters and digits alone.
_KEY = compiled(rb"""["'`({\[<|](?=[A-Za-z]{0,127}\d)[A-Za-z0-9]{16,128}[\\"'`)}\]>|]""")
# What stands in for a variable of the environment: `getenv('KEY') ?: '...'`, `process.env.KEY || "..."`, `os.getenv("KEY", "...")`.
_STAND_IN = compiled(
    rb"""(?:\b(?:getenv|env|os\.environ\.get|ENV\.fetch)\(\s*["']|\bprocess\.env(?:\.|\[["'])|\$_ENV\[["']|\bENV\[["'])(?P<name>[A-Z][A-Z0-9_]+)["']?"""
    rb"""(?:\s*[\])]?\s*(?:\?:|\?\?|\|\|)|\s*,)\s*(["'`])(?P<value>[^"'`\s<>]{8,512})\2"""
)
# `key.startsWith("sk_live_51")`, `strings.HasPrefix(key, "sk_live_51")`
_BEGINNING = compiled(rb"(?i)(?:starts?_?with\??|has_?prefix)[ \t]*\((?:[^()\"'`]{0,60},)?\s*\Z")
_LEAD = 100  # bytes
_MARKED = len(b'b""')
# A file without any of these names no secret; to know that costs less than to read the file.
SECRET_WORDS = frozenset({b"secret", b"key", b"token", b"passw", b"hmac", b"credential", b"auth", b"client(", b"_sk"})


class Value(Struct, frozen=True):
    """A value under a name. `trail` is the way to it in a configuration file, `addresses` are those of the same group of settings;
    `given_to` is the provider whose client takes it, and `use` is what makes it a secret, "" where its name does."""

    span: Span
    text: str
    name: str
    trail: str = ""
    addresses: tuple[str, ...] = ()
    given_to: Provider | None = None
    use: str = ""


def in_document(document: Document) -> Iterator[Value]:
    """The settings whose names promise a secret, references to elsewhere left out."""
    for setting in document.settings:
        if setting.kind == "text" and _is_secret(setting):
            yield Value(setting.span, setting.value, setting.name, ".".join(setting.path), tuple(_addresses(document, setting)))


def _is_secret(setting: Setting) -> bool:
    """Whether a setting's name promises a secret; what a shop's settings call a webhook's signature is what checks it."""
    return (
        _promises(setting.name)
        or setting.section == "secret"
        or snake(".".join(setting.path)).endswith(("webhook_signature", "webhook_signature_key"))
    )


def _promises(variable: str) -> bool:
    """Whether a variable's name promises a secret, also as `DB_PASS` does: what ends so in code is often how a test went."""
    return names_secret(variable) or variable.endswith(("_PASS", "_PWD"))


def _addresses(document: Document, setting: Setting) -> Iterator[str]:
    """The URLs beside a setting, or beside a group that it belongs to: `pay.url` stands beside `pay.client.secret`. Variables of a process
    belong together as little as what stands at the top of a file."""
    trail = ".".join(setting.path)
    for other in document.settings if not setting.section else ():
        group = ".".join(other.path).rpartition(".")[0]
        if group and trail.startswith(f"{group}.") and "://" in other.value:
            yield other.value


def in_text(data: bytes) -> Iterator[Value]:
    """The quoted literals behind a name that promises a secret, in any language: assignment, argument, entry, default of a look-up. What a
    secret is asked to begin with is none."""
    for match in _QUOTED.finditer(data):
        name = name_before(data, match.start())
        if name and names_secret(name) and not _BEGINNING.search(data, max(0, match.start() - _LEAD), match.start()):
            yield Value(Span(*match.span("value")), match["value"].decode("utf-8", "replace"), name)


def in_stand_ins(data: bytes, lowered: bytes) -> Iterator[Value]:
    """The literals that stand in for variables of the environment whose names promise a secret."""
    if b"env" not in lowered:
        return  # most files speak of none, and the search costs more than all others here
    for match in _STAND_IN.finditer(data):
        name = match["name"].decode("ascii")
        if _promises(name):
            yield Value(Span(*match.span("value")), match["value"].decode("utf-8", "replace"), name)


def in_notebook(data: bytes) -> Iterator[Value]:
    """The same in the cells of a notebook, whose quotes are escaped in the file."""
    from golint.frontends.embedded import notebooks

    code = notebooks.text(data)
    yield from (replace(value, span=code.places.span(value.span)) for value in in_text(code.data))


def constructs(data: bytes, lowered: bytes, providers: tuple[Provider, ...]) -> bool:
    """Whether the name of a provider's client is called anywhere, in a file that quotes what may be a key without a prefix. That costs less
    than to read the program."""
    paths = {path.removesuffix(".default") for provider in providers for sdk in provider.sdks for path in sdk.constructors}
    called = any(re.split(r"[./]", path)[-1].lower().encode() + b"(" in lowered for path in paths)
    return called and _KEY.search(data) is not None


def in_constructors(program: Program, providers: tuple[Provider, ...]) -> Iterator[Value]:
    """The literals given to a provider's client, named or not: some providers' secrets are told by their position alone."""
    owners = {path: provider for provider in providers for sdk in provider.sdks for path in sdk.constructors}
    for node in walk(program.body):
        if isinstance(node, Call) and (owner := owners.get(node.path)):
            for argument in node.arguments:
                for literal in _texts(argument.value):
                    yield Value(inner(literal), str(literal.value), argument.name or "", given_to=owner)


def _texts(value: Expr) -> Iterator[Literal]:
    if isinstance(value, Literal) and isinstance(value.value, str):
        yield value
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _texts(item)


def inner(literal: Literal) -> Span:
    """The span of a literal without its quotes, which a notebook escapes (then each takes two bytes), and without what marks bytes."""
    length = len(literal.value if isinstance(literal.value, bytes) else str(literal.value).encode())
    around = literal.span.end - literal.span.start - length
    if isinstance(literal.value, bytes) and around == _MARKED:
        return Span(literal.span.start + 2, literal.span.end - 1)
    margin = around // 2
    return Span(literal.span.start + margin, literal.span.end - margin) if margin in (1, 2, 3) else literal.span
