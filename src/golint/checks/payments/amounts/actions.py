"""Server actions of Next's: what a file with `"use server"` gives to pages is called by browsers, with whatever they like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import text_of
from golint.facts import Block

if TYPE_CHECKING:
    from golint.checks.payments.amounts.clients_word import Given
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine

_PAGES = (b'"use client"', b"'use client'")


def from_browser(flow: Flow, routine: Routine) -> Given:
    """What the parameters of a function are where it is a server action that a page calls; nothing for any other function."""
    if not is_action(flow, routine):
        return {}
    return {parameter.name: frozenset({"request.part"}) for parameter in routine.function.parameters}


def is_action(flow: Flow, routine: Routine) -> bool:
    """Whether a function of the file is one that a page calls: the shop's own code may know the price that it hands over."""
    name = routine.function.name
    if flow.kin != "javascript" or not name or not _says(flow.module.program.body) or not _is_given_out(flow, name):
        return False
    files = flow.resolver.files
    return any(files.holds(other, (name.lower().encode(),)) for other in files.users(routine.path, _PAGES))


def _says(body: Block) -> bool:
    first = body[0] if body else None
    return isinstance(first, facts.Evaluate) and text_of(first.value) == "use server"


def _is_given_out(flow: Flow, name: str) -> bool:
    data = flow.resolver.files.read(flow.module.path)
    return re.search(rb"\bexport\s+(?:default\s+)?(?:async\s+function|const|let)\s+%b\b" % re.escape(name.encode()), data) is not None
