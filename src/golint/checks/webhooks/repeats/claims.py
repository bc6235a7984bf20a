"""Keys that a store takes only where it has none of that name: who is refused comes second."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of, name_of, text_of
from golint.facts import Call, Expr
from golint.lazily import compiled

_IF_NONE = compiled(r"(?i)(?:insert|save|store|record|register|create|add)\w*?if_?(?:absent|not_?exists|new)$")
_JOBS = frozenset({"jobid", "job_id", "taskid", "task_id", "messagededuplicationid", "deduplication", "singletonkey", "idempotencykey"})
_SETTING = compiled(r"^(?:string)?set(?:async)?$")


def claims(call: Call) -> bool:
    """Whether a call sets a key and asks that there be none: `redis.set(key, 1, nx=True)`, `redis.set(key, "1", "EX", 60, "NX")`,
    `redis.set(key, "1", { NX: true })`, `db.StringSetAsync(key, 1, when: When.NotExists)`; or keeps a record so:
    `events.insertIfAbsent(id)`, `db.collection("events").doc(id).create(...)`."""
    last = last_of(call)
    if _IF_NONE.match(last) or (last == "create" and isinstance(call.receiver, Call) and last_of(call.receiver) == "doc"):
        return True
    if not _SETTING.match(last.lower()):
        return False
    return any(_says(argument.name or "", argument.value) for argument in call.arguments)


def _says(name: str, value: Expr) -> bool:
    match value:
        case facts.Mapping(entries=entries):
            return any(_says(text_of(entry.key), entry.value) for entry in entries)
        case facts.Sequence(items=items):
            return any(_says("", item) for item in items)
        case facts.Literal(value=True):
            return name.lower() == "nx"
        case facts.Literal(value=str() as text):
            return text.lower() == "nx"
    return name_of(value) in ("NotExists", "NX")


def names_job(call: Call) -> bool:
    """Whether a call gives what it hands to a queue a name by which that takes it once: `queue.add("ship", order, { jobId: event.id })`."""
    told = [(argument.name or "", argument.value) for argument in call.arguments]
    told += [(text_of(e.key), e.value) for _, value in told if isinstance(value, facts.Mapping) for e in value.entries]
    return any(name.lower() in _JOBS and not isinstance(value, facts.Literal) for name, value in told)
