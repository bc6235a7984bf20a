"""What names mean in a language: the tables of `rules/languages/<language>.toml`.

A pattern with dots, such as "json.loads", fits a path that is it or ends in it after a dot; a pattern that starts with a dot, such as
".get_data", fits that attribute of anything; a single word fits that plain name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from golint.facts import Attribute, Call, Name


@dataclass(frozen=True)
class Roles:
    """Answers which roles a path plays. Answers are remembered, since the same few paths come again and again."""

    table: Mapping[str, frozenset[str]]
    _answers: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_patterns(cls, patterns: Mapping[str, Iterable[str]]) -> Roles:
        """Turn {role: patterns} into a table from pattern to roles."""
        table: dict[str, set[str]] = {}
        for role, names in patterns.items():
            for name in names:
                table.setdefault(_normal(name), set()).add(role)
        return cls({name: frozenset(roles) for name, roles in table.items()})

    def of(self, path: str) -> frozenset[str]:
        """The roles of a dotted path; none for an unknown one."""
        if path not in self._answers:
            self._answers[path] = frozenset().union(*(self.table.get(name, frozenset()) for name in _readings(path)))
        return self._answers[path]

    def by(self, node: Name | Call | Attribute) -> frozenset[str]:
        """The roles of a node's path, and of the plain name that an import may hide: `from mail import send_mail` is still `send_mail`."""
        callee = node.callee if isinstance(node, Call) else node
        found = self.of(node.path)
        if isinstance(callee, Name) and "." not in callee.written and callee.written != node.path:
            return found | self.of(callee.written)
        return found


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
