"""Functions that answer a question of GraphQL: what they give back, the customer's page is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of

if TYPE_CHECKING:
    from golint.dataflow import Flow

RESOLVING = frozenset({"ResolverInterface", "BatchResolverInterface", "BatchServiceContractResolverInterface"})
"""What Magento calls the classes that do."""


def resolves(flow: Flow, routine: Routine) -> bool:
    """Whether a function is the method by which a class answers such a question."""
    if flow.kin != "php" or routine.function.name != "resolve" or routine.owner is None:
        return False
    lineage = flow.resolver.lineage(ClassPlace(routine.path, routine.owner))
    return any(last_of(base) in RESOLVING for place in lineage for base in place.definition.bases)
