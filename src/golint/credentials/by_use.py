"""Literals that are secrets because what a provider sends is compared with them, however weak they look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from golint.catalog.providers import Provider
from golint.catalog.roles import Roles
from golint.credentials.literals import Value, inner
from golint.facts import Assign, Attribute, Call, Choice, Compare, Expr, Function, Index, Literal, Logic, Name, Node, Program, walk

COMPARING = frozenset({"compare.constant_time", "compare.plain", "compare.order"})
_ENCODING = frozenset({"from", "encode", "getBytes", "GetBytes", "byte", "bytes", "[]byte"})
_SAME = frozenset({"trim", "strip", "to_s", "toString", "ToString", "String", "str", "string"})
_HOPS = 2
_LEAST = 4  # characters
_Given = Mapping[str, Sequence[Expr]]


def tokens_of(providers: Sequence[Provider], lower: bytes) -> Mapping[str, Provider]:
    """The headers in which some providers send the shop's own token back, by their names in lower case: those that a text names."""
    headers = {
        name.lower(): provider
        for provider in providers
        for hook in provider.webhooks
        if hook.mode == "static-token"
        for name in hook.headers
    }
    return {name: one for name, one in headers.items() if name.encode() in lower or name.replace("-", "_").encode() in lower}


def in_comparisons(program: Program, headers: Mapping[str, Provider], roles: Roles) -> Iterator[Value]:
    """The literals that such a header is compared with, as they stand there or under a name that the same file gives them."""
    given: dict[str, list[Expr]] = {}
    for node in walk(program.body):
        for name, value in _bound(node):
            given.setdefault(name, []).append(value)
    for node in walk(program.body):
        for sent, expected in _compared(node, roles):
            provider = next((one for name, one in headers.items() if _is_sent(sent, name, given)), None)
            literal = _literal(expected, given) if provider is not None else None
            text = _text(literal) if literal is not None else ""
            if literal is not None and not any(_names(text, name) for name in headers):
                name = expected.written if isinstance(expected, Name) else ""
                yield Value(inner(literal), text, name, given_to=provider, use="callback token")


def _bound(node: Node) -> Iterator[tuple[str, Expr]]:
    """The names that a part of a program binds, with what to: `@RequestHeader("x-callback-token") String token` too."""
    match node:
        case Assign(targets=targets, value=value) if value is not None:
            yield from ((target.written, value) for target in targets if isinstance(target, Name))
        case Function(parameters=parameters):
            yield from ((one.name, told) for one in parameters for told in one.decorators)


def _compared(node: Node, roles: Roles) -> Iterator[tuple[Expr, Expr]]:
    """The two sides of a comparison, either way round."""
    match node:
        case Compare(left=left, right=right):
            yield from ((left, right), (right, left))
        case Call(arguments=(first, second, *_)) if roles.by(node) & COMPARING:
            yield from ((first.value, second.value), (second.value, first.value))
        case Call(arguments=(only,)) if roles.by(node) & COMPARING and (base := _base(node)) is not None:
            yield from ((base, only.value), (only.value, base))


def _is_sent(expr: Expr, header: str, given: _Given, hops: int = _HOPS) -> bool:
    """Whether a value is what came in a header, under a name too; what is taken out of that, or asked of it, is another matter."""
    match expr:
        case Name(written=written):
            told = given.get(written, ()) if hops else ()
            return _names(written, header) or any(_is_sent(value, header, given, hops - 1) for value in told)
        case Index(key=Literal(value=str() as text)):
            return _names(text, header)
        case Logic(operands=operands):
            return any(_is_sent(one, header, given, hops) for one in operands)
        case Choice(then=then, otherwise=otherwise):
            return any(_is_sent(one, header, given, hops) for one in (then, otherwise))
        case Call(arguments=arguments):
            if any(isinstance(a.value, Literal) and isinstance(a.value.value, str) and _names(a.value.value, header) for a in arguments):
                return True
            same = [a.value for a in arguments] or [base for base in (_base(expr),) if base is not None]
            return _last(expr) in _ENCODING | _SAME and any(_is_sent(one, header, given, hops) for one in same)
    return False


def _names(text: str, header: str) -> bool:
    """Whether a text is a header's name, as CGI and as parameters spell it too: `HTTP_VERIF_HASH`, `verif_hash`."""
    return text.lower().replace("_", "-").removeprefix("http-") == header


def _literal(expr: Expr, given: _Given, hops: int = _HOPS) -> Literal | None:
    """The text that a value is, spelt in bytes too: `SECRET`, `SECRET.encode()`, `Buffer.from("...")`."""
    match expr:
        case Literal(value=str() | bytes()) if len(_text(expr)) >= _LEAST:
            return expr
        case Name(written=written) if hops and len(given.get(written, ())) == 1:
            return _literal(given[written][0], given, hops - 1)
        case Call(arguments=(only,)) if _last(expr) in _ENCODING:
            return _literal(only.value, given, hops)
        case Call(arguments=()) if _last(expr) in _ENCODING and (base := _base(expr)) is not None:
            return _literal(base, given, hops)
    return None


def _text(literal: Literal) -> str:
    return literal.value.decode("utf-8", "replace") if isinstance(literal.value, bytes) else str(literal.value)


def _base(call: Call) -> Expr | None:
    """What a method is called on; None for a plain function."""
    match call.callee:
        case Attribute(base=base):
            return base
        case Name(written=written) if "." in written:
            name = written.rpartition(".")[0]
            return Name(name, call.span, name)
    return None


def _last(call: Call) -> str:
    return call.path.rpartition(".")[2].rpartition("/")[2]
