"""A provider's library that is told to log whatever it sends and gets, with the customer's data: `Stripe.log_level = "debug"`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import stands_for_developers
from golint.dataflow.names import last_of, text_of
from golint.facts import Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

LEVELS = {"ruby": ("Stripe.log_level",), "python": ("stripe.log",)}
"""What a library's own level of logging is called; at this one Stripe's writes both bodies of each request."""
ALL = "debug"
WHOLE = frozenset({"DEBUG", "LEVEL_DEBUG"})
_SET = compiled(rb"\b[Ss]tripe\.log(?:_level)?\s*=")


def talkative(view: FileView) -> Iterator[Expr]:
    """The levels that a file gives to such a library where nothing asks for which environment."""
    if not _SET.search(view.source.data):
        return  # few files need be read for it
    module, names = view.flow.module, LEVELS.get(view.flow.kin, ())
    for node in module.nodes if names else ():
        match node:
            case facts.Assign(targets=(Name(path=path),), value=value) if value is not None and path in names and _is_all(value):
                if not stands_for_developers(node.span, module.nodes):
                    yield value


def _is_all(value: Expr) -> bool:
    """Whether a level is the one that leaves nothing out, as it stands or where the settings have none: `ENV.fetch("LEVEL", "debug")`."""
    match value:
        case facts.Literal():
            return text_of(value) == ALL
        case Name():
            return last_of(value) in WHOLE
        case facts.Logic(operator="or", operands=(*_, last)):
            return _is_all(last)
        case facts.Call(arguments=(_, *_)):
            return any(_is_all(argument.value) for argument in value.arguments[1:])
    return False
