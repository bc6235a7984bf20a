"""What a promise gives to who waits for it: `new Promise((resolve) => { request.on("end", () => resolve(raw)); })`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.modules import Module, Routine
from golint.facts import Call, Expr, Name


def settled(made: Call, module: Module) -> Iterator[tuple[Expr, Routine]]:
    """What the function that a promise is made of hands to its first parameter, each with the routine that it stands in."""
    executor = made.argument(0)
    if not isinstance(executor, facts.Lambda) or not executor.function.parameters:
        return
    resolve, span = executor.function.parameters[0].name, executor.function.span
    for call in module.calls:
        if call.span in span and call.arguments and isinstance(call.callee, Name) and call.callee.written == resolve:
            yield call.arguments[0].value, module.enclosing(call.span.start)
