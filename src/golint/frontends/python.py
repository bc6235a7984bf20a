"""The Python front-end: LibCST in, neutral facts out.

LibCST reads every Python 3 syntax on every interpreter and keeps exact places, but it crashes the process at about two thousand nested
brackets and crawls on thousand-term sums; `unsafe_nesting` finds such files before it is asked. Files that it cannot or must not
read are read by tree-sitter in its place, and the program's `problem` says so.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import libcst as cst
from libcst._nodes.internal import CodegenState

from golint import facts
from golint.facts import Block, Expr, Program, Statement
from golint.model import Span

MAX_BYTES = 1_000_000
MAX_DEPTH = 150
MAX_TERMS = 400
_KEPT = b"()[]{}+-*/%|&@,\n"
_DROPPED = bytes(set(range(256)) - set(_KEPT))


def lower(data: bytes) -> Program:
    """The facts of a Python file; any bytes are accepted."""
    problem = unsafe_nesting(data)
    if problem:
        return _second_reading(data, problem)
    try:
        module = cst.parse_module(data)
        spans = _Spans(module, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0)
    except (cst.ParserSyntaxError, SyntaxError, UnicodeError, ValueError, LookupError) as error:
        return _second_reading(data, f"not valid Python{_line_of(error)}; read as far as possible")
    except RecursionError:
        return _second_reading(data, "nested too deeply; read as far as possible")
    return _Lowering(spans).program(module)


def unsafe_nesting(data: bytes) -> str:
    """Why LibCST must not see this file, or "". One cheap pass over the brackets and operators, strings not told apart."""
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB; read as far as possible"
    depth = terms = 0
    for byte in data.translate(None, _DROPPED):
        if byte in b"([{":
            depth += 1
            if depth > MAX_DEPTH:
                return f"brackets nested more than {MAX_DEPTH} deep; read as far as possible"
        elif byte in b")]}":
            depth = max(0, depth - 1)
        elif byte in b"," or (byte == 10 and not depth):
            terms = 0
        elif byte != 10:
            terms += 1
            if terms > MAX_TERMS:
                return f"an expression of more than {MAX_TERMS} terms; read as far as possible"
    return ""


def _second_reading(data: bytes, problem: str) -> Program:
    from dataclasses import replace

    from golint.frontends import treesitter

    return replace(treesitter.lower(data, "python"), problem=problem)


def _line_of(error: Exception) -> str:
    line = getattr(error, "raw_line", None) or getattr(error, "lineno", None)
    return f" (line {line})" if line else ""


class _Spans(CodegenState):
    """Writes the module out once and notes where each node stands, in bytes: what ByteSpanPositionProvider gives, without its wrapper's copy."""

    def __init__(self, module: cst.Module, start: int = 0) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.encoding = "utf-8" if module.encoding == "utf-8-sig" else module.encoding  # the mark stands once, not before each token
        self.position = start
        self.spans: dict[cst.CSTNode, Span] = {}
        self.outer: dict[cst.CSTNode, Span] = {}  # with the parentheses around an expression
        self.comments: list[facts.Comment] = []
        self._starts: list[int] = []
        module._codegen(self)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.position += len(token)

    def add_token(self, value: str) -> None:
        size = len(value) if value.isascii() else len(value.encode(self.encoding))
        if value.startswith("#"):
            self.comments.append(facts.Comment(value.lstrip("#").strip(), Span(self.position, self.position + size)))
        self.position += size

    def pop_trailing_newline(self) -> None:
        """Nothing is kept, so there is nothing to take back."""

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._starts.append(self.position)

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self._starts.pop()
        self.outer[node] = Span(start, self.position)
        self.spans.setdefault(node, self.outer[node])

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Iterator[None]:
        start = self.position
        yield
        first = self.spans[start_node].start if start_node is not None else start
        last = self.spans[end_node].end if end_node is not None else self.position
        self.spans[node] = Span(first, last)


_COMPARISONS: dict[type[cst.BaseCompOp], str] = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">", cst.GreaterThanEqual: ">=",
    cst.In: "in", cst.NotIn: "not in", cst.Is: "is", cst.IsNot: "is not",
}  # fmt: skip
_BINARY: dict[type[cst.CSTNode], str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%", cst.Power: "**",
    cst.BitOr: "|", cst.BitAnd: "&", cst.BitXor: "^", cst.LeftShift: "<<", cst.RightShift: ">>", cst.MatrixMultiply: "@",
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/", cst.FloorDivideAssign: "//",
    cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.BitOrAssign: "|", cst.BitAndAssign: "&", cst.BitXorAssign: "^",
    cst.LeftShiftAssign: "<<", cst.RightShiftAssign: ">>", cst.MatrixMultiplyAssign: "@",
}  # fmt: skip


