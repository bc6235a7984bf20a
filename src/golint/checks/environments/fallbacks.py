"""Choices between sandbox and production that come out wrong: the branches are swapped, or an unknown environment ends in the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from golint.checks.environments.hosts import environments, hosts, within
from golint.checks.environments.words import names_production, names_sandbox, side_of
from golint.credentials.naming import mode_of, names_secret
from golint.facts import (
    Assign,
    Block,
    Branch,
    Call,
    Choice,
    Expr,
    Index,
    Jump,
    Literal,
    Logic,
    Mapping,
    Name,
    Program,
    Raise,
    Return,
    Switch,
    Template,
    blocks,
    walk,
)  # fmt: skip
from golint.frontends import DOCUMENTS
from golint.lazily import compiled
from golint.model import Hit, Mode, Precision, Severity, Span

if TYPE_CHECKING:
    from golint.view import FileView

_TRIALS = frozenset({b"sandbox", b"staging", b"test"})
_CREDENTIALS = frozenset({b"secret", b"key", b"token"})
# In lower case, a word each: what begins with plain text is found several times faster.
_TEST_KEYS = (
    *(compiled(word + rb"_?\w{0,20}(?:secret|key|token)") for word in sorted(_TRIALS)),
    *(compiled(word + rb"_?\w{0,10}(?:test|sandbox)") for word in sorted(_CREDENTIALS)),
)
_BOTH = frozenset({"sandbox", "production"})


def wrong_choices(view: FileView) -> Iterator[Hit]:
    """The wrong choices of a program; none where the file is no program."""
    if not _speaks_of_sandbox(view) or (program := view.program) is None:
        return
    judge = _Judge(view, program)
    for node in walk(program.body):
        match node:
            case Branch() | Choice():
                yield from judge.branches(node)
            case Switch():
                yield from judge.switch(node)
            case Mapping():
                yield from judge.table(node)
            case Call() | Logic():
                yield from judge.lookup(node)
    for block in blocks(program.body):
        yield from judge.overwritten(block)


def _speaks_of_sandbox(view: FileView) -> bool:
    if view.language in DOCUMENTS:
        return False
    found = environments(hosts(view.catalog).found_in(view))
    if "sandbox" in found or (found and view.holds(_TRIALS)):
        return True
    return names_trial_key(view)


def names_trial_key(view: FileView) -> bool:
    """Whether a text may name a key of the sandbox: STRIPE_TEST_SECRET_KEY."""
    return view.holds(_TRIALS) and view.holds(_CREDENTIALS) and any(pattern.search(view.caseless) for pattern in _TEST_KEYS)


class _Judge:
    """Knows a program's constants, so that a name stands for the host in it."""

    def __init__(self, view: FileView, program: Program) -> None:
        self.view = view
        self.seen = hosts(view.catalog).found_in(view)
        self.constants: dict[str, frozenset[str]] = {}
        for node in walk(program.body):
            if isinstance(node, Assign) and node.value is not None and isinstance(node.value, Literal | Template | Mapping):
                for target in node.targets:
                    if isinstance(target, Name):
                        self.constants[target.path] = self.constants.get(target.path, frozenset()) | self._written(node.value.span)

    def branches(self, node: Branch | Choice) -> Iterator[Hit]:
        """`production if sandbox else sandbox`, and an `else` after both environments that is the sandbox once more."""
        condition = side_of(self.view.source.text(node.condition.span))
        then, otherwise = self.environments(node.then), self.environments(node.otherwise)
        if condition and then and otherwise and len(then) == len(otherwise) == 1 and then != otherwise and condition not in then:
            yield self._hit(_span(node.then), f"what is chosen when the environment is {condition}", "the branches are swapped")
        elif isinstance(node, Branch) and condition:
            yield from self._last_else(node, condition)

    def _last_else(self, node: Branch, condition: str) -> Iterator[Hit]:
        """`if live: ... elif sandbox: ... else: sandbox`: the environments that have a branch of their own, and what the rest gets."""
        named = {condition}
        while len(node.otherwise) == 1 and isinstance(inner := node.otherwise[0], Branch):
            named.add(side_of(self.view.source.text(inner.condition.span)))
            node = inner
        if named >= _BOTH and node.otherwise and self.environments(node.otherwise) == {"sandbox"}:
            yield self._hit(
                _span(node.otherwise),
                "the choice for an unknown environment",
                "an unknown or misspelt environment silently falls back to the sandbox",
            )

    def switch(self, node: Switch) -> Iterator[Hit]:
        """A `default` arm that is the sandbox, beside arms for production and for the sandbox."""
        texts = [self.view.source.text(p.span) for case in node.cases for p in case.patterns]
        default = next((case for case in node.cases if not case.patterns and case.guard is None), None)
        named = any(map(names_production, texts)) and any(map(names_sandbox, texts))
        if default is not None and default.body and named and self.environments(default.body) == {"sandbox"}:
            yield self._hit(
                _span(default.body),
                "the choice for an unknown environment",
                "an unknown or misspelt environment silently falls back to the sandbox",
            )

    def table(self, node: Mapping) -> Iterator[Hit]:
        """A table whose entry for one environment holds the host of the other."""
        for entry in node.entries:
            if isinstance(entry.key, Literal) and isinstance(entry.key.value, str):
                told = side_of(entry.key.value)
                held = self.environments(entry.value)
                if told and len(held) == 1 and told not in held and not isinstance(entry.value, Mapping):
                    yield self._hit(entry.value.span, f"the entry for {told}", f"it holds the address of {next(iter(held))}")

    def lookup(self, node: Call | Logic) -> Iterator[Hit]:
        """`TABLE.get(env, SANDBOX)` and `TABLE[env] || SANDBOX`."""
        if isinstance(node, Call):
            table = node.callee.base if hasattr(node.callee, "base") else Name(node.path.rpartition(".")[0], node.span)
            fallback = node.argument(1) if node.path.endswith(".get") and len(node.arguments) == 2 else None
        else:
            first, fallback = node.operands[0], node.operands[-1]
            table = first.base if isinstance(first, Index) and node.operator == "or" else None
        if fallback is None or table is None or self.environments(table) != _BOTH:
            return
        if self.environments(fallback) == {"sandbox"}:
            yield self._hit(
                fallback.span,
                "the choice for an unknown environment",
                "an unknown or misspelt environment silently falls back to the sandbox",
            )

    def overwritten(self, block: Block) -> Iterator[Hit]:
        """`if live: url = LIVE`, and then `url = SANDBOX` whatever was asked."""
        for asked, then in pairwise(block):
            if not isinstance(asked, Branch) or asked.otherwise or not isinstance(then, Assign) or then.value is None:
                continue
            again = not _leaves(asked.then) and bool(_set_in((then,)) & _set_in(asked.then))
            if again and self.environments(asked.then) == {"production"} and self.environments(then.value) == {"sandbox"}:
                yield self._hit(then.value.span, "what is set last", "it overwrites what was chosen for production")

    def environments(self, part: Expr | Block) -> frozenset[str]:
        """The environments that the addresses and the keys in a part of the program belong to."""
        found: set[str] = set()
        given = {target.path for node in walk(part) if isinstance(node, Assign) for target in node.targets if isinstance(target, Name)}
        for node in walk(part):
            match node:
                case Literal() | Template():
                    found |= self._written(node.span)
                case Name() if node.path not in given:
                    found |= self.constants.get(node.path, frozenset()) | _by_name(node.path)
        return frozenset(found)

    def _written(self, span: Span) -> frozenset[str]:
        return environments(within(self.seen, span))

    def _hit(self, span: Span, what: str, problem: str) -> Hit:
        seen = next(iter(within(self.seen, span)), None)
        provider = seen.provider if seen else None
        values = {
            "provider": provider.name if provider else "payment",
            "what": self.view.source.text(seen.span) if seen else what,
            "problem": problem,
            "consequence": "real orders end in the wrong environment",
            "remedy": "Name each environment, and refuse to start for any other",
            "env": "PAYMENT_ENVIRONMENT",
        }
        return Hit(span, values, provider=provider.id if provider else None, severity=Severity.WARNING, precision=Precision.MEDIUM)


def _set_in(block: Block) -> frozenset[str]:
    """What the statements of a block set."""
    targets = (target for node in block if isinstance(node, Assign) for target in node.targets)
    return frozenset(target.path for target in targets if isinstance(target, Name))


def _leaves(block: Block) -> bool:
    return isinstance(block[-1], Return | Raise | Jump) if block else False


def _by_name(path: str) -> frozenset[str]:
    """A setting called STRIPE_TEST_SECRET_KEY belongs to the sandbox."""
    name = path.rsplit(".", 1)[-1]
    mode = mode_of(name) if names_secret(name) else Mode.ANY
    return frozenset({"sandbox"} if mode is Mode.TEST else {"production"} if mode is Mode.LIVE else ())


def _span(part: Expr | Block) -> Span:
    if not isinstance(part, tuple):
        return part.span
    return Span(part[0].span.start, part[-1].span.end) if part else Span(0, 0)
