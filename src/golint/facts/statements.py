"""What is done, in blocks."""

from __future__ import annotations

from golint.facts.expressions import Argument, Entry, Expr
from golint.model import Span, made_often


@made_often()
class Assign:
    """`targets = value`; also declarations (`value` None where nothing is given), `+=` (`operator` "+") and imports' rebinding.

    `annotation` is the declared type as written, resolved through imports, "" where there is none.
    """

    targets: tuple[Expr, ...]
    value: Expr | None
    span: Span
    operator: str = ""
    annotation: str = ""


@made_often()
class Evaluate:
    """An expression statement."""

    value: Expr
    span: Span


@made_often()
class Branch:
    """`if condition: then else: otherwise`."""

    condition: Expr
    then: Block
    otherwise: Block
    span: Span


@made_often()
class Case:
    """One arm of a switch. No pattern means the default; `falls` means that control runs on into the next arm."""

    patterns: tuple[Expr, ...]
    body: Block
    span: Span
    guard: Expr | None = None
    falls: bool = False


@made_often()
class Switch:
    """`switch` or `match`: the arms stand in their order."""

    subject: Expr
    cases: tuple[Case, ...]
    span: Span


@made_often()
class Loop:
    """`for targets in source` or `while source`; `otherwise` is Python's else."""

    targets: tuple[Expr, ...]
    source: Expr | None
    body: Block
    otherwise: Block
    span: Span


@made_often()
class Handler:
    """`except types as name:`; no type catches everything."""

    types: tuple[Expr, ...]
    name: str
    body: Block
    span: Span


@made_often()
class Attempt:
    """try / catch / else / finally."""

    body: Block
    handlers: tuple[Handler, ...]
    otherwise: Block
    final: Block
    span: Span


@made_often()
class Within:
    """`with items:`, `using`, `synchronized` and their like; items are expressions or assignments."""

    items: Block
    body: Block
    span: Span


@made_often()
class Return:
    """`return value`."""

    value: Expr | None
    span: Span


@made_often()
class Raise:
    """`raise value` or `throw value`."""

    value: Expr | None
    span: Span


@made_often()
class Jump:
    """`kind` is break or continue."""

    kind: str
    span: Span


@made_often()
class Parameter:
    """One parameter; `annotation` is its declared type as in Assign, `spread` is "*" or "**" where it takes all that is left."""

    name: str
    default: Expr | None = None
    annotation: str = ""
    decorators: tuple[Expr, ...] = ()
    spread: str = ""


@made_often()
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


@made_often()
class Class:
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
