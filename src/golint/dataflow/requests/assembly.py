"""Requests whose parts several calls set: `curl_init(url)`, `curl_setopt(handle, CURLOPT_POSTFIELDS, body)`, or which stand in a value of
another call: `file_get_contents(url, false, stream_context_create(["http" => ["method" => "POST", "content" => body]]))`, or in a chain
that begins with the address: `Curl::to(url)->withData(body)->post()`.

Such a request is read as one call of the function that opens it, or ends the chain, with the options as named arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from golint import facts
from golint.catalog.language_tables import Requests
from golint.dataflow.bindings import Binding
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import chained, last_of, name_of, path_of
from golint.dataflow.requests.verbs import VERBS
from golint.dataflow.values.fields import FieldReader
from golint.facts import Argument, Call, Expr, Literal
from golint.model import Span

Option = tuple[str, Expr]


def is_assembled(call: Call, requests: Requests) -> bool:
    """Whether parts of a request that a call makes stand elsewhere."""
    return call.path in requests.opens or call.path in requests.contexts or _address(call, requests) is not None


def _address(call: Call, requests: Requests) -> Call | None:
    """The call with which the chain begins that ends in a request, where that is told the address."""
    links = chained(call) if requests.addressed and last_of(call) in VERBS else ()
    return next((link for link in links if link.path in requests.addressed), None)


class Assembly:
    """Puts the requests of one module together."""

    def __init__(self, module: Module, fields: FieldReader, requests: Requests) -> None:
        self._module = module
        self._fields = fields
        self._requests = requests

    def whole(self, call: Call, apart: Sequence[Span] = ()) -> Call:
        """The call with all that it is told later, save `apart`; itself where it opens no such request."""
        if call.path in self._requests.contexts:
            return self._streamed(call)
        if (opening := _address(call, self._requests)) is not None:
            return self._addressed(call, opening)
        if call.path not in self._requests.opens:
            return call
        routine = self._module.enclosing(call.span.start)
        name, until = self._handle(call, routine)
        if not name:
            return call
        uses = (other for other in self._uses(name, routine, call, until) if not any(other.span in part for part in apart))
        told = [entry for other in uses for entry in self._told(other, routine)]
        if not told:
            return call
        return replace(call, arguments=(*call.arguments, *self._arguments(told), *self._method(told, call)))

    def _streamed(self, call: Call) -> Call:
        """The call with what its context says of requests."""
        routine = self._module.enclosing(call.span.start)
        context = self._fields.of(call.argument(self._requests.contexts[call.path]), routine)
        protocols = (field for field in context.known if field.name in ("http", "https"))
        told = [(f.name, f.value) for protocol in protocols for f in self._fields.of(protocol.value, protocol.routine).known]
        return replace(call, arguments=(*call.arguments, *self._arguments(told))) if told else call

    def _addressed(self, call: Call, opening: Call) -> Call:
        """The call with what the chain says that it ends."""
        options = self._requests.addressed[opening.path]
        links = [link for link in chained(call) if last_of(link) in options and link.arguments]
        told = ((options[last_of(link)], link.arguments[0].value) for link in links)
        return replace(
            call, arguments=(*opening.arguments[:1], *call.arguments, *(Argument(_lines(name, value), name) for name, value in told))
        )

    def runs(self, call: Call) -> Span | None:
        """Where a request that a call opens is sent."""
        routine = self._module.enclosing(call.span.start)
        name, until = self._handle(call, routine) if call.path in self._requests.opens else ("", 0)
        sent = (other.span for other in self._uses(name, routine, call, until) if other.path in self._requests.runs) if name else ()
        return next(iter(sent), None)

    def _handle(self, call: Call, routine: Routine) -> tuple[str, int]:
        """The variable that holds a request, and where it is given another one; "" for a request that none holds."""
        for name, bindings in self._module.bindings(routine).items():
            at = next((number for number, b in enumerate(bindings) if _holds(b, call)), None)
            if at is not None:
                later = [b.start for b in bindings[at + 1 :] if b.value is not None and b.start > call.span.start]
                return name, min(later, default=routine.function.span.end if routine.start >= 0 else 1 << 62)
        return "", 0

    def _uses(self, name: str, routine: Routine, call: Call, until: int) -> Iterator[Call]:
        """The calls after the opening one that are handed the request."""
        scope: Sequence[Routine] = (routine,)
        if name.startswith("this.") and routine.owner is not None:
            scope, until = [r for r in self._module.routines if r.owner is routine.owner], 1 << 62
        for place in scope:
            for node in place.own:
                if isinstance(node, Call) and (place != routine or call.span.end <= node.span.start < until):
                    yield from (node for argument in node.arguments if path_of(argument.value) == name)

    def _told(self, call: Call, routine: Routine) -> Iterator[Option]:
        first, second, third = (call.argument(at) for at in range(3))
        if call.path in self._requests.sets and third is not None:
            yield name_of(second), third
        elif call.path in self._requests.sets_all:
            fields = self._fields.of(second, routine)
            yield from ((field.name, field.value) for field in fields.known)
            if fields.open and second is not None:
                yield "", second
        elif first is not None and self._fields.may_change(call, routine):
            yield "", first

    def _arguments(self, told: Sequence[Option]) -> Iterator[Argument]:
        for name, value in told:
            if not name:
                yield Argument(value, spread="**")
            elif name in self._requests.options:
                called = self._requests.options[name]
                yield Argument(facts.Sequence((value,), value.span) if called == "auth" else value, called)

    def _method(self, told: Sequence[Option], call: Call) -> Iterator[Argument]:
        """The HTTP method, by the options that choose one; GET where none may do so."""
        chosen: Mapping[str, str] = self._requests.verbs
        verbs = [chosen[name] for name, value in told if name in chosen and not (isinstance(value, Literal) and not value.value)]
        if verbs or all(name for name, _ in told):
            yield Argument(Literal(verbs[0] if verbs else "GET", "text", call.span), "method")


def _holds(binding: Binding, call: Call) -> bool:
    return binding.value is not None and call.span in binding.value.span


def _lines(name: str, value: Expr) -> Expr:
    """A line of a header as a list of them."""
    return (
        facts.Sequence((value,), value.span)
        if name == "headers" and isinstance(value, facts.Literal | facts.Binary | facts.Template)
        else value
    )
