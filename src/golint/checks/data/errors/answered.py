"""What a provider says of an error, taken out of its answer: `$answer->errors[0]->detail`, `data.error.message`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.facts import Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

REFUSALS = frozenset({"error", "errors"})
"""What an answer calls the part that it has only where something went wrong."""
SIGNS = REFUSALS | {"error_code", "errorcode", "error_message", "errormessage"}
TEXTS = frozenset({
    "message", "messages", "msg", "detail", "details", "description", "reason", "error_message", "error_description", "errormessage",
    "errordescription",
})  # fmt: skip
WORDING = ("__", "_e", "sprintf", "implode", "join", "esc_html__")
DEPTH = 3

Below = Callable[[Name, list[str]], list[str] | None]
"""The steps that are taken below what a provider answered, of those from a variable; None where there is no answer on the way."""


def says_refused(expr: Expr, below: Below) -> bool:
    """Whether an expression is the part of an answer that tells of errors: `$answer->errors`, `$answer["error"]`."""
    root, steps = steps_of(expr)
    return root is not None and bool(SIGNS.intersection(steps[-1:])) and bool(below(root, steps))


def texts(flow: Flow, value: Expr, routine: Routine, below: Below, depth: int = DEPTH) -> Iterator[Expr]:
    """The places in a value that is shown where it is, or holds, the text of such an error. Codes are no texts, a text that is looked up
    by one is the shop's own, and what another function makes of it is that one's affair."""
    if _is_text(flow, value, routine, below):
        yield value
        return
    match value:
        case Name(written=written) if "." not in written and depth:
            if any(True for one in _held(flow, value, routine) for _ in texts(flow, one, routine, below, depth - 1)):
                yield value
        case facts.Call() if flow.roles.by(value) & {"text.same", "json.encode"} or last_of(value) in WORDING:
            for argument in value.arguments:
                yield from texts(flow, argument.value, routine, below, depth)
        case facts.Binary() | facts.Template() | facts.Mapping() | facts.Sequence():
            for part in facts.operands(value):
                yield from texts(flow, part, routine, below, depth)
        case facts.Choice(then=then, otherwise=otherwise):
            for part in (then, otherwise):
                yield from texts(flow, part, routine, below, depth)
        case facts.Logic(operator="or", operands=operands):
            for part in operands:
                yield from texts(flow, part, routine, below, depth)


def _is_text(flow: Flow, expr: Expr, routine: Routine, below: Below) -> bool:
    """Whether an expression is what an answer says of its errors, whole or in words, or of one: `foreach ($answer->errors as $one)`."""
    root, steps = steps_of(expr)
    if root is None:
        return False
    if (taken := below(root, steps)) is not None:
        return bool(REFUSALS.intersection(taken[-1:])) or (steps[-1] in TEXTS and bool(REFUSALS.intersection(taken[:-1])))
    return steps[-1] in TEXTS and any(says_refused(one, below) for one in _held(flow, root, routine))


def _held(flow: Flow, name: Name, routine: Routine) -> Iterator[Expr]:
    """What a variable may hold at its place; an element of a list by the whole of that."""
    module = flow.resolver.module(routine.path)
    given = module.reaching(routine, name.written, name.span.start) if module is not None else ()
    yield from (binding.value for binding in given if binding.value is not None)


def steps_of(expr: Expr) -> tuple[Name | None, list[str]]:
    """The variable that an expression takes a part of, and the steps to that part in lower case; numbers are no steps."""
    match expr:
        case Name(path=path, span=span, written=written) if "." in written:
            first, *rest = written.split(".")
            return Name(path.partition(".")[0], span, first), [step.lower() for step in rest]
        case facts.Attribute(base=base, path=path):
            root, steps = steps_of(base)
            return root, [*steps, path.removeprefix(".").lower()]
        case facts.Call(arguments=(facts.Argument(value=key), *_)) if last_of(expr) == "get" and (owner := owner_of(expr)) is not None:
            return steps_of(facts.Index(owner, key, expr.span))  # `answer.get("message", "failed")`
        case facts.Call(arguments=keys) if last_of(expr) == "dig" and (owner := owner_of(expr)) is not None:
            root, steps = steps_of(owner)
            root = owner if isinstance(owner, Name) and "." not in owner.written else root
            return root, [*steps, *(told.lower() for key in keys if (told := text_of(key.value)))]
        case facts.Index(base=Name(written=written) as base, key=key) if "." not in written:
            return base, [text_of(key).lower()]
        case facts.Index(base=base, key=key):
            root, steps = steps_of(base)
            told = text_of(key).lower()
            return root, [*steps, told] if told else steps
    return None, []
