"""A repeated request must not move money twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.providers import SdkIdempotency
from golint.dataflow.modules import Routine
from golint.dataflow.money import Money, argument_entries, route_fits
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView



def missing_idempotency_key(view: FileView) -> Iterator[Hit]:
    """A money call without the key that its provider takes."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    for money in flow.money:
        if money.provider.idempotency.supported == "yes" and money.entry.need != "none" and not _has_key(flow, money):
            yield _hit(view, money)
    yield from _wrappers(view)


def _hit(view: FileView, money: Money) -> Hit:
    sdk = _sdk(money, view.language)
    repeats_itself = money.sdk and sdk is not None and sdk.auto
    advised = money.entry.need == "advised"
    return Hit(
        money.call.span,
        {"call": money.call.path.lstrip("."), "provider": money.provider.name, "idempotency_header": next(iter(money.provider.idempotency.headers), "Idempotency-Key")},
        provider=money.provider.id,
        symbol=money.routine.function.qualname if money.routine.start >= 0 else "",
        severity=Severity.NOTE if advised else Severity.WARNING if repeats_itself else None,
    )


def _sdk(money: Money, language: str) -> SdkIdempotency | None:
    return next((sdk for sdk in money.provider.idempotency.sdks if sdk.language == language), None)


def _has_key(flow: Flow, money: Money) -> bool:
    call, routine = money.call, money.routine
    if any("idempot" in (argument.name or "").lower() for argument in call.arguments):
        return True
    if any(argument.spread == "**" for argument in call.arguments):
        return True  # what is unpacked may hold it
    idempotency = money.provider.idempotency
    accepted = {name.lower() for name in (*idempotency.headers, *idempotency.natural_keys, *idempotency.body_fields)}
    for argument in call.arguments:
        keys = flow.texts.keys(argument.value, routine)
        if any(key in accepted or "idempot" in key for key in keys):
            return True
    if {argument.name for argument in call.arguments} & set(idempotency.natural_keys):
        return True
    headers = call.argument(None, "headers")
    return not money.sdk and headers is not None and flow.texts.is_open(headers, routine) and _may_add_it(flow, headers, routine)


def _may_add_it(flow: Flow, headers: Expr, routine: Routine) -> bool:
    """Headers made by a function that cannot be seen; one that can be seen was looked into already."""
    made = headers
    if isinstance(headers, Name):
        held = flow.texts.value_of(headers, routine)
        if held is None:
            return True
        made = held[0]
    return not isinstance(made, Call) or flow.judge.callee(made, routine) is None


def _wrappers(view: FileView) -> Iterator[Hit]:
    """One method that sends every request: the key would have to be added in this one place, so it is reported here once."""
    flow = view.flow
    for call in flow.calls("http.request"):
        routine = flow.routine_at(call.span.start)
        if routine.start < 0 or any(money.call is call for money in flow.money):
            continue
        provider = view.catalog.providers.get(flow.provider or "")
        if provider is None or provider.idempotency.supported != "yes" or "header" not in provider.idempotency.transports:
            continue
        routes = [entry for entry in provider.money if not entry.language and entry.need == "required"]
        user = next((c for c in _users(flow, routine) if any(route_fits(e.call, t) for e in routes for t in _texts(flow, c))), None)
        money = Money(call, routine, provider, routes[0], sdk=False) if routes and user is not None else None
        if money is not None and user is not None and not _has_key(flow, money) and not _takes_headers(routine):
            hit = _hit(view, money)
            yield Hit(hit.span, hit.values, provider=hit.provider, symbol=hit.symbol, related=((None, user.span, "money moves through it here"),))


def _takes_headers(routine: Routine) -> bool:
    return any("header" in p.name or "idempot" in p.name or p.spread == "**" for p in routine.function.parameters)


def _users(flow: Flow, wrapper: Routine) -> Iterator[Call]:
    for call in flow.module.calls:
        if flow.judge.callee(call, flow.routine_at(call.span.start)) == wrapper:
            yield call


def _texts(flow: Flow, call: Call) -> Iterator[str]:
    routine = flow.routine_at(call.span.start)
    for argument in call.arguments:
        text = flow.texts.of(argument.value, routine)
        if "/" in text:
            yield text


# -- stability --


def unstable_idempotency_key(view: FileView) -> Iterator[Hit]:
    """A key that is drawn anew for each try, or that is the same for every payment."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        for value in _keys(flow, call, routine):
            reason = _unstable(flow, value, call, routine)
            if reason:
                yield Hit(value.span, {"reason": reason}, provider=flow.provider, symbol=routine.function.qualname)


def _keys(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    for argument in call.arguments:
        if argument.name and "idempot" in argument.name.lower():
            yield argument.value
        if argument.name in ("headers", "options", "extra_headers") or isinstance(argument.value, facts.Mapping):
            for key, value in argument_entries(argument.value, flow.texts, routine):
                if "idempot" in key.lower():
                    yield value


def _unstable(flow: Flow, value: Expr, call: Call, routine: Routine) -> str:
    made = value
    if isinstance(value, Name):
        held = flow.texts.value_of(value, routine)
        if held is None:
            return ""
        made = held[0]
        if held[1] != routine and isinstance(made, facts.Literal):
            return "is one constant for every payment"
    if isinstance(made, facts.Literal) and isinstance(made.value, str) and made.value:
        return "is one constant for every payment"
    drawn = flow.origin(made, routine) & {"random", "time.now"}
    if not drawn or _is_kept(flow, value, routine):
        return ""
    if _in_loop(routine, made.span) or made is value:
        return "is drawn anew for each try"
    return "is drawn anew each time this function runs, so a repeated request gets another one"


def _is_kept(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether the key is written down before it is used: on a record, in a store, as the function's own answer."""
    if not isinstance(value, Name):
        return False
    if "." in value.written:
        return True
    for node in facts.walk(routine.function.body):
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=Name(written=held)) if held == value.written and "." in written:
                return True
            case Call(arguments=arguments) if flow.roles.by(node) & {"store.insert", "store.upsert", "store.write"}:
                if any(isinstance(a.value, Name) and a.value.written == value.written for a in arguments):
                    return True
            case facts.Loop(span=span) if value.span.start >= span.start and value.span.end <= span.end and not _in_loop(routine, Span(span.start, span.start)):
                held_at = flow.texts.value_of(value, routine)
                if held_at and not (span.start <= held_at[0].span.start < span.end):
                    return True
    return False


def _in_loop(routine: Routine, span: Span) -> bool:
    return any(isinstance(n, facts.Loop) and n.span.start < span.start < n.span.end for n in facts.walk(routine.function.body, into_functions=False))