class _Lowering:
    """One walk over a module. Methods are named after what they give; `shadows` holds the parameters that hide an import."""

    def __init__(self, spans: _Spans) -> None:
        self.spans = spans.spans
        self.outer = spans.outer
        self.comments = spans.comments
        self.imports: list[facts.Import] = []
        self.names: dict[str, str] = {}
        self.shadows: list[frozenset[str]] = []
        self.scope: list[str] = []

    def program(self, module: cst.Module) -> Program:
        self._collect_imports(module)
        return Program("python", self.block(module.body), tuple(self.imports), tuple(self.comments))

    # -- imports --

    def _collect_imports(self, module: cst.Module) -> None:
        """Imports anywhere in the file bind for the whole file: conditional and local ones are resolved alike."""
        for node in _statements(module.body):
            if isinstance(node, cst.Import):
                self._plain_import(node)
            elif isinstance(node, cst.ImportFrom):
                self._member_import(node)
        self.imports.sort(key=lambda item: item.span)
        self.names = {item.local: item.path for item in self.imports if not item.star}

    def _plain_import(self, node: cst.Import) -> None:
        for alias in node.names:
            path = _dotted(alias.name)
            local = _alias(alias)
            first = path.split(".")[0]
            self.imports.append(facts.Import(local or first, path if local else first, self.spans[alias]))

    def _member_import(self, node: cst.ImportFrom) -> None:
        module, level = _dotted(node.module) if node.module else "", len(node.relative)
        if isinstance(node.names, cst.ImportStar):
            self.imports.append(facts.Import("*", module, self.spans[node.names], level, star=True))
            return
        for alias in node.names:
            member = _dotted(alias.name)
            path = f"{module}.{member}" if module else member
            self.imports.append(facts.Import(_alias(alias) or member, path, self.spans[alias], level))

    # -- statements --

    def block(self, body: object) -> Block:
        match body:
            case cst.IndentedBlock(body=lines) | cst.SimpleStatementSuite(body=lines):
                return self.block(lines)
            case cst.SimpleStatementLine(body=lines):
                return self.block(lines)
            case list() | tuple():
                return tuple(statement for line in body for statement in self._line(line))
        return ()

    def _line(self, node: cst.CSTNode) -> tuple[Statement, ...]:
        if isinstance(node, cst.SimpleStatementLine):
            return self.block(node.body)
        statement = self.statement(node)
        before = self._cause(node) if isinstance(node, cst.Raise) else ()
        return before if statement is None else (*before, statement)

    def _cause(self, node: cst.Raise) -> Block:
        """What stands behind an error (`from`) is worked out before it is raised."""
        if node.cause is None or isinstance(node.cause.item, cst.Name):
            return ()
        return (facts.Evaluate(self.expr(node.cause.item), self.spans[node.cause.item]),)

    def statement(self, node: cst.CSTNode) -> Statement | None:
        span = self.spans.get(node, Span(0, 0))
        match node:
            case cst.FunctionDef():
                return self._function(node)
            case cst.ClassDef():
                return self._class(node)
            case cst.Assign():
                return facts.Assign(tuple(self.expr(t.target) for t in node.targets), self.expr(node.value), span)
            case cst.AnnAssign():
                return facts.Assign((self.expr(node.target),), self._maybe(node.value), span, annotation=self._annotation(node.annotation))
            case cst.AugAssign():
                return facts.Assign((self.expr(node.target),), self.expr(node.value), span, operator=_BINARY[type(node.operator)])
            case cst.Expr():
                return facts.Evaluate(self.expr(node.value), span)
            case cst.If():
                return facts.Branch(self.expr(node.test), self.block(node.body), self._otherwise(node.orelse), span)
            case cst.While():
                return facts.Loop((), self.expr(node.test), self.block(node.body), self._otherwise(node.orelse), span)
            case cst.For():
                return facts.Loop((self.expr(node.target),), self.expr(node.iter), self.block(node.body), self._otherwise(node.orelse), span)
            case cst.Try() | cst.TryStar():
                return self._attempt(node)
            case cst.With():
                return facts.Within(tuple(self._item(item) for item in node.items), self.block(node.body), span)
            case cst.Match():
                return facts.Switch(self.expr(node.subject), tuple(self._case(case) for case in node.cases), span)
            case cst.Return():
                return facts.Return(self._maybe(node.value), span)
            case cst.Raise():
                return facts.Raise(self._maybe(node.exc), span)
            case cst.Assert():
                refused = facts.Logic("not", (self.expr(node.test),), self.spans[node.test])
                return facts.Branch(refused, (facts.Raise(self._maybe(node.msg), span),), (), span)
            case cst.Break():
                return facts.Jump("break", span)
            case cst.Continue():
                return facts.Jump("continue", span)
            case cst.Del():
                return facts.Evaluate(facts.Other((self.expr(node.target),), span), span)
        return None

    def _otherwise(self, orelse: cst.CSTNode | None) -> Block:
        match orelse:
            case cst.If():
                return self._line(orelse)
            case cst.Else():
                return self.block(orelse.body)
        return ()

    def _attempt(self, node: cst.Try | cst.TryStar) -> facts.Attempt:
        handlers = tuple(
            facts.Handler(self._caught(h.type), _alias(h) or "", self.block(h.body), self.spans[h])
            for h in node.handlers
        )
        final = self.block(node.finalbody.body) if node.finalbody else ()
        return facts.Attempt(self.block(node.body), handlers, self._otherwise(node.orelse), final, self.spans[node])

    def _caught(self, kind: cst.BaseExpression | None) -> tuple[Expr, ...]:
        if kind is None:
            return ()
        if isinstance(kind, cst.Tuple):
            return tuple(self.expr(element.value) for element in kind.elements)
        return (self.expr(kind),)

    def _item(self, item: cst.WithItem) -> Statement:
        value, span = self.expr(item.item), self.spans[item]
        if item.asname is None:
            return facts.Evaluate(value, span)
        return facts.Assign((self.expr(item.asname.name),), value, span)

    def _case(self, case: cst.MatchCase) -> facts.Case:
        patterns = tuple(self._pattern(case.pattern))
        return facts.Case(patterns, self.block(case.body), self.spans[case], self._maybe(case.guard))

    def _pattern(self, pattern: cst.CSTNode | None) -> Iterator[Expr]:
        match pattern:
            case cst.MatchOr():
                for element in pattern.patterns:
                    yield from self._pattern(element.pattern)
            case cst.MatchValue():
                yield self.expr(pattern.value)
            case cst.MatchSingleton():
                yield self.expr(pattern.value)
            case None | cst.MatchAs(pattern=None):
                return
            case cst.MatchAs():
                yield from self._pattern(pattern.pattern)
            case _:
                yield facts.Other(tuple(self._parts(pattern)), self.spans[pattern])

    # -- definitions --

    def _function(self, node: cst.FunctionDef) -> facts.Function:
        decorators = tuple(self.expr(d.decorator) for d in node.decorators)
        parameters = tuple(self._parameters(node.params))
        name = node.name.value
        qualname = ".".join([*self.scope, name])
        with self._inside(name, frozenset(p.name for p in parameters)):
            body = self.block(node.body)
        return facts.Function(
            name, qualname, parameters, decorators, body, self.spans[node], self.spans[node.name], node.asynchronous is not None
        )

    def _class(self, node: cst.ClassDef) -> facts.Class:
        decorators = tuple(self.expr(d.decorator) for d in node.decorators)
        bases = tuple(self.expr(base.value) for base in node.bases)
        name = node.name.value
        qualname = ".".join([*self.scope, name])
        with self._inside(name, frozenset()):
            body = self.block(node.body)
        return facts.Class(name, qualname, bases, decorators, body, self.spans[node], self.spans[node.name])

    @contextmanager
    def _inside(self, name: str, shadows: frozenset[str]) -> Iterator[None]:
        self.scope.append(name)
        self.shadows.append(shadows)
        yield
        self.shadows.pop()
        self.scope.pop()

    def _parameters(self, params: cst.Parameters) -> Iterator[facts.Parameter]:
        for param in (*params.posonly_params, *params.params):
            yield self._parameter(param)
        if isinstance(params.star_arg, cst.Param):
            yield self._parameter(params.star_arg, "*")
        for param in params.kwonly_params:
            yield self._parameter(param)
        if params.star_kwarg is not None:
            yield self._parameter(params.star_kwarg, "**")

    def _parameter(self, param: cst.Param, spread: str = "") -> facts.Parameter:
        annotation = self._annotation(param.annotation) if param.annotation else ""
        return facts.Parameter(param.name.value, self._maybe(param.default), annotation, spread=spread)

    def _annotation(self, annotation: cst.Annotation) -> str:
        match annotation.annotation:
            case cst.Name() | cst.Attribute():
                return self._path(annotation.annotation) or ""
            case cst.Subscript():
                return cst.Module([]).code_for_node(annotation.annotation)
            case cst.SimpleString() as text:
                return str(text.raw_value)
        return cst.Module([]).code_for_node(annotation.annotation)

    # -- expressions --

    def _maybe(self, node: cst.BaseExpression | None) -> Expr | None:
        return None if node is None else self.expr(node)

    def expr(self, node: cst.CSTNode) -> Expr:
        span = self.spans[node]
        match node:
            case cst.Name():
                return self._name(node)
            case cst.Attribute():
                return self._attribute(node)
            case cst.Call():
                return self._call(node)
            case cst.SimpleString() | cst.ConcatenatedString() | cst.FormattedString():
                return self._text(node)
            case cst.Integer() | cst.Float() | cst.Imaginary():
                return facts.Literal(_number(node.value), "number", span)
            case cst.Comparison():
                return self._comparison(node)
            case cst.BooleanOperation():
                return self._logic(node)
            case cst.UnaryOperation(operator=cst.Not()):
                return facts.Logic("not", (self.expr(node.expression),), span)
            case cst.BinaryOperation():
                return facts.Binary(_BINARY[type(node.operator)], self.expr(node.left), self.expr(node.right), span)
            case cst.IfExp():
                return facts.Choice(self.expr(node.test), self.expr(node.body), self.expr(node.orelse), span)
            case cst.Subscript():
                return facts.Index(self.expr(node.value), self._key(node), span)
            case cst.Dict():
                return facts.Mapping(tuple(self._entry(element) for element in node.elements), span)
            case cst.List() | cst.Tuple() | cst.Set():
                return facts.Sequence(tuple(self.expr(element.value) for element in node.elements), span)
            case cst.ListComp() | cst.SetComp() | cst.GeneratorExp() | cst.DictComp():
                return facts.Sequence(tuple(self._comprehension(node)), span)
            case cst.Lambda():
                return self._lambda(node)
            case cst.NamedExpr():
                return facts.Bind(self.expr(node.target), self.expr(node.value), span)
            case cst.Await():
                return self.expr(node.expression)
        return facts.Other(tuple(self._parts(node)), span)

    def _parts(self, node: cst.CSTNode) -> Iterator[Expr]:
        """The outermost expressions below a node that has no kind of its own."""
        for child in node.children:
            if isinstance(child, cst.BaseExpression):
                yield self.expr(child)
            else:
                yield from self._parts(child)

    def _name(self, node: cst.Name) -> Expr:
        span = self.spans[node]
        match node.value:
            case "True" | "False":
                return facts.Literal(node.value == "True", "boolean", span)
            case "None":
                return facts.Literal(None, "null", span)
        return facts.Name(self._resolved(node.value), span, node.value)

    def _resolved(self, written: str) -> str:
        first, dot, rest = written.partition(".")
        if any(first in names for names in self.shadows):
            return written
        return self.names.get(first, first) + dot + rest

    def _path(self, node: cst.CSTNode) -> str | None:
        written = _dotted_or_none(node)
        return None if written is None else self._resolved(written)

    def _attribute(self, node: cst.Attribute) -> Expr:
        span = self.spans[node]
        written = _dotted_or_none(node)
        if written is not None:
            return facts.Name(self._resolved(written), span, written)
        tail = ""
        base: cst.BaseExpression = node
        while isinstance(base, cst.Attribute):
            tail = f".{base.attr.value}{tail}"
            base = base.value
        return facts.Attribute(self.expr(base), tail, span)

    def _call(self, node: cst.Call) -> facts.Call:
        callee = self.expr(node.func)
        path = callee.path if isinstance(callee, facts.Name | facts.Attribute) else ""
        arguments = tuple(
            facts.Argument(self.expr(arg.value), arg.keyword.value if arg.keyword else None, arg.star) for arg in node.args
        )
        return facts.Call(callee, path, arguments, self.spans[node])

    def _text(self, node: cst.SimpleString | cst.ConcatenatedString | cst.FormattedString) -> Expr:
        span = self.spans[node]
        parts = tuple(self._text_parts(node))
        literals = [part.value for part in parts if isinstance(part, facts.Literal) and part.kind == "text"]
        if len(literals) == len(parts):
            return facts.Literal("".join(str(value) for value in literals), "text", span)
        if len(parts) == 1:
            return parts[0]
        return facts.Template(parts, span)

    def _text_parts(self, node: cst.CSTNode) -> Iterator[Expr]:
        match node:
            case cst.ConcatenatedString():
                yield from self._text_parts(node.left)
                yield from self._text_parts(node.right)
            case cst.SimpleString():
                value = _evaluated(node)
                yield facts.Literal(value, "bytes" if isinstance(value, bytes) else "text", self.spans[node])
            case cst.FormattedString():
                for part in node.parts:
                    if isinstance(part, cst.FormattedStringText):
                        yield facts.Literal(part.value, "text", self.spans[part])
                    elif isinstance(part, cst.FormattedStringExpression):
                        yield self.expr(part.expression)
                        holes = [hole for hole in part.format_spec or () if isinstance(hole, cst.FormattedStringExpression)]
                        yield from (self.expr(hole.expression) for hole in holes)
            case _:
                yield from self._parts(node)

    def _comparison(self, node: cst.Comparison) -> Expr:
        left, left_span = self.expr(node.left), self.outer[node.left]
        found: list[Expr] = []
        for target in node.comparisons:
            right, right_span = self.expr(target.comparator), self.outer[target.comparator]
            span = Span(left_span.start, right_span.end)
            found.append(facts.Compare(_COMPARISONS[type(target.operator)], left, right, span))
            left, left_span = right, right_span
        return found[0] if len(found) == 1 else facts.Logic("and", tuple(found), self.spans[node])

    def _logic(self, node: cst.BooleanOperation) -> facts.Logic:
        operator = "and" if isinstance(node.operator, cst.And) else "or"
        left = self.expr(node.left)
        same = isinstance(left, facts.Logic) and left.operator == operator and not node.left.lpar
        head = left.operands if same and isinstance(left, facts.Logic) else (left,)
        return facts.Logic(operator, (*head, self.expr(node.right)), self.spans[node])

    def _key(self, node: cst.Subscript) -> Expr:
        keys = [self._slice(element.slice) for element in node.slice]
        return keys[0] if len(keys) == 1 else facts.Sequence(tuple(keys), self.spans[node])

    def _slice(self, part: cst.BaseSlice) -> Expr:
        if isinstance(part, cst.Index):
            return self.expr(part.value)
        return facts.Other(tuple(self._parts(part)), self.spans[part])

    def _entry(self, element: cst.BaseDictElement) -> facts.Entry:
        key = self.expr(element.key) if isinstance(element, cst.DictElement) else None
        return facts.Entry(key, self.expr(element.value))

    def _comprehension(self, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp) -> Iterator[Expr]:
        if isinstance(node, cst.DictComp):
            yield self.expr(node.key)
            yield self.expr(node.value)
        else:
            yield self.expr(node.elt)
        loop: cst.CompFor | None = node.for_in
        while loop is not None:
            yield self.expr(loop.iter)
            for condition in loop.ifs:
                yield self.expr(condition.test)
            loop = loop.inner_for_in

    def _lambda(self, node: cst.Lambda) -> facts.Lambda:
        span = self.spans[node]
        parameters = tuple(self._parameters(node.params))
        with self._inside("<lambda>", frozenset(p.name for p in parameters)):
            body = (facts.Return(self.expr(node.body), self.spans[node.body]),)
        qualname = ".".join([*self.scope, "<lambda>"])
        return facts.Lambda(facts.Function("", qualname, parameters, (), body, span, Span(span.start, span.start)), span)


