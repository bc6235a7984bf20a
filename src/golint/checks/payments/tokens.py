"""An access token that ran out is refreshed; logging in anew is for those who have never been in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import called
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr
from golint.model import Hit

if TYPE_CHECKING:
    from golint.view import FileView

LOGGING_IN = frozenset({"login", "authenticate", "signin", "relogin"})
REFRESHING = frozenset({"refresh", "renew", "refreshed"})


def token_refresh(view: FileView) -> Iterator[Hit]:
    """A branch for an expired token that logs in again."""
    pack = view.flow.pack
    if pack is None or not pack.expired:
        return
    for node in facts.walk(view.flow.module.program.body):
        if isinstance(node, facts.Branch) and _asks_expired(node.condition, pack.expired):
            call = _logs_in(node.then)
            if call is not None:
                routine = view.flow.routine_at(node.span.start)
                values = {"provider": pack.name, "call": called(call), "code": pack.expired}
                yield Hit(call.callee.span, values, provider=pack.id, symbol=view.flow.symbol(routine))


def _asks_expired(condition: Expr, code: str) -> bool:
    """Whether a condition is about the code of an expired token, or about 401."""
    return any(isinstance(part, facts.Literal) and part.value in (code, 401, "401") for part in facts.walk(condition))


def _logs_in(block: Block) -> Call | None:
    """The call that logs in, where nothing in the block refreshes."""
    calls = [node for node in facts.walk(block) if isinstance(node, Call)]
    if any(words_of(facts.trail(call)) & REFRESHING for call in calls):
        return None
    return next((call for call in calls if words_of(call.path.rpartition(".")[2]) & (LOGGING_IN | {"log"}) and _means_login(call)), None)


def _means_login(call: Call) -> bool:
    words = words_of(call.path.rpartition(".")[2])
    return bool(words & LOGGING_IN) or {"log", "in"} <= words
