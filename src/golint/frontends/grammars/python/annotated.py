"""Parameters whose declared type says more than a type."""

from __future__ import annotations

from msgspec.structs import replace

from golint.facts import Block, Parameter
from golint.frontends.annotated import ANNOTATED, told
from golint.frontends.treesitter.definitions import Formal
from golint.frontends.treesitter.grammar import Reader
from golint.frontends.treesitter.syntax import Syntax


class Declared(Formal, frozen=True):
    """A parameter with a type, which may be `Annotated`."""

    def __call__(self, node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
        parameter, before = Formal.__call__(self, node, place, reader)
        kind, notes = _pieces(node.one(self.type), reader)
        made = told([reader.expression(note) for note in notes], parameter.default)
        if made is None:
            return parameter, before
        return replace(parameter, default=made, annotation=reader.annotation(kind)), before


def _pieces(declared: Syntax | None, reader: Reader) -> tuple[Syntax | None, list[Syntax]]:
    """The type inside `Annotated`, and what is said of it besides; both spellings, `Annotated[...]` and `typing.Annotated[...]`."""
    match declared:
        case Syntax(children=[Syntax(kind="generic_type", children=[base, holder])]):
            pieces = holder.children
        case Syntax(children=[Syntax(kind="subscript", children=[base, *pieces])]):
            pass
        case _:
            return None, []
    if reader.annotation(base) not in ANNOTATED or not pieces:
        return None, []
    return pieces[0], [inner for piece in pieces[1:] for inner in (piece.children if piece.kind == "type" else [piece])]
