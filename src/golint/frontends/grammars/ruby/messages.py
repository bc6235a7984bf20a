"""Ruby's names and messages: what is called on what, and with which arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from golint.facts import Argument, Attribute, Call, Entry, Evaluate, Expr, Import, Literal, Mapping, Name, Other, Raise, Sequence, Statement
from golint.frontends.treesitter.entries import Pair
from golint.frontends.treesitter.expressions import Unary, member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span

# -- names --


class Own(ExpressionShape, frozen=True):
    """`self`, and the variables of the object and its class, as members of `this`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        path = "this" if node.kind == "self" else f"this.{reader.text(node).lstrip('@')}"
        return Name(path, node.span, path)


class Global(ExpressionShape, frozen=True):
    """`$name`, without its mark."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        name = reader.text(node).removeprefix("$")
        return Name(name, node.span, name)


class Step(ExpressionShape, frozen=True):
    """`Outer::Inner`, and `a.b` where it is assigned to."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        scope, name = node.one("scope"), node.one("name")
        if name is None:
            return Other(reader.parts(node), node.span)
        if scope is None:
            return Name(reader.text(name), name.span, reader.text(name))
        return member(path_of(scope, reader), reader.text(name), node.span)


def path_of(node: Syntax, reader: Reader) -> Expr:
    """What a message is sent to. Messages without parentheses on the way there are steps of one path."""
    if node.kind != "call":
        return reader.expression(node)
    receiver, method, arguments, block = _parts(node)
    plain = block is None and arguments is None and (method is None or method.kind != "super")
    step = plain and not _constructs(receiver, method, reader)
    return _callee(node, receiver, method, reader) if step else reader.expression(node)


def _parts(node: Syntax) -> tuple[Syntax | None, Syntax | None, Syntax | None, Syntax | None]:
    """The receiver, the method, the arguments and the block of a call, in one way through what stands in it."""
    receiver = method = arguments = block = None
    for child in reversed(node.children):
        match child.field:
            case "method":
                method = child
            case "receiver":
                receiver = child
            case "arguments":
                arguments = child
            case "block":
                block = child
    return receiver, method, arguments, block


def _constructs(receiver: Syntax | None, method: Syntax | None, reader: Reader) -> bool:
    if receiver is None or receiver.kind not in ("constant", "scope_resolution"):
        return False
    return method is not None and reader.text(method) == "new"


def _callee(node: Syntax, receiver: Syntax | None, method: Syntax | None, reader: Reader) -> Name | Attribute:
    """The path of a message; `.()` is `.call`, and `new` of a class is the class."""
    name = reader.text(method) if method is not None else "call"
    if receiver is None:
        return Name(reader.names.resolve(name), method.span if method is not None else node.span, name)
    if _constructs(receiver, method, reader) and isinstance(made := reader.expression(receiver), Name | Attribute):
        return made
    end = max(receiver.end, method.end) if method is not None else receiver.end
    return member(path_of(receiver, reader), name, Span(node.start, end))


# -- calls --

_SENDING = (".try", ".try!", ".send", ".public_send", ".__send__")


