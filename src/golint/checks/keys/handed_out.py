"""Secret settings that a server puts into an answer, or into a page that it writes, for whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.keys.frontend import promises
from golint.checks.keys.words import meant_by, spoken_of
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.values.texts import returned
from golint.dataflow.vocabulary import STAFF
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.frontends import PROGRAMS
from golint.lazily import compiled
from golint.model import Hit, Severity, Side

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.doors.handlers import Handler
    from golint.dataflow.doors.routes import Wrapper
    from golint.view import FileView

_NAMED = compiled(rb"(?i)secret|private_?key|server_?key|_sk\b")
_HIDDEN = compiled(rb"(?i)<input\b[^<>]*?\bhidden\b")  # a field of a form for customers; who sets up a key sees what he writes
_READING = frozenset({"get", "env", "config", "getenv", "option", "setting", "fetch", "dig", "parameter", "str", "throw"})
_PAIRS = (frozenset({"secret", "key"}), frozenset({"private", "key"}), frozenset({"server", "key"}))
_OPEN = frozenset({"__return_true"})
_ELSEWHERE = frozenset({"redirect", "render", "view", "header"})  # a template may leave out what it is handed
_THEIRS = STAFF | {"dashboard", "manager", "install", "installer", "setup", "wizard"}
_WRITTEN = frozenset({"json", "plain", "body", "xml"})  # `render json: { ... }`
_DEPTH = 4

Found = tuple[Expr, str]
"""Where a secret is put into what is sent, and the name of the setting that it is."""


def given_secrets(view: FileView, reported: tuple[int, ...]) -> Iterator[Hit]:
    """The places where a secret is put into what is sent; lines that are `reported` already are passed over."""
    data = view.source.data
    if view.side is Side.CLIENT or view.language not in PROGRAMS or not view.candidates or not _NAMED.search(data):
        return
    found = [*_answered(view)] if view.flow.may_answer else []
    found += _written(view) if _HIDDEN.search(data) else ()
    seen: set[int] = set(reported)
    for value, name in found:
        line = view.source.line_number(value.span.start)
        if line not in seen:
            seen.add(line)
            yield _hit(view, value, name)


def _hit(view: FileView, value: Expr, name: str) -> Hit:
    meant = meant_by(name, view.catalog) or view.candidates[0]
    words = {**spoken_of(name, view.catalog), "provider": meant.name, "rotate": f"with {meant.name}", "masked": name, "way": ""}
    return Hit(value.span, words, provider=meant.id, symbol=name, severity=Severity.WARNING)


def _answered(view: FileView) -> Iterator[Found]:
    """What a door answers with at which anybody may knock."""
    flow = view.flow
    for door in flow.handlers:
        if _is_open(flow, door):
            for value in _answers(flow, door):
                yield from _secrets(view, value, door.routine)


def _is_open(flow: Flow, door: Handler) -> bool:
    """Whether nothing stands in front of a door, or only what lets everybody in. Where the shop's own people set up how to be paid, they
    may see what they wrote."""
    if door.signed_in:
        return False
    if door.wrappers:
        return all(_lets_all_in(flow, wrapper) for wrapper in door.wrappers)
    owner = door.routine.owner.name if door.routine.owner else ""
    return not words_of(f"{door.routine.path} {owner} {door.routine.function.qualname} {door.route}") & _THEIRS


def _lets_all_in(flow: Flow, wrapper: Wrapper) -> bool:
    """`'permission_callback' => '__return_true'`, or a function of the shop's that says yes whoever asks."""
    if (text_of(wrapper.expr) or last_of(wrapper.expr)) in _OPEN:
        return True
    if isinstance(wrapper.expr, Name) and "/" in flow.texts.of(wrapper.expr, wrapper.place):
        return True  # the beginning of an address
    guard = flow.resolver.definition(wrapper.expr, wrapper.place)
    if not isinstance(guard, Routine) or len(guard.function.body) != 1:
        return False
    return any(isinstance(value, facts.Literal) and value.value is True for value in returned(guard))


