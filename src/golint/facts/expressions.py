"""What has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from golint.model import Span

if TYPE_CHECKING:  # statements are made of expressions; one expression, a lambda, holds a function again
    from golint.facts.statements import Function


class Name(Struct, frozen=True, gc=False):
    """A variable or a dotted path of attributes: `path` is resolved through imports, `written` is the text of the file."""

    path: str
    span: Span
    written: str = ""


class Attribute(Struct, frozen=True, gc=False):
    """`.name` of a value that is no plain path, such as `client().refunds`; `path` starts with a dot."""

    base: Expr
    path: str
    span: Span


class Literal(Struct, frozen=True, gc=False):
    """A constant. Text is decoded; `kind` is one of text, bytes, number, boolean, null, regex."""

    value: str | bytes | int | float | bool | None
    kind: str
    span: Span


class Template(Struct, frozen=True, gc=False):
    """Text put together from parts: an f-string, a template literal, string interpolation."""

    parts: tuple[Expr, ...]
    span: Span


class Argument(Struct, frozen=True, gc=False):
    """One argument; `name` is the keyword (None by place), `spread` is "*" or "**" for unpacking."""

    value: Expr
    name: str | None = None
    spread: str = ""


class Call(Struct, frozen=True, gc=False):
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


class Index(Struct, frozen=True, gc=False):
    """`base[key]`."""

    base: Expr
    key: Expr
    span: Span


class Compare(Struct, frozen=True, gc=False):
    """`left operator right`; `a < b < c` gives two. Operators are spelt ==, !=, <, <=, >, >=, in, not in, is, is not (=== is ==)."""

    operator: str
    left: Expr
    right: Expr
    span: Span


class Logic(Struct, frozen=True, gc=False):
    """`and`, `or` (also ?? and ||) with two or more operands, `not` with one."""

    operator: str
    operands: tuple[Expr, ...]
    span: Span


class Choice(Struct, frozen=True, gc=False):
    """`then if condition else otherwise`."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span


class Binary(Struct, frozen=True, gc=False):
    """Any other operator of two operands, such as + % |."""

    operator: str
    left: Expr
    right: Expr
    span: Span


class Entry(Struct, frozen=True, gc=False):
    """A key and a value of a mapping; the key is None for an unpacked mapping."""

    key: Expr | None
    value: Expr


class Mapping(Struct, frozen=True, gc=False):
    """`{key: value}`: a dict, an object, or the pattern that takes one apart."""

    entries: tuple[Entry, ...]
    span: Span


class Sequence(Struct, frozen=True, gc=False):
    """A list, tuple, set, or the result of a comprehension (whose parts are its items: the element, what it goes through, and asks)."""

    items: tuple[Expr, ...]
    span: Span


class Lambda(Struct, frozen=True, gc=False):
    """A function written as an expression."""

    function: Function
    span: Span


class Bind(Struct, frozen=True, gc=False):
    """An assignment inside an expression (`:=`, or `=` where the language has it). With `each` the target stands for one element of the
    value after the other, within the comprehension whose span this is, and nowhere else."""

    target: Expr
    value: Expr
    span: Span
    each: bool = False


class Other(Struct, frozen=True, gc=False):
    """Anything else; its parts are kept, so that no call is lost."""

    parts: tuple[Expr, ...]
    span: Span


Expr = Name | Attribute | Literal | Template | Call | Index | Compare | Logic | Choice | Binary | Mapping | Sequence | Lambda | Bind | Other
