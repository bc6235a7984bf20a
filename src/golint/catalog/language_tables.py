"""Parts of a language's table that have a shape of their own: time limits, requests set up step by step, files that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from golint.catalog.roles import Roles
from golint.lazily import compiled


class Timeouts(Struct, frozen=True):
    """Which calls wait for ever: `none` has no limit of its own; one is given by a keyword or a position. `limited` give up by
    themselves though their paths end like those. `clients` make a client that has none unless it is told one, where it is made, or for
    those that are `deferred` anywhere; `sessions` make one that each of its calls must be told; what `around` makes limits the call
    inside it, and what `deadlines` make all that it is handed to. `endless` are the values that take a limit away.
    `common` are the clients that everybody shares and that have none.
    `injected` are the clients that a framework hands in, with the module that may be told a limit for them.
    `builders` are the classes whose `build` makes such a client, and `configured` the settings by which a framework limits those.
    `adapters` are clients that wait for ever through what they may be told to send with.
    `spelt` are, by a call, the names of which one has to be written wherever it is given a limit."""

    none: Roles
    limited: Roles = field(default_factory=lambda: Roles({}))
    keywords: tuple[str, ...] = ()
    sessions: frozenset[str] = frozenset()
    clients: Roles = field(default_factory=lambda: Roles({}))
    deferred: Roles = field(default_factory=lambda: Roles({}))
    around: Roles = field(default_factory=lambda: Roles({}))
    deadlines: Roles = field(default_factory=lambda: Roles({}))
    positions: Mapping[str, int] = field(default_factory=dict)
    endless: frozenset[str] = frozenset()
    common: Roles = field(default_factory=lambda: Roles({}))
    builders: frozenset[str] = frozenset()
    configured: tuple[str, ...] = ()
    injected: Mapping[str, str] = field(default_factory=dict)
    adapters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Timeouts:
        """The table `timeouts` of a language."""
        names = ("none", "limited", "clients", "deferred", "around", "deadlines", "common")
        told: dict[str, Any] = {name: Roles.from_patterns({name: table.get(name, ())}) for name in names}
        told |= {name: frozenset(table.get(name, ())) for name in ("sessions", "endless", "builders")}
        told |= {name: tuple(table.get(name, ())) for name in ("keywords", "configured")}
        for name in ("adapters", "spelt"):
            told[name] = {client: tuple(names) for client, names in table.get(name, {}).items()}
        return cls(**told, positions=table.get("positions", {}), injected=table.get("injected", {}))


class Requests(Struct, frozen=True):
    """How the parts of a request are set by several calls: those that open one (`opens`), those that set one option (`sets`) or many
    (`sets_all`), that which sends it (`runs`), what the `options` are called elsewhere, and the `verbs` that options choose. `contexts` are
    calls that are handed all of a request but its address in one value, each with that value's place; `addressed` those that are told the
    address alone, each with the links of its chain that are told the rest, and what that is. `clients` stand at interfaces
    whose methods a framework writes, `client_imports` is what the files of others import, and `declared` what their methods say, each with
    the verb, "" where that stands in it."""

    opens: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    sets_all: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    contexts: Mapping[str, int] = field(default_factory=dict)
    addressed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clients: frozenset[str] = frozenset()
    client_imports: tuple[str, ...] = ()
    declared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Requests:
        """The table `requests` of a language."""
        lists: dict[str, Any] = {name: frozenset(table.get(name, ())) for name in ("opens", "sets", "sets_all", "runs", "clients")}
        tables: dict[str, Any] = {name: table.get(name, {}) for name in ("options", "verbs", "contexts", "addressed", "declared")}
        return cls(**lists, **tables, client_imports=tuple(table.get("client_imports", ())))


class Names(Struct, frozen=True):
    """How people who write the language spell a dotted path: what stands behind a `namespace`, in front of a function of a class
    (`static`), of a class's method that is spoken of (`method`) and of a `member` of a value; what a `variable` begins with, and what
    stands for the own object and its mark (`own`)."""

    namespace: str = "."
    static: str = "."
    method: str = "."
    member: str = "."
    variable: str = ""
    own: str = "this."

    def spelled(self, path: str, *, door: bool = False) -> str:
        """The path as the language spells it, that of a method that answers requests where it is a `door`. Steps with a capital are
        namespaces and classes; a function in which a door's class, or a door, is written is no part of its name. What is no dotted path
        stays as it is."""
        steps = path.lstrip(".").split(".")
        if self == _PLAIN or len(steps) < 2 or not _DOTTED.fullmatch(path):
            return path
        if door:
            steps = steps[next((at for at, step in enumerate(steps) if step[:1].isupper()), len(steps) - 1) :]
        elif steps[0] == "this":
            return self.own + self.member.join(steps[1:])
        until = next((at for at, step in enumerate(steps) if not step[:1].isupper()), len(steps))
        if until == 0:
            return (self.variable if len(steps) > 1 else "") + self.member.join(steps)
        mark = self.method if door else self.static
        return mark.join(part for part in (self.namespace.join(steps[:until]), self.member.join(steps[until:])) if part)


_PLAIN = Names()
_DOTTED = compiled(r"[\w.?!()]+")


class RouteFile(Struct, frozen=True):
    """Files whose place makes their exports answer requests: a pattern over paths, and the names under which they are given out.

    `takes` are first parameters by which every function in such a file is known to answer. Exports with a "*" are patterns over qualified
    names. Their bodies come parsed where `parses` names the parser, unless the file gives out a `config` in which `unless` is false.
    """

    path: re.Pattern[str]
    exports: tuple[str, ...]
    parses: str = ""
    unless: str = ""
    takes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> RouteFile:
        """One entry of `handlers.files`."""
        exports, takes = tuple(entry.get("exports", ())), frozenset(entry.get("takes", ()))
        return cls(compiled(entry["path"]), exports, entry.get("parses", ""), entry.get("unless", ""), takes)
