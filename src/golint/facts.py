"""What every front-end turns a file into: a neutral program of statements and expressions, or a flat list of settings.

A front-end lowers one language into these few kinds and then lets go of its own tree. Order is evaluation order; blocks are nested tuples, so "what
encloses what" and "what runs before what" are read off the structure. Names are resolved through the file's own imports, so
`import stripe as s; s.Refund.create()` calls `stripe.Refund.create`. Attribute paths that start in an expression keep that
expression as `base` and show as a leading dot (`client().refunds.create` has the path `.refunds.create`).
Nothing here is specific to one language; meaning comes from roles (`golint.catalog`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from golint.model import Span

# -- expressions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or a dotted path of attributes: `path` is resolved through imports, `written` is the text of the file."""

    path: str
    span: Span
    written: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """`.name` of a value that is no plain path, such as `client().refunds`; `path` starts with a dot."""

    base: Expr
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant. Text is decoded; `kind` is one of text, bytes, number, boolean, null, regex."""

    value: str | bytes | int | float | bool | None
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Template:
    """Text put together from parts: an f-string, a template literal, string interpolation."""

    parts: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument; `name` is the keyword (None by place), `spread` is "*" or "**" for unpacking."""

    value: Expr
    name: str | None = None
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A call or a construction. `path` is the callee's path (see Name and Attribute), "" when it has none."""

    callee: Expr
    path: str
    arguments: tuple[Argument, ...]
    span: Span

    @property
    def receiver(self) -> Expr | None:
        """The value that a method is called on, where the callee is an attribute of an expression."""
        return self.callee.base if isinstance(self.callee, Attribute) else None

    def argument(self, position: int | None, *names: str) -> Expr | None:
        """The argument given by one of `names`, else by `position`; None when it is not there."""
        for argument in self.arguments:
            if argument.name in names:
                return argument.value
        plain = [a for a in self.arguments if a.name is None and not a.spread]
        if position is None or position >= len(plain):
            return None
        return plain[position].value


@dataclass(frozen=True, slots=True)
class Index:
    """`base[key]`."""

    base: Expr
    key: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`; `a < b < c` gives two. Operators are spelt ==, !=, <, <=, >, >=, in, not in, is, is not (=== is ==)."""

    operator: str
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Logic:
    """`and`, `or` (also ?? and ||) with two or more operands, `not` with one."""

    operator: str
    operands: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if condition else otherwise`."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """Any other operator of two operands, such as + % |."""

    operator: str
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and a value of a mapping; the key is None for an unpacked mapping."""

    key: Expr | None
    value: Expr


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, tuple, set, or the result of a comprehension (whose parts are its items)."""

    items: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function written as an expression."""

    function: Function
    span: Span


@dataclass(frozen=True, slots=True)
class Bind:
    """An assignment inside an expression (`:=`, or `=` where the language has it)."""

    target: Expr
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else; its parts are kept, so that no call is lost."""

    parts: tuple[Expr, ...]
    span: Span


Expr = Name | Attribute | Literal | Template | Call | Index | Compare | Logic | Choice | Binary | Mapping | Sequence | Lambda | Bind | Other

# -- statements ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assign:
    """`targets = value`; also declarations (`value` None where nothing is given), `+=` (`operator` "+") and imports' rebinding.

    `annotation` is the declared type as written, resolved through imports, "" where there is none.
    """

    targets: tuple[Expr, ...]
    value: Expr | None
    span: Span
    operator: str = ""
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class Evaluate:
    """An expression statement."""

    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Branch:
    condition: Expr
    then: Block
    otherwise: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """One arm of a switch. No pattern means the default; `falls` means that control runs on into the next arm."""

    patterns: tuple[Expr, ...]
    body: Block
    span: Span
    guard: Expr | None = None
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Switch:
    subject: Expr
    cases: tuple[Case, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Loop:
    """`for targets in source` or `while source`; `otherwise` is Python's else."""

    targets: tuple[Expr, ...]
    source: Expr | None
    body: Block
    otherwise: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Handler:
    """`except types as name:`; no type catches everything."""

    types: tuple[Expr, ...]
    name: str
    body: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Attempt:
    """try / catch / else / finally."""

    body: Block
    handlers: tuple[Handler, ...]
    otherwise: Block
    final: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Within:
    """`with items:`, `using`, `synchronized` and their like; items are expressions or assignments."""

    items: Block
    body: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    value: Expr | None
    span: Span


@dataclass(frozen=True, slots=True)
class Raise:
    value: Expr | None
    span: Span


