"""What a function sees that goes through a list which another one was handed: `lines.map(line => ({ unit_price: line.price }))`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.tags import Tags, part_of
from golint.dataflow.values.lists import EACH

if TYPE_CHECKING:
    from golint.dataflow import Flow


def seen_from(flow: Flow, inner: Routine, outer: Routine, given: Mapping[str, Tags]) -> dict[str, Tags]:
    """Where the parameters come from that are seen in a function which is written within another one, by what that one was given."""
    if inner == outer or not given or not inner.function.parameters:
        return dict(given)
    module = flow.resolver.module(inner.path)
    call = module.handed.get(inner.start) if module is not None else None
    listed = receiver_of(call) if call is not None and last_of(call) in EACH else None
    if module is None or listed is None or module.around(inner) != outer:
        return dict(given)
    return {**given, inner.function.parameters[0].name: part_of(flow.origin(listed, outer, given))}
