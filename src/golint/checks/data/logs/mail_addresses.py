"""The mail address of a customer, as an event of a provider tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from golint.checks.data.logs.carried import carried, is_of_event, is_verified_event
from golint.checks.data.logs.told_secrets import called
from golint.credentials.naming import snake
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.tags import BODY, Tags
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Attribute, Call, Expr, Index, Logic, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

MAKING = frozenset(
    {"mask", "masked", "redact", "redacted", "hash", "sha1", "sha256", "md5", "digest", "hexdigest", "obfuscate", "anonymize"}
)
_MAIL = compiled(r"(?:^|_)e?_?mail(?:_addr(?:ess)?)?$")
_NOT_THEIRS = compiled(r"(?:^|_)(?:merchant|seller|shop|store|business|receiver|support|admin|masked?|hash(?:ed)?)(?:_|$)")


def is_mail_address(flow: Flow, part: Expr, routine: Routine, given: Mapping[str, Tags], events: frozenset[str]) -> bool:
    """Whether a value is a customer's mail address that came with an event, in the door or in what that hands the event to."""
    if not isinstance(part, Name | Index | Attribute | Logic | Call):
        return False
    name = snake(called(flow, part))
    if not _MAIL.search(name) or _NOT_THEIRS.search(name) or _is_made(flow, part, routine):
        return False
    doors = tuple(door for door in flow.webhooks if door.routine == routine)
    if doors and not any(hook_words(door) & HOOK_WORDS for door in doors):
        return False
    if (doors or given) and flow.origin(part, routine, given) & BODY:
        return True
    return isinstance(part, Name) and _leads_from_event(flow, part, routine, events)


def _is_made(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a variable holds what a function has made of an address: a masked one, or a digest."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    made = held[0] if held is not None else None
    if not isinstance(made, Call):
        return False
    return "redact" in flow.roles.by(made) or flow.judge.callee(made, routine) is not None or bool(words_of(last_of(made)) & MAKING)


def _leads_from_event(flow: Flow, part: Name, routine: Routine, events: frozenset[str]) -> bool:
    """Whether a value is a field of a whole event, or of what that carries: `event.data.object.customer_email`."""
    head = part.written.partition(".")[0]
    start = Name(part.path.partition(".")[0], part.span, head)
    return is_of_event(start, events) or is_verified_event(flow, start, routine) or carried(flow, start, routine)
