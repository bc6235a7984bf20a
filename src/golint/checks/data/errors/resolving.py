"""Functions whose answer a framework hands on as it is, though nothing in their file makes them doors: those that answer a question of
GraphQL, and those that Magento's `webapi.xml` names for a route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

RESOLVING = frozenset({"ResolverInterface", "BatchResolverInterface", "BatchServiceContractResolverInterface"})
"""What Magento calls the classes that do."""
_ROUTES = ("etc/webapi.xml",)
_SERVICE = compiled(rb"<service\b[^>]*?\bclass\s*=\s*[\"']([^\"']+)[\"'][^>]*?\bmethod\s*=\s*[\"'](\w+)[\"']")
_FOR_CUSTOMERS = compiled(rb"<resource\b[^>]*?\bref\s*=\s*[\"'](?:anonymous|self)[\"']")


def resolves(flow: Flow, routine: Routine) -> bool:
    """Whether what a function gives back is handed to the customer's page."""
    if flow.kin != "php" or routine.owner is None:
        return False
    return _answers_question(flow, routine) if routine.function.name == "resolve" else _serves_route(flow, routine)


def _answers_question(flow: Flow, routine: Routine) -> bool:
    return any(name in RESOLVING for name in _bases(flow, routine))


def _serves_route(flow: Flow, routine: Routine) -> bool:
    """Whether a route that asks for no member of the staff names the method, by its class or an interface of that."""
    files = flow.resolver.files
    tables = files.ending(_ROUTES) if routine.function.name else ()
    served = {kind for table in tables for kind, method in _served(files.read(table)) if method == routine.function.name}
    return bool(served) and not served.isdisjoint((_own_name(routine), *_bases(flow, routine)))


def _served(table: bytes) -> Iterator[tuple[str, str]]:
    """The last names of the classes that a table names for customers' routes, each with the method."""
    for route in table.split(b"<route ")[1:]:
        service = _SERVICE.search(route)
        if service is not None and _FOR_CUSTOMERS.search(route):
            yield service[1].decode(errors="replace").rpartition("\\")[2], service[2].decode()


def _own_name(routine: Routine) -> str:
    return routine.owner.name if routine.owner is not None else ""


def _bases(flow: Flow, routine: Routine) -> list[str]:
    """The last names of all that the class of a method is."""
    if routine.owner is None:
        return []
    lineage = flow.resolver.lineage(ClassPlace(routine.path, routine.owner))
    return [last_of(base) for place in lineage for base in place.definition.bases]
