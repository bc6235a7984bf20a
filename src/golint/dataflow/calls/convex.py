"""Functions that Convex runs by their names: `ctx.runMutation(internal.shop.orders.pay, { id })` runs `pay` of `convex/shop/orders.ts`."""

from __future__ import annotations

import re

from golint.dataflow.modules import Module
from golint.dataflow.names import last_of
from golint.facts import Call, Expr, Name

_RUNNING = frozenset({"runMutation", "runAction", "runQuery"})
_ROOTS = frozenset({"internal", "api"})


def asked_of(call: Call) -> tuple[str, str] | None:
    """The file, below that of all functions, and the name of the one that a call runs; None for any other call."""
    told = call.argument(0) if last_of(call) in _RUNNING else None
    root, *steps = told.written.split(".") if isinstance(told, Name) else ("",)
    return ("/".join(steps[:-1]), steps[-1]) if root in _ROOTS and len(steps) > 1 else None


def file_of(place: str) -> str:
    """A pattern for the paths of the files that may be meant."""
    return rf"(?:^|/)convex/{re.escape(place)}\.[cm]?[jt]s$"


def held(module: Module, name: str) -> Expr | None:
    """What such a file hands to `internalMutation` and its like under a name: a function, or an object that holds it as its `handler`."""
    made = module.exported(name)
    return made.argument(0) if isinstance(made, Call) else None
