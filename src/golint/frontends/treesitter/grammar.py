"""What a language's table is made of: node kinds, each with the shape that lowers it.

A shape says which children of a node hold what (see `syntax.Selector`) and lowers the node to facts, asking a `Reader` for what lies
below. The shapes in `expressions`, `statements` and `definitions` serve every language; one that a language alone needs stands beside
its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar, Protocol

from msgspec import Struct, field

from golint.facts import Argument, Block, Case, Entry, Expr, Handler, Import, Name, Parameter, Statement
from golint.frontends.literals import Escapes
from golint.frontends.names import Names
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span


class Reader(Protocol):
    """What the shapes ask while they lower the nodes of one file."""

    grammar: Grammar
    data: bytes
    names: Names
    decorators: list[Expr]
    """Those of the definition that comes next."""
    given: Name | None
    """The target that the function or class being lowered is assigned to."""
    doubts: list[Syntax]
    """What this grammar takes and the language itself does not, or may mean otherwise."""

    def text(self, node: Syntax) -> str: ...
    def shape(self, node: Syntax) -> Shape | None: ...
    def bare(self, node: Syntax) -> Syntax: ...
    def annotation(self, node: Syntax | None) -> str: ...
    def load(self, path: str, span: Span) -> None: ...
    def defer(self, *statements: Statement) -> None: ...

    def expression(self, node: Syntax) -> Expr: ...
    def maybe(self, node: Syntax | None) -> Expr | None: ...
    def expressions(self, nodes: Iterable[Syntax]) -> tuple[Expr, ...]: ...
    def parts(self, node: Syntax) -> tuple[Expr, ...]: ...
    def named(self, node: Syntax, target: Expr) -> Expr: ...
    def key(self, node: Syntax) -> Expr: ...
    def entry(self, node: Syntax) -> Entry: ...
    def arguments(self, node: Syntax | None) -> tuple[Argument, ...]: ...

    def block(self, nodes: Iterable[Syntax]) -> Block: ...
    def body(self, node: Syntax | None) -> Block: ...
    def statements(self, node: Syntax) -> Iterable[Statement]: ...
    def take_decorators(self, node: Syntax) -> tuple[Expr, ...]: ...


class ExpressionShape(Struct, frozen=True):
    """A kind of node that has a value. One that `takes_name` is called by the target that it is assigned to, where it has no name."""

    takes_name: ClassVar[bool] = False

    def expression(self, node: Syntax, reader: Reader, /) -> Expr:
        raise NotImplementedError

    def wrapped(self, _node: Syntax, /) -> Syntax | None:
        """The node inside, where the shape is a wrapper that does not change what is inside."""
        return None


class StatementShape(Struct, frozen=True):
    """A kind of node that is done. A shape that is both is lowered as a statement where one may stand."""

    def statements(self, node: Syntax, reader: Reader, /) -> Iterable[Statement]:
        raise NotImplementedError


Shape = ExpressionShape | StatementShape
ParameterShape = Callable[[Syntax, int, Reader], tuple[Parameter, Block]]
ArgumentShape = Callable[[Syntax, Reader], Argument]
EntryShape = Callable[[Syntax, Reader], Entry]
CaseShape = Callable[[Syntax, Reader], Case]
HandlerShape = Callable[[Syntax, Reader], Handler]
ImportReader = Callable[[Syntax, Callable[[Syntax], str]], Iterator[Import]]


def _as_they_stand(body: Block) -> Block:
    return body


def _as_parsed(_root: Syntax, _data: bytes) -> None:
    """Most languages say all they mean in the tree itself."""


def _no_imports(_node: Syntax, _text: Callable[[Syntax], str]) -> Iterator[Import]:
    yield from ()


class Grammar(Struct, frozen=True, eq=False, kw_only=True):
    """A language as the driver knows it.

    `module` and `function` name the grammar wheel. `words` are keywords that the wheel has no kind for and that stand for a value,
    such as `this`: each is a node of the kind that its text spells. `prepare` settles in a whole tree what only its
    context tells, such as which words are variables. `shapes` holds what a node means as an expression or a statement; the
    tables below it hold what a node means in one place: in a parameter list, an argument list, a mapping, a switch, a try. Kinds in
    `trivia` are no more than blanks. Kinds in `ignored` (types, punctuation with a name) are passed over with all below them.
    Any other kind without a shape passes on its parts. `imports` reads the imports that a node of `import_kinds` makes; those
    of `passing_kinds` are passed on and bind no name here. `loaders` are callees that import the module whose name they are
    given. `gather` puts the statements of a whole file together, where the language parts what belongs together. What could not be
    read stands in the nearest of `blocks` after the statement that it breaks. `labels` are names that stand for a text, such as a
    key of an object. In a node of one of `texts` nothing counts but values, which begin with what stands beside the kind, "" where there
    are none; in one of `closed` nothing counts, unless what stands beside the kind is in it. Kinds in `endless` end with what stands in
    them, whatever comments come behind. `comparisons` and `logic` spell operators as the facts do. `atoms` are the kinds that are kept
    where a tree is too deep to be read in full. Where a file cannot be read as it stands, `mend` gives the parser bytes of the same
    meaning and length that get round what the grammar does not know; `disguise` gives it such bytes of every file, in which no name looks
    like a keyword. What a name is is read off the file itself.
    """

    module: str
    shapes: Mapping[str, Shape]
    function: str = "language"
    prepare: Callable[[Syntax, bytes], None] = _as_parsed
    words: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset({"comment"})
    trivia: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    parameters: Mapping[str, ParameterShape] = field(default_factory=dict)
    argument_lists: frozenset[str] = frozenset()
    arguments: Mapping[str, ArgumentShape] = field(default_factory=dict)
    entries: Mapping[str, EntryShape] = field(default_factory=dict)
    cases: Mapping[str, CaseShape] = field(default_factory=dict)
    handlers: Mapping[str, HandlerShape] = field(default_factory=dict)
    blocks: frozenset[str] = frozenset()
    endless: frozenset[str] = frozenset()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    closed: Mapping[str, bytes] = field(default_factory=dict)
    decorators: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    import_kinds: frozenset[str] = frozenset()
    passing_kinds: frozenset[str] = frozenset()
    imports: ImportReader = _no_imports
    loaders: frozenset[str] = frozenset()
    gather: Callable[[Block], Block] = _as_they_stand
    comparisons: Mapping[str, str] = field(default_factory=dict)
    logic: Mapping[str, str] = field(default_factory=dict)
    negations: frozenset[str] = frozenset({"not", "!"})
    escapes: Escapes = field(default_factory=Escapes)
    mend: Callable[[bytes], bytes] | None = None
    disguise: Callable[[bytes], bytes] = bytes
    atoms: frozenset[str] = frozenset()


class Dispatch(Struct, frozen=True):
    """What the shapes of a grammar do for each kind, looked up once for all files rather than once for each node.

    `namers` are the kinds that take the name of the target that they are assigned to.
    """

    values: Mapping[str, Callable[[Syntax, Reader], Expr]]
    statements: Mapping[str, Callable[[Syntax, Reader], Iterable[Statement]]]
    wrapped: Mapping[str, Callable[[Syntax], Syntax | None]]
    namers: frozenset[str]


@cache
def dispatch(grammar: Grammar) -> Dispatch:
    """The shapes of a grammar by what is asked of them."""
    valued = {kind: shape for kind, shape in grammar.shapes.items() if isinstance(shape, ExpressionShape)}
    return Dispatch(
        {kind: shape.expression for kind, shape in valued.items()},
        {kind: shape.statements for kind, shape in grammar.shapes.items() if isinstance(shape, StatementShape)},
        {kind: shape.wrapped for kind, shape in valued.items() if type(shape).wrapped is not ExpressionShape.wrapped},
        frozenset(kind for kind, shape in valued.items() if shape.takes_name),
    )