def _answers(flow: Flow, door: Handler) -> Iterator[Expr]:
    """What a door sends. What is given back is sent where a route is known to lead there: else it is for another function of the shop's."""
    for node in door.routine.nodes:
        match node:
            case Call(path="callback"):
                continue  # the caller is told, not the visitor
            case Call() if "text.dump" in flow.roles.by(node) and node.argument(1) is not None:
                continue  # `print_r($value, true)` gives the text back
            case Call() if "response.send" in flow.roles.by(node) | flow.roles.of(facts.trail(node)):
                elsewhere = last_of(node).lower() in _ELSEWHERE
                yield from (argument.value for argument in node.arguments if not elsewhere or argument.name in _WRITTEN)
            case facts.Assign(targets=(Name() as target,), value=value) if value is not None and "response.body" in flow.roles.by(target):
                yield value
            case facts.Return(value=facts.Mapping() as value) if door.registered:
                yield value


def _written(view: FileView) -> Iterator[Found]:
    """What a program writes into the fields of a form, one by one or in a loop."""
    for node in view.flow.module.nodes:
        if isinstance(node, facts.Assign | facts.Return | facts.Evaluate) and isinstance(node.value, facts.Binary | facts.Template):
            routine = view.flow.routine_at(node.span.start)
            texts = "".join(text_of(part) for part in facts.walk(node.value) if isinstance(part, facts.Literal))
            if _HIDDEN.search(texts.encode()) and not words_of(f"{routine.path} {routine.function.qualname}") & _THEIRS:
                for part in _joined(node.value):
                    yield from _secrets(view, part, routine)


def _joined(text: Expr) -> Iterator[Expr]:
    """The values that a text is put together of."""
    if isinstance(text, facts.Binary | facts.Template):
        for part in facts.operands(text):
            yield from _joined(part)
    else:
        yield text


def _secrets(view: FileView, value: Expr, routine: Routine, depth: int = _DEPTH) -> Iterator[Found]:
    """The places in a value where a secret is, as it is: a part of one, or whether there is one, tells nobody the key."""
    flow = view.flow
    if depth == 0 or routine.path != view.source.path:
        return
    if name := _setting(view, value):
        yield value, name
        return
    match value:
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _secrets(view, entry.value, routine, depth)
        case facts.Sequence(items=items):
            for item in items:
                yield from _secrets(view, item, routine, depth)
        case facts.Choice(then=then, otherwise=otherwise):
            yield from _secrets(view, then, routine, depth)
            yield from _secrets(view, otherwise, routine, depth)
        case facts.Logic(operator="or", operands=operands):
            for operand in operands:
                yield from _secrets(view, operand, routine, depth)
        case Call() if flow.roles.by(value) & {"json.encode", "text.same"}:
            for argument in value.arguments:
                yield from _secrets(view, argument.value, routine, depth)
        case Name(written=written) if "." not in written:
            yield from _held(view, value, routine, depth)
        case Name():
            held = flow.texts.value_of(value, routine)
            inner = _secrets(view, held[0], held[1], depth - 1) if held is not None else iter(())
            yield from ((value, name) for _, name in inner)


def _held(view: FileView, value: Name, routine: Routine, depth: int) -> Iterator[Found]:
    """What a variable holds: the fields of an object are told where they are put into it, a secret itself where the variable stands."""
    for binding in view.flow.module.reaching(routine, value.written, value.span.start):
        if binding.value is None or binding.augments or binding.filled:
            continue
        inner = _secrets(view, binding.value, routine, depth - 1)
        is_object = binding.element or isinstance(_made(view.flow, binding.value, routine), facts.Mapping)
        yield from inner if is_object else ((value, name) for _, name in inner)


def _made(flow: Flow, value: Expr, routine: Routine) -> Expr:
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    return held[0] if held is not None else value


def _setting(view: FileView, value: Expr) -> str:
    """The name of the secret setting that is read here, "" where none is."""
    roles = view.flow.roles
    match value:
        case Call() if "config.read" in roles.by(value) and words_of(last_of(value)) & _READING:
            name = text_of(value.argument(0))
        case Call() if "config.secret" in roles.by(value) and any(pair <= words_of(last_of(value)) for pair in _PAIRS):
            name = last_of(value)  # `$gateway->getSecretKey()`
        case Name(path=path) if "config.read" in roles.of(path.rpartition(".")[0]):
            name = path.rpartition(".")[2]
        case facts.Index(base=Name() | Call() as base, key=key) if "config.read" in roles.by(base) or _names_provider(view, key):
            name = text_of(key)
        case _:
            return ""
    return name if name and promises(view, name) else ""


def _names_provider(view: FileView, key: Expr) -> bool:
    """`$params['acmeSecretKey']`: modules of a shop system are handed what its owner has set up."""
    words = words_of(text_of(key))
    return any(pair <= words for pair in _PAIRS) and meant_by(text_of(key), view.catalog) is not None
