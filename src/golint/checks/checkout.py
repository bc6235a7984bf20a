"""The rules about a provider's checkout in the customer's browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.appearance import default_checkout_appearance
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Function, Lambda, Mapping, Name, Node
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.view import FileView

__all__ = ["checkout_error_unhandled", "default_checkout_appearance"]

# Their promise is kept with an `error` in it; it is never broken.
ANSWERING = frozenset({
    "confirmPayment", "confirmCardPayment", "confirmSetup", "confirmCardSetup", "confirmSepaDebitPayment", "confirmIdealPayment",
    "confirmP24Payment", "confirmKlarnaPayment", "confirmPayPalPayment", "confirmUsBankAccountPayment", "handleCardAction",
    "handleNextAction", "redirectToCheckout", "createPaymentMethod", "createConfirmationToken",
})  # fmt: skip
LIBRARIES = frozenset({"stripe", "hyper", "hyperswitch"})
# What is built with options, and which of these tells of errors.
_BUTTONS, _PAYPAL = "Buttons", frozenset({b"paypal"})  # PayPal's, of all that are called so
LISTENING = {_BUTTONS: "onError", "PayPalButtons": "onError", "AdyenCheckout": "onError"}
FORMS = ANSWERING | LISTENING.keys()
ALSO = frozenset({"onerror", "onpaymentfailed"})
DROPPED = "The answer of `{call}` holds the error, and nobody looks at it"
DEAF = "`{call}` is given no `{option}`"


def checkout_error_unhandled(view: FileView) -> Iterator[Hit]:
    """A checkout that can fail, and a page that does not listen."""
    for node in facts.walk(view.flow.module.program.body) if may_check_out(view) else ():
        call = _dropped(node, view)
        if call is not None:
            yield _hit(view, call.callee, DROPPED.format(call=facts.trail(call)))
        elif (deaf := _deaf(node, view)) is not None:
            name = last_of(deaf)
            yield _hit(view, deaf, DEAF.format(call=_written(deaf), option=LISTENING[name]), Severity.NOTE)


def may_check_out(view: FileView) -> bool:
    """Whether a file may hold a call or a component by which customers pay with a provider's library, by its bytes."""
    held = _named(view)
    return bool(held - {_BUTTONS}) or (_BUTTONS in held and view.holds(_PAYPAL))


def forms(view: FileView) -> Iterator[Call]:
    """The calls of a page by which its customers pay with a provider's library."""
    held = view.flow.kin == "javascript" and bool(_named(view))
    yield from (call for call in view.flow.module.calls if last_of(call.callee) in FORMS) if held else ()


def _named(view: FileView) -> frozenset[str]:
    return frozenset(name for name in FORMS if name.encode() in view.source.data)


def _hit(view: FileView, at: Expr, what: str, severity: Severity | None = None) -> Hit:
    routine = view.flow.routine_at(at.span.start)
    return Hit(at.span, {"what": what}, provider=view.flow.provider_at(routine), symbol=view.flow.symbol(routine), severity=severity)


# -- answers that hold an error --


def _dropped(node: Node, view: FileView) -> Call | None:
    """The call whose answer is thrown away, or used without a look at its error."""
    match node:
        case facts.Evaluate(value=Call() as call) if _answers(view, call):
            return call
        case facts.Assign(targets=(Mapping(entries=entries),), value=Call() as call) if _answers(view, call):
            return None if _takes_error(entries) else call
        case facts.Assign(targets=(Name(written=name),), value=Call() as call) if _answers(view, call):
            return None if _looks(view.flow.routine_at(call.span.start).function, name, call) else call
        case Call(callee=facts.Attribute(base=Call() as call, path=".then"), arguments=(first, *_)) if _answers(view, call):
            return call if isinstance(first.value, Lambda) and not _looks_inside(first.value.function) else None
    return None


def _answers(view: FileView, call: Call) -> bool:
    """Whether a call is one of those, on the library's client or on a name that this was given: `const client = useStripe()`. What a
    service of the shop's own is called so answers as it likes."""
    head, _, last = facts.trail(call).rpartition(".")
    owner = owner_of(call)
    if last not in ANSWERING or owner is None or view.flow.judge.callee(call, view.flow.routine_at(call.span.start)) is not None:
        return False
    if _is_handle(view, head):
        return False
    return bool(words_of(f"{head} {view.flow.texts.maker(owner, view.flow.routine_at(call.span.start))}") & LIBRARIES)


def _is_handle(view: FileView, path: str) -> bool:
    """Whether React puts a component of the shop's own there, since the file itself puts nothing: `form.current` of
    `<CardForm ref={form} />`."""
    if not path.endswith(".current"):
        return False
    assigned = (target for node in view.flow.module.nodes if isinstance(node, facts.Assign) for target in node.targets)
    return not any(isinstance(target, Name) and target.written == path for target in assigned)


def _takes_error(entries: tuple[facts.Entry, ...]) -> bool:
    """Whether a pattern takes the error out, or all the rest."""
    return any(entry.key is None or text_of(entry.key) == "error" for entry in entries)


def _looks_inside(function: Function) -> bool:
    """Whether a callback looks at the error of what it is given, or hands it on."""
    if not function.parameters:
        return False
    name = function.parameters[0].name
    for statement in function.body[:2]:
        match statement:
            case facts.Assign(targets=(Mapping(entries=entries),), value=Name(path=path)) if path == name:
                return _takes_error(entries)
    return _looks(function, name, None)


def _looks(function: Function, name: str, made: Call | None) -> bool:
    """Whether a function reads `name.error`, or hands the whole answer on."""
    names = (node for node in facts.walk(function.body) if isinstance(node, Name))
    read = {node.written for node in names if made is None or node.span.start > made.span.end}
    return any(written == name or written.startswith(f"{name}.error") for written in read)


# -- options --


def _deaf(node: Node, view: FileView) -> Expr | None:
    """The constructor or component that is told nothing to do on an error."""
    match node:
        case Call(arguments=arguments, callee=callee) if _listens(callee) and arguments:
            return callee if _lacks(view, arguments[-1].value) and not _hears_part(view, node) else None
        case facts.Other(parts=(Name() as component, Mapping() as options)) if last_of(component) == "PayPalButtons":
            return component if _lacks(view, options) else None
    return None


def _listens(callee: Expr) -> bool:
    last = last_of(callee)
    if last == _BUTTONS:
        return "paypal" in words_of(facts.trail(callee)) | words_of(_written(callee)) or "paypal" in _written(callee).lower()
    return last == "AdyenCheckout"


def _lacks(view: FileView, options: Expr) -> bool:
    found = view.flow.fields.of(options, view.flow.routine_at(options.span.start))
    return bool(found.known) and not found.open and not found.names & ALSO


def _hears_part(view: FileView, form: Call) -> bool:
    """Whether a part that is made of a form is told what to do on an error: `new Card(checkout, { onError })`."""
    for call in view.flow.module.calls:
        if call.span != form.span and call.arguments and not _listens(call.callee):
            found = view.flow.fields.of(call.arguments[-1].value, view.flow.routine_at(call.span.start))
            if found.names & ALSO:
                return True
    return False


def _written(expr: Expr) -> str:
    return expr.written if isinstance(expr, Name) else last_of(expr)
