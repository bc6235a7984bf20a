"""A checkout inside the shop's page that looks like nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import last_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Mapping, Name, Node
from golint.model import Hit

if TYPE_CHECKING:
    from golint.view import FileView

LIBRARIES = frozenset({"stripe", "hyper", "hyperswitch"})
MAKING = frozenset({"elements", "initCheckout"})
COMPONENTS = frozenset({"Elements", "HyperElements", "CheckoutProvider"})
# Options by which a form is one that takes an appearance; the older card fields are styled one by one.
PAYING = frozenset({"clientsecret", "fetchclientsecret", "mode"})
BUTTONS = "style"


def default_checkout_appearance(view: FileView) -> Iterator[Hit]:
    """A form, or a button, of a provider that is told nothing of how it shall look."""
    appearance = b"appearance" in view.caseless  # maybe set later, by `elements.update()`
    for node in view.flow.module.nodes:
        form = None if appearance else _form(view, node)
        if form is not None:
            yield _hit(view, form, "appearance")
        elif (button := _button(view, node)) is not None:
            yield _hit(view, button, BUTTONS)


def _hit(view: FileView, at: Expr, option: str) -> Hit:
    routine = view.flow.routine_at(at.span.start)
    called = at.written if isinstance(at, Name) else last_of(at)
    provider = view.flow.provider_at(routine)
    return Hit(at.span, {"call": called, "option": option}, provider=provider, symbol=view.flow.symbol(routine))


def _form(view: FileView, node: Node) -> Expr | None:
    """`stripe.elements({ clientSecret })`, `<Elements options={{ clientSecret }}>`"""
    match node:
        case Call(callee=callee, arguments=(options, *_)) if last_of(callee) in MAKING and _is_theirs(callee):
            return callee if _is_plain(view, options.value) else None
        case facts.Other(parts=(Name() as component, Mapping(entries=entries), *_)) if last_of(component) in COMPONENTS:
            told = next((entry.value for entry in entries if text_of(entry.key) == "options"), None)
            return component if told is not None and _is_theirs(component) and _is_plain(view, told) else None
    return None


def _is_theirs(callee: Expr) -> bool:
    return bool(words_of(f"{facts.trail(callee)} {callee.written if isinstance(callee, Name) else ''}") & LIBRARIES)


def _is_plain(view: FileView, options: Expr) -> bool:
    found = view.flow.fields.of(options, view.flow.routine_at(options.span.start))
    return bool(found.names & PAYING) and not found.open


def _button(view: FileView, node: Node) -> Expr | None:
    """`paypal.Buttons({ createOrder })`, `<PayPalButtons createOrder={...} />`"""
    match node:
        case Call(callee=callee, arguments=(options,)) if last_of(callee) == "Buttons" and "paypal" in _written(callee).lower():
            return callee if _has_no_style(view, options.value) else None
        case facts.Other(parts=(Name() as component, Mapping() as options, *_)) if last_of(component) == "PayPalButtons":
            return component if _has_no_style(view, options) else None
    return None


def _written(callee: Expr) -> str:
    return callee.written if isinstance(callee, Name) else facts.trail(callee)


def _has_no_style(view: FileView, options: Expr) -> bool:
    found = view.flow.fields.of(options, view.flow.routine_at(options.span.start))
    return bool(found.known) and not found.open and BUTTONS not in found.names
