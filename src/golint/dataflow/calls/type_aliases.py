"""Parameters whose type is a name for more than a type: `StripeEvent = Annotated[stripe.Event, Depends(verified)]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import path_of
from golint.facts import Expr, Index, Name, Parameter, Sequence
from golint.frontends.annotated import ANNOTATED, told
from golint.linking.families import family_of

if TYPE_CHECKING:
    from golint.dataflow.calls.resolve import Resolver

_WORD = "Annotated["


def spelled_out(parameter: Parameter, routine: Routine, resolver: Resolver) -> tuple[Parameter, Routine] | None:
    """A parameter as if what its type is a name for stood in its place, and where that is written; None where it is a name for no more
    than a type."""
    if family_of(routine.path).name != "python" or not parameter.annotation.rpartition(".")[2][:1].isupper():
        return None  # names of types begin so, those that Python has of itself do not
    if not resolver.files.mentioned((_WORD,), routine.path):
        return None
    match _meant(parameter.annotation, routine, resolver):
        case place, Index(base=Name(path=base), key=Sequence(items=[kind, *notes])) if base in ANNOTATED:
            made = told(notes, parameter.default)
            return None if made is None else (replace(parameter, default=made, annotation=path_of(kind)), place)
    return None


def _meant(annotation: str, routine: Routine, resolver: Resolver) -> tuple[Routine, Expr] | None:
    """What a name of a type is assigned, here or in the file that it comes from."""
    module = resolver.module(routine.path)
    if module is None:
        return None
    own = module.bindings(module.body).get(annotation)
    if own:
        return (module.body, own[-1].value) if own[-1].value is not None else None
    written = _imported(annotation, module, resolver)
    return resolver.constant(written, module.body) if written else None


def _imported(annotation: str, module: Module, resolver: Resolver) -> str:
    """The words in which a file writes a type that it imports from one that holds such names."""
    holding = resolver.files.mentioning(_WORD, module.path)
    for item in module.program.imports:
        if item.local and f"{annotation}.".startswith(f"{item.path}."):
            steps = annotation[len(item.path) + 1 :]
            if any(path in holding for path, _ in resolver.files.targets(module.path, item, steps.split(".") if steps else ())):
                return f"{item.local}.{steps}".rstrip(".")
    return ""
