"""What a language's table is made of: node kinds, each with the shape that lowers it.

A shape says which children of a node hold what (see `tree.Selector`) and lowers the node to facts. The shapes in `expressions`,
`statements` and `definitions` serve every language; one that a language alone needs stands beside its table.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from golint.facts import Argument, Case, Entry, Expr, Handler, Import, Statement
from golint.frontends.treesitter.literals import Escapes
from golint.frontends.treesitter.tree import Syntax

if TYPE_CHECKING:
    from golint.frontends.treesitter.definitions import Formal
    from golint.frontends.treesitter.reader import Reader


class ExpressionShape(ABC):
    """A kind of node that has a value."""

    __slots__ = ()

    @abstractmethod
    def expression(self, node: Syntax, reader: Reader, /) -> Expr: ...


class StatementShape(ABC):
    """A kind of node that is done. A shape that is both is lowered as a statement where one may stand."""

    __slots__ = ()

    @abstractmethod
    def statements(self, node: Syntax, reader: Reader, /) -> Iterable[Statement]: ...


Shape = ExpressionShape | StatementShape
ArgumentShape = Callable[[Syntax, "Reader"], Argument]
EntryShape = Callable[[Syntax, "Reader"], Entry]
CaseShape = Callable[[Syntax, "Reader"], Case]
HandlerShape = Callable[[Syntax, "Reader"], Handler]
ImportReader = Callable[[Syntax, Callable[[Syntax], str]], Iterator[Import]]


def _no_imports(_node: Syntax, _text: Callable[[Syntax], str]) -> Iterator[Import]:
    yield from ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grammar:
    """A language as the driver knows it.

    `module` and `function` name the grammar wheel. `shapes` holds what a node means as an expression or a statement; the tables
    below it hold what a node means in one place: in a parameter list, an argument list, a mapping, a switch, a try. Kinds in
    `trivia` are no more than blanks. Kinds in `ignored` (types, punctuation with a name) are passed over with all below them.
    Any other kind without a shape passes on its parts. `imports` reads the imports that a node of `import_kinds` makes; those
    of `passing_kinds` are passed on and bind no name here. `loaders` are callees that import the module whose name they are
    given. What could not be read stands in the nearest of `blocks` after the statement that it breaks. `labels` are names that
    stand for a text, such as a key of an object. `comparisons` and `logic` spell operators as the facts do. `atoms` are the
    kinds that are kept where a tree is too deep to be read in full.
    """

    module: str
    shapes: Mapping[str, Shape]
    function: str = "language"
    comments: frozenset[str] = frozenset({"comment"})
    trivia: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    parameters: dict[str, Formal] = field(default_factory=dict)
    argument_lists: frozenset[str] = frozenset()
    arguments: Mapping[str, ArgumentShape] = field(default_factory=dict)
    entries: Mapping[str, EntryShape] = field(default_factory=dict)
    cases: Mapping[str, CaseShape] = field(default_factory=dict)
    handlers: Mapping[str, HandlerShape] = field(default_factory=dict)
    blocks: frozenset[str] = frozenset()
    decorators: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    import_kinds: frozenset[str] = frozenset()
    passing_kinds: frozenset[str] = frozenset()
    imports: ImportReader = _no_imports
    loaders: frozenset[str] = frozenset()
    comparisons: Mapping[str, str] = field(default_factory=dict)
    logic: Mapping[str, str] = field(default_factory=dict)
    negations: frozenset[str] = frozenset({"not", "!"})
    escapes: Escapes = field(default_factory=Escapes)
    atoms: frozenset[str] = frozenset()
