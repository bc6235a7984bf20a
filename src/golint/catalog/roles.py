"""What names mean in a language: the tables of `rules/languages/<language>.toml`.

A pattern with dots, such as "json.loads", fits a path that is it or ends in it after a dot; a pattern that starts with a dot, such as
".get_data", fits that attribute of anything; a single word fits that plain name alone. "Http...post" fits `post` at the end of a chain of
calls that `Http` begins, ".findBy*" each attribute that begins so. "file_get_contents(php://*)" fits that call alone, where its first
argument is a text that begins so; without "*" the text is the whole one, "getallheaders()" is a call without arguments, and
"session.get(^)" one that is handed a class first. Where such a pattern fits, those without parentheses do not. "=Buffer.from" says all
that its path means: it is no ".from" besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from golint import facts
from golint.facts import Attribute, Call, Expr, Name
from golint.lazily import compiled

_PACKAGE = compiled(r"[\w-]+(?:\.[\w-]+)*?\.(?:com|org|in|io|net|dev)\.")  # what is imported by an address, which may hold a version
_VERSION = compiled(r"\.v\d+(?=\.)")
_NONE = frozenset[str]()
_CLASS = "^"


class Roles(Struct, frozen=True, dict=True):
    """Answers which roles a path plays. Answers are remembered, since the same few paths come again and again.

    `told` holds, by path, the first arguments that make a call another one; `chains`, by their last step, what begins a chain; `begun` how
    attributes begin; `alone` the paths that mean nothing else.
    """

    table: Mapping[str, frozenset[str]]
    told: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    chains: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    begun: tuple[tuple[str, str], ...] = ()
    alone: frozenset[str] = _NONE

    @cached_property
    def _answers(self) -> dict[str, frozenset[str]]:
        return {}

    @classmethod
    def from_patterns(cls, patterns: Mapping[str, Iterable[str]]) -> Roles:
        """Turn {role: patterns} into a table from pattern to roles."""
        table: dict[str, frozenset[str]] = {}
        told: dict[str, list[tuple[str, str]]] = {}
        chains: dict[str, list[tuple[str, str]]] = {}
        begun: list[tuple[str, str]] = []
        alone: set[str] = set()
        for role, names in patterns.items():
            own = frozenset((role,))  # most paths play one role, and share it
            for name in names:
                if name.endswith(")"):
                    path, _, text = name[:-1].partition("(")
                    told.setdefault(_normal(path), []).append((text, role))
                    continue
                if name.endswith("*"):
                    begun.append((name[1:-1], role))
                    continue
                written = name.removeprefix("=")
                head, dots, last = written.partition("...")
                if dots:
                    chains.setdefault(last, []).append((head, role))
                if not head.endswith(")"):
                    path = _normal(f"{head}.{last}" if dots else written)
                    table[path] = table[path] | own if path in table else own
                    if written != name:
                        alone.add(path)
        return cls(table, {k: tuple(v) for k, v in told.items()}, {k: tuple(v) for k, v in chains.items()}, tuple(begun), frozenset(alone))

    def of(self, path: str) -> frozenset[str]:
        """The roles of a dotted path; none for an unknown one."""
        known = self._answers.get(path)
        return self._found(path) if known is None else known

    def _found(self, path: str) -> frozenset[str]:
        readings = {*_readings(path), *_readings(_VERSION.sub("", path))} if _PACKAGE.match(path) else _readings(path)
        fitting = [name for name in readings if name in self.table]
        found = _NONE.union(*(self.table[name] for name in [n for n in fitting if n in self.alone] or fitting))
        self._answers[path] = found = (found | self._begun(path) if self.begun else found) or _NONE  # one for the many that play none
        return found

    def _begun(self, path: str) -> frozenset[str]:
        """The roles of an attribute by how it begins, where a new word follows: `getBytes` does not begin with `getBy`."""
        _, dot, last = path.rpartition(".")
        begun = [(start, role) for start, role in self.begun if dot and last.startswith(start) and last != start]
        return frozenset(role for start, role in begun if start.endswith("_") or not last[len(start)].islower())

    def by_end(self, last: str) -> frozenset[str]:
        """The roles that a path may play whose last step this is: to ask for them costs less than to find out the whole path."""
        found = self._ends.get(last, _NONE)
        return found.union(role for start, role in self.begun if last.startswith(start)) if self.begun else found

    @cached_property
    def _ends(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        told = ((path, frozenset(role for _, role in entries)) for path, entries in (*self.told.items(), *self.chains.items()))
        for path, played in (*self.table.items(), *told):
            last = path.rpartition(".")[2]
            found[last] = found.get(last, frozenset()) | played
        return found

    def plays(self, role: str) -> bool:
        """Whether any path plays a role."""
        return role in self._played

    @cached_property
    def _played(self) -> frozenset[str]:
        return _NONE.union(*self.table.values())

    def ways(self, role: str) -> Iterator[tuple[str, str]]:
        """The paths that play a role, each with the first argument that it takes to do so, "" for none. The beginning of an attribute is no
        path: such ones are left out."""
        yield from ((path, "") for path, played in self.table.items() if role in played)
        yield from ((path, text) for path, entries in self.told.items() for text, played in entries if played == role)
        yield from ((f"{head}.{last}", "") for last, entries in self.chains.items() for head, played in entries if played == role)

    def begins(self, *roles: str) -> bool:
        """Whether one of some roles is played by attributes that are known by their beginnings alone."""
        return any(role in roles for _, role in self.begun)

    def leads(self, path: str, role: str) -> bool:
        """Whether the first steps of a path play a role: `Time.now.to_i`, where the steps after the clock are one name with it."""
        steps = path.split(".")
        return any(role in self.of(".".join(steps[:cut])) for cut in range(2, len(steps)))

    def lasts(self, *roles: str) -> frozenset[str]:
        """The last steps of the paths that play one of some roles."""
        return frozenset(path.rpartition(".")[2] for role in roles for path, _ in self.ways(role))

    def lasts_of_types(self, *roles: str) -> frozenset[str]:
        """Those of the last steps that play such a role on anything, or on what is of a type: `.send`, `Client.send`."""
        paths = (path for role in roles for path, _ in self.ways(role))
        return frozenset(path.rpartition(".")[2] for path in paths if path.count(".") == 1 and not path[0].islower())

    def by(self, node: Name | Call | Attribute) -> frozenset[str]:
        """The roles of a node's path, and of the name that an import may hide: `from mail import send_mail` is still `send_mail`, and
        `redis.get` of a `../lib/redis` is still that, whatever else a `get` may be."""
        path, callee = node.path, node.callee if isinstance(node, Call) else node
        if isinstance(node, Call):
            entries = self._known.get(path)
            if (self._entries(path) if entries is None else entries) and (told := self._told(node)):
                return told
        found = self._answers.get(path)
        if found is None:
            found = self._found(path)
        if isinstance(callee, Name):
            written = callee.written
            if written != path and ("." not in written or not found or path.startswith(".")):
                return found | self.of(written)
        elif isinstance(callee, Attribute) and callee.path[1:] in self.chains:
            return found | self._chained(callee)
        return found

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    def _entries(self, path: str) -> tuple[tuple[str, str], ...]:
        """What a call of a path may be handed first that makes it another one, with the role that it plays then."""
        self._known[path] = found = tuple(entry for name in _readings(path) for entry in self.told.get(name, ()))
        return found

    def _told(self, call: Call) -> frozenset[str]:
        """The roles of a call because of what it is handed first."""
        return frozenset(role for text, role in self._known[call.path] if _begins(call, text))

    def _chained(self, callee: Attribute) -> frozenset[str]:
        """The roles of the last step of a chain of calls because of what the chain begins with."""
        trail, called = f".{facts.trail(callee.base)}.", f".{_first(callee)}()."
        known = self.chains[callee.path[1:]]
        return frozenset(role for head, role in known if f".{head}." in (called if head.endswith(")") else trail))


def _first(callee: Expr) -> str:
    """The path of the call that a chain begins with."""
    here: Expr | None = callee
    while isinstance(here, Attribute | Call):
        if isinstance(here, Call) and isinstance(here.callee, Name):
            return here.path
        here = here.base if isinstance(here, Attribute) else here.callee
    return ""


def _begins(call: Call, text: str) -> bool:
    """Whether what a call is handed first is a text, begins with it where that ends in "*", or is a class; nothing for an empty one."""
    if not text:
        return not call.arguments
    first, exact = call.argument(0), not text.endswith("*")
    if text == _CLASS:
        return isinstance(first, Name) and _is_class(first.path.rpartition(".")[2])
    while not exact and isinstance(first, facts.Binary | facts.Template):
        first = first.left if isinstance(first, facts.Binary) else next(iter(first.parts), None)
    if not isinstance(first, facts.Literal) or not isinstance(first.value, str):
        return False
    given = first.value.strip().lower()
    return given == text.lower() if exact else given.startswith(text[:-1].lower())


def _is_class(name: str) -> bool:
    """Whether a name is that of a class, or of a variable that holds one: no address is called so, nor a constant that holds one."""
    return (name[:1].isupper() and not name.isupper()) or name.lower().endswith("model")


def _normal(pattern: str) -> str:
    """The path that a pattern stands for: `.objects.get` says no more than `objects.get`."""
    return pattern[1:] if pattern.startswith(".") and "." in pattern[1:] else pattern


def _readings(path: str) -> Iterable[str]:
    """The patterns that fit a path: itself, each dotted tail, and its last attribute."""
    yield path
    at = path.find(".")
    while at >= 0:
        tail = path[at + 1 :]
        if "." in tail:
            yield tail
        else:
            yield "." + tail
        at = path.find(".", at + 1)
