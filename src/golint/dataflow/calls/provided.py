"""What a container of services hands out for an abstract class: `{ provide: Ledger, useClass: SqlLedger }` in a module of Nest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.dataflow.calls.interfaces import is_stand_in
from golint.dataflow.modules import Module
from golint.dataflow.names import text_of
from golint.facts import Mapping, Name

if TYPE_CHECKING:
    from golint.dataflow.calls.files import Files

HANDED_OUT = frozenset({"useClass", "useExisting"})


def provided(files: Files, name: str, path: str) -> Iterator[tuple[Module, Name]]:
    """The names that stand for a class in the files that say what is handed out for it, stand-ins of tests left out."""
    telling = (p for p in files.mentioning(f"provide: {name}", path) if not is_stand_in(p))
    for module in files.modules(telling):
        for told in (node for node in module.nodes if isinstance(node, Mapping)):
            table = {text_of(entry.key): entry.value for entry in told.entries if entry.key is not None}
            asked = table.get("provide")
            if isinstance(asked, Name) and asked.written == name:
                yield from ((module, value) for key, value in table.items() if key in HANDED_OUT and isinstance(value, Name))
