"""A Dask cluster as the executor of a fleet."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from golint.fleet.errors import FleetError, LostError
from golint.fleet.hands import answer_apart
from golint.fleet.spreading import Crew

_PATIENCE = 30  # seconds for a scheduler to answer, and for its first worker to be there


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of a cluster. They need golint, and must see the repositories under the same paths.

    Raises FleetError where there is no such cluster, or no package to talk to it with, and LostError where it goes while it is at work.
    """
    try:
        distributed: Any = import_module("distributed")  # it is an extra, and carries no types
    except ImportError:
        raise FleetError("--scheduler", "needs the package distributed", "install golint[fleet]") from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what there is to say of the cluster is said below, and by the fleet
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError):
        raise FleetError(f"--scheduler {address}", "gives no answer, or has no worker", "see to the cluster, or leave it out") from None
    try:
        with client:
            yield Crew(client.get_executor(pure=False), answer_apart, lambda: _width(client))
    except (distributed.comm.CommClosedError, distributed.client.ClosedClientError):
        raise LostError from None


def _width(client: Any) -> int:
    """How many tasks the workers can be at."""
    try:
        threads: dict[str, int] = client.nthreads()
    except OSError:  # a scheduler that has gone is heard of here first, or by the futures that it cancels
        raise LostError from None
    return max(1, sum(threads.values()))
