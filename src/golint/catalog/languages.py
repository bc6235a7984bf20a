"""What golint knows of a programming language besides its syntax: the tables of `rules/languages/<language>.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from golint.catalog import errors
from golint.catalog.bodies import Bodies
from golint.catalog.language_tables import Names, Requests, RouteFile, Timeouts
from golint.catalog.roles import Roles
from golint.hints import nearest
from golint.lazily import compiled


class Language(Struct, frozen=True):
    """Roles of names, and the shapes by which the language's frameworks answer requests: the table `handlers`, a field a key."""

    roles: Roles
    timeouts: Timeouts = field(default_factory=lambda: Timeouts(Roles({})))
    bodies: Bodies = field(default_factory=Bodies)
    requests: Requests = field(default_factory=Requests)
    names: Names = field(default_factory=Names)

    # -- how a handler is known --

    handler_bases: frozenset[str] = frozenset()
    """Classes whose methods `handler_methods` answer requests, and those of their heirs (`bases` in the table)."""

    handler_methods: frozenset[str] = frozenset()
    """Those methods; "*" for every public one (`methods` in the table)."""

    form_classes: frozenset[str] = frozenset()
    """Classes whose heirs have public fields that the client fills."""

    controller_endings: tuple[str, ...] = ()
    """Public methods of a class whose name, or whose base's, ends so answer requests."""

    hiding: frozenset[str] = frozenset()
    """The words after which methods of a class are not public."""

    route_tables: str = ""
    """A pattern over the paths of files that hold routes for others."""

    route_words: tuple[str, ...] = ()
    """What any other file holds that has methods of another file's classes answer requests."""

    route_files: tuple[RouteFile, ...] = ()
    """Files that answer by what they give out (`files` in the table)."""

    scripts: bool = False
    """A file's own statements may answer a request."""

    callables: bool = False
    """A text may name the function that a registration means."""

    door_types: frozenset[str] = frozenset()
    """A parameter of such a type makes a function one that answers requests."""

    # -- what a handler is handed --

    request_names: frozenset[str] = frozenset()
    """What a request is called as a parameter."""

    cloud_parameters: tuple[str, ...] = ()
    """What the first parameters of a function are called that a cloud runs for each request."""

    cloud_fields: frozenset[str] = frozenset()
    """What such a function asks of the request, by one of which it is known."""

    cloud_batches: frozenset[str] = frozenset()
    """What it asks of a queue's messages, and of no request."""

    response_names: frozenset[str] = frozenset()
    """What an answer is called as a parameter."""

    waiting_names: frozenset[str] = frozenset()
    """Those of them on which the sender waits for as long as nothing is sent."""

    returning: tuple[str, ...] = ()
    """Frameworks whose doors must give an answer back: nothing is an error to them."""

    returning_besides: tuple[str, ...] = ()
    """Those on top of them that do not mind."""

    request_types: frozenset[str] = frozenset()
    """The types of requests."""

    record_types: re.Pattern[str] | None = None
    """A parameter of such a type is a record of the shop's own, also where it is called as a request is."""

    return_classes: re.Pattern[str] | None = None
    """A door of a class of such a name is one that the browser comes back to from a checkout."""

    raw_types: frozenset[str] = frozenset()
    """A parameter of such a type that takes the body takes its bytes."""

    plain_types: frozenset[str] = frozenset()
    """Types of parameters that are not the parsed body."""

    body_types: re.Pattern[str] | None = None
    """A closure that is registered takes the body in a parameter of such a type."""

    request_fields: bool = False
    """A property of a request is a field of its body."""

    components: bool = False
    """What a record holds is asked for by its name alone, as a function: `request.amount()`."""

    ambient: bool = False
    """A function may read a request that it is not handed."""

    typed: bool = False
    """What a parameter with a type is called does not make it the request."""

    # -- what stands in front of handlers --

    guards: frozenset[str] = frozenset()
    """Methods of a handler's own class that run before it."""

    guard_attributes: frozenset[str] = frozenset()
    """Attributes of the class that name its guards."""

    guard_lists: frozenset[str] = frozenset()
    """Methods of a handler's own class that give back what stands in front of it."""

    guard_makers: Mapping[str, str] = field(default_factory=dict)
    """Methods of the class that pick its guards for each action, with the attribute whose place they take."""

    guard_methods: frozenset[str] = frozenset()
    """The method that decides, in the class of a guard."""

    guard_decorators: frozenset[str] = frozenset()
    """Decorators that are handed guards."""

    guard_parameters: frozenset[str] = frozenset()
    """A parameter whose class extends one of these decides before the handler runs."""

    decorator_suffix: str = ""
    """What a decorator may leave off the name of its class."""

    middleware_bases: frozenset[str] = frozenset()
    """Classes that extend one of these stand in front of requests."""

    middleware_methods: frozenset[str] = frozenset()
    """The method by which such a class is run."""

    alias_fields: frozenset[str] = frozenset()
    """Fields that hold tables from a guard's alias to its class."""

    plain_wrappers: frozenset[str] = frozenset()
    """What says nothing of who calls."""

    plain_packages: frozenset[str] = frozenset()
    """Packages of which nothing does."""

    signed_in: frozenset[str] = frozenset()
    """What asks for a signed-in person."""

    address_fences: frozenset[str] = frozenset()
    """The words of a framework that lets requests in by the address that they come from."""

    open_doors: frozenset[str] = frozenset()
    """What lets anybody in, whoever else is asked for."""

    halts: bool = False
    """An answer that a guard gives is the last word."""

    staff_paths: str = ""
    """A pattern over the paths of files that are for the shop's own people."""

    staff_parameters: frozenset[str] = frozenset()
    """What a function is handed first that only such people run."""

    # -- how the language works --

    constructors: frozenset[str] = frozenset()
    """What a constructor is called as a method."""

    unqualified: bool = False
    """A member of the own object needs no `this`."""

    variables: re.Pattern[str] | None = None
    """Variables that are called like a function that plays a role."""

    blocks: bool = False
    """A closure that a call is handed runs there."""

    returns_through: re.Pattern[str] | None = None
    """A pattern over the paths of files in which a `return` inside such a closure leaves the function around it."""

    awaits: bool = False
    """What is not awaited is not waited for."""

    breaks: bool = False
    """A `break` in an arm leaves the switch, and no loop around it."""

    unset: bool = False
    """A variable that is declared without a value holds nothing until it is given one."""

    held_back: bool = False
    """An answer leaves when its handler returns, whatever that still does after giving it."""

    answers_once: tuple[str, ...] = ()
    """The framework's own calls that answer, of which a second one is an error."""

    errors: bool = False
    """The last of several results, or the only one, may be an error; being none, it says that all went well."""

    raises_plainly: bool = False
    """An error that nothing catches is answered with 500."""

    jobs: tuple[str, ...] = ()
    """A queue runs one of these methods of the class that is enqueued."""

    queued_bases: frozenset[str] = frozenset()
    """What has one of these among its bases waits in a queue wherever it is sent."""

    store_types: re.Pattern[str] | None = None
    """What has such a type is a store."""

    collecting: frozenset[str] = frozenset()
    """Methods that change only collections of the function's own when they are called on anything but a store."""

    containers: frozenset[str] = frozenset()
    """What makes such collections."""

    called_by_name: frozenset[str] = frozenset()
    """Methods that call another one, whose name they are given."""


