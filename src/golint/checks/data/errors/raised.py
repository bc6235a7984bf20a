"""Exceptions of the shop's own that carry what another one said, `except RequestException as e: raise PaymentError(str(e)) from e`, or the
provider's answer: `raise PaymentError(answer["message"])`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import MANY
from golint.checks.data.errors.answered import texts
from golint.checks.data.errors.catching import OWN
from golint.checks.data.errors.given_back import inside
from golint.checks.data.errors.theirs import is_said, steps_below
from golint.context import runs_in_shop
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import OWN as INSTANCE
from golint.dataflow.names import last_of
from golint.dataflow.values.texts import returned
from golint.facts import Block, Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 4  # a page, its service, the client that this is handed to, and the one request that all of that client's methods make
TELLING = frozenset({"message", "getmessage", "localizedmessage", "getlocalizedmessage", "tostring", "args"})
TRANSLATED = ("Magento.Framework.Exception.", "Magento.Checkout.Exception")
"""Of frameworks that make every exception's text in the language of the shop."""
ANY = frozenset({"Exception", "BaseException", "Throwable", "Error", "StandardError", "RuntimeException"})


def retells(flow: Flow, caught: facts.Handler, routine: Routine, shown: Expr) -> bool:
    """Whether what is shown of an exception that is caught is the text of another, or the provider's, which the shop has put into it where
    that was raised."""
    if not _is_text(shown, caught.name):
        return False
    found = (flow.resolver.definition(kind, routine) for kind in kinds_of(caught))
    kinds = [place for place in found if isinstance(place, ClassPlace) and not _has_own_words(flow, place, shown)]
    tried = next((n.body for n in routine.nodes if isinstance(n, facts.Attempt) and caught in n.handlers), ())
    if not kinds:
        return False
    raised = chain(_raised(flow, tried, routine, HOPS, set()), _raised_by_any(flow, tried, routine, kinds))
    return any(_arrives(flow, made, place, kinds) for made, place in raised)


def _has_own_words(flow: Flow, kind: ClassPlace, shown: Expr) -> bool:
    """Whether a class answers what is asked of its exceptions with something that is not their text: `$e->getLocalizedMessage()`."""
    asked = shown.written.rpartition(".")[2] if isinstance(shown, Name) and "." in shown.written else ""
    answering = flow.resolver.member(kind, asked) if asked else None
    given = returned(answering) if answering is not None else ()
    return bool(given) and not any(last_of(one).lower() in TELLING for one in given)


def kinds_of(handler: facts.Handler) -> Iterator[Expr]:
    """The exceptions that a handler takes."""
    for kind in handler.types:
        yield from kind.items if isinstance(kind, facts.Sequence) else (kind,)


def is_written(kind: Expr) -> bool:
    """Whether the text of an exception of this kind is written for the customer, wherever the kind is from."""
    path = kind.path if isinstance(kind, Name | facts.Attribute) else ""
    return last_of(kind) in OWN or path.startswith(TRANSLATED)


def _raised(flow: Flow, block: Block, routine: Routine, hops: int, seen: set[Routine]) -> Iterator[tuple[Call, Routine]]:
    """What is made of another exception's text, or a provider's, in a block and in what it calls, and comes out of there."""
    held = [body for node in facts.walk(block, into_functions=False) for body in _held(flow, node, routine)]
    for node in facts.walk(block, into_functions=False):
        match node:
            case facts.Attempt(handlers=handlers):
                told = (made for handler in handlers if not is_the_shops(flow, handler, routine) for made in retold(flow, handler))
                yield from ((made, routine) for made in told if not any(made.span in body for body in held))
            case facts.Raise(value=Call() as made, span=span) if not any(span in body for body in held) and _quotes(flow, made, routine):
                yield made, routine
            case Call(span=span) if hops and not any(span in body for body in held):
                callee = flow.judge.callee(node, routine)
                if callee is not None and callee not in seen:
                    seen.add(callee)
                    yield from _raised(flow, callee.function.body, callee, hops - 1, seen)


def _raised_by_any(flow: Flow, block: Block, routine: Routine, kinds: list[ClassPlace]) -> Iterator[tuple[Call, Routine]]:
    """The same of all that raises such exceptions, where a block runs a function that it was handed: a decorator's."""
    if not any(isinstance(node, Call) and _is_handed(flow, node, routine) for node in facts.walk(block, into_functions=False)):
        return
    homes = {kind: flow.resolver.module(kind.path) for kind in kinds}
    classes = [(ClassPlace(kind.path, one), kind) for kind, home in homes.items() if home is not None for one in home.classes.values()]
    names = dict.fromkeys(place.definition.name for place, kind in classes if kind in flow.resolver.lineage(place))
    naming = (path for name in names for path in flow.resolver.files.mentioning(name, routine.path) if runs_in_shop(path))
    for module in flow.resolver.files.modules(list(dict.fromkeys(naming))[:MANY]):
        for one in module.routines:
            yield from _raised(flow, one.function.body, one, 0, set())


