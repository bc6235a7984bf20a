"""What a condition says of a request by the status that came back: `$code !== 200`, `response.status_code >= 400`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

CODES = frozenset({"statuscode", "httpcode", "httpstatus", "responsecode", "httpresponsecode", "httpstatuscode"})
STATUS = frozenset({"status_code", "status", "statusCode", "StatusCode"})
GOOD, END = range(200, 300), 600


def failed_by_status(flow: Flow, asked: facts.Compare, routine: Routine) -> bool | None:
    """Whether a comparison with a number holds where the request went badly alone, or where it went well alone; None where it says
    neither."""
    number = asked.right.value if isinstance(asked.right, facts.Literal) else None
    if isinstance(number, str) and number.isdecimal() and len(number) == 3:
        number = int(number)  # `response.code == "200"`
    if isinstance(number, bool) or not isinstance(number, int):
        return True if asked.operator in ("!=", ">=", ">") and _is_code(asked.left) else None
    if not _is_status(flow, asked.left, routine):
        return None
    match asked.operator:
        case "==":
            return number not in GOOD
        case "!=":
            return True if number in GOOD else None
        case ">" | ">=":
            return True if GOOD.stop - 1 <= number < END else None
        case "<" | "<=":
            return True if number <= GOOD.start else False if number < END else None
    return None


def failed_by_word(asked: facts.Compare) -> bool | None:
    """The same of a comparison with anything else, which is all that a condition asks: `response.status != "success"`."""
    if name_of(asked.left) not in STATUS or (isinstance(asked.right, facts.Literal) and asked.right.kind == "number"):
        return None
    return True if asked.operator in ("!=", ">=", ">") else False if asked.operator == "==" else None


def _is_status(flow: Flow, expr: Expr, routine: Routine) -> bool:
    if name_of(expr) in STATUS or _is_code(expr) or _gives_status(flow, expr):
        return True
    held = flow.texts.value_of(expr, routine) if isinstance(expr, Name) and "." not in expr.written else None
    return held is not None and _gives_status(flow, held[0])


def _is_code(expr: Expr) -> bool:
    return (name_of(expr) or last_of(expr)).replace("_", "").lower().removeprefix("get") in CODES


def _gives_status(flow: Flow, expr: Expr) -> bool:
    return isinstance(expr, Call) and "http.status" in flow.roles.by(expr)
