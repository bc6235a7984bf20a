"""Whether what proves a sender is there: the secret that is set for it, and the header that carries the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.delivery.conditions import plainly
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of
from golint.dataflow.tags import HELD
from golint.dataflow.vocabulary import SECRET_WORDS, SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Index, Literal, Logic, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

TELLING = SECRET_WORDS - {"pin"}
EMPTY = frozenset({"empty", "blank"})
HEADER = frozenset({"request.header"})
SET = frozenset({"secret", "key"})


def lacks_secret(flow: Flow, condition: Expr, taken: bool, routine: Routine) -> bool:
    """Whether an outcome of a condition says that a secret is not set, or that or a signature is not there."""
    if is_there(flow, condition, routine) is not (not taken):
        return False
    parts = (part for part in facts.walk(condition) if isinstance(part, Name | Index | Call))
    return any(flow.origin(part, routine) & HELD or mentions(name_of(part), SET) for part in parts)


def is_there(flow: Flow, condition: Expr, routine: Routine) -> bool | None:
    """Whether a condition holds where what proves the sender is there, or where it is not; None where it asks for something else."""
    match plain := plainly(flow, condition):
        case Logic(operator="not", operands=(operand,)):
            there = is_there(flow, operand, routine)
            return None if there is None else not there
        case Logic(operator="and" | "or" as operator, operands=operands):
            wanted, told = operator == "and", [is_there(flow, operand, routine) for operand in operands]
            if operator == "or" and True in told:
                return True  # `if ($this->verifies || $signature)`: where that does not hold, it is not there
            return wanted if all(one is wanted for one in told) else None
        case Compare(operator="!=" | "is not" | "==" | "is" as operator, left=left, right=Literal(value=None | "")):
            return operator in ("!=", "is not") if _proves(flow, left, routine) else None
    return True if _proves(flow, plain, routine) else None


def _proves(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is a secret, or what a sender is told by."""
    if names_secret(flow, value, routine):
        return True
    if not isinstance(value, Name | Index | Call):
        return False
    return mentions(name_of(value), SIGNATURES) or bool(flow.origin(value, routine) & HEADER)


def names_secret(flow: Flow, condition: Expr, routine: Routine) -> bool:
    """Whether a condition asks for nothing else than whether a secret is there."""
    match condition:
        case facts.Compare(operator="!=" | "is not", left=left, right=Literal(value=None | "")):
            return names_secret(flow, left, routine)
        case facts.Logic(operator="and", operands=operands):
            return all(names_secret(flow, operand, routine) for operand in operands)
        case facts.Logic(operator="not", operands=(Call() as call,)) if words_of(last_of(call)) & EMPTY:
            asked = call.argument(0) or owner_of(call)
            return asked is not None and names_secret(flow, asked, routine)
        case Name() | Index() | Call():
            return mentions(name_of(condition), TELLING) or bool(flow.origin(condition, routine) & HELD)
    return False
