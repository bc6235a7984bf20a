"""Requests that move money through a function of the shop's own, which puts the address together from what it is told:
`this.request("POST", "/charges", body)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.requests.verbs import VERBS
from golint.dataflow.values.texts import HOLE
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow.requests.money import Money, MoneyCalls

HOPS = 2  # `post(path, body)` asks `request("POST", path, body)`, which sends
DEPTH = 6
ADDRESSES = ("url", "uri", "path", "endpoint")
SLASHED = ("lstrip", "ltrim", "trimStart")
REQUESTS = frozenset({"http.request", "http.write"})


class Senders:
    """Finds such calls, whose address is known only where what they are told is put into that of their function."""

    def __init__(self, calls: MoneyCalls) -> None:
        self._calls = calls
        self._texts = calls.texts
        self._resolver = calls.texts.resolver

    def found(self, calls: tuple[Call, ...]) -> Iterator[Money]:
        """The money calls among some, in source order."""
        for call in calls:
            if self._may_be_told_a_route(call) and (money := self._judged(call)) is not None:
                yield money

    def _may_be_told_a_route(self, call: Call) -> bool:
        """What costs nothing is asked first: whether a text among the arguments holds a word of a provider's route."""
        texts = (text for a in call.arguments[:3] if (text := _ending(a.value)))
        return any(step in self._calls.route_words for text in texts for step in text.split("/"))

    def _judged(self, call: Call) -> Money | None:
        routine = self._calls.enclosing(call)
        callee = self._resolver.callee(call, routine)
        if not isinstance(callee, Routine) or callee == routine:
            return None
        told = self._told(call, callee, routine, {})
        verb = self._verb(call, routine, {})
        if verb == "GET":
            return None
        urls = self._addresses(callee, told, HOPS, written=bool(verb))
        known = (url for url in urls if "://" in url or url.startswith(HOLE))
        return next((money for url in known for money in self._calls.routes(call, routine, url)), None)

    def _verb(self, call: Call, routine: Routine, told: Mapping[str, str]) -> str:
        """The method as far as it is written where the function is called, or told to the one that calls; "" where the function itself
        says."""
        last = last_of(call).lower()
        if last in VERBS:
            return last.upper()
        named = (f.value for f in self._calls.fields.named(call, routine) if f.name.lower() == "method")
        asked = (*named, call.argument(0), call.argument(1))
        return next((verb for expr in asked if (verb := self._calls.verbs.named(expr, routine) or _verb_told(expr, told))), "")

    def _told(self, call: Call, callee: Routine, routine: Routine, told: Mapping[str, str]) -> dict[str, str]:
        """The texts that a function is handed, by the names of its parameters, or takes where it is handed nothing."""
        placed = [a.value for a in call.arguments if not a.name and not a.spread]
        handed = {**dict(zip(callee.handed, placed, strict=False)), **{a.name: a.value for a in call.arguments if a.name}}
        texts = {name: self._filled(value, routine, told) for name, value in handed.items()}
        left = () if any(a.spread for a in call.arguments) else (p for p in callee.function.parameters if p.name not in handed)
        taken = {p.name: p.default.value for p in left if isinstance(p.default, facts.Literal) and isinstance(p.default.value, str)}
        return {**taken, **{name: text for name, text in texts.items() if text != HOLE}}

    def _addresses(self, routine: Routine, told: Mapping[str, str], hops: int, *, written: bool) -> Iterator[str]:
        """Where a function sends its requests to when it is told so, or lets another one send them. Unless the method was `written` before,
        the request must say that it writes."""
        for call in routine.calls if told else ():
            callee = self._resolver.callee(call, routine)
            if isinstance(callee, Routine):
                if hops > 1 and callee != routine and (handed := self._told(call, callee, routine, told)):
                    verb = self._verb(call, routine, told)
                    if verb != "GET":
                        yield from self._addresses(callee, handed, hops - 1, written=written or bool(verb))
            elif self._calls.asks(call, routine) & REQUESTS and (written or self._verb(call, routine, told) not in ("", "GET")):
                yield from self._of_request(call, routine, told)

    def _of_request(self, call: Call, routine: Routine, told: Mapping[str, str]) -> Iterator[str]:
        named = (f.value for f in self._calls.fields.named(call, routine) if f.name.lower() in ADDRESSES)
        bases = self._calls.bases.of(call, routine)
        for expr in (*(a.value for a in call.arguments[:2] if not a.name), *named):
            text = self._filled(expr, routine, told)
            if "/" in text:
                yield self._calls.bases.joined(text, bases) if bases and "://" not in text else text

    def _filled(self, expr: Expr, routine: Routine, told: Mapping[str, str], depth: int = DEPTH) -> str:
        """The text of an expression, with what the function was told in the places of its parameters."""
        match expr:
            case Name(written=written) if depth:
                held = self._texts.value_of(expr, routine)
                if held is not None and held[1] == routine:
                    return self._filled(held[0], routine, told, depth - 1)
                if held is None and written in told:
                    return told[written]
            case facts.Template(parts=parts) if depth:
                return "".join(self._filled(part, routine, told, depth - 1) for part in parts)
            case facts.Binary(operator="+", left=left, right=right) if depth:
                return self._filled(left, routine, told, depth - 1) + self._filled(right, routine, told, depth - 1)
            case Call() if depth and last_of(expr) in SLASHED:
                owner = owner_of(expr)
                whole = expr.argument(0) if last_of(expr) == "ltrim" else owner
                return self._filled(whole, routine, told, depth - 1).lstrip("/") if whole is not None else HOLE
        return self._texts.of(expr, routine)


def _verb_told(expr: Expr | None, told: Mapping[str, str]) -> str:
    """The method that a function was told under a name: `method` of `request(method, url)`."""
    text = told.get(expr.written, "").lower() if isinstance(expr, Name) else ""
    return text.upper() if text in VERBS else ""


def _ending(expr: Expr) -> str:
    """The last part of a text that is written down."""
    match expr:
        case facts.Literal(value=str() as value):
            return value if " " not in value else ""
        case facts.Template(parts=parts):
            return next((text for part in reversed(parts) if (text := _ending(part))), "")
        case facts.Binary(operator="+", left=left, right=right):
            return _ending(right) or _ending(left)
    return ""
