"""The HTTP status that an answer has, as far as it is written down."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.names import last_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

KEYS = frozenset({"status", "status_code", "statuscode", "code", "httpstatus"})
_ERRORS = frozenset({"e", "err", "error", "ex", "exc", "exception"})
ANSWERING = frozenset({"response.send", "response.refuse", "response.status", "flow.abort"})
_AFFIXES = compiled(r"^(?:http|status|sc)+|(?:http)?(?:exception|error|result|objectresult|response)+$|[^a-z]")
_NAMED = {
    "ok": 200, "created": 201, "accepted": 202, "nocontent": 204, "badrequest": 400, "unauthorized": 401, "unauthorised": 401,
    "paymentrequired": 402, "forbidden": 403, "notfound": 404, "methodnotallowed": 405, "notacceptable": 406, "conflict": 409, "gone": 410,
    "preconditionfailed": 412,
    "unprocessable": 422, "unprocessableentity": 422, "unprocessablecontent": 422, "toomanyrequests": 429, "internalserver": 500,
    "internalservererror": 500, "notimplemented": 501,
    "forbid": 403, "challenge": 401, "problem": 500, "validationproblem": 400, "badgateway": 502, "serviceunavailable": 503,
}  # fmt: skip


class Answers:
    """Reads statuses off answers in one language. What is handed an answer to fill in goes by one of `responses`."""

    def __init__(self, roles: Roles, responses: Collection[str] = ()) -> None:
        self._roles = roles
        self._responses = responses

    def status(self, value: Expr) -> int | None:
        """The status of an answer or of an error that becomes one; None where nothing tells."""
        match value:
            case facts.Sequence(items=(_, facts.Literal(value=int() as status), *_)):
                return status
            case Call():
                told = (self._of_call(call) for call in _chain(value))
                return next((found for found in told if found is not None), None)
        return None

    def _of_call(self, call: Call) -> int | None:
        roles = self._roles.by(call)
        for value in _named(call):
            if (status := status_named(value)) is not None:
                return status
        if roles & {"response.status", "flow.abort"} or (not roles and self._fills_in(call)):
            for argument in call.arguments:
                if argument.name is None and (status := status_named(argument.value)) is not None:
                    return status
        if "response.refuse" in roles:
            return 400
        last = last_of(call)
        return _NAMED.get(_squashed(last)) if roles & ANSWERING or last[:1].isupper() else None

    def _fills_in(self, call: Call) -> bool:
        """`respond(res, 404, "no such order")`"""
        return any(isinstance(a.value, Name) and a.value.written in self._responses for a in call.arguments)


def status_named(expr: Expr) -> int | None:
    """The status that a number, a constant (HTTP_404_NOT_FOUND, `http.StatusNotFound`) or a word (`:not_found`) stands for."""
    match expr:
        case facts.Literal(value=int() as status, kind="number") if 100 <= status < 600:
            return status
        case facts.Literal(value=str() as text):
            return _NAMED.get(_squashed(text))
        case Name(path=path):
            digits = [word for word in words_of(path) if word.isdigit() and len(word) == 3]
            own = 500 if _is_of_error(path) else None
            return int(digits[0]) if digits else _NAMED.get(_squashed(path.rpartition(".")[2]), own)
        case facts.Logic(operator="or", operands=(*_, default)):  # `error.status || 500`
            return status_named(default)
        case facts.Choice(then=then, otherwise=otherwise):
            return _common(status_named(then), status_named(otherwise))
    return None


def _is_of_error(path: str) -> bool:
    """The status that an error carries, `error.statusCode`: none of them says that all is well."""
    return path.partition(".")[0] in _ERRORS and path.rpartition(".")[2].lower() in KEYS


def _common(one: int | None, other: int | None) -> int | None:
    """The status of one of two answers, where both say the same of how it went."""
    return one if one is not None and other is not None and (one >= 400) == (other >= 400) else None


def _squashed(name: str) -> str:
    return _AFFIXES.sub("", name.lower().replace("_", "").replace("-", ""))


def _named(call: Call) -> Iterator[Expr]:
    """The arguments and options that are called a status."""
    for argument in call.arguments:
        if argument.name is not None and argument.name.lower() in KEYS:
            yield argument.value
        if isinstance(argument.value, facts.Mapping):
            yield from (e.value for e in argument.value.entries if text_of(e.key).lower() in KEYS)


def _chain(call: Call) -> Iterator[Call]:
    """A call and those that it is chained to: `.json({})`, then `.status(400)` of `res.status(400).json({})`."""
    here: Expr | None = call
    while here is not None:
        if isinstance(here, Call):
            yield here
        here = here.callee if isinstance(here, Call) else here.base if isinstance(here, facts.Attribute) else None
