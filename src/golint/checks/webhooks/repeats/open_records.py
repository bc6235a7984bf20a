"""Records that a store is asked for in a state in which nothing was done yet: a second delivery finds none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, text_of
from golint.dataflow.vocabulary import PAID_ABROAD, STATE_WORDS
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Literal, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

DONE = PAID_ABROAD | frozenset({
    "paid", "processed", "completed", "complete", "captured", "handled", "fulfilled", "credited", "granted", "applied", "settled",
    "confirmed", "succeeded", "success", "done",
})  # fmt: skip
OPEN = frozenset({
    "pending", "unpaid", "new", "created", "initiated", "initialized", "initialised", "waiting", "open", "processing", "awaiting",
    "inprocess", "pendiente", "pendente", "menunggu",
})  # fmt: skip
NEGATED = frozenset({"$ne", "not", "$nin", "notIn", "ne"})
LISTED = frozenset({"in", "$in", "equals", "$eq"})
EXCLUDING = frozenset({"exclude", "neq", "whereNot", "where_not", "whereNotIn", "not"})
PICKING = EXCLUDING | {"where", "andWhere", "Where", "eq", "whereIn", "in", "filter", "filter_by", "find_by", "find_by!", "match"}
ELSEWHERE = frozenset({"data", "include", "select", "$set", "set", "update", "defaults", "values"})
MADE_ALONE = "$setOnInsert"  # MongoDB sets what stands there in a record that it makes, and says whether it has made one
WRITING = frozenset({"store.write", "store.upsert"})
COUNTS = ("rowcount", "rowCount", "affected_rows")
"""What cursors call the number of records that a statement changed."""

_OF_OPEN = (
    r"""\b.*\bWHERE\b.*\b\w*(?:status|state|estado|estatus|situacao)\b\W{0,2}\s*(?:=|IN\b)\s*\(?\s*['"]"""
    r"""(?:pending|unpaid|new|created|initiated|initialized|waiting|open|processing|awaiting\w*|pendiente|pendente|menunggu)\b"""
)
_STATED = compiled(rf"\bSELECT{_OF_OPEN}", re.IGNORECASE | re.DOTALL)
_CLAIMED = compiled(rf"\bUPDATE{_OF_OPEN}", re.IGNORECASE | re.DOTALL)
_ASKED = compiled(r"(?i)\b\w*(?:status|state|estado|estatus)\b\W{0,2}\s*=\s*[?$:@]")


def states_open(text: str) -> bool:
    """Whether a statement asks for a record that is still open: `SELECT * FROM topups WHERE reference = ? AND status = 'pending'`."""
    return _STATED.search(text) is not None


def asks_for_open(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call looks for a record that is still open, `findOne({ reference, status: "pending" })`, or sets one from there to what it
    is then and says whether there was any: `const { count } = await orders.updateMany({ where: { id, status: "PENDING" }, ... })`."""
    writes = flow.roles.by(call) & WRITING or flow.effects.runs_statement(call, routine)
    if writes and _claims_open(call) and _is_asked(call, routine):
        return True
    return flow.asks_store(call, routine) and _picks_open(call)


def _claims_open(call: Call) -> bool:
    """Whether a call that writes picks open records alone, or makes one: by its filter, by what it is chained to, or in the text of its
    statement."""
    first, others = call.argument(0), [argument.value for argument in call.arguments[1:]]
    if any(isinstance(told, facts.Mapping) and any(text_of(entry.key) == MADE_ALONE for entry in told.entries) for told in others):
        return True
    if isinstance(first, facts.Mapping) and any(_entries(first)):
        return True
    wheres = (entry.value for told in others if isinstance(told, facts.Mapping) for entry in told.entries if text_of(entry.key) == "where")
    if any(isinstance(where, facts.Mapping) and any(_entries(where)) for where in wheres):
        return True
    if any(_CLAIMED.search(text_of(argument.value)) for argument in call.arguments):
        return True
    return isinstance(call.receiver, Call) and _picks_open(call.receiver)


def leaves_seen_out(call: Call) -> bool:
    """Whether a call that writes picks by what was not done before: `updateOne({ id, seen: { $ne: event.id } }, { $inc: { sum: 1 } })`."""
    picked = call.argument(0)
    asked = (entry.value for entry in picked.entries) if isinstance(picked, facts.Mapping) else ()
    return any(isinstance(how, facts.Mapping) and any(text_of(entry.key) in NEGATED for entry in how.entries) for how in asked)


def _picks_open(call: Call) -> bool:
    """Whether a part of a query, or of the calls that it is chained to, asks for the state of an open record."""
    if not OPEN.isdisjoint(facts.trail(call).split(".")):
        return True  # `Order.pending.find_by(number: number)`
    if mentions(last_of(call), STATE_WORDS) and any(_says_open(argument.value) for argument in call.arguments):
        return True  # `orders.findByNumberAndState(number, State.PENDING)`
    link: Expr | None = call
    while isinstance(link, Call):
        left = last_of(link) in EXCLUDING
        for argument in link.arguments:
            if argument.name and _is_open(argument.name.removesuffix("__in"), argument.value, left=left):
                return True
            if isinstance(argument.value, facts.Mapping) and any(_entries(argument.value)):
                return True
        if last_of(link) in PICKING and (_picks_in_order(link) or any(_compares_open(argument.value) for argument in link.arguments)):
            return True
        link = link.receiver
    return False


def _picks_in_order(link: Call) -> bool:
    """`where("status", "pending")`, `eq("status", "pending")`, `Where("reference = ? AND status = ?", reference, "pending")`"""
    text, told = text_of(link.argument(0)), [argument.value for argument in link.arguments[1:]]
    if not told or not text:
        return False
    if _ASKED.search(text):
        return any(_says_open(value) for value in told)
    negated = last_of(link) in EXCLUDING or (len(told) > 1 and text_of(told[0]) in ("!=", "<>"))
    return _is_open(text, told[-1], left=negated)


def _compares_open(value: Expr) -> bool:
    """`and(eq(orders.reference, reference), eq(orders.status, "pending"))`"""
    match value:
        case Call(arguments=arguments) if last_of(value) == "and":
            return any(_compares_open(argument.value) for argument in arguments)
        case Call(arguments=(facts.Argument(value=Name() as column), facts.Argument(value=told))) if last_of(value) in ("eq", "ne"):
            return _is_open(name_of(column), told, left=last_of(value) == "ne")
    return False


def _entries(picked: facts.Mapping) -> Iterator[facts.Entry]:
    """The entries of a filter that ask for an open record, those of what else it is told left out."""
    for entry in picked.entries:
        key = text_of(entry.key)
        if _is_open(key, entry.value):
            yield entry
        elif isinstance(entry.value, facts.Mapping) and key not in ELSEWHERE:
            yield from _entries(entry.value)


def _is_open(key: str, value: Expr, *, left: bool = False) -> bool:
    """Whether a column is asked for what it holds of an open record, or, of records that are `left` out, for what it holds of others."""
    if left:
        return (mentions(key, STATE_WORDS) and _says_done(value)) or (mentions(key, DONE) and _is(value, True))
    if mentions(key, DONE) and not mentions(key, STATE_WORDS):
        return _is(value, False)
    if not mentions(key, STATE_WORDS):
        return False
    match value:
        case facts.Mapping(entries=entries):
            asked = ((text_of(entry.key), entry.value) for entry in entries)
            return any(_says_done(told) if how in NEGATED else how in LISTED and _says_open(told) for how, told in asked)
        case facts.Sequence(items=items):
            return bool(items) and all(_says_open(item) for item in items)
    return _says_open(value)


def _says_open(value: Expr) -> bool:
    if isinstance(value, facts.Sequence):
        return bool(value.items) and all(_says_open(item) for item in value.items)
    return not words_of(_told(value)).isdisjoint(OPEN)


def _says_done(value: Expr) -> bool:
    if isinstance(value, facts.Sequence):
        return any(_says_done(item) for item in value.items)
    return not words_of(_told(value)).isdisjoint(DONE)


def _told(value: Expr) -> str:
    """ "pending", `OrderStatus.PENDING`"""
    return text_of(value) or (value.written.rpartition(".")[2] if isinstance(value, Name) and "." in value.written else "")


def _is(value: Expr, truth: bool) -> bool:
    return isinstance(value, Literal) and value.value is truth


def _is_asked(call: Call, routine: Routine) -> bool:
    """Whether a condition asks what came of a call, or what its cursor says of it: `if cursor.rowcount == 0`."""
    names = _given_by(call, routine)
    owner = owner_of(call)
    counted = {f"{owner.written}.{count}" for count in COUNTS} if isinstance(owner, Name) else set()
    conditions = (node.condition for node in routine.nodes if isinstance(node, facts.Branch | facts.Choice)) if names or counted else ()
    asked = [part for one in conditions for part in facts.walk(one) if isinstance(part, Name)]
    return any(_head(part) in names or part.written in counted for part in asked)


def _given_by(call: Call, routine: Routine) -> set[str]:
    """The names that are given what comes of a call, or a part of that: `n` of `res := db.Exec(...); n := res.RowsAffected()`."""
    given = [(node.value, _targets(node)) for node in routine.nodes if isinstance(node, facts.Assign) and node.value is not None]
    names = {name for value, targets in given if call.span in value.span for name in targets}
    later = (targets for value, targets in given if not names.isdisjoint(map(_head, facts.walk(value))))
    return names.union(*later)


def _head(node: facts.Node) -> str:
    return node.written.partition(".")[0] if isinstance(node, Name) else ""


def _targets(node: facts.Assign) -> set[str]:
    return {part.written for target in node.targets for part in facts.walk(target) if isinstance(part, Name)}
