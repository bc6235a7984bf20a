"""Controllers that a route of Adonis names by their files: `Route.post("/hook", "Site/HooksController.take")`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golint.dataflow.calls.files import Files
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.lazily import compiled

ACTION = compiled(r"^(?P<file>(?:\w+/)*\w+Controller)\.(?P<method>\w+)$")
_CONTROLLER = compiled(r"(?:^|/)[Cc]ontrollers/(?:.+/)?(\w+Controller)\.[jt]s$")
_TABLES = compiled(r"(?:^|/)(?:start|routes)/|(?:^|/)routes\.[jt]s$")


def answer(text: str, place: Routine, resolver: Resolver) -> Routine | None:
    """The method that a route's text names; None where several controllers of that name have one."""
    action = ACTION.match(text)
    if action is None:
        return None
    pattern = rf"(?:^|/)[Cc]ontrollers/(?:.+/)?{re.escape(action['file'])}\.[jt]s$"
    name = action["file"].rpartition("/")[2]
    modules = resolver.files.modules(resolver.files.named(pattern, place.path))
    owners = (ClassPlace(module.path, found) for module in modules if (found := module.classes.get(name)) is not None)
    methods = {method for owner in owners if (method := resolver.member(owner, action["method"])) is not None}
    return methods.pop() if len(methods) == 1 else None


def tables(path: str, files: Files) -> Iterator[str]:
    """The files whose routes may name a controller by its file."""
    found = _CONTROLLER.search(path)
    for other in files.mentioning(f"{found[1]}.", path) if found is not None else ():
        if _TABLES.search(other):
            yield other
