"""Whose events a webhook takes, and by which field of theirs their provider tells how much its customer has sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.context import runs_in_shop
from golint.dataflow.doors.handlers import Handler
from golint.project import Project

if TYPE_CHECKING:
    from golint.view import FileView

_CODE = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".py", ".php", ".rb", ".go", ".java", ".kt", ".cs")
Named = tuple[tuple[str, tuple[str, ...]], ...]


def paid_field(view: FileView, handler: Handler) -> str:
    """The field that tells how much came in; "" where that is what was asked for, and where several providers may send the event."""
    packs = view.flow.packs_of(handler)
    if not packs:
        known = view.catalog.providers
        named = tuple((one.id, one.words) for one in known.values() if not one.method)
        only = view.project.derived(_only, named)
        packs = (known[only],) if only else ()
    fields = {pack.delivery.paid for pack in packs}
    return fields.pop() if len(fields) == 1 else ""


def _only(project: Project, named: Named) -> str:
    """The one provider that the code of a repository names; "" where it names none or several."""
    found = [one for one, words in named if any(_is_named(project, word) for word in words)]
    return found[0] if len(found) == 1 else ""


def _is_named(project: Project, word: str) -> bool:
    return any(map(runs_in_shop, project.mentioning(word.encode(), _CODE)))
