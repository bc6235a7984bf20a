"""What becomes of an address that is given to a name: a choice replaces it, or it is used whatever is chosen: `post(SANDBOX_URL)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.checks.environments.mentions import Mention, mentions
from golint.checks.environments.sites import Site
from golint.checks.environments.words import names_sandbox
from golint.dataflow.names import last_of
from golint.facts import Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView


def is_replaced(view: FileView, site: Site) -> bool:
    """Whether a choice that asks for the environment gives the same name another value."""
    return bool(site.names) and any(said.around.chosen and said.around.names == site.names for said in _said(view))


def used_anyway(view: FileView, site: Site) -> Span | None:
    """Where an address is used that has a sandbox's name, if no condition anywhere in the file asks whether it is wanted. What a table or
    a class of the sandbox's holds under such a name is wanted there."""
    depth = len(site.function.split(".")) if site.function else 0
    if [names_sandbox(name) for name in site.names] != [*[False] * depth, True] or is_replaced(view, site):
        return None
    uses = [said for said in _said(view) if isinstance(said.node, Name) and last_of(said.node) == site.names[-1] and not said.around.called]
    if any(said.around.chosen or said.around.default or said.around.compared for said in uses):
        return None
    return next((said.node.span for said in uses if not any(map(names_sandbox, said.around.names))), None)


def _said(view: FileView) -> tuple[Mention, ...]:
    return view.own(_mentions)


def _mentions(view: FileView) -> tuple[Mention, ...]:
    return tuple(mentions(view.program, view.source)) if view.program is not None else ()
