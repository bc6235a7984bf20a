"""Errors that nobody has caught, in the function that a framework hands them to: `app.use((err, req, res, next) => ...)`,
`@app.errorhandler(Exception)`, `@ExceptionHandler(Exception.class)`, `$exceptions->render(function (Throwable $e) { ... })`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import MANY
from golint.checks.data.audience import stands_for_developers
from golint.checks.data.errors.raised import ANY
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.vocabulary import PAYMENTS_ABROAD
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_PAYING = frozenset({"payment", "pay", "checkout", "billing", "charge", "payout", "transaction", "subscription"})
_MOUNTING = (b".use(",)
# What maps a door of Spring's, and how the shops of other countries call the class of those for payments.
_MAPPING = "PostMapping"
_ROUTES = r"(?:^|/)routes/[\w-]+\.php$"
_SERVING = frozenset({"use", "post"})
_ANYWHERE = frozenset({"index", "app", "server", "main"})  # names that other files hold without meaning this one
UNTOLD = frozenset({"", "any", "unknown", *ANY})  # what an error is declared to be where it may be any
OF_DATABASES = frozenset({"SQLException", "DataAccessException", "DataIntegrityViolationException", "PersistenceException", "DbException"})
"""What names tables, columns and what stood in them."""
_PANICKED = "PanicHandler"
_ANYTHING = ("interface{}", "any")
_CHAINED = tuple(map(compiled, (r"e$|ex$|er+(?:or)?$|exception$", r"_*req", r"_*res|_*reply", r"_*next|_+$|_*done")))


def unhandled(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """What is done with any error at all, as if that were caught; what is put there only where developers see it is left out."""
    for routine in flow.module.routines:
        name = (_chained(routine) if flow.kin == "javascript" else _decorated(flow, routine)) or _registered(flow, routine)
        name = name or (_recovering(flow, routine) if flow.language.errors else "")
        if name and not stands_for_developers(routine.function.span, flow.module.nodes):
            yield facts.Handler((), name, routine.function.body, routine.function.span), routine


def serves_payments(view: FileView, routine: Routine) -> bool:
    """Whether a function is the last of Express' chain in an app that has doors for payments: `app.use("/payments", payments)` stands where
    it is made known. Laravel keeps its doors in a folder of their own, and Spring asks one class for all controllers."""
    flow = view.flow
    if flow.kin == "php" and _registered(flow, routine):
        return _routes_payments(view, routine)
    if flow.kin == "java" and _decorated(flow, routine):
        return _maps_payments(view, routine)
    if flow.kin != "javascript" or not _chained(routine):
        return False
    files = flow.resolver.files
    home = routine.path.rpartition("/")[2].partition(".")[0]
    others = files.mentioning(home, routine.path) if home not in _ANYWHERE else ()
    naming = map(flow.resolver.module, (path for path in others[:MANY] if files.holds(path, _MOUNTING)))
    apps = (m for m in naming if m is not None and any(files.leads_to(m.path, one, routine.path) for one in m.program.imports))
    paying = _PAYING.union(view.catalog.providers)
    return any(_mounts(call, paying) for module in (flow.module, *apps) for call in module.calls)


def _routes_payments(view: FileView, routine: Routine) -> bool:
    """Whether the files of routes beside a function make doors known that are called so: `Route::post("/checkout", ...)`."""
    files = view.flow.resolver.files
    paying = _PAYING.union(view.catalog.providers)
    routes = (call for module in files.modules(files.named(_ROUTES, routine.path)) for call in module.calls)
    doors = (call for call in routes if "route.table" in view.flow.roles.by(call))
    texts = (text_of(node) for door in doors for a in door.arguments[:1] for node in facts.walk(a.value) if isinstance(node, facts.Literal))
    return any(words_of(text) & paying for text in texts)


def _maps_payments(view: FileView, routine: Routine) -> bool:
    """Whether a controller of Spring's is called by payments: `PaymentController`."""
    controllers = view.flow.resolver.files.mentioning(_MAPPING, routine.path)
    paying = _PAYING.union(PAYMENTS_ABROAD, view.catalog.providers)
    return any(words_of(path.rpartition("/")[2].partition(".")[0]) & paying for path in controllers)


def _mounts(call: Call, words: frozenset[str]) -> bool:
    """Whether a call makes doors known that are called so: `app.use("/api/payments", router)`, `app.use(paymentRoutes)`."""
    if last_of(call) not in _SERVING or "." not in call.path:
        return False
    values = [argument.value for argument in call.arguments]
    told = (text_of(v) if isinstance(v, facts.Literal) else name_of(v) for v in values if isinstance(v, facts.Literal | Name))
    return any(words_of(one) & words for one in told)