class Message(ExpressionShape, StatementShape, frozen=True):
    """A call. A block is its last argument; `raise` is one only inside a value; a file that is required is told by the imports."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        alone = node.one("receiver") is None
        if alone and any(imports(node, reader.text)):
            return ()
        if alone and is_raise(node, reader):
            return (Raise(_raised(reader.arguments(node.one("arguments"))), node.span),)
        return (Evaluate(self.expression(node, reader), node.span),)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        receiver, method, given_to, block = _parts(node)
        callee, arguments = _callee(node, receiver, method, reader), reader.arguments(given_to)
        if arguments and callee.path.endswith("method"):
            match arguments:
                case (Argument(Literal(str(name), "text", place), None),) if callee.path.rpartition(".")[2] == "method":
                    return _referred(node, name, place, reader)
        if receiver is not None and given_to is not None and callee.path.endswith(_SENDING) and _names_method(given_to):
            match arguments:
                case (Argument(Literal(str(name), "text"), None), *rest):
                    callee, arguments = member(path_of(receiver, reader), name, callee.span), tuple(rest)
        given = arguments if block is None else (*arguments, Argument(reader.expression(block)))
        return Call(callee, callee.path, given, node.span)


def _names_method(arguments: Syntax) -> bool:
    """`order.try(:pay!)`: a symbol says which method is called; what a socket sends is a text."""
    first = next((child for child in arguments.children if child.kind not in ("(", ",")), None)
    return first is not None and first.kind == "simple_symbol"


def _referred(node: Syntax, name: str, place: Span, reader: Reader) -> Expr:
    """`method(:name)` is the name of that method."""
    receiver = node.one("receiver")
    if receiver is None:
        return Name(name, Span(place.start + 1, place.end), name)
    return member(path_of(receiver, reader), name, node.span)


def is_raise(node: Syntax, reader: Reader) -> bool:
    method = node.one("method")
    return node.kind == "call" and node.one("receiver") is None and method is not None and reader.text(method) == "raise"


def _raised(arguments: tuple[Argument, ...]) -> Expr | None:
    """`raise Class, "message"` constructs what it raises."""
    match arguments:
        case ():
            return None
        case (Argument(Name(path, span) as kind), *rest) if rest:
            return Call(kind, path, tuple(rest), Span(span.start, rest[-1].value.span.end))
        case (Argument(value), *_):
            return value
    return None


class Word(ExpressionShape, frozen=True):
    """A keyword that is called: `yield`, `retry`, `redo`."""

    arguments: Selector = 0

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        word = node.kind
        callee = Name(word, Span(node.start, node.start + len(word)), word)
        return Call(callee, word, reader.arguments(node.one(self.arguments)), node.span)


class Prefix(Unary, frozen=True):
    """An operator before its operand; `defined?` is a call, and `+""` the text that it copies."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        operand = node.one(self.operand)
        if operand is not None and node.tokens[:1] == ["+"]:
            return reader.expression(operand)
        if operand is None or node.tokens[:1] != ["defined?"]:
            return Unary.expression(self, node, reader)
        callee = Name("defined?", Span(node.start, node.start + len("defined?")), "defined?")
        return Call(callee, callee.path, (Argument(reader.expression(operand)),), node.span)


class Several(ExpressionShape, frozen=True):
    """The values after `return` and their like: one is itself, more are a list."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        values = reader.expressions(node.children)
        return values[0] if len(values) == 1 else Sequence(values, node.span)


# -- arguments and pairs --


class Lone(ExpressionShape, frozen=True):
    """A pair where a value stands is a mapping of that pair."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Mapping((reader.entry(node),), node.span)


def keyword(node: Syntax, reader: Reader) -> Argument:
    """`name: value`, `"name" => value`; a pair with any other key is a mapping."""
    match Pair()(node, reader):
        case Entry(Literal(str(name), "text"), value):
            return Argument(value, name)
        case entry:
            return Argument(Mapping((entry,), node.span))


def handed(node: Syntax, reader: Reader) -> Argument:
    """`&block`, a plain argument."""
    return Argument(reader.maybe(node.one(0)) or Other((), node.span))


# -- imports --


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """`require` and `require_relative` of a constant; they bind no name."""
    arguments = node.one("arguments")
    if arguments is None or [child.kind for child in arguments.children] != ["string"]:
        return
    method = node.one("method")
    if method is None or node.one("receiver") is not None:
        return
    content = arguments.children[0].children
    if text(method) not in ("require", "require_relative") or [child.kind for child in content] != ["string_content"]:
        return
    module = text(content[0])
    if text(method) == "require_relative" and not module.startswith((".", "/")):
        module = f"./{module}"
    yield Import("", module, node.span, module=module)
