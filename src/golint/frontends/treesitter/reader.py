"""One file being lowered: what its names stand for, where in the program a node is, and the order in which things are done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from golint.facts import Argument, Block, Entry, Evaluate, Expr, Import, Literal, Name, Other, Statement
from golint.frontends.names import Names, shared
from golint.frontends.treesitter.grammar import Grammar, Shape, dispatch
from golint.frontends.treesitter.syntax import Syntax
from golint.frontends.treesitter.tree import Tree
from golint.model import Span


class FileReader:
    """Lowers the nodes of one file by its language's table. What the table does not know is passed through, so that no call is lost."""

    def __init__(self, grammar: Grammar, data: bytes, tree: Tree) -> None:
        self.grammar = grammar
        self.data = data
        self._texts: dict[bytes, str] = {}
        self.imports: list[Import] = []
        self.names = Names(self._collect_imports(tree))
        self.decorators: list[Expr] = []
        self.given: Name | None = None
        self.doubts: list[Syntax] = []
        self._does = dispatch(grammar)
        self._ignored = grammar.ignored
        self._loaded: dict[str, Span] = {}
        self._pending: list[Statement] = []

    # -- the file --

    def _collect_imports(self, tree: Tree) -> dict[str, str]:
        """Note the imports and give what names they bind: for the whole file wherever they stand, conditional and local ones alike."""
        bound: dict[str, str] = {}
        for node in tree.importing:
            found = list(self.grammar.imports(node, self.text))
            self.imports += found
            if found and node.kind not in self.grammar.passing_kinds:
                bound |= {item.local: item.path for item in found if item.local and not item.star}
        return bound

    def text(self, node: Syntax) -> str:
        """The text of a node; bytes that are not UTF-8 come out as replacement characters. A word that is written often is kept once."""
        raw = self.data[node.start : node.end]
        text = self._texts.get(raw)
        if text is None:
            text = self._texts[raw] = shared(raw.decode("utf-8", "replace"))
        return text

    def shape(self, node: Syntax) -> Shape | None:
        return self.grammar.shapes.get(node.kind)

    def bare(self, node: Syntax) -> Syntax:
        """The node inside parentheses, `await` and other wrappers that do not change what it is."""
        wrapped = self._does.wrapped
        while node.kind in wrapped and (inner := wrapped[node.kind](node)) is not None:
            node = inner
        return node

    def annotation(self, node: Syntax | None) -> str:
        """A declared type as written, the names in it resolved."""
        return "" if node is None else self.names.annotation(self.text(node))

    def load(self, path: str, span: Span) -> None:
        """Note a module that is imported by a call."""
        self._loaded.setdefault(path, span)

    def all_imports(self) -> tuple[Import, ...]:
        """The imports of the file in source order, those by calls among them that bind no name."""
        unbound = [
            Import("", path, span, module=path)
            for path, span in self._loaded.items()
            if not any(item.path == path or item.path.startswith(path + ".") for item in self.imports)
        ]
        return tuple(sorted([*self.imports, *unbound], key=lambda item: item.span))

    # -- expressions --

    def expression(self, node: Syntax) -> Expr:
        """The value of a node. A statement in a value's place is done before the statement that holds it."""
        value = self._does.values.get(node.kind)
        if value is not None:
            return value(node, self)
        done = self._does.statements.get(node.kind)
        if done is not None:
            self.defer(*done(node, self))
            return Other((), node.span)
        return Other(self.parts(node), node.span)

    def defer(self, *statements: Statement) -> None:
        """Statements to be done before the one that is being lowered."""
        self._pending.extend(statements)

    def maybe(self, node: Syntax | None) -> Expr | None:
        """The value of a node that may be absent."""
        return None if node is None or node.kind in self._ignored else self.expression(node)

    def expressions(self, nodes: Iterable[Syntax]) -> tuple[Expr, ...]:
        return tuple([self.expression(node) for node in nodes if node.kind not in self._ignored])

    def parts(self, node: Syntax) -> tuple[Expr, ...]:
        """The outermost expressions below a node."""
        return tuple(self._parts(node.children)) if node.children else ()

    def _parts(self, nodes: Sequence[Syntax]) -> Iterator[Expr]:
        stack = list(reversed(nodes))
        while stack:
            node = stack.pop()
            if node.kind in self.grammar.shapes:
                yield self.expression(node)
            elif node.kind not in self._ignored:
                stack.extend(reversed(node.children))

    def named(self, node: Syntax, target: Expr) -> Expr:
        """A value that is given to a target; a function without a name takes the target's."""
        if isinstance(target, Name) and self.bare(node).kind in self._does.namers:
            self.given = target
        return self.expression(node)

    def key(self, node: Syntax) -> Expr:
        """A key of a mapping: a bare name is a text."""
        return Literal(self.text(node), "text", node.span) if node.kind in self.grammar.labels else self.expression(node)

    def entry(self, node: Syntax) -> Entry:
        lower = self.grammar.entries.get(node.kind)
        return Entry(None, self.expression(node)) if lower is None else lower(node, self)

    def arguments(self, node: Syntax | None) -> tuple[Argument, ...]:
        """The arguments in a list of them; any other node is the one argument itself."""
        if node is None:
            return ()
        if node.kind not in self.grammar.argument_lists:
            return (Argument(self.expression(node)),)
        kinds, ignored = self.grammar.arguments, self._ignored
        return tuple([
            kinds[child.kind](child, self) if child.kind in kinds else Argument(self.expression(child))
            for child in node.children
            if child.kind not in ignored
        ])  # fmt: skip

    # -- statements --

    def block(self, nodes: Iterable[Syntax]) -> Block:
        """The statements that nodes make, each after what its values need done before."""
        found: list[Statement] = []
        outer, self._pending = self._pending, []
        marks = self.grammar.decorators
        for node in nodes:
            if node.kind in marks:
                above, self.decorators = self.decorators, []  # a function within a decorator has none of those above it
                self.decorators = [*above, *self.expressions(node.children)]
                continue
            made = tuple(self.statements(node))
            if self._pending or self.decorators:
                found += [*self._pending, *(Evaluate(left, left.span) for left in self.decorators)]
                self._pending.clear()
                self.decorators.clear()
            found += made
        self._pending = outer
        return tuple(found)

    def body(self, node: Syntax | None) -> Block:
        return () if node is None else self.block([node])

    def statements(self, node: Syntax) -> Iterable[Statement]:
        done = self._does.statements.get(node.kind)
        if done is not None:
            return done(node, self)
        if node.kind in self._does.values:
            return (Evaluate(self.expression(node), node.span),)
        if node.kind == "ERROR":
            return self.block(node.children)
        parts = () if node.kind in self._ignored else self.parts(node)
        return (Evaluate(Other(parts, node.span), node.span),) if parts else ()

    def take_decorators(self, node: Syntax) -> tuple[Expr, ...]:
        """The decorators of a definition: those before it and those that are its own children."""
        taken = tuple(self.decorators)
        self.decorators.clear()
        marks = self.grammar.decorators
        own = [child for child in node.children if child.kind in marks]
        return (*taken, *(value for child in own for value in self.parts(child))) if own else taken
