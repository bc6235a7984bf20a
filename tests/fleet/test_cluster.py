"""A fleet on a Dask cluster of this machine, whose workers are processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import pytest

from golint.fleet.cluster import cluster as workers_of
from golint.fleet.errors import LostError

from .conftest import HOOK, SHOP, Fleet, Grown

NAMES = ("one", "two", "three", "four", "five")
PATIENCE = 180
CLUSTER = """\
import sys

import dask
from distributed import LocalCluster

if __name__ == "__main__":
    dask.config.set({"distributed.scheduler.allowed-failures": 2, "distributed.admin.tick.limit": "1h"})
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@dataclass(frozen=True)
class Cluster:
    address: str
    pid: int

    def workers(self) -> dict[int, list[psutil.Process]]:
        """The processes that golint has set to work, by the worker of the cluster that did so."""
        found = {}
        for one in psutil.Process(self.pid).children(recursive=True):
            try:
                hands = [child for child in one.children() if "golint.fleet.hand" in child.cmdline()]
            except psutil.NoSuchProcess:
                continue
            if hands:
                found[one.pid] = hands
        return found


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster.py").write_text(CLUSTER, "utf-8")
    pipe = subprocess.PIPE
    command = [sys.executable, "cluster.py"]
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        yield Cluster(process.stdout.readline().strip(), process.pid)
        process.stdin.close()
        process.wait(PATIENCE)


@pytest.fixture
def shops(fleet: Fleet, grown: Grown) -> Fleet:
    key = f'import stripe\n\nstripe.api_key = "{grown("shared")}"\n'
    for name in NAMES[:-1]:
        fleet.tree(name, {**SHOP, "pay.py": key, **{f"hooks/{number}.py": HOOK for number in range(6)}})
    fleet.bare("five", fleet.folder / "shops" / "one")
    fleet.listed(*(f"shops/{name}" for name in NAMES[:-1]), "shops/five.git", "shops/nowhere")
    return fleet


def at_work(cluster: Cluster, process: subprocess.Popen[str]) -> dict[int, list[psutil.Process]]:
    """The workers of the cluster, once some of them are in the middle of a repository."""
    end = time.monotonic() + PATIENCE
    while not (found := cluster.workers()):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)
    return found


EVERY = dict.fromkeys((*NAMES[:-1], "five.git"), "done") | {"nowhere": "failed"}


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_costs_nothing(cluster: Cluster, shops: Fleet, grown: Grown) -> None:
    with shops.start("--scheduler", cluster.address) as process:
        worker, hands = next(iter(at_work(cluster, process).items()))
        os.kill(worker, signal.SIGKILL)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 4, out + err
    assert shops.statuses() == EVERY
    assert set(shops.reasons()) == {"nowhere"}
    (key,) = shops.overview()["keys"]
    assert {one["repository"] for one in key["places"]} == {f"shops+{name}" for name in NAMES}
    assert len({name.partition(".")[0] for name in shops.files()}) == len(NAMES)
    assert psutil.wait_procs(hands, timeout=PATIENCE)[1] == []
    assert grown("shared") not in out + err


@pytest.mark.slow
def test_a_lost_cluster_is_told_by_whatever_asks_it_first(cluster: Cluster) -> None:
    end = time.monotonic() + PATIENCE
    with pytest.raises(LostError), workers_of(cluster.address) as crew:
        os.kill(cluster.pid, signal.SIGKILL)
        while time.monotonic() < end:
            assert crew.width() > 0


@pytest.mark.slow
def test_a_lost_cluster_leaves_what_is_done(cluster: Cluster, shops: Fleet) -> None:
    with shops.start("--scheduler", cluster.address) as process:
        hands = [one for ones in at_work(cluster, process).values() for one in ones]
        os.kill(cluster.pid, signal.SIGKILL)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 4
    assert err == "golint: The cluster has given up the work; see to its scheduler, and run golint fleet again: it goes on\n"
    assert psutil.wait_procs(hands, timeout=PATIENCE)[1] == []
    assert "pending" in shops.statuses().values()
    assert shops.run().code == 4
    assert shops.statuses() == EVERY


@pytest.mark.slow
def test_a_cluster_gives_what_processes_give(cluster: Cluster, shops: Fleet) -> None:
    shops.run()
    here = shops.overview()
    before = {path.name: path.read_bytes() for path in (shops.results / "repositories").iterdir()}
    assert shops.run("--fresh", "--scheduler", cluster.address).code == 4
    there = shops.overview()
    for one in (*here["repositories"], *there["repositories"]):
        one.pop("seconds")
    assert here == there
    assert {path.name: path.read_bytes() for path in (shops.results / "repositories").iterdir()} == before


@pytest.mark.slow
def test_limits_hold_on_a_cluster(cluster: Cluster, shops: Fleet) -> None:
    assert shops.run("--scheduler", cluster.address, "--timeout", "0.01").code == 4
    reasons = {reason for name, reason in shops.reasons().items() if name != "nowhere"}
    assert reasons == {"it took longer than 0.01 seconds; give it more with --timeout"}
    assert not cluster.workers()


def test_no_cluster(shops: Fleet) -> None:
    done = shops.run("--scheduler", "nonsense://127.0.0.1:1")
    assert done.code == 2
    assert "--scheduler nonsense://127.0.0.1:1 gives no answer, or has no worker" in done.err
