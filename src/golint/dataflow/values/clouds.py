"""Functions that a cloud runs for each request, known by what they are handed and ask of it: `def handler(event, context)`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.facts import Call


def is_run_by_cloud(routine: Routine, language: Language) -> bool:
    """Whether a cloud calls a function with a request. What reads a batch of messages is handed a queue's."""
    names = tuple(parameter.name for parameter in routine.function.parameters[:2])
    if not language.cloud_parameters or names[:1] != language.cloud_parameters[:1] or routine.owner is not None:
        return False
    if tuple(name.lstrip("_") for name in names) != language.cloud_parameters:
        return False
    asked = frozenset(_asked(routine))
    return not asked.isdisjoint(language.cloud_fields) and asked.isdisjoint(language.cloud_batches)


def _asked(routine: Routine) -> Iterator[str]:
    """The keys by which a function takes things apart: `event["body"]`, `event.get("body")`."""
    for node in routine.nodes:
        match node:
            case facts.Index(key=key):
                yield text_of(key)
            case Call() if last_of(node) == "get":
                yield text_of(node.argument(0))
