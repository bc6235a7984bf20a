"""Look-ups that fail where nothing is found, by an error that they throw or give back, and doors that answer with that error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.reached import is_of_event
from golint.checks.webhooks.ways import EVENT, Given
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, path_of
from golint.dataflow.tags import Tags
from golint.facts import Block, Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
_CATCHING_MISSING = frozenset({
    "Exception", "BaseException", "ObjectDoesNotExist", "DoesNotExist", "NoResultFound", "Http404", "StandardError", "RecordNotFound",
    "Throwable", "ModelNotFoundException", "EntityNotFoundException", "NoSuchElementException", "NoResultException",
    "EmptyResultDataAccessException",
})  # fmt: skip
_MISSING = compiled(r"(?i)no_?rows|(?<!status)not_?found|no_?documents|does_?not_?exist|redis\.Nil")
_OR_THROWN = compiled(rb"[\s)]*\?[?:]\s*throw\b")
_TELLING_APART = frozenset({"errors.Is", "errors.As"})
_WRITES = compiled(r"(?i)\s*(?:update|insert|delete|with)\b")
# The sum of nothing is no number; how many there are of nothing is.
_TELLS_OF_NONE = compiled(
    r"(?is)\s*select\s+(?:(?:not\s+|case\s+when\s+)*exists|count|(?:coalesce|ifnull)\s*\(\s*(?:sum|min|max|avg))\s*\((?!.*\bgroup\s+by\b)"
)


def failed_lookups(flow: Flow, routine: Routine, given: Given) -> Iterator[Span]:
    """The refusals of a door with which an event about a record that is not there is answered: `if err != nil { http.Error(...) }`, and
    `if errors.Is(err, sql.ErrNoRows) { http.Error(...) }`."""
    for refusal, calls in refused_errors(flow, routine):
        if any(_may_miss(flow, call, routine, given, HOPS) for call in calls):
            yield refusal
    for branch, refusal in _refusing(flow, routine):
        missed = _missed(branch.condition)
        if missed is not None and any(_asked(flow, call, routine, given) & EVENT for call in _made(flow, missed, routine)):
            yield refusal


def refused_errors(flow: Flow, routine: Routine) -> Iterator[tuple[Span, tuple[Call, ...]]]:
    """The refusals with which a door answers any error alike, `if err != nil { http.Error(...) }`, with the calls that may have given it
    back."""
    for branch, refusal in _refusing(flow, routine):
        match branch.condition:
            case facts.Compare(operator="!=", left=Name() as error, right=facts.Literal(kind="null")):
                if not _is_told_apart(flow, error, routine):
                    yield refusal, tuple(_made(flow, error, routine))


def _refusing(flow: Flow, routine: Routine) -> Iterator[tuple[facts.Branch, Span]]:
    for node in routine.own:
        if isinstance(node, facts.Branch) and (refusal := next((s.span for s in node.then if _refuses(flow, s)), None)) is not None:
            yield node, refusal


def _is_told_apart(flow: Flow, error: Name, routine: Routine) -> bool:
    """Whether a function asks what kind of failure an error is, and may so answer for a record that is not there."""
    made = flow.module.reaching(routine, error.written, error.span.start)
    asking = (n for n in routine.nodes if isinstance(n, Name | Call) and (n.path in _TELLING_APART or _MISSING.search(n.path)))
    return any(one in made for node in asking for one in flow.module.reaching(routine, error.written, node.span.start))


def _made(flow: Flow, error: Name, routine: Routine) -> Iterator[Call]:
    """The calls that may have given back an error."""
    bindings = flow.module.reaching(routine, error.written, error.span.start)
    yield from (call for one in bindings if one.value is not None for call in facts.walk(one.value) if isinstance(call, Call))


def _missed(condition: Expr) -> Name | None:
    """The error that says, where a condition holds, that a record is not there: `errors.Is(err, sql.ErrNoRows)`, `err == sql.ErrNoRows`."""
    match condition:
        case Call(path="errors.Is", arguments=(facts.Argument(value=Name() as error), facts.Argument(value=Name() as kind))):
            return error if _MISSING.search(kind.path) else None
        case facts.Compare(operator="==", left=Name() as error, right=Name() as kind):
            return error if _MISSING.search(kind.path) else None
    return None


def _asked(flow: Flow, call: Call, routine: Routine, given: Given) -> Tags:
    """Where what a look-up is asked for comes from: `db.Where("reference = ?", reference).First(&order)`."""
    return frozenset[str]().union(*(flow.origins.inputs(link, routine, given) for link in (call, *chained(call))))


def uncaught_lookups(flow: Flow, routine: Routine, given: Given) -> Iterator[Span]:
    """`objects.get(...)` with a value of the event, and nothing that catches its failure."""
    caught = [
        (n.body[0].span.start, n.body[-1].span.end)
        for n in routine.own
        if isinstance(n, facts.Attempt) and n.body and any(catches_missing(h) for h in n.handlers)
    ]
    for node in routine.own:
        if not isinstance(node, Call) or not must_find(flow, node, routine):
            continue
        if any(start <= node.span.start < end for start, end in caught):
            continue
        if flow.asked_with(node, routine) & EVENT or (given and is_of_event(flow, node, routine, given)):
            yield node.span


def knows_missing(routine: Routine) -> bool:
    """Whether a function tells a record that is not there from other failures: `errors.Is(err, sql.ErrNoRows)`."""
    return any(isinstance(n, Name | Call) and _MISSING.search(n.path) for n in routine.nodes)


def _makes_light(routine: Routine) -> bool:
    """Whether a function tells a record that is not there from other failures, and gives back no error for it."""
    told = [node for node in routine.own if isinstance(node, facts.Branch) and _missed(node.condition) is not None]
    return knows_missing(routine) and not (told and all(gives_error(branch.then) for branch in told))


def gives_error(block: Block) -> bool:
    """Whether a block ends by giving back an error."""
    match block[-1] if block else None:
        case facts.Return(value=value) if value is not None:
            last = value.items[-1] if isinstance(value, facts.Sequence) and value.items else value
            return not (isinstance(last, facts.Literal) and last.kind == "null")
    return False


def _refuses(flow: Flow, statement: facts.Statement) -> bool:
    value = statement.value if isinstance(statement, facts.Evaluate | facts.Return) else None
    return value is not None and flow.judge.refuses(value)


def _may_miss(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags], hops: int) -> bool:
    """Whether a call looks for a record that the event names, itself or in a function that it runs, and fails where there is none."""
    if "store.must_find" in flow.roles.by(call):
        if _tells_of_none(flow, call, routine) or not _asked(flow, call, routine, given) & EVENT:
            return False
        return not any(_WRITES.match(flow.texts.of(a.value, routine)) for a in call.arguments)
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine or _makes_light(callee):
        return False
    bound = flow.judge.bound(call, callee, routine, given)
    inner = callee.calls
    return any(_may_miss(flow, node, callee, bound, hops - 1) for node in inner)


def _tells_of_none(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a statement has an answer where there are no records, too: `SELECT EXISTS(...)`, `SELECT COUNT(*) FROM ...`."""
    statements = (argument.value for link in (call, *chained(call)) for argument in link.arguments)
    return any(_TELLS_OF_NONE.match(flow.texts.of(one, routine)) for one in statements)


def must_find(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a look-up fails where nothing is found: by itself, since a record is demanded of it, `find(id).orElseThrow()`, or since what
    stands in for none is an error, `find(id) ?? throw new NoOrder()`."""
    roles, before = flow.roles.by(call), call.receiver
    if "store.must_find" in roles:
        return not _tells_of_none(flow, call, routine)
    if "value.demand" in roles and isinstance(before, Call) and "store.read" in flow.roles.by(before):
        return True
    text = flow.resolver.files.read(routine.path) if roles & {"store.read", "store.may_miss"} else b""
    return _OR_THROWN.match(text, call.span.end) is not None


def catches_missing(handler: facts.Handler) -> bool:
    names = {path_of(kind).rpartition(".")[2] for kind in handler.types}
    return not names or bool(names & _CATCHING_MISSING)
