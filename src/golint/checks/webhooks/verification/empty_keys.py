"""Signatures that are made with an empty key where a setting is missing: everybody can sign with that one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of, text_of
from golint.dataflow.tags import HELD
from golint.facts import Call, Expr, Literal, Name
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_HOPS = 4  # `const SECRET = process.env.ACME_SECRET || ""`, `Buffer.from(SECRET)`, `SECRET.encode()`
_METHODS = frozenset({"encode", "trim", "strip", "getBytes", "toString"})
_FUNCTIONS = frozenset({"Buffer.from", "String", "bytes", "str"})


class _Key(NamedTuple):
    """A setting that may be empty, and the names by which it comes to the signature, each with its file."""

    setting: Expr
    names: tuple[tuple[str, str], ...]


def empty_keys(view: FileView) -> Iterator[Hit]:
    """A function that checks a signature with a key that is empty where the setting is missing, and that nobody asks for. A note, since the
    shop may refuse to start without it elsewhere."""
    flow = view.flow
    if not flow.traces.may_utter("hmac.digest"):
        return
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        key = next(_keys(flow, call, routine), None) if "hmac.digest" in flow.roles.by(call) else None
        if key is not None and _checks(flow, routine) and not _is_asked_for(flow, key):
            name, symbol = _called(key.setting), flow.known_as(routine)
            reason = f"where `{name}` is not set, the key is empty, and everybody can sign"
            values = {**words(view, routine), "env": name, "reason": reason, "handler": symbol}
            yield Hit(call.span, values, provider=flow.provider_at(routine), symbol=symbol, severity=Severity.NOTE)


def _checks(flow: Flow, routine: Routine) -> bool:
    """Whether a function compares what it makes; others sign what the shop itself sends."""
    return any(check.kind == "compare" for check in flow.prover.summary(routine).checks)


def _keys(flow: Flow, call: Call, routine: Routine) -> Iterator[_Key]:
    for argument in call.arguments:
        key = _may_be_empty(flow, argument.value, routine)
        if key is not None:
            yield key


def _may_be_empty(flow: Flow, value: Expr, routine: Routine, hops: int = _HOPS) -> _Key | None:
    """`process.env.ACME_SECRET || ""`, `os.getenv("ACME_SECRET", "")`, and what was given one."""
    setting, inner, place = None, None, routine
    match value:
        case facts.Logic(operator="or", operands=(first, *_, Literal(value="" | b""))):
            setting = first
        case Call(arguments=(_, facts.Argument(value=Literal(value="" | b"")))) if "config.read" in flow.roles.by(value):
            setting = value
        case Call() if last_of(value) in _METHODS:
            inner = receiver_of(value)
        case Call() if value.path in _FUNCTIONS:
            inner = value.argument(0)
        case Name():
            inner, place = flow.texts.value_of(value, routine) or _entry(flow, value, routine) or (None, routine)
    if setting is not None and flow.origin(setting, routine) & HELD:
        return _Key(setting, ((_called(setting), routine.path),))
    found = _may_be_empty(flow, inner, place, hops - 1) if inner is not None and hops else None
    if found is None or not isinstance(value, Name):
        return found
    return _Key(found.setting, (*found.names, (name_of(value), routine.path), (name_of(value), place.path)))


def _entry(flow: Flow, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
    """What a table of settings holds under a name, `settings.ACME_SECRET`."""
    base, _, last = name.written.rpartition(".")
    if not base:
        return None
    table = Name(name.path.rpartition(".")[0], name.span, base)
    return next(((field.value, field.routine) for field in flow.fields.of(table, routine).known if field.name == last), None)


def _is_asked_for(flow: Flow, key: _Key) -> bool:
    """Whether a file by which the key comes asks anywhere whether it is there: `if (!SECRET) throw ...`."""
    for name, path in key.names:
        module = flow.resolver.module(path)
        asked = (n.condition for n in module.nodes if isinstance(n, facts.Branch | facts.Choice)) if module is not None else ()
        if any(isinstance(part, Name | Call) and name_of(part) == name for condition in asked for part in facts.walk(condition)):
            return True
    return False


def _called(setting: Expr) -> str:
    return name_of(setting) or (text_of(setting.argument(0)) if isinstance(setting, Call) else "") or "the secret"
