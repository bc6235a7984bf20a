"""Doors that are there for the shop's own people."""

from __future__ import annotations

from golint import facts
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.vocabulary import STAFF
from golint.dataflow.words import mentions, words_of

PEOPLE = STAFF | {
    "superuser", "employee", "cashier", "bendahara", "kasir", "karyawan", "pegawai", "petugas", "empleado", "cajero", "funcionario",
}  # fmt: skip
# A guard against those lets everybody else in, and one for them `or` for who owns a thing lets in whoever does.
_OTHERS = frozenset({"not", "non", "no", "un", "skip", "exclude", "except", "without", "or", "own", "owner", "self"})
_DEPENDING = frozenset({"Depends", "Security"})


def is_for_staff(handler: Handler) -> bool:
    """Whether a guard lets in the shop's own people alone, who ask what they like: `Depends(verify_admin)`, `middleware("auth:admin")`."""
    guards = (*(wrapper.expr for wrapper in handler.wrappers), *handler.routine.function.decorators)
    for node in (part for guard in guards for part in facts.walk(guard)):
        told = text_of(node) if isinstance(node, facts.Literal) else name_of(node) if isinstance(node, facts.Name | facts.Call) else ""
        words = words_of(told) if "/" not in told else frozenset[str]()  # the door's own address keeps nobody out
        if words & PEOPLE and not words & _OTHERS:
            return True
    return _is_told_whose(handler)


def _is_told_whose(handler: Handler) -> bool:
    """Whether what a guard of FastAPI gives a door is called one of the shop's own people: `admin: User = Depends(require("reports"))`."""
    told = (p.name for p in handler.routine.function.parameters if isinstance(p.default, facts.Call) and last_of(p.default) in _DEPENDING)
    return any(words & PEOPLE and not words & _OTHERS for words in map(words_of, told))


def is_meant_for_staff(handler: Handler) -> bool:
    """Whether the shop's own people use a door, whoever else gets in: who is signed in comes through, and the address is one of theirs."""
    return is_for_staff(handler) or (handler.signed_in and mentions(handler.route, STAFF))
