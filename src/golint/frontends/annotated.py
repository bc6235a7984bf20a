"""What `Annotated` says besides a type, for whoever reads Python."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from golint.facts import Argument, Call, Expr

ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated", "Annotated"})


def told(notes: Iterable[Expr], default: Expr | None) -> Call | None:
    """What a framework is told of a parameter, as it is told without `Annotated`: `x: Annotated[str, Header()] = "a"` is
    `x: str = Header(default="a")`."""
    made = next((note for note in notes if isinstance(note, Call)), None)
    if made is None or default is None:
        return made
    return replace(made, arguments=(*made.arguments, Argument(default, "default")))