@dataclass(frozen=True, slots=True)
class Jump:
    """`kind` is break or continue."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    default: Expr | None = None
    annotation: str = ""
    decorators: tuple[Expr, ...] = ()
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function or a method. `name` is "" for an anonymous one; `qualname` is dotted through classes and functions; `span` is the
    whole definition and `name_span` its name."""

    name: str
    qualname: str
    parameters: tuple[Parameter, ...]
    decorators: tuple[Expr, ...]
    body: Block
    span: Span
    name_span: Span
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    name: str
    qualname: str
    bases: tuple[Expr, ...]
    decorators: tuple[Expr, ...]
    body: Block
    span: Span
    name_span: Span


Statement = Assign | Evaluate | Branch | Switch | Loop | Attempt | Within | Return | Raise | Jump | Function | Class
Block = tuple[Statement, ...]
Node = Expr | Statement | Argument | Entry | Case | Handler | Parameter

# -- files --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Import:
    """`local` stands for `path` in this file: a dotted module path, or a module specifier and a member joined by a dot.

    `level` counts the leading dots of a relative import; `star` imports everything. For a specifier such as "./verify" the path
    keeps it as written ("./verify.default").
    """

    local: str
    path: str
    span: Span
    level: int = 0
    star: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment's place and the text inside its markers."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Program:
    """A source file in one of the programming languages. `problem` says in one line what could not be read; the rest holds all the same."""

    language: str
    body: Block
    imports: tuple[Import, ...] = ()
    comments: tuple[Comment, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a configuration file. `path` is the way to it (("services", "web", "environment", "STRIPE_KEY")), `name` its last
    step; `key` and `value` are what stands in the file, their spans exact, quotes left out. `kind` is text, number, boolean, null or reference
    (a value that names an environment variable, a secret store or a variable). `section` names what the format makes of it
    (env, build-arg, header, server ...), "" where it has no special meaning."""

    path: tuple[str, ...]
    value: str
    span: Span
    key_span: Span
    kind: str = "text"
    section: str = ""

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A configuration file. `format` is the syntax (dotenv, yaml, json ...), `dialect` what it configures (compose, kubernetes ...)."""

    format: str
    settings: tuple[Setting, ...]
    dialect: str = ""
    comments: tuple[Comment, ...] = ()
    problem: str = ""


FileFacts = Program | Document

# -- walking ------------------------------------------------------------------------------------------------------

NODES = (
    Name, Attribute, Literal, Template, Call, Index, Compare, Logic, Choice, Binary, Mapping, Sequence, Lambda, Bind, Other,
    Assign, Evaluate, Branch, Switch, Loop, Attempt, Within, Return, Raise, Jump, Function, Class,
    Argument, Entry, Case, Handler, Parameter,
)  # fmt: skip

_SCALARS = {"str", "bool", "Span", "str | bytes | int | float | bool | None", "str | None"}
_CHILD_FIELDS = {kind: tuple(f.name for f in fields(kind) if f.type not in _SCALARS) for kind in NODES}


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in evaluation order as the fields give it."""
    for name in _CHILD_FIELDS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def operands(expr: Expr) -> Iterator[Expr]:
    """The expressions directly below one, those of arguments and entries too; bodies of functions are left out."""
    for node in children(expr):
        match node:
            case Argument(value=value):
                yield value
            case Entry(key=key, value=value):
                if key is not None:
                    yield key
                yield value
            case Function():
                continue
            case _:
                yield node  # type: ignore[misc]  # below an expression stand only expressions, arguments, entries and functions


def trail(expr: Expr) -> str:
    """The names on the way to a value, calls and indexes on the way left out: `client.payment().get(id)` has the trail client.payment.get."""
    match expr:
        case Name(path=path):
            return path
        case Attribute(base=base, path=path):
            return trail(base) + path
        case Call(callee=callee):
            return trail(callee)
        case Index(base=base):
            return trail(base)
    return ""


def walk(nodes: Node | Block, *, into_functions: bool = True) -> Iterator[Node]:
    """The given nodes and all below them, outermost first, in source order.

    Without `into_functions`, definitions below the given nodes are yielded but not entered.
    """
    stack: list[Node] = list(reversed(nodes)) if isinstance(nodes, tuple) else [nodes]
    given = {id(node) for node in stack}
    while stack:
        node = stack.pop()
        yield node
        if not into_functions and isinstance(node, Function | Class | Lambda) and id(node) not in given:
            continue
        stack.extend(reversed(list(children(node))))
