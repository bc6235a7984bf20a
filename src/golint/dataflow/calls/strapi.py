"""What Strapi gives by its name: `strapi.service("api::order.order").pay()`, `strapi.plugins.shop.services.pay.charge()`."""

from __future__ import annotations

import re

from golint import facts
from golint.dataflow.modules import Module
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Expr, Lambda

ROOT = "strapi"
_HOLDING = "services"


def asked_of(expr: Expr) -> tuple[str, str] | None:
    """The name of the service and of its function that an expression names; None for anything else."""
    steps = facts.trail(expr).split(".")
    if steps[0] != ROOT or len(steps) < 3:
        return None
    if _HOLDING in steps[1:-2]:
        return (steps[-2], steps[-1]) if steps[-3] == _HOLDING else None
    base = expr.base if isinstance(expr, facts.Attribute) and expr.path.count(".") == 1 else None
    named = re.split(r"[.:]", text_of(base.argument(0)))[-1] if isinstance(base, Call) and last_of(base) == "service" else ""
    return (named, steps[-1]) if named else None


def file_of(service: str) -> str:
    """A pattern for the paths of the files that may hold a service."""
    return rf"(?:^|/)services/{re.escape(service)}\.[cm]?[jt]s$"


def held(module: Module, name: str) -> Expr | None:
    """What the file of a service holds under a name: in what it gives out, or in what the function gives back that it gives out."""
    found = module.exported(name)
    if found is not None:
        return found
    whole = module.exported("module.exports") or module.exported("default")
    if isinstance(whole, Call) and whole.arguments:  # `createCoreService("api::order.order", ({ strapi }) => ({ ... }))`
        whole = whole.arguments[-1].value
    made = whole.function.body if isinstance(whole, Lambda) else ()
    tables = (statement.value for statement in made if isinstance(statement, facts.Return))
    entries = (e for table in tables if isinstance(table, facts.Mapping) for e in table.entries)
    return next((e.value for e in entries if text_of(e.key) == name), None)
