"""Pages that Next and SvelteKit make on the server: what `SuccessPage({ searchParams })`, `getServerSideProps({ query })` or
`load({ url })` does is done for whoever opens the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.dataflow.doors.handlers import Handler
from golint.dataflow.modules import Routine
from golint.facts import Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

GATE = frozenset({b"searchparams", b"getserversideprops"})
_IN_BROWSER = frozenset({b"use client"})
_MAKERS = (
    (compiled(r"(?:^|/)app/(?P<route>(?:.+/)?)page\.[jt]sx?$"), "default"),
    (compiled(r"(?:^|/)pages/(?!api/)(?P<route>.+)\.[jt]sx?$"), "getServerSideProps"),
    (compiled(r"(?:^|/)src/routes/(?P<route>.+/)\+page\.server\.[jt]s$"), "load"),
)
"""Where such pages stand, and the function that makes them."""

_ASKED = frozenset({"searchParams", "query", "params"})
"""What such a page is told of its address."""


def pages(view: FileView) -> Iterator[Handler]:
    """The functions of a file that make a page of what stands in its address."""
    places = ((maker, place) for pattern, maker in _MAKERS if (place := pattern.search(view.source.path)) is not None)
    for maker, place in places if view.holds(GATE) and not view.holds(_IN_BROWSER) else ():
        routine = _given_out(view, maker)
        if routine is not None and any(_ASKED & set(node.path.split(".")) for node in routine.nodes if isinstance(node, Name)):
            yield Handler(routine, f"/{place['route'].strip('/')}", registered=True)


def _given_out(view: FileView, name: str) -> Routine | None:
    """The function that a file gives out under a name."""
    module = view.flow.module
    value = module.exported(name)
    found = module.functions.get(name) or (view.flow.resolver.definition(value, module.body) if value is not None else None)
    return found if isinstance(found, Routine) else None
