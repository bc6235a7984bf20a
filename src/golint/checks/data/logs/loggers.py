"""Which calls write to a log: those that are known, and functions of the shop's own that hand on what they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

LEVELS = frozenset({"info", "debug", "warning", "warn", "error", "notice", "critical", "alert", "emergency", "trace", "fatal", "verbose"})
LOGGERS = frozenset({"logger", "loggers", "log", "logs", "logging"})
KEPT = frozenset({"file", "files", "channel", "console", "default", "remote", "transport"})
"""Where a logger that keeps several writes to: `$this->logs->file->info(...)`."""
_ENDING = compiled(r"[a-z]{1,6}logs?\Z")
"""`nlog`, a shop's own short word for it."""
MASKS = 5  # arguments before the texts that a logger is told to mask


def logs(flow: Flow, call: Call) -> bool:
    """Whether a call writes to a log: one that is known, or a method of a logger of the shop's own, `logger.logRequest(...)`."""
    roles = flow.roles.by(call)
    if "log.masked" in roles and len(call.arguments) > MASKS:
        return False
    return _writes(flow, call, roles) and not _leaves_out(flow, call)


def _writes(flow: Flow, call: Call, roles: frozenset[str]) -> bool:
    if "log.write" in roles or ("log.file" in roles and _is_log(flow, call)) or _logs_what_it_is_given(flow, call):
        return True
    owner, last = owner_of(call), last_of(call)
    if last_of(owner).lower() in ("logger", "log") and "log" in words_of(last):
        return True
    return last in LEVELS and owner is not None and _is_called_logger(owner)


def _is_called_logger(owner: Expr) -> bool:
    """Whether what a call is made on is a logger by its name, `paymentLogger`, or a part of one that names a place: `logs.file`."""
    whole = ".".join(facts.trail(owner).split(".")[-2:])
    return bool(words_of(last_of(owner)) & LOGGERS) or (last_of(owner).lower() in KEPT and bool(words_of(whole) & LOGGERS))


def _leaves_out(flow: Flow, call: Call) -> bool:
    """Whether the file has made the logger so that it leaves fields out: `pino({ redact: ["body.card"] })`."""
    owner, routine = owner_of(call), flow.routine_at(call.span.start)
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) and flow.kin == "javascript" else None
    made = held[0] if held is not None else None
    return isinstance(made, Call) and any(field.name == "redact" for field in flow.fields.named(made, routine))


def _is_log(flow: Flow, call: Call) -> bool:
    """`file_put_contents("webhook.log", $body)`"""
    path = _opened(flow, call.argument(0), flow.routine_at(call.span.start))
    text = flow.texts.of(path, flow.routine_at(call.span.start)).lower()
    if isinstance(path, Call):  # `storage_path("logs/hooks.log")`
        text = " ".join(text_of(argument.value) for argument in path.arguments).lower()
    return bool(words_of(text) & {"log", "debug", "dump"}) or text.endswith(".txt")


def _opened(flow: Flow, file: Expr | None, routine: Routine) -> Expr | None:
    """The path by which a file was opened that is written to: `$file = fopen("hooks.log", "a")`."""
    held = flow.texts.value_of(file, routine) if isinstance(file, Name) else None
    made = held[0] if held is not None else file
    if not isinstance(made, Call) or last_of(made) != "fopen":
        return file
    path = made.argument(0)
    return facts.Literal(" ".join(words_of(path.written)), "text", path.span) if isinstance(path, Name) and "." in path.written else path


def _logs_what_it_is_given(flow: Flow, call: Call, hops: int = 2) -> bool:
    """A function of the repository that says that it logs, and does so with what it is handed."""
    if not says_that_it_logs(last_of(call)):
        return False
    callee = flow.judge.callee(call, flow.routine_at(call.span.start)) if hops == 2 else None
    return callee is not None and _hands_to_log(flow, callee, hops)


def says_that_it_logs(name: str) -> bool:
    """Whether a function's name says that it logs: what it is handed is told where it is called."""
    words = words_of(name)
    said = words & {"log", "logger", "debug"} or _ENDING.match(name)
    return bool(said) and not words & {"in", "out"}


def _hands_to_log(flow: Flow, routine: Routine, hops: int) -> bool:
    own = {parameter.name for parameter in routine.function.parameters}
    for node in routine.nodes:
        if isinstance(node, facts.Assign) and node.value is not None and _holds(node.value, own):
            own |= {target.written for target in node.targets if isinstance(target, Name) and "." not in target.written}
        if not isinstance(node, Call) or not any(_holds(argument.value, own) for argument in node.arguments):
            continue
        if flow.roles.by(node) & {"log.write", "log.file"}:
            return True  # whatever the file is called: the function says that it logs
        callee = flow.judge.callee(node, routine) if hops else None
        if callee is not None and callee != routine and _hands_to_log(flow, callee, hops - 1):
            return True
    return False


def _holds(value: Expr, names: set[str]) -> bool:
    return any(isinstance(part, Name) and part.written in names for part in facts.walk(value))
