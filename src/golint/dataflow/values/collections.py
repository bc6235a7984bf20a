"""Calls that are told in one object which documents of the shop they ask for or write, as Payload's are:
`req.payload.update({ collection: "orders", id, data: { status: "paid" } })`."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of, text_of
from golint.facts import Call

_READING = frozenset({"find", "findByID", "count", "findVersions", "findVersionByID"})
_WRITING = frozenset({"create", "update", "delete"})


def collection_of(call: Call) -> str:
    """The collection that a call reads or writes, "" for any other call. What it is made on may be called as a body is: `req.payload`."""
    match call.arguments:
        case (facts.Argument(value=facts.Mapping(entries=entries)),) if last_of(call) in _READING | _WRITING:
            return next((text_of(entry.value) for entry in entries if text_of(entry.key) == "collection"), "")
    return ""


def reads_collection(call: Call) -> bool:
    """Whether a call gives back documents of a collection, and nothing of what it was told."""
    return last_of(call) in _READING and bool(collection_of(call))
