"""Errors that nobody has caught, in the function that a framework hands them to: `app.use((err, req, res, next) => ...)`,
`@app.errorhandler(Exception)`, `@ExceptionHandler(Exception.class)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import MANY
from golint.checks.data.audience import asks_environment
from golint.checks.data.raised import ANY
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_PAYING = frozenset({"payment", "pay", "checkout", "billing", "charge", "payout", "transaction", "subscription"})
_MOUNTING = (b".use(",)
_SERVING = frozenset({"use", "post"})
_ANYWHERE = frozenset({"index", "app", "server", "main"})  # names that other files hold without meaning this one
UNTOLD = frozenset({"", "any", "unknown", *ANY})  # what an error is declared to be where it may be any
_CHAINED = tuple(map(compiled, (r"e$|ex$|er+(?:or)?$|exception$", r"_*req", r"_*res|_*reply", r"_*next|_+$|_*done")))


def unhandled(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """What is done with any error at all, as if that were caught; what is put there only where developers see it is left out."""
    for routine in flow.module.routines:
        name = _chained(routine) if flow.kin == "javascript" else _decorated(flow, routine)
        if name and not _is_for_developers(flow, routine):
            yield facts.Handler((), name, routine.function.body, routine.function.span), routine


def serves_payments(view: FileView, routine: Routine) -> bool:
    """Whether a function is the last of Express' chain in an app that has doors for payments: `app.use("/payments", payments)` stands where
    it is made known."""
    flow = view.flow
    if flow.kin != "javascript" or not _chained(routine):
        return False
    files = flow.resolver.files
    home = routine.path.rpartition("/")[2].partition(".")[0]
    others = files.mentioning(home, routine.path) if home not in _ANYWHERE else ()
    naming = map(flow.resolver.module, (path for path in others[:MANY] if files.holds(path, _MOUNTING)))
    apps = (m for m in naming if m is not None and any(files.leads_to(m.path, one, routine.path) for one in m.program.imports))
    paying = _PAYING.union(view.catalog.providers)
    return any(_mounts(call, paying) for module in (flow.module, *apps) for call in module.calls)


def _mounts(call: Call, words: frozenset[str]) -> bool:
    """Whether a call makes doors known that are called so: `app.use("/api/payments", router)`, `app.use(paymentRoutes)`."""
    if last_of(call) not in _SERVING or "." not in call.path:
        return False
    values = [argument.value for argument in call.arguments]
    told = (text_of(v) if isinstance(v, facts.Literal) else name_of(v) for v in values if isinstance(v, facts.Literal | Name))
    return any(words_of(one) & words for one in told)


def _is_for_developers(flow: Flow, routine: Routine) -> bool:
    """`if (app.get("env") === "development") app.use((err, req, res, next) => ...)`."""
    own = routine.function.span
    branches = (node for node in flow.module.nodes if isinstance(node, facts.Branch) and own in node.span)
    return any(asks_environment(branch.condition) for branch in branches)


def _chained(routine: Routine) -> str:
    """The error that the last function of Express' chain is called with."""
    parameters = routine.function.parameters
    if len(parameters) != len(_CHAINED) or not all(spelt.match(p.name) for spelt, p in zip(_CHAINED, parameters, strict=True)):
        return ""
    return parameters[0].name if parameters[0].annotation in UNTOLD else ""


def _decorated(flow: Flow, routine: Routine) -> str:
    """The error that a function is handed whose decorator says that it takes all of them, or those of a provider."""
    marks = [d for d in routine.function.decorators if isinstance(d, Name | Call) and "error.handler" in flow.roles.by(d)]
    kinds = [kind for mark in marks if isinstance(mark, Call) for kind in _kinds(mark)]
    parameters = routine.function.parameters
    if not marks or not parameters or not all(_may_be_any(flow, kind) for kind in kinds):
        return ""
    declared = [p.name for p in parameters if p.annotation and _may_be_any(flow, p.annotation.rpartition(".")[2])]
    return declared[-1] if declared else parameters[-1].name if kinds and not parameters[-1].annotation else ""


def _kinds(mark: Call) -> Iterator[str]:
    """The exceptions that a decorator names: `Exception`, `Exception.class`, `{ Exception.class }`."""
    for argument in mark.arguments:
        value: Expr = argument.value
        for one in value.items if isinstance(value, facts.Sequence) else (value,):
            path = one.path if isinstance(one, Name | facts.Attribute) else ""
            yield path.removesuffix(".class").rpartition(".")[2]


def _may_be_any(flow: Flow, kind: str) -> bool:
    return kind in ANY or bool(words_of(kind) & set(flow.providers))
