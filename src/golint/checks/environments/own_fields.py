"""Fields of a class that are given a text once and for all: `private readonly home = "..."`, `this.home = "..."` in the constructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from golint import facts
from golint.checks.environments.mentions import Mention
from golint.dataflow.names import OWN
from golint.facts import Assign, Class, Name, Program
from golint.model import Span

Fields = Mapping[tuple[str, str], Span]
"""The text that something is given, by the function or class in which it is, and by its name."""


def own_fields(program: Program, given: Fields) -> Fields:
    """The fields among what is `given` a text, by their class and their name there: those that are given nothing else."""
    classes = {node.qualname: node for node in facts.walk(program.body) if isinstance(node, Class)}
    told = Counter((owner, name) for owner, definition in classes.items() for name in _assigned(definition))
    found: dict[tuple[str, str], Span] = {}
    for (place, name), span in given.items():
        bare = _bare(name)
        owner = place if place in classes and not bare else next((one for one in _around(place) if one in classes), "")
        if owner and told[owner, bare or name] <= bool(bare) and (bare or place in classes):
            found[owner, bare or name] = span
    return found


def field_of(use: Mention, fields: Fields) -> Span | None:
    """What the field is given that a name stands for where it is used, None where it is no such field."""
    bare = _bare(use.node.path) if isinstance(use.node, Name) else ""
    return next((fields[owner, bare] for owner in _around(use.around.function) if (owner, bare) in fields), None) if bare else None


def _bare(name: str) -> str:
    """What a field is called on its object: `home` of `this.home`."""
    own, _, bare = name.partition(".")
    return bare if own in OWN else ""


def _around(place: str) -> Iterator[str]:
    """The names of what is around a function, the innermost first."""
    while place:
        place = place.rpartition(".")[0]
        yield place


def _assigned(definition: Class) -> Iterator[str]:
    for node in facts.walk(definition.body):
        if isinstance(node, Assign):
            yield from (bare for target in node.targets if isinstance(target, Name) and (bare := _bare(target.path)))
