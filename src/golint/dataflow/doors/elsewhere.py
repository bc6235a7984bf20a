"""Doors that answer several paths and tell them apart themselves: `if (url.pathname === "/webhooks/acme") { ... }`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.comparisons import BEGINNING
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.vocabulary import HOOK_WORDS, MAYBE_HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr
from golint.model import Span

Asked = tuple[str, bool]
"""A path, and whether a condition holds for it, or for all but it."""
_HOOKS = HOOK_WORDS | MAYBE_HOOK_WORDS
_FITTING = frozenset({*BEGINNING, "endsWith", "includes", "endswith", "end_with?"})


def paths_asked(routine: Routine) -> Iterator[str]:
    """The paths that a routine tells apart."""
    yield from (path for node in routine.own for path, _ in _choosing(node))


def elsewhere(routine: Routine) -> tuple[Span, ...]:
    """What a routine does for other paths alone, where one of those that it tells apart is a webhook's."""
    if not any(_takes_hooks(node) for node in routine.own):
        return ()
    return tuple(span for block in facts.blocks(routine.function.body) for span in _apart(block))


def _apart(block: Block) -> Iterator[Span]:
    for at, statement in enumerate(block):
        match statement:
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                asked = tuple(_asked(condition))
                hooks = {holds for path, holds in asked if _is_hook(path)}
                if False in hooks or (asked and not hooks and all(holds for _, holds in asked)):
                    yield from _spans(then)
                elif hooks:
                    yield from _spans((*otherwise, *(block[at + 1 :] if facts.leaves(then) else ())))
            case facts.Switch(cases=cases) if _takes_hooks(statement):
                others = (case.body for case in cases if not any(_is_hook(text_of(pattern)) for pattern in case.patterns))
                yield from (span for body in others for span in _spans(body))


def _spans(block: Block) -> Iterator[Span]:
    """The statements of a block that speaks of no webhook's path itself."""
    if not any(_takes_hooks(node) for node in facts.walk(block)):
        yield from (statement.span for statement in block)


def _takes_hooks(node: facts.Node) -> bool:
    return any(_is_hook(path) for path, _ in _choosing(node))


def _is_hook(path: str) -> bool:
    return path.startswith("/") and bool(words_of(path) & _HOOKS)


def _choosing(node: facts.Node) -> Iterator[Asked]:
    """The paths by which a statement chooses what is done."""
    match node:
        case facts.Branch(condition=condition):
            yield from _asked(condition)
        case facts.Switch(cases=cases):
            yield from ((text, True) for case in cases for one in case.patterns if (text := text_of(one)).startswith("/"))


def _asked(condition: Expr) -> Iterator[Asked]:
    match condition:
        case facts.Logic(operator="not", operands=(operand,)):
            yield from ((path, not holds) for path, holds in _asked(operand))
        case facts.Logic(operands=operands):
            yield from (one for operand in operands for one in _asked(operand))
        case facts.Compare(operator="==" | "!=" | "in" as operator, left=left, right=right):
            sides = (part for side in (left, right) for part in (side.items if isinstance(side, facts.Sequence) else (side,)))
            yield from ((text, operator != "!=") for side in sides if (text := text_of(side)).startswith("/"))
        case Call() if last_of(condition) in _FITTING and (text := text_of(condition.argument(0))).startswith("/"):
            yield text, True
