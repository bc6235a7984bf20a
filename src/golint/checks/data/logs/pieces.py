"""How much of a value is shown where only a piece of it is."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of, receiver_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr

OF_TEXT = ("substring", "Substring", "slice", "substr")  # `key.slice(0, 20)`
OF_FIRST = ("substr", "mb_substr")  # `substr($key, 0, 20)`
CHOOSING, LEAVING_OUT = ("only", "pick", "slice"), ("except", "omit", "without")  # fields of a body
SENSITIVE = frozenset({
    "card", "number", "cvv", "cvc", "pan", "password", "secret", "token", "key", "email", "phone", "address", "name", "customer", "iban",
    "account",
})  # fmt: skip
TAKING = ("take", "first")  # `key.take(20)`


def piece(value: Expr) -> tuple[Expr, int] | None:
    """A value whose beginning or end this is, and how many characters of it are shown: `(key, 20)` for `key[:20]`; None for anything
    else."""
    match value:
        case facts.Index(base=base, key=facts.Other(parts=(*_, facts.Literal(value=int() as end)))):
            return base, end
        case facts.Index(base=base, key=facts.Sequence(items=(facts.Literal(value=0), facts.Literal(value=int() as end)))):
            return base, end
        case facts.Index(base=base, key=facts.Binary(left=facts.Literal(value=0), right=facts.Literal(value=int() as end))):
            return base, end
        case Call():
            return _of_call(value)
    return None


def _of_call(call: Call) -> tuple[Expr, int] | None:
    name, numbers = last_of(call), [argument.value for argument in call.arguments]
    whole = receiver_of(call)
    if whole is None and name in OF_FIRST and numbers:
        whole, *numbers = numbers
    elif name not in (*OF_TEXT, *TAKING):
        return None
    match numbers:
        case [facts.Literal(value=0), facts.Literal(value=int() as end)] if name not in TAKING:
            return (whole, end) if whole is not None else None
        case [facts.Literal(value=int() as end)] if name in TAKING:
            return (whole, end) if whole is not None else None
        case [facts.Other(parts=(facts.Literal(value=int() as end),))] if name not in TAKING:  # `substr($key, -4)`
            return (whole, end) if whole is not None else None
    return None


def is_harmless_part(call: Call) -> bool:
    """Whether a call takes some fields of a body and none that is called sensitive, `$request->only(["order"])`, or leaves such out:
    `$request->except(["card"])`, `_.omit(req.body, "card")`."""
    last = last_of(call)
    told = [text_of(part) for argument in call.arguments for part in facts.walk(argument.value) if isinstance(part, facts.Literal)]
    named = any(words_of(text) & SENSITIVE for text in told)
    return bool(told) and ((last in CHOOSING and not named) or (last in LEAVING_OUT and named))
