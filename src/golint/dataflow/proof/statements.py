"""What a call that runs SQL does, as its statement says: `$db->query("UPDATE orders SET paid = 1")`."""

from __future__ import annotations

import re

from golint.catalog.roles import Roles
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, begins_with, last_of
from golint.dataflow.values.texts import Texts
from golint.dataflow.vocabulary import DELIVERY_WORDS, PURE_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

_VERB = compiled(r"(?is)^[\s(]*(select|insert|replace|update|delete|merge)\b(.*)")
_KEEPS_ONE = compiled(r"(?is)^\s*ignore\b|\bon\s+(?:duplicate\s+key|conflict)\b")
_ADDS = compiled(r"(?is)\bset\b.*?(\w+)`?\s*=\s*`?(?:\w+\.)?\1`?\s*\+")
_ASKS_STATE = compiled(r"(?is)\bwhere\b.*\b(?:\w*status|\w*state|paid|is_paid|processed|completed)`?\s*(?:=|<>|!=|in\b|is\b)")
_TABLE = compiled(r"(?is)\b(?:into|update|from)\s+[`\"\[{]*([\w.{}]+)")
_WRITING = compiled(r"(?i)^[\s(]*(?:update\s+\S+\s+set\b|(?:insert\s+(?:ignore\s+)?|replace\s+|merge\s+)into\s+\S|delete\s+from\s+\S)")
CALLED = frozenset({"sql", "query", "statement", "stmt", "command", "consulta", "update", "insert", "q"})  # what a text of SQL is called
TELLING = frozenset({"log.write", "response.send", "response.notice"})  # people read it, and no database
# What puts a statement together.
WORDING = frozenset({"text", "sql", "raw", "literal", "sprintf", "concat", "join", "trim", "strip", "dedent"})
SEEN = frozenset({"processed", "duplicate", "seen", "already", "webhook", "event"})


class Statements:
    """Reads the roles that a statement plays: store.read, store.insert, store.upsert, store.write, store.add, store.exists, store.lock."""

    def __init__(self, texts: Texts, roles: Roles) -> None:
        self._texts = texts
        self._roles = roles
        self._running: dict[tuple[str, int], tuple[int, ...]] = {}

    def roles(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of a call, those of its statement counted in: `execute` writes unless it is told to select."""
        played = self._roles.by(call)
        found = self._statement(call, routine)
        return played if found is None else (played - {"store.write"}) | _roles(found[1].lower(), found[2])

    def stands_in(self, call: Call, routine: Routine) -> bool:
        """Whether a call is handed a statement, and so made on a database, however that was opened: `connect(host="localhost")`."""
        return self._statement(call, routine) is not None

    def records_delivery(self, call: Call, routine: Routine) -> bool:
        """Whether a statement writes to a table of deliveries."""
        found = self._statement(call, routine)
        table = _TABLE.search(found[0]) if found is not None else None
        return table is not None and bool(words_of(table[1]) & DELIVERY_WORDS)

    def _statement(self, call: Call, routine: Routine) -> re.Match[str] | None:
        found = (_VERB.match(self._texts.of(value, routine)) for value in self._given(call, routine))
        return next((match for match in found if match), None)

    def _given(self, call: Call, routine: Routine) -> tuple[Expr, ...]:
        """What a call is given that may be a statement, because it runs one, or because nothing else is done with such a text."""
        roles, first = self._roles.by(call), tuple(argument.value for argument in call.arguments[:2])
        if "store.query" in roles:
            return first
        if not any(_may_be_one(argument.value) for argument in call.arguments):
            return ()  # asked of every call, and before anything is looked up
        callee = self._texts.resolver.callee(call, routine)
        if isinstance(callee, Routine):
            return self._handed_on(call, callee)
        if callee is not None or roles & TELLING or _only_words(last_of(call)):
            return ()
        return tuple(value for value in first if self._writes(value, routine))

    def _writes(self, value: Expr, routine: Routine) -> bool:
        """Whether a text is surely a statement that writes, whoever is handed it: `new SqlCommand("UPDATE orders SET paid = 1 ...")`."""
        match value:
            case Name(written=written):
                return bool(words_of(written) & CALLED) and _WRITING.match(self._texts.of(value, routine)) is not None
            case _:
                return _WRITING.match(begins_with(value)) is not None

    def _handed_on(self, call: Call, callee: Routine) -> tuple[Expr, ...]:
        """What a function of the shop's own is given to run as a statement: `query($sql)` around `mysqli_query($connection, $sql)`."""
        key = (callee.path, callee.start)
        if key not in self._running:
            self._running[key] = _run_by(callee, self._roles)
        return tuple(value for place in self._running[key] if (value := call.argument(place)) is not None)


def _may_be_one(value: Expr) -> bool:
    """Whether a value is a variable, or a text that begins as a statement does."""
    return "." not in value.written if isinstance(value, Name) else _VERB.match(begins_with(value)) is not None


def _only_words(name: str) -> bool:
    """Whether a function puts a text together, or tells it to somebody."""
    return name.lower() in WORDING or bool(words_of(name) & PURE_WORDS)


def _run_by(routine: Routine, roles: Roles) -> tuple[int, ...]:
    """The places of the parameters of which a function may run one as a statement."""
    places = {name: place for place, name in enumerate(p.name for p in routine.function.parameters if p.name not in OWN)}
    asked = (call for call in routine.calls if "store.query" in roles.by(call)) if places else ()
    given = (argument.value for call in asked for argument in call.arguments[:2])
    return tuple(dict.fromkeys(places[value.written] for value in given if isinstance(value, Name) and value.written in places))


def _roles(verb: str, rest: str) -> frozenset[str]:
    guarded = {"store.exists"} if _ASKS_STATE.search(rest) else set()
    match verb:
        case "select":
            asked = {"store.exists"} if words_of(rest) & SEEN else set()
            locked = {"store.lock"} if re.search(r"(?i)\bfor\s+update\b", rest) else set()
            return frozenset({"store.read", *asked, *locked})
        case "insert":
            return frozenset({"store.upsert"} if _KEEPS_ONE.search(rest) else {"store.insert"})
        case "replace" | "merge":
            return frozenset({"store.upsert"})
        case "update" if _ADDS.search(rest):
            return frozenset({"store.write", "store.add", *guarded})
    return frozenset({"store.write", *guarded})
