"""What is done, in blocks."""

from __future__ import annotations

from msgspec import Struct

from golint.facts.expressions import Argument, Entry, Expr
from golint.model import Span


class Assign(Struct, frozen=True, gc=False):
    """`targets = value`; also declarations (`value` None where nothing is given), `+=` (`operator` "+") and imports' rebinding.

    `annotation` is the declared type as written, resolved through imports, "" where there is none.
    """

    targets: tuple[Expr, ...]
    value: Expr | None
    span: Span
    operator: str = ""
    annotation: str = ""


class Evaluate(Struct, frozen=True, gc=False):
    """An expression statement."""

    value: Expr
    span: Span


class Branch(Struct, frozen=True, gc=False):
    """`if condition: then else: otherwise`."""

    condition: Expr
    then: Block
    otherwise: Block
    span: Span


class Case(Struct, frozen=True, gc=False):
    """One arm of a switch. No pattern means the default; `falls` means that control runs on into the next arm."""

    patterns: tuple[Expr, ...]
    body: Block
    span: Span
    guard: Expr | None = None
    falls: bool = False


class Switch(Struct, frozen=True, gc=False):
    """`switch` or `match`: the arms stand in their order."""

    subject: Expr
    cases: tuple[Case, ...]
    span: Span


class Loop(Struct, frozen=True, gc=False):
    """`for targets in source` or `while source`; `otherwise` is Python's else."""

    targets: tuple[Expr, ...]
    source: Expr | None
    body: Block
    otherwise: Block
    span: Span


class Handler(Struct, frozen=True, gc=False):
    """`except types as name:`; no type catches everything."""

    types: tuple[Expr, ...]
    name: str
    body: Block
    span: Span


class Attempt(Struct, frozen=True, gc=False):
    """try / catch / else / finally."""

    body: Block
    handlers: tuple[Handler, ...]
    otherwise: Block
    final: Block
    span: Span


class Within(Struct, frozen=True, gc=False):
    """`with items:`, `using`, `synchronized` and their like; items are expressions or assignments."""

    items: Block
    body: Block
    span: Span


class Return(Struct, frozen=True, gc=False):
    """`return value`."""

    value: Expr | None
    span: Span


class Raise(Struct, frozen=True, gc=False):
    """`raise value` or `throw value`."""

    value: Expr | None
    span: Span


class Jump(Struct, frozen=True, gc=False):
    """`kind` is break or continue."""

    kind: str
    span: Span


class Parameter(Struct, frozen=True, gc=False):
    """One parameter; `annotation` is its declared type as in Assign, `spread` is "*" or "**" where it takes all that is left."""

    name: str
    default: Expr | None = None
    annotation: str = ""
    decorators: tuple[Expr, ...] = ()
    spread: str = ""


class Function(Struct, frozen=True, gc=False):
    """A function or a method. `name` is "" for an anonymous one; `qualname` is dotted through classes and functions; `span` is the
    whole definition and `name_span` its name. `results` are the names of several results, where a type declares them, and `returns` is the
    declared type of the one, as in Assign; of PHP's methods alone."""

    name: str
    qualname: str
    parameters: tuple[Parameter, ...]
    decorators: tuple[Expr, ...]
    body: Block
    span: Span
    name_span: Span
    is_async: bool = False
    results: tuple[str, ...] = ()
    returns: str = ""


class Class(Struct, frozen=True, gc=False):
    """A class with its body; the names are as in Function."""

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