_CALLED = {"handler_bases": "bases", "handler_methods": "methods", "route_files": "files"}
"""What a field is called in the table, where the table's own name says the rest."""
_TABLES = frozenset({"roles", "timeouts", "bodies", "requests", "names"})
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "frozenset[str]": frozenset,
    "Mapping[str, str]": dict,
    "tuple[str, ...]": tuple,
    "tuple[RouteFile, ...]": lambda entries: tuple(RouteFile.of(entry) for entry in entries),
    "re.Pattern[str] | None": compiled,
    "str": str,
    "bool": bool,
}


def load(folders: Sequence[Path], name: str) -> Language:
    """The tables of a language, those of later folders added to the first; a language without a table knows nothing.

    Raises CatalogError for a key that nothing reads.
    """
    tables: dict[str, dict[str, Any]] = {}
    for folder in folders:
        path = folder / "languages" / f"{name}.toml"
        if path.exists():
            document = errors.read(path)
            for table, content in document.raw.items():
                _check(document, table, content)
                _merge(tables.setdefault(table, {}), content)
    return Language(
        Roles.from_patterns(tables.get("roles", {})),
        Timeouts.of(tables.get("timeouts", {})),
        Bodies.of(tables.get("bodies", {})),
        Requests.of(tables.get("requests", {})),
        Names(**tables.get("names", {})),
        **dict(_shapes(tables.get("handlers", {}))),
    )


def _check(document: errors.TomlFile, table: str, content: Mapping[str, Any]) -> None:
    """Raise for a table, or a key of one whose keys are fixed, that nothing reads: misspelt, it would silence a fact."""
    shapes = {_CALLED.get(name, name) for name in Language.__struct_fields__ if name not in _TABLES}
    limits, marks = set(Timeouts.__struct_fields__), set(Names.__struct_fields__)
    if table not in {"handlers", *_TABLES}:
        raise document.error(f"the table `{table}` is unknown", nearest(table, [*_TABLES, "handlers"]), ((table, 0),))
    allowed = {"handlers": shapes, "timeouts": limits, "names": marks}.get(table)
    for key in content if allowed is not None else ():
        if allowed is not None and key not in allowed:
            raise document.error(f"the key `{key}` is unknown", nearest(key, allowed), ((table, 0),), key)


def _shapes(handlers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in Language.__struct_fields__:
        key = _CALLED.get(name, name)
        if key in handlers and name not in _TABLES:
            yield name, _READERS[str(Language.__annotations__[name])](handlers[key])


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        into[key] = [*into[key], *value] if isinstance(into.get(key), list) and isinstance(value, list) else value
