"""For whom a text is meant, by the conditions around it."""

from __future__ import annotations

from collections.abc import Iterable

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name, Node
from golint.lazily import compiled
from golint.model import Span

DEVELOPERS = frozenset({"development", "dev", "debug", "production", "prod"})
LARAVELS = frozenset({".environment", ".isLocal", "App.environment", "App.isLocal"})
_ADDRESS = compiled(r"/?(?:[\w-]+[./])+[\w-]*(?:\.\w+)?")
_BACK = frozenset({"back", "redirect_back", "redirect_back_or_to"})
HOOKING = ("add_action", "add_filter")
CUSTOMERS = frozenset({"operational", "expose", "exposed", "public", "validation"})


def is_for_developers(part: Expr) -> bool:
    """`NODE_ENV === "development" ? error.message : undefined`, `debug && error.stack`: no customer sees it."""
    match part:
        case facts.Choice(condition=condition):
            return asks_environment(condition)
        case facts.Logic(operator="and", operands=(first, *_)):
            return asks_environment(first)
    return False


def stands_for_developers(place: Span, nodes: Iterable[Node]) -> bool:
    """Whether a place stands in a branch, among these nodes, that asks where the shop runs: `if (app()->environment("local")) { ... }`."""
    return any(isinstance(node, facts.Branch) and place in node.span and asks_environment(node.condition) for node in nodes)


def leads_to_staff(answer: Expr) -> bool:
    """Whether an answer leads to a page of the shop's own people: `redirect_to admin_orders_path`, `route('admin.orders')`."""
    for node in facts.walk(answer):
        match node:
            case Name(written=written) if "admin" in words_of(written):
                return True
            case facts.Literal() if _ADDRESS.fullmatch(text := text_of(node)) and "admin" in words_of(text):
                return True
    return False


def goes_back(answer: Expr) -> bool:
    """Whether an answer leads back to where the request came from: `back()->with(...)`."""
    return isinstance(answer, Call) and not _BACK.isdisjoint(facts.trail(answer).split("."))


def hooked_for_staff(routine: Routine) -> tuple[Span, ...]:
    """What WordPress runs on the pages of the shop's own people alone: `add_action('admin_notices', function () { ... })`."""
    hooks = (call for call in routine.calls if last_of(call) in HOOKING and "admin" in words_of(text_of(call.argument(0))))
    return tuple(argument.value.span for call in hooks for argument in call.arguments[1:])


def asks_environment(condition: Expr) -> bool:
    """Whether a condition asks where the shop runs: `app.get("env") === "development"`, `app()->environment("local")`."""
    names = (n.written if isinstance(n, Name) else n.path for n in facts.walk(condition) if isinstance(n, Name | facts.Attribute))
    texts = (text_of(n) for n in facts.walk(condition) if isinstance(n, facts.Literal))
    return any(mentions(word, DEVELOPERS) or word in LARAVELS for word in (*names, *texts))


def asks_audience(condition: Expr) -> bool:
    """Whether a condition asks if a text may be shown, `err.expose`, or if it was the customer who was at fault: `status < 500`."""
    for node in facts.walk(condition):
        match node:
            case Name(written=written) if mentions(written.rpartition(".")[2], CUSTOMERS):
                return True
            case facts.Compare(operator="<" | "<=" | ">" | ">=" | "==" | "!=", right=facts.Literal(value=499 | 500)):
                return True
    return False
