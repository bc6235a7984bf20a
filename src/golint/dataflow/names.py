"""What an expression is called: its path, and the word that says what it holds."""

from __future__ import annotations

from golint import facts
from golint.facts import Call, Expr, Name
from golint.model import Span

_ASKING = (".get", ".pop", "getenv", ".getlist", "getattr", "environ")


def path_of(expr: Expr | None) -> str:
    """The path of a name, an attribute or a call, resolved through imports; "" for anything else."""
    return expr.path if isinstance(expr, Name | Call | facts.Attribute) else ""


def last_of(expr: Expr | None) -> str:
    """The last step of that path."""
    return path_of(expr).rpartition(".")[2]


def name_of(expr: Expr | None) -> str:
    """The word that says what a value is: `number` for `card.number`, `card["number"]`, `card.get("number")` and `card().number`."""
    match expr:
        case Name(written=written):
            return written.rpartition(".")[2]
        case facts.Attribute(path=path):
            return path.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case Call(path=path, arguments=arguments) if path.endswith(_ASKING):
            keys = (a.value.value for a in arguments if isinstance(a.value, facts.Literal) and isinstance(a.value.value, str))
            return next(keys, "")
    return ""


def owner_of(call: Call) -> Expr | None:
    """The value that a method is called on: `client.refunds` for `client.refunds.create()`; None for a plain function."""
    match call.callee:
        case facts.Attribute(base=base, path=path) if path.count(".") == 1:
            return base
        case facts.Attribute(base=base, path=path, span=span):
            return facts.Attribute(base, path.rpartition(".")[0], span)
        case Name(path=path, written=written, span=span) if "." in written:
            head = written.rpartition(".")[0]
            return Name(path.rpartition(".")[0], Span(span.start, span.end - len(written) + len(head)), head)
    return None


def receiver_of(call: Call) -> Expr | None:
    """The value that a call starts from: `client()` for `client().refunds.create()`, `lines` for `lines.add()`; None for a plain
    function."""
    return call.receiver or owner_of(call)


def headers_of(call: Call) -> Name | None:
    """`session.headers` for `session.post()`: what a client sends with each of its requests."""
    owner = owner_of(call)
    return Name(f"{owner.path}.headers", owner.span, f"{owner.written}.headers") if isinstance(owner, Name) else None


def text_of(expr: Expr | None) -> str:
    """The text of a literal, "" for anything else."""
    return expr.value if isinstance(expr, facts.Literal) and isinstance(expr.value, str) else ""