def _statements(body: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """Every statement at any depth. LibCST's own `children` runs a visitor for each node, which costs more than the parse."""
    for node in body:
        if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
            yield from node.body
            continue
        yield node
        yield from _statements(getattr(node, "cases", ()))
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(node, name, None)
            if isinstance(inner, cst.BaseSuite):
                yield from _statements([inner] if isinstance(inner, cst.SimpleStatementSuite) else inner.body)
            elif isinstance(inner, cst.CSTNode):
                yield from _statements([inner])
        yield from _statements(getattr(node, "handlers", ()))


def _dotted_or_none(node: cst.CSTNode) -> str | None:
    tail: list[str] = []
    while isinstance(node, cst.Attribute | cst.Await):
        if isinstance(node, cst.Attribute):
            tail.append(node.attr.value)
        node = node.value if isinstance(node, cst.Attribute) else node.expression
    if not isinstance(node, cst.Name):
        return None
    return ".".join([node.value, *reversed(tail)])


def _dotted(node: cst.CSTNode) -> str:
    return _dotted_or_none(node) or ""


def _alias(node: cst.ImportAlias | cst.ExceptHandler | cst.ExceptStarHandler) -> str | None:
    name = (node.asname if isinstance(node, cst.ImportAlias) else node.name)
    return name.name.value if name is not None and isinstance(name.name, cst.Name) else None


def _number(text: str) -> int | float | None:
    try:
        return int(text.replace("_", ""), 0)
    except ValueError:
        pass
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return None


def _evaluated(node: cst.SimpleString) -> str | bytes:
    try:
        return node.evaluated_value
    except (ValueError, SyntaxError):
        return node.raw_value
