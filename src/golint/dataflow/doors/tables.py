"""Routes that are handed over as a list of objects: `server.route([{ method: "POST", path: "/hook", handler }])`, as what a function
makes of the object that answers them, `server.route(routes(handler))`, or by their paths: `Bun.serve({ routes: { "/hook": take } })`; and
those that an object names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from golint import facts
from golint.dataflow.calls.resolve import entry
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.values.texts import Texts
from golint.facts import Call, Expr, Name
from golint.traces.doors import LISTED

HOPS = 4
ANSWERING = "handler"
_PLACES = ("path", "url")
_OPTIONS = ("options", "config")
Given = Mapping[str, tuple[Expr, Routine]]
"""What the parameters of a function that makes a table are given, each with the routine whose names it is written in."""


class Row(Struct, frozen=True):
    """One object of a table: the text of its route, what answers it, and the routine whose names that is written in."""

    options: facts.Mapping
    place: Routine
    text: str
    answer: Expr
    answered_in: Routine

    @property
    def before(self) -> Iterator[Expr]:
        """What runs before it: `options: { pre: [{ method: verify }] }`."""
        told = (self.options, *(inner for name in _OPTIONS if (inner := entry(self.options, name)) is not None))
        for steps in (entry(options, "pre") for options in told):
            for step in steps.items if isinstance(steps, facts.Sequence) else ():
                yield entry(step, "method") or step


def rows(call: Call, place: Routine, texts: Texts) -> Iterator[Row]:
    """The objects of the table that a call registers as a whole; those that it is handed one by one are none."""
    table = call.argument(0) if len(call.arguments) == 1 else None
    match last_of(call), table:
        case "route", value if value is not None and not isinstance(value, facts.Mapping):
            yield from _rows(value, place, {}, texts, HOPS)
        case "serve", facts.Mapping() as options:
            yield from _served(options, place)


def listed(module: Module, texts: Texts) -> Iterator[Row]:
    """The routes that objects, or a variable of that name, list without a call, as those of Payload do:
    `{ slug: "orders", endpoints: [{ path, method, handler }] }`."""
    for node in module.nodes:
        match node:
            case facts.Mapping():
                table = entry(node, LISTED)
            case facts.Assign(targets=(Name(written=written),), value=value) if written == LISTED:
                table = value
            case _:
                table = None
        if isinstance(table, facts.Sequence | Name):
            yield from _rows(table, module.enclosing(table.span.start), {}, texts, HOPS)


def _served(options: facts.Mapping, place: Routine) -> Iterator[Row]:
    """What Bun is told to answer: a path with a function, or with one for each method, and with `fetch` all that is left."""
    routes, rest = entry(options, "routes"), entry(options, "fetch")
    for route in routes.entries if isinstance(routes, facts.Mapping) else ():
        answers = route.value.entries if isinstance(route.value, facts.Mapping) else (route,)
        yield from (Row(options, place, text_of(route.key), one.value, place) for one in answers)
    if rest is not None:
        yield Row(options, place, "", rest, place)


def _rows(table: Expr, place: Routine, given: Given, texts: Texts, hops: int) -> Iterator[Row]:
    match table if hops else None:
        case facts.Mapping() as options:
            yield from _row(options, place, given)
        case facts.Sequence(items=items):
            for item in items:
                yield from _rows(item, place, given, texts, hops - 1)
        case Name() as name:
            held = texts.value_of(name, place)
            if held is not None:
                yield from _rows(held[0], held[1], {}, texts, hops - 1)
        case Call() as made:
            maker = texts.resolver.callee(made, place)
            if isinstance(maker, Routine):
                names = (parameter.name for parameter in maker.function.parameters)
                handed = {name: (one.value, place) for name, one in zip(names, made.arguments, strict=False)}
                for value in maker.given_back:
                    if value is not None:
                        yield from _rows(value, maker, handed, texts, hops - 1)


def _row(options: facts.Mapping, place: Routine, given: Given) -> Iterator[Row]:
    text = next((text for name in _PLACES if (text := text_of(entry(options, name))).startswith("/")), "")
    answer = entry(options, ANSWERING)
    if text and answer is not None:
        yield Row(options, place, text, *_answer(answer, place, given))


def _answer(answer: Expr, place: Routine, given: Given) -> tuple[Expr, Routine]:
    """What answers, in the words of whoever made the table: `hooks.take` of `routes(hooks)`, also of one that says no more than
    `(request, h) => handler.take(request, h)`."""
    match answer:
        case facts.Lambda(function=facts.Function(body=(facts.Return(value=Call(callee=Name() as callee)),))):
            named: Expr = callee
        case _:
            named = answer
    if isinstance(named, Name):
        first, dot, rest = named.written.partition(".")
        handed, where = given.get(first, (None, place))
        if dot and isinstance(handed, Name):
            return Name(f"{handed.path}.{rest}", named.span, f"{handed.written}.{rest}"), where
    return answer, place