def _is_handed(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call runs what the function around it, or one around that, was handed."""
    module, here = flow.resolver.module(routine.path), routine if isinstance(call.callee, Name) else None
    while here is not None and module is not None:
        if any(parameter.name == call.path for parameter in here.function.parameters):
            return True
        here = module.around(here)
    return False


def _held(flow: Flow, node: facts.Node, routine: Routine) -> Iterator[Span]:
    """What is tried where the shop's own exceptions are caught."""
    if isinstance(node, facts.Attempt) and node.body:
        kinds = [kind for handler in node.handlers for kind in kinds_of(handler)]
        known = any(last_of(kind) in ANY or flow.resolver.definition(kind, routine) is not None for kind in kinds)
        if known or any(not handler.types for handler in node.handlers):
            yield Span(node.body[0].span.start, node.body[-1].span.end)


def is_the_shops(flow: Flow, handler: facts.Handler, routine: Routine) -> bool:
    """Whether a handler takes nothing but exceptions whose text was written by this shop: for the customer, or about what the customer
    sent."""
    known = (is_written(kind) or _is_own(flow, kind, routine) for kind in kinds_of(handler))
    return bool(handler.types) and all(known)


def _is_own(flow: Flow, kind: Expr, routine: Routine) -> bool:
    """Whether the repository defines an exception, and not in a provider's library that the shop has copied."""
    found = flow.resolver.definition(kind, routine)
    return found is not None and not flow.libraries.has(found.path)


def retold(flow: Flow, handler: facts.Handler) -> Iterator[Call]:
    """The exceptions that a handler raises with the text of the one that it has caught, first of all that they are made with."""
    raised = [n.value for n in facts.walk(handler.body, into_functions=False) if isinstance(n, facts.Raise)] if handler.name else []
    for made in (value for value in raised if isinstance(value, Call)):
        text = made.argument(0, "message")
        if text is not None and says(flow, text, handler.name):
            yield made


def _quotes(flow: Flow, made: Call, routine: Routine) -> bool:
    """Whether the text that an exception is made with holds what a provider answered, or a client says of a request that failed."""
    text = made.argument(0, "message")
    if text is None or flow.money_calls.asks_provider(routine) is False:
        return False
    if any(True for _ in texts(flow, text, routine, steps_below(flow, routine))):
        return True
    return any(is_said(flow, part, routine) for part in inside(flow, text))


def says(flow: Flow, text: Expr, error: str) -> bool:
    """Whether a text is, or holds, what an error says that has this name."""
    return any(_is_text(part, error) for part in _written(flow, text, error))


def _is_text(part: Expr, name: str) -> bool:
    first, dot, rest = part.written.partition(".") if isinstance(part, Name) else ("", "", "")
    return first == name and (not dot or rest.lower() in TELLING)


def _written(flow: Flow, value: Expr, name: str) -> Iterator[Expr]:
    """The parts of a text; what a function of the shop's makes of an error is another matter."""
    yield value
    match value:
        case Call(callee=Name(written=written) as callee) if written.startswith(f"{name}."):
            yield callee
        case Call() if "text.same" not in flow.roles.by(value):
            return
        case facts.Template() | facts.Binary() | facts.Logic() | Call() | facts.Mapping() | facts.Sequence():
            for part in facts.operands(value):
                yield from _written(flow, part, name)


def _arrives(flow: Flow, made: Call, routine: Routine, kinds: list[ClassPlace]) -> bool:
    """Whether an exception is one of the kinds, and its text is what it is made with."""
    found = flow.resolver.callee(made, routine)
    if not isinstance(found, ClassPlace) or not any(place in kinds for place in flow.resolver.lineage(found)):
        return False
    return keeps_text(flow, found)


def keeps_text(flow: Flow, kind: ClassPlace) -> bool:
    """Whether the text of an exception is what it is made with: its class has no constructor of its own, or one that hands that on, or
    keeps it under the name of a message."""
    makers = (flow.resolver.member(kind, name) for name in flow.language.constructors)
    maker = next((one for one in makers if one is not None), None)
    if maker is None:
        return True
    first = next((p.name for p in maker.function.parameters if p.name not in INSTANCE), "")
    handed = [argument.value for call in maker.calls for argument in call.arguments]
    kept = [node.value for node in maker.own if isinstance(node, facts.Assign) and node.value is not None and _names_message(node)]
    return bool(first) and any(isinstance(n, Name) and first in n.written.split(".") for v in (*handed, *kept) for n in facts.walk(v))


def _names_message(put: facts.Assign) -> bool:
    return any(last_of(target).lower() in TELLING for target in put.targets)
