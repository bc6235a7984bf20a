"""What is done where a provider has refused, or a request did not come through, by what the conditions ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.answered import says_refused, steps_of
from golint.checks.data.errors.raised import kinds_of
from golint.checks.data.errors.status import failed_by_status, failed_by_word
from golint.checks.data.errors.theirs import below_answer, is_answer_of_provider, is_data_of_answer, is_sent, owner_of_field, steps_below
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of
from golint.facts import Block, Call, Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow

GOOD = frozenset({"status", "success", "successful", "ok"})
FINE = ("ok", "is_success", "IsSuccessStatusCode", "isSuccessful")
GOOD_KINDS = frozenset({"HTTPSuccess", "HTTPOK", "HTTPCreated"})  # what Ruby's Net::HTTP gives where all went well
KIND_QUESTIONS = frozenset({"is_a?", "kind_of?", "instance_of?"})
LACKING = ("KeyError", "IndexError", "LookupError")
_ASKING = (Call, facts.Compare, facts.Logic)


def failing(flow: Flow, node: Node, routine: Routine) -> Iterator[Block]:
    """The arm of a branch that runs where an HTTP answer was not a good one, or what is done where it lacks a part that is asked for."""
    match node:
        case facts.Attempt(body=body, handlers=handlers) if _takes_part(flow, body, routine):
            yield from (handler.body for handler in handlers if any(last_of(kind) in LACKING for kind in kinds_of(handler)))
        case facts.Switch(cases=cases) if any(_is_good_kind(pattern) for case in cases for pattern in case.patterns):
            yield from (case.body for case in cases if not any(map(_is_good_kind, case.patterns)))
        case facts.Branch(condition=facts.Compare(operator="==", left=left, right=facts.Literal(value=False)), then=then):
            yield from (then,) if _is_field_of_answer(flow, left, routine) or is_sent(flow, left, routine) else ()
        case facts.Branch(condition=facts.Compare() as asked, then=then, otherwise=otherwise) if (bad := failed_by_word(asked)) is not None:
            yield then if bad else otherwise
        case facts.Branch(condition=facts.Logic(operator="not", operands=(one,)), then=then) if name_of(one) in FINE:
            yield then
        case facts.Branch(condition=condition, then=then) if any(_is_field_of_answer(flow, one, routine) for one in _missed(condition)):
            yield from (then,) if _refuses(flow, then) or _says_failed(flow, condition, routine) else ()
        case facts.Branch(condition=condition, then=then, otherwise=otherwise):
            failed = _says_failed(flow, condition, routine)
            if failed is None and any(_is_field_of_answer(flow, one, routine) for one in _there(condition)):
                failed = False if _refuses(flow, otherwise) else None
            yield from (then,) if failed else (otherwise,) if failed is False else ()


def _is_good_kind(kind: Expr) -> bool:
    return last_of(kind) in GOOD_KINDS


def _takes_part(flow: Flow, block: Block, routine: Routine) -> bool:
    """Whether a block asks an answer for a part that may be missing: `data["data"]["attributes"]`."""
    taken = (node for node in facts.walk(block, into_functions=False) if isinstance(node, facts.Index))
    return any(_is_field_of_answer(flow, one, routine) for one in taken)


def _missed(condition: Expr) -> Iterator[Expr]:
    """What is not there where a condition holds: `!made.init_point`, `!answer.status || !answer.data`."""
    for one in condition.operands if isinstance(condition, facts.Logic) and condition.operator == "or" else (condition,):
        if isinstance(one, facts.Logic) and one.operator == "not":
            yield one.operands[0]


def _there(condition: Expr) -> Iterator[Expr]:
    """What is there where a condition holds: `made.init_point`, `answer.status && answer.data`."""
    told = condition.operands if isinstance(condition, facts.Logic) and condition.operator == "and" else (condition,)
    yield from (one for one in told if isinstance(one, Name | facts.Index))


def _says_failed(flow: Flow, condition: Expr, routine: Routine) -> bool | None:
    """Whether a condition says that a request went badly, or well; None where it says neither."""
    match condition:
        case facts.Logic(operator="not", operands=(one,)):
            said = _says_failed(flow, one, routine)
            return None if said is None else not said
        case facts.Logic(operator=operator, operands=operands):
            told = {_says_failed(flow, operand, routine) for operand in operands}
            return True if True in told else False if told == {False} or (operator == "and" and False in told) else None
        case facts.Compare():
            return failed_by_status(flow, condition, routine)
        case Name(written=written) if written.endswith(".error") and is_answer_of_provider(flow, owner_of_field(condition), routine):
            return True
        case Name() if (held := flow.texts.value_of(condition, routine)) is not None and isinstance(held[0], _ASKING):
            return _says_failed(flow, held[0], held[1])  # `$error = curl_error($handle); if ($error)`
        case facts.Call() if flow.roles.by(condition) & {"outcome.failed.answer", "outcome.good.answer"}:
            return "outcome.failed.answer" in flow.roles.by(condition)
        case facts.Call(arguments=(first, *_)) if last_of(condition) in KIND_QUESTIONS and _is_good_kind(first.value):
            return False
        case Name() | facts.Index() if says_refused(condition, steps_below(flow, routine)):
            return True
        case Name() | facts.Index() if _says_good(flow, condition, routine):
            return False
        case facts.Call() if last_of(condition) == "get" and _says_good(flow, condition, routine):
            return False
        case facts.Call(arguments=(first, *_)) if flow.roles.by(condition) & {"value.present", "value.empty"}:
            if says_refused(first.value, steps_below(flow, routine)):
                return "value.present" in flow.roles.by(condition)
            about = isinstance(first.value, facts.Index) and "http.request" in flow.origin(first.value, routine)
            return "value.empty" in flow.roles.by(condition) if about else None
    return None


def _says_good(flow: Flow, expr: Expr, routine: Routine) -> bool:
    """Whether an expression is the part of an answer that says how it went: `$answer["status"]`."""
    root, steps = steps_of(expr)
    taken = below_answer(flow, root, steps, routine) if root is not None else None
    return taken is not None and len(taken) == 1 and taken[0] in GOOD


def _refuses(flow: Flow, block: Block) -> bool:
    answers = (
        n.value if isinstance(n, facts.Return) else n for n in facts.walk(block, into_functions=False) if isinstance(n, facts.Return | Call)
    )
    return any(answer is not None and flow.judge.refuses(answer) for answer in answers)


def _is_field_of_answer(flow: Flow, expr: Expr, routine: Routine) -> bool:
    """`payment.init_point`, `payment["init_point"]`: what a provider's answer holds where all went well, or a variable given that."""
    held = flow.texts.value_of(expr, routine) if isinstance(expr, Name) and "." not in expr.written else None
    if held is not None and held[1] == routine and isinstance(held[0], Name | facts.Index):
        return _is_field_of_answer(flow, held[0], routine)
    match expr:
        case Name(written=written) if "." in written:
            owner = owner_of_field(expr)
            whole = is_answer_of_provider(flow, owner, routine) or is_data_of_answer(flow, owner, routine)
            return whole or _is_field_of_answer(flow, owner, routine)
        case facts.Index(base=Name() | Call() as whole, key=facts.Literal(value=str())):
            return is_answer_of_provider(flow, whole, routine)
        case facts.Index(base=facts.Index() as whole, key=facts.Literal(value=str())):
            return _is_field_of_answer(flow, whole, routine)
        case Call(arguments=(facts.Argument(value=facts.Literal(value=str())), *_)) if "value.part" in flow.roles.by(expr):
            answer = receiver_of(expr)
            return isinstance(answer, Name) and is_answer_of_provider(flow, answer, routine)
    return False
