"""What pages ask of the shop's own server: an address of a developer's machine leads a customer's browser to his own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.environments.hosts import local
from golint.dataflow.vocabulary import AMBIGUOUS, PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Program
from golint.model import Side

if TYPE_CHECKING:
    from golint.view import FileView

_ASKED = (PAYMENT_WORDS - AMBIGUOUS) | {"preference", "intent", "subscribe", "capture"}


def asked_by_pages(view: FileView) -> frozenset[str]:
    """The local addresses, as far as their scripts are sent to browsers, of which a file asks something about payments."""
    return view.own(_asked_of)


def _asked_of(view: FileView) -> frozenset[str]:
    return frozenset(_asked(view))


def _asked(view: FileView) -> Iterator[str]:
    if view.side is not Side.CLIENT or not isinstance(view.facts, Program):
        return
    flow = view.flow
    for call in flow.calls("http.request"):
        url = flow.money_calls.url(call, flow.routine_at(call.span.start))
        found = local(view.catalog).match(url.encode())
        if found is not None and words_of(url[found.end() :]) & _ASKED:
            yield url
