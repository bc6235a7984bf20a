"""The tests of a program, in every language that golint reads: what each is called, what it stands in, and that it really runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.facts import (
    Assign,
    Attribute,
    Block,
    Call,
    Class,
    Compare,
    Evaluate,
    Expr,
    Function,
    Lambda,
    Literal,
    Name,
    Node,
    Program,
    Raise,
    Return,
    Template,
)
from golint.lazily import compiled
from golint.model import Span

# A call that is named so, and given a text and a function, is a test, or a group of tests.
TESTS = frozenset({"it", "test", "specify", "scenario", "example", "should", "fit", "ftest", "Run"})
GROUPS = frozenset({"describe", "context", "suite", "feature", "fdescribe", "fcontext", "group", "shared_examples"})
_SKIPPED = frozenset({"xit", "xtest", "xspecify", "xscenario", "xexample", "xdescribe", "xcontext", "pending", "skip", "xfeature"})
_NOT_RUN = frozenset({"skip", "todo", "fixme", "failing", "fails"})
_TELLING = TESTS | GROUPS | _SKIPPED | _NOT_RUN
# What keeps a test from running, where it stands among the statements of its body.
_SKIPS = compiled(
    r"(?:^|\.)(?:skip|Skip|SkipNow|Skipf|skipTest|markTestSkipped|markTestIncomplete|fixme|pending|Inconclusive|Ignore|fail_skip)$"
)
# A decorator with which a test does not run, or is expected to fail.
_OFF = compiled(r"(?:^|\.)(?:skip|xfail|Disabled|Ignore|Ignored|Explicit|expectedFailure)$")
_DECORATED = frozenset({
    "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Fact", "Theory", "TestMethod", "DataTestMethod", "TestCase",
    "TestCaseSource", "SkippableFact", "StaFact", "Property",
})  # fmt: skip
_NAMED = {
    "python": compiled(r"test"),
    "php": compiled(r"test"),
    "ruby": compiled(r"test_"),
    "go": compiled(r"Test(?!Main\b)(?![a-z])"),
}
_ANNOTATED = compiled(r"@test\b")


class Case(Struct, frozen=True):
    """A test that runs: its name, the names of what it stands in, outermost first, where its name stands (`place`), and the whole."""

    name: str
    groups: tuple[str, ...]
    place: Span
    span: Span
    body: Block
    is_function: bool

    @property
    def label(self) -> str:
        """How people call it."""
        if self.is_function:
            return f"the test `{self.name}`"
        text = " ".join(" ".join((*self.groups, self.name)).split())
        return f'the test "{text}"' if len(text) <= 120 else f'the test "{self.name}"'


class _Scope(Struct, frozen=True):
    language: str
    annotated: tuple[int, ...]
    groups: tuple[str, ...] = ()

    def within(self, name: str) -> _Scope:
        return replace(self, groups=(*self.groups, name)) if name else self


def cases(program: Program) -> Iterator[Case]:
    """The tests of a program that are not skipped and not empty, in its order."""
    if any(_switches_off(statement) for statement in program.body):
        return
    annotated = tuple(comment.span.end for comment in program.comments if _ANNOTATED.search(comment.text))
    yield from _in(program.body, _Scope(program.language, annotated))


def _in(nodes: Sequence[Node], scope: _Scope) -> Iterator[Case]:
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        match node:
            case Name() | Literal():
                continue
            case Class() | Function() if _off(node.decorators) or (isinstance(node, Class) and any(map(_switches_off, node.body))):
                continue
            case Class():
                yield from _in(node.body, scope.within(node.name))
            case Function():
                yield from _function(node, scope)
            case Call() if _words(_path(node)) or isinstance(node.callee, Literal):
                yield from _call(node, scope)
            case _:
                waiting += facts.below(node)


def _function(node: Function, scope: _Scope) -> Iterator[Case]:
    name = node.name.strip("`")
    if _is_test(node, scope):
        if not _is_idle(node.body):
            start = min([node.span.start, *(each.span.start for each in node.decorators)])
            yield Case(name, scope.groups, node.name_span, Span(start, node.span.end), node.body, is_function=" " not in name)
        yield from _in(node.body, scope.within(name))
        return
    yield from _in(node.body, scope)


def _is_test(node: Function, scope: _Scope) -> bool:
    named = _NAMED.get(scope.language)
    if named and named.match(node.name) and not any(_last(_path(each)) == "fixture" for each in node.decorators):
        return True
    if any(_last(_path(each)) in _DECORATED for each in node.decorators):
        return True
    return scope.language == "php" and any(0 <= node.name_span.start - end < 200 and end <= node.span.start + 1 for end in scope.annotated)


def _call(node: Call, scope: _Scope) -> Iterator[Case]:
    names = _words(_path(node))
    if not names.isdisjoint(_SKIPPED) or (not names.isdisjoint(_NOT_RUN) and (names & (TESTS | GROUPS) or _begun(node))):
        return
    body = next((a.value for a in reversed(node.arguments) if isinstance(a.value, Lambda)), None)
    title = node.callee if isinstance(node.callee, Literal) and node.callee.kind == "text" else node.argument(0)
    name = _text(title)
    if body is None or not (names & (TESTS | GROUPS) or title is node.callee):
        yield from _in(tuple(facts.children(node)), scope)
        return
    if any(_says_skip(argument.name, argument.value) for argument in node.arguments[1:]):
        return
    if names & GROUPS or not (names & TESTS or title is node.callee):
        yield from _in(body.function.body, scope.within(name))
        return
    runs = _last(_path(node)) != "Run" or scope.language == "go"
    if name and title is not None and runs and not _is_idle(body.function.body):
        yield Case(name, scope.groups, title.span, node.span, body.function.body, is_function=False)
    yield from _in(body.function.body, scope.within(name))


@lru_cache(maxsize=4096)
def _words(path: str) -> frozenset[str]:
    """The steps of a path that say something of tests; few paths have any, and a file calls the same few over and over."""
    return _TELLING.intersection(path.split("."))


def _begun(node: Call) -> bool:
    """Whether a chain such as `it("...", fn)->skip()` begins with a test."""
    at: Expr | None = node
    while isinstance(at, Call):
        if _path(at).split(".")[0] in TESTS | GROUPS:
            return True
        at = at.callee.base if isinstance(at.callee, Attribute) else at.callee
    return False


def _path(node: Expr) -> str:
    """The dotted path of a call or a name as it is written: `test.each(rows)("...")` is test.each."""
    match node:
        case Call(callee=callee):
            return _path(callee)
        case Name(path=path, written=written):
            return (written or path).replace("::", ".").replace("->", ".").replace("?.", ".")
        case Attribute(path=path):
            return path
    return ""


def _last(path: str) -> str:
    return path.rpartition(".")[2].removesuffix("Attribute")


def _text(title: Expr | None) -> str:
    match title:
        case Literal(value=str() as value):
            return value
        case Template(parts=parts):
            return "".join(part.value for part in parts if isinstance(part, Literal) and isinstance(part.value, str))
        case Name(path=path, written=written):
            return written or path
    return ""


def _off(decorators: Sequence[Expr]) -> bool:
    """Whether a decorator keeps a test from running: `@pytest.mark.skip`, `@Disabled`, `[Fact(Skip = "...")]`."""
    return any(
        _OFF.search(_path(each)) or (isinstance(each, Call) and any(argument.name == "Skip" for argument in each.arguments))
        for each in decorators
    )


def _says_skip(name: str | None, value: Expr) -> bool:
    """`skip: true`, `:skip` and `{ skip: true }` beside a test's name."""
    if isinstance(value, facts.Mapping):
        return any(isinstance(e.key, Literal) and _says_skip(str(e.key.value), e.value) for e in value.entries)
    if name is None:
        return isinstance(value, Literal) and value.value in ("skip", "pending")
    return name in ("skip", "todo", "pending") and not (isinstance(value, Literal) and value.value is False)


def _switches_off(node: Node) -> bool:
    """`pytestmark = pytest.mark.skip`, or a skip among the statements of a module, a class or a test."""
    match node:
        case Assign(targets=(Name(path="pytestmark"), *_), value=value) if value is not None:
            return any(_OFF.search(_path(one)) for one in (*getattr(value, "items", ()), value))
        case Evaluate(value=Call() as call) | Return(value=Call() as call) if not any(isinstance(a.value, Lambda) for a in call.arguments):
            return bool(_SKIPS.search(_path(call))) and (not call.arguments or bool(_text(call.arguments[0].value)))
    return False


def _is_idle(body: Block) -> bool:
    """Whether a test does nothing, or ends before it does."""
    if any(_switches_off(statement) for statement in body):
        return True
    if body and isinstance(body[0], Raise):
        return True
    return not any(isinstance(node, Call | Compare) for node in facts.walk(body))
