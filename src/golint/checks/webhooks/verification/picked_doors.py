"""Methods to which a webhook hands its request, and that it picks by a record: `$account->gateway()->takeWebhook($request)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.dataflow.names import last_of, owner_of
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Name

if TYPE_CHECKING:
    from golint.dataflow import Handler
    from golint.view import FileView

FEW = 24  # files that name such a method: it is in each gateway


def is_picked(view: FileView, handler: Handler) -> bool:
    """Whether what looks like a door is surely one: a webhook of another file, that has a route and checks nothing, hands its request to a
    method of this name, whichever it is."""
    name = handler.routine.function.name
    if handler.routine.owner is None or not words_of(name) & HOOK_WORDS:
        return False
    paths = [path for path in view.flow.resolver.files.mentioning(name, view.source.path) if path != view.source.path]
    return len(paths) <= FEW and any(name in (view.ask(path, "webhooks handed on", _handing) or ()) for path in paths)


def _handing(view: FileView) -> frozenset[str]:
    """The methods to which the webhooks of a file hand their requests, unverified, and that cannot be followed."""
    flow = view.flow
    doors = [one for one in flow.webhooks if one.registered and not flow.unknown_guards(one)]
    doors = [one for one in doors if not flow.proof(one).checks]
    return frozenset(
        last_of(call)
        for door in doors
        for call in door.routine.calls
        if owner_of(call) is not None
        and any(isinstance(a.value, Name) and "request" in flow.origin(a.value, door.routine) for a in call.arguments)
        and flow.judge.callee(call, door.routine) is None
    )
