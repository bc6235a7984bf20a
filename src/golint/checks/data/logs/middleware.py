"""Functions of Express' chain that log whole bodies, in files of their own that say nothing of payments: what checks the body before a
door, and what is handed the error behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.callers import MANY
from golint.checks.data.errors.last_resort import serves_payments
from golint.dataflow.modules import Routine
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

_LOGGED = compiled(rb"(?:log(?:ger)?|console)\.\w{2,10}\([^;]{0,400}\breq(?:uest)?\.body\b(?![\w.\[])")
_CHAINED = compiled(rb"\breq\w{0,4}\b[^(){}\n]{0,80}\bnext\b")
_DOORS = (b".post(",)
_ANYWHERE = frozenset({"index", "app", "server", "main"})  # names that other files hold without meaning this one


def may_stand_between(data: bytes) -> bool:
    """Whether a file may have such a function, by its bytes."""
    return b"req" in data and _LOGGED.search(data) is not None and _CHAINED.search(data) is not None


def stands_before_payments(view: FileView, routine: Routine) -> bool:
    """Whether a function of the chain stands before doors for payments, in a file that takes it: `router.post("/", checked(schema), pay)`;
    or behind them all, for errors."""
    if view.flow.kin != "javascript" or not any(p.name.lstrip("_") == "next" for p in routine.function.parameters):
        return False
    return serves_payments(view, routine) or any(_is_about_paying(view, path) for path in _taking(view, routine))


def _taking(view: FileView, routine: Routine) -> Iterator[str]:
    """The files with doors that import the one of a function."""
    files = view.flow.resolver.files
    home = routine.path.rpartition("/")[2].partition(".")[0]
    others = files.mentioning(home, routine.path) if home not in _ANYWHERE else ()
    for path in others[:MANY]:
        module = view.flow.resolver.module(path) if files.holds(path, _DOORS) else None
        if module is not None and any(files.leads_to(path, one, routine.path) for one in module.program.imports):
            yield path


def _is_about_paying(view: FileView, path: str) -> bool:
    other = view.sibling(path)
    if other is None:
        return False
    return bool(words_of("/".join(path.split("/")[-2:])) & PAYMENT_WORDS) or other.flow.parties.are_the_subject
