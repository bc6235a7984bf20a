"""What an expression is called: its path, and the word that says what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.facts import Attribute, Call, Expr, Index, Name
from golint.lazily import compiled
from golint.model import Span

OWN = ("self", "cls", "this")
"""What a method calls its own object, or its class."""

_GETTER = compiled(r"\.get([A-Z]\w*)$")
_ASKING = (
    ".get", ".pop", "getenv", ".getlist", "getattr", "environ", ".input", ".json", ".post", ".query", ".getParam", ".get_param", ".getPost",
    ".string", ".header", ".getHeader", ".getHeaderLine", ".get_header", "data_get",
)  # fmt: skip
_KEY = compiled(r"[\w.\[\]-]+")


def path_of(expr: Expr | None) -> str:
    """The path of a name, an attribute or a call, resolved through imports; "" for anything else."""
    return expr.path if isinstance(expr, Name | Call | facts.Attribute) else ""


def last_of(expr: Expr | None) -> str:
    """The last step of that path."""
    return path_of(expr).rpartition(".")[2]


def makes_object(call: Call) -> bool:
    """Whether a call is written as a class's: `new Payment()`, also where the class is a file's default export."""
    return last_of(call)[:1].isupper() or (isinstance(call.callee, Name) and call.callee.written.rpartition(".")[2][:1].isupper())


def guard_name(expr: Expr | None) -> str:
    """What a guard is called: the last step of its path, the class that stands as a value (`Signed::class`), or the alias that a text
    holds (`throttle` of "throttle:60,1")."""
    last = path_of(expr).removesuffix(".class").rpartition(".")[2]
    if last == "default":  # what a module gives out without a name is called as the file calls it
        callee = expr.callee if isinstance(expr, Call) else expr
        last = callee.written.rpartition(".")[2] if isinstance(callee, Name) else last
    return last or text_of(expr).partition(":")[0]


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
            keys = (text for a in arguments if (text := text_of(a.value)) and _KEY.fullmatch(text))
            return next(keys, "")
        case Call(path=path, arguments=()) if (getter := _GETTER.search(path)) is not None:
            return getter[1][:1].lower() + getter[1][1:]
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


def chained(call: Call) -> Iterator[Call]:
    """The calls that a call is chained to, nearest first: `Http::withToken($key)` of `Http::withToken($key)->post($url)`."""
    here = call.receiver
    while isinstance(here, Call):
        yield here
        here = here.receiver


def headers_of(call: Call) -> Name | None:
    """`session.headers` for `session.post()`: what a client sends with each of its requests."""
    owner = owner_of(call)
    return Name(f"{owner.path}.headers", owner.span, f"{owner.written}.headers") if isinstance(owner, Name) else None


def begins_with(expr: Expr | None) -> str:
    """The text of a literal, or the one that a text put together begins with."""
    match expr:
        case facts.Binary(operator="+", left=left):
            return begins_with(left)
        case facts.Template(parts=(first, *_)):
            return begins_with(first)
    return text_of(expr)


def called(call: Call) -> str:
    """How people call what a call runs: its path, without the address that an import puts in front: `paymentintent.New`, `fetch`. A call on
    the way to it keeps its parentheses: `Http.withToken().post`."""
    path = _unaddressed(call).lstrip(".")
    written = call.callee.written if isinstance(call.callee, Name) else path
    if ".default" in path or "/" in path:
        return written
    return written if path.count(".") > written.count(".") + 1 and path.endswith(written.rpartition(".")[2]) else path


def _unaddressed(call: Call) -> str:
    """The way to what a call runs, with the name at its root as it is written there: `Http.withToken().post`."""
    match call.callee:
        case Name(path=path):
            return path
        case callee:
            return _spoken(callee)


def _spoken(expr: Expr) -> str:
    """How people speak of a value that a name leads to."""
    match expr:
        case Name(written=written):
            return written
        case Attribute(base=base, path=path):
            return _spoken(base) + path
        case Call(callee=callee):
            return f"{_spoken(callee)}()"
        case Index(base=base):
            return _spoken(base)
    return ""


def text_of(expr: Expr | None) -> str:
    """The text of a literal, "" for anything else."""
    return expr.value if isinstance(expr, facts.Literal) and isinstance(expr.value, str) else ""


def subject_of(call: Call) -> str:
    """What a call of a provider is about: `customers` of `stripe.customers.retrieve()`."""
    return facts.trail(call).rpartition(".")[0].rpartition(".")[2]


def spelled(expr: Expr) -> str:
    """The names and keys that an expression is written with."""
    match expr:
        case Name(written=written):
            return written.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case facts.Index(base=base, key=facts.Literal(value=int())):
            return spelled(base)  # a step of it: `$event[1]` of "plan.activated"
        case Call(path=path, arguments=(facts.Argument(value=facts.Literal(value=str() as key)), *_)) if path.endswith(".get"):
            return key
        case facts.Attribute(path=path):
            return path
        case Call(path=path):
            return name_of(expr) or path.rpartition(".")[2]
    return ""
