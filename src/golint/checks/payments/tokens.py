"""An access token that ran out is refreshed; logging in anew is for those who have never been in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import called, last_of
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr, Literal, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.view import FileView

LOGGING_IN = frozenset({"login", "authenticate", "signin", "relogin"})
IN = (frozenset({"log", "in"}), frozenset({"sign", "in"}))
REFRESHING = frozenset({"refresh", "renew", "refreshed"})
DENIED = frozenset({"unauthorized", "unauthorised"})  # what 401 is called: `HttpStatus.UNAUTHORIZED`, `Faraday::UnauthorizedError`


def token_refresh(view: FileView) -> Iterator[Hit]:
    """An arm for an expired token that logs in again."""
    pack = view.flow.pack
    if pack is None or not pack.expired:
        return
    told: set[Span] = set()
    for arm in _arms(view.flow.module.program.body, pack.expired):
        call = _logs_in(arm)
        if call is not None and call.span not in told:
            told.add(call.span)
            routine = view.flow.routine_at(call.span.start)
            values = {"provider": pack.name, "call": called(call), "code": pack.expired}
            yield Hit(call.callee.span, values, provider=pack.id, symbol=view.flow.symbol(routine))


def _arms(program: Block, code: str) -> Iterator[Block]:
    """What runs only where the token has expired, or its bearer was told 401."""
    for block in facts.blocks(program):
        for at, statement in enumerate(block):
            match statement:
                case facts.Branch(condition=condition) if _asks_expired(condition, code):
                    yield _arm(statement, block[at + 1 :])
                case facts.Switch(cases=cases):
                    yield from (case.body for case in cases if any(_asks_expired(pattern, code) for pattern in case.patterns))
                case facts.Attempt(handlers=handlers):
                    yield from (h.body for h in handlers if any(_is_expired(kind, code) for kind in h.types))


def _arm(branch: facts.Branch, after: Block) -> Block:
    """The arm of 401: of `if (status != 401) return answer` what comes after it."""
    if not (isinstance(branch.condition, facts.Compare) and branch.condition.operator == "!="):
        return branch.then
    return branch.otherwise or (after if isinstance(branch.then[-1], facts.Return | facts.Raise) else ())


def _asks_expired(condition: Expr, code: str) -> bool:
    """Whether a condition is about the code of an expired token, or about 401."""
    return any(_is_expired(part, code) for part in facts.walk(condition) if isinstance(part, Literal | Name | Call | facts.Attribute))


def _is_expired(part: facts.Node, code: str) -> bool:
    """Whether an expression is that code or 401, or a constant, an error or a question of that name: `http.StatusUnauthorized`."""
    if isinstance(part, Literal):
        return part.value in (code, 401, "401") or (isinstance(part.value, str) and part.value.lower() in DENIED)
    if not isinstance(part, Name | Call | facts.Attribute):
        return False
    last = last_of(part)
    words = words_of(last)
    return bool(words & DENIED) or (last[:1].isupper() and not isinstance(part, Call) and words >= words_of(code))


def _logs_in(block: Block) -> Call | None:
    """The call that logs in, where nothing in the block refreshes."""
    calls = [node for node in facts.walk(block) if isinstance(node, Call)]
    if any(words_of(facts.trail(call)) & REFRESHING for call in calls):
        return None
    return next((call for call in calls if _means_login(call)), None)


def _means_login(call: Call) -> bool:
    words = words_of(last_of(call))
    return bool(words & LOGGING_IN) or any(told <= words for told in IN)
