"""What functions of the repository do with an error that they are handed: send it, or put it into what they give back to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import hooked_for_staff
from golint.checks.data.errors.catching import ANSWERS
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.values.texts import returned
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow

SHOWN = frozenset({"error", "errors", "alert", "danger", "warning", "notice", "message", "msg", "flash"})
HOPS = 1  # an answer of one kind may be made by the one of all kinds
_FORMATTING = frozenset({"format", "sprintf", "Sprintf", "Format", "formatted"})
NODE_CALLBACKS = ("callback", "cb", "done", "next", "reject")


def sends(flow: Flow, call: Call) -> bool:
    """Whether a call sends something out, itself or at the end of a chain: `response.status(500).json(...)`."""
    if isinstance(call.callee, Name) and call.callee.written in NODE_CALLBACKS:
        return False  # the caller is told, not the customer
    if "text.dump" in flow.roles.by(call) and call.argument(1) is not None:
        return False  # `print_r($value, true)` gives the text back
    # Where errors are given back, what ends a routine, `log.Fatalln(err)` and `panic(err)`, tells the shop's own people.
    answers = ANSWERS - {"flow.abort"} if flow.language.errors else ANSWERS
    return bool((flow.roles.by(call) | flow.roles.of(facts.trail(call))) & answers)


def failed_with(given: facts.Return) -> Expr | None:
    """What a door gives back with the status of a failure, `return error(500, { message })`, by a function that Elysia hands its doors."""
    match given.value:
        case Call(callee=Name(), arguments=(facts.Argument(value=facts.Literal(value=int() as status, kind="number")), told, *_)):
            return told.value if 400 <= status < 600 else None
    return None


def put_on_show(flow: Flow, node: Node) -> Expr | None:
    """What is kept for the page that the customer sees next: `flash[:error] = error.message`, `$_SESSION["error"] = $e->getMessage()`,
    `ViewBag.Error = ex.Message`."""
    match node:
        case facts.Assign(targets=(Name(written=written),), value=value) if "." in written:
            kept, _, said = written.partition(".")
            return value if "response.flash" in flow.roles.of(kept) and mentions(said, SHOWN) else None
        case facts.Assign(targets=(facts.Index(base=Name() | Call() as kept, key=facts.Literal() as key),), value=value):
            return value if "response.flash" in flow.roles.by(kept) and mentions(text_of(key), SHOWN) else None
    return None


def sent_on(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[Expr]:
    """`error_response(str(e))`: what a function of the repository puts into the response of what it is given. What it makes of the error
    itself is its own affair."""
    found = flow.resolver.callee(call, routine)
    if isinstance(found, ClassPlace):
        yield from _answered_with(flow, call, found, error)
        return
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return
    sent = _sent(flow, callee, HOPS)
    for name, value in handed(call, callee):
        takes = name in sent or (bool(sent) and name.startswith("#"))  # `({ res, message }) => res.json({ message })`
        if takes and not is_whole(value, error):
            yield value


def _sent(flow: Flow, routine: Routine, hops: int) -> frozenset[str]:
    """The variables that a function sends, itself or by a function that it hands them to: `failed($text)` of `answer($code, $text)`."""
    apart = hooked_for_staff(routine)
    shown = (call for call in routine.calls if sends(flow, call) and not any(call.span in hooked for hooked in apart))
    told = [argument.value for call in shown for argument in call.arguments]
    told += [value for node in routine.own if (value := put_on_show(flow, node)) is not None]
    for call in routine.calls if hops else ():
        callee = flow.judge.callee(call, routine)
        if callee is not None and callee != routine and (onwards := _sent(flow, callee, hops - 1)):
            told += [value for name, value in handed(call, callee) if name in onwards]
    named = [part for value in told for part in facts.walk(value) if isinstance(part, Name)]
    module = flow.resolver.module(routine.path)
    given = [b.value for n in named if module is not None for b in module.reaching(routine, n.written, n.span.start)]
    given += [value for call in given if isinstance(call, Call) for value in _given_back_as_is(flow, call, routine)]
    put = [name for value in told for name in _put_into(flow, value, routine)]
    return frozenset(name.written.partition(".")[0] for name in (*named, *given, *put) if isinstance(name, Name))


def _given_back_as_is(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """What a function of the repository is handed, and gives back where it has no words of its own for that: `default: return $reason`."""
    callee = flow.judge.callee(call, routine)
    module = flow.resolver.module(callee.path) if callee is not None and callee != routine else None
    if callee is not None and module is not None:
        changed = module.bindings(callee)
        yield from (value for name, value in handed(call, callee) if name not in changed and _gives_back(callee, name))


def _gives_back(routine: Routine, name: str) -> bool:
    """Whether a function gives back whatever a variable holds: in the arm of a question about it, the shop has chosen to."""
    asked = (node for node in routine.own if isinstance(node, facts.Branch) and not _denies(node.condition))
    about = (one for one in asked if any(isinstance(n, Name) and n.written == name for n in facts.walk(one.condition)))
    chosen = [statement.span for one in about for statement in one.then]
    given = (node for node in routine.own if isinstance(node, facts.Return))
    same = (node for node in given if isinstance(node.value, Name) and node.value.written == name)
    return any(not any(node.span in arm for arm in chosen) for node in same)


def _denies(condition: Expr) -> bool:
    return isinstance(condition, facts.Logic) and condition.operator == "not"


def _put_into(flow: Flow, value: Expr, routine: Routine) -> Iterator[Name]:
    """What stands in the fields of a variable that is sent: `$answer["message"] = $message; return response()->json($answer);`."""
    fields = flow.fields.deep(value, routine) if isinstance(value, Name) and "." not in value.written else ()
    yield from (field.value for field in fields if isinstance(field.value, Name) and field.routine == routine)


def _answered_with(flow: Flow, call: Call, kind: ClassPlace, error: str) -> Iterator[Expr]:
    """`new PaymentRefused(error.response.data)`: what an exception of the shop's own is made with and hands to the framework's that it is,
    which answers with it."""
    bases = [base for place in flow.resolver.lineage(kind) for base in place.definition.bases]
    if not any(isinstance(base, Name) and flow.roles.by(base) & ANSWERS for base in bases):
        return
    maker = next((one for name in flow.language.constructors if (one := flow.resolver.member(kind, name)) is not None), None)
    told = [a.value for one in maker.calls for a in one.arguments] if maker is not None else []
    kept = {part.written for value in told for part in facts.walk(value) if isinstance(part, Name)}
    values = ((a.name or "", a.value) for a in call.arguments) if maker is None else handed(call, maker)
    yield from (value for name, value in values if (maker is None or name in kept) and not is_whole(value, error))


def put_in(flow: Flow, call: Call, error: str, routine: Routine, hops: int = 1) -> Iterator[Expr]:
    """`failed("Sorry", error)`: what a function of the repository is handed and puts as it is into what it gives back, or with more `hops`
    lets another one put there. An object holds what it is made with; what its class makes of the error itself is its own affair."""
    found = flow.resolver.callee(call, routine)
    if isinstance(found, ClassPlace):
        yield from (argument.value for argument in call.arguments if not is_whole(argument.value, error))
    elif found is not None and found != routine:
        values = [value for made in returned(found) for value in (made, *_handed_on(flow, made, error, found, hops))]
        fields = [field for value in values for field in flow.fields.deep(value, found)]
        put = [_written_out(flow, field.value) for field in fields if field.routine == found]
        kept = {value.written for value in put if isinstance(value, Name)} | _spelt_out(flow, found)
        yield from (value for name, value in handed(call, found) if name in kept)


def _spelt_out(flow: Flow, routine: Routine) -> frozenset[str]:
    """The variables that a function puts into the one text that it ever gives back: `return "Payment failed: " + message`. One that has
    several may choose by what it is handed."""
    made = returned(routine)
    return frozenset(_names_in(flow, made[0])) if len(made) == 1 else frozenset()


def _names_in(flow: Flow, text: Expr) -> Iterator[str]:
    match text:
        case facts.Template(parts=parts):
            yield from (part.written for part in parts if isinstance(part, Name))
        case facts.Binary(operator="+" | ".", left=left, right=right):
            for side in (left, right):
                yield from (side.written,) if isinstance(side, Name) else _names_in(flow, side)
        case Call(arguments=arguments) if last_of(text) in _FORMATTING or "text.same" in flow.roles.by(text):
            yield from (argument.value.written for argument in arguments if isinstance(argument.value, Name))


def _written_out(flow: Flow, value: Expr) -> Expr | None:
    """What a text holds that a value is written out into: `body` of `json.dumps(body)`."""
    return value.argument(0) if isinstance(value, Call) and "json.encode" in flow.roles.by(value) else value


def _handed_on(flow: Flow, made: Expr, error: str, routine: Routine, hops: int) -> Iterator[Expr]:
    if hops > 1 and isinstance(made, Call):
        yield from put_in(flow, made, error, routine, hops - 1)


def handed(call: Call, callee: Routine) -> Iterator[tuple[str, Expr]]:
    """What a function is handed, by its parameters."""
    names = callee.handed
    for at, argument in enumerate(call.arguments):
        yield argument.name or (names[at] if at < len(names) else ""), argument.value


def is_whole(value: Expr, error: str) -> bool:
    return isinstance(value, Name) and value.written == error