def _chained(routine: Routine) -> str:
    """The error that the last function of Express' chain is called with."""
    parameters = routine.function.parameters
    if len(parameters) != len(_CHAINED) or not all(spelt.match(p.name) for spelt, p in zip(_CHAINED, parameters, strict=True)):
        return ""
    return parameters[0].name if parameters[0].annotation in UNTOLD else ""


def _decorated(flow: Flow, routine: Routine) -> str:
    """The error that a function is handed whose decorator says that it takes all of them, or those of a provider."""
    marks = _marks(flow, routine)
    kinds = kinds_named(flow, routine)
    parameters = routine.function.parameters
    if not marks or not parameters or not all(_may_be_any(flow, kind) for kind in kinds):
        return ""
    declared = [p.name for p in parameters if p.annotation and _may_be_any(flow, p.annotation.rpartition(".")[2])]
    return declared[-1] if declared else parameters[-1].name if kinds and not parameters[-1].annotation else ""


def answers_uncaught(flow: Flow, routine: Routine) -> bool:
    """Whether what a function gives back is the answer to a request in which an error was raised that nobody caught."""
    return bool(_decorated(flow, routine))


def _marks(flow: Flow, routine: Routine) -> list[Name | Call]:
    return [d for d in routine.function.decorators if isinstance(d, Name | Call) and "error.handler" in flow.roles.by(d)]


def kinds_named(flow: Flow, routine: Routine) -> list[str]:
    """The exceptions that a decorator of a function names, which a framework hands those to that nobody caught."""
    return [kind for mark in _marks(flow, routine) if isinstance(mark, Call) for kind in _kinds(mark)]


def error_taken(routine: Routine) -> str:
    """What a function that takes an error calls it: the last of its parameters that is declared as one, or its last."""
    parameters = routine.function.parameters
    declared = [p.name for p in parameters if _last_step(p.annotation).endswith(("Exception", "Error"))]
    return (declared or [p.name for p in parameters])[-1] if parameters else ""


def _registered(flow: Flow, routine: Routine) -> str:
    """The error that a function is called with which is registered for any that nobody caught, where it is written or by its name, or is
    one of a class that a framework asks."""
    parameters = routine.function.parameters
    call = flow.module.handed.get(routine.start)
    if (call is not None and _takes_all(flow, call)) or any(_takes_all(flow, c) for c in _naming(flow, routine)):
        return next((p.name for p in parameters[:1] if _last_step(p.annotation) in UNTOLD), "")
    owned = routine.owner is not None and "error.uncaught" in flow.roles.of(f"{routine.owner.name}.{routine.function.name}")
    return next((p.name for p in parameters[1:2] if owned and _last_step(p.annotation) in ANY), "")


def _recovering(flow: Flow, routine: Routine) -> str:
    """The value with which a request panicked, in a function that a router of Go's is told to call with that:
    `router.PanicHandler = failed`."""
    name, taken = routine.function.name, [p for p in routine.function.parameters if p.annotation in _ANYTHING]
    if not name or len(taken) != 1 or taken[0] is not routine.function.parameters[-1]:
        return ""
    files = flow.resolver.files
    for module in files.modules(path for path in files.mentioning(_PANICKED, routine.path) if files.holds(path, (name.lower().encode(),))):
        given = (node for node in module.nodes if isinstance(node, facts.Assign) and any(last_of(t) == _PANICKED for t in node.targets))
        if any(node.value is not None and last_of(node.value) == name for node in given):
            return taken[0].name
    return ""


def _takes_all(flow: Flow, call: Call) -> bool:
    """Whether a call registers something for errors of any kind: it names none, or one that any may be."""
    named = (argument.value for argument in call.arguments if not argument.name and isinstance(argument.value, Name))
    return "error.uncaught" in flow.roles.by(call) and all(_may_be_any(flow, last_of(kind)) for kind in named)


def _naming(flow: Flow, routine: Routine) -> Iterator[Call]:
    """The calls that name a method of their own class: `rescue_from StandardError, with: :failed`."""
    if routine.owner is None or not routine.function.name or flow.kin != "ruby":
        return
    for call in flow.module.calls:
        if call.span in routine.owner.span and text_of(call.argument(None, "with")) == routine.function.name:
            yield call


def _last_step(annotation: str) -> str:
    return annotation.rpartition("\\")[2].rpartition(".")[2]


def _kinds(mark: Call) -> Iterator[str]:
    """The exceptions that a decorator names: `Exception`, `Exception.class`, `{ Exception.class }`."""
    for argument in mark.arguments:
        value: Expr = argument.value
        for one in value.items if isinstance(value, facts.Sequence) else (value,):
            path = one.path if isinstance(one, Name | facts.Attribute) else ""
            yield path.removesuffix(".class").rpartition(".")[2]


def _may_be_any(flow: Flow, kind: str) -> bool:
    return kind in ANY or kind in OF_DATABASES or bool(words_of(kind) & set(flow.providers))
