"""The command of the benchmarks.

Usage: python -m bench run GOLINT BUILD [REPOSITORIES...]   paired runs: BUILD/bench.md, and progress on the second output
       python -m bench profile GOLINT BUILD [REPOSITORIES...]   where the time goes: BUILD/bench-profile.md
       python -m bench languages BUILD   how fast each language is read: BUILD/bench-languages.md
       python -m bench docs BUILD PAGE   put BUILD/bench.md into a page of the documentation

Variables of the environment, each with GOLINT_BENCH_ before it:
PEERS     the tools to run against, all by default, "none" for none
CASES     which races: hook, tree, history, growth
SIZES     the megabytes of the trees that growth is measured on
ROUNDS    how often a command is run at most
PATIENCE  for how many seconds one is run again
LIMIT     after how many seconds a run is stopped
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import corpus, floor, install, measure, peers, races, tables
from bench.measure import Patience, Runs
from bench.own import Golint
from bench.peers import Ready
from bench.races import Race
from golint import catalog

SIZES = "1 10 100"


def main(arguments: Sequence[str]) -> int:
    """Do what is asked."""
    match arguments:
        case "run", golint, build, *paths:
            return run(Path(golint).resolve(), Path(build).resolve(), [Path(path).resolve() for path in paths])
        case "profile", golint, build, *paths:
            from bench import profile

            return profile.main(Path(golint).resolve(), Path(build).resolve(), [Path(path).resolve() for path in paths])
        case "languages", build:
            from bench import languages

            return languages.main(Path(build))
        case "docs", build, page:
            Path(page).write_text(tables.page(Path(page).read_text("utf-8"), (Path(build) / "bench.md").read_text("utf-8")), "utf-8")
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


def run(golint: Path, build: Path, paths: Sequence[Path]) -> int:
    """Run every race, and write the report after each: one that is ended early is worth something too."""
    below, known = build / "bench", catalog.load()
    environment = surroundings(below / "home")
    with tempfile.TemporaryDirectory() as folder:  # what the tools report may hold keys: none of it stays
        scratch = Path(folder)
        (scratch / "floor.txt").write_text("\n".join(floor.patterns(known)) + "\n", "utf-8")
        command = Golint.of(golint, scratch, environment)
        known_peers = peers.load()
        tools = {name: install.ready(known_peers[name], below / "peers", scratch, environment) for name in wanted(list(known_peers))}
        ready = [tool for tool in tools.values() if isinstance(tool, Ready)]
        missing = {name: tool for name in known_peers if isinstance(tool := tools.get(name, "not asked for"), str)}
        patience = Patience(int(_given("ROUNDS", "5")), float(_given("PATIENCE", "60")), float(_given("LIMIT", "900")))
        done: list[tuple[Race, tuple[Runs, ...]]] = []
        for race in every(command, ready, below, paths, known):
            print(f"{time.strftime('%H:%M:%S')} {race.kind}: {race.subject}", file=sys.stderr, flush=True)
            measure.run_before(race.before, patience.limit)
            done.append((race, measure.race(race.commands, patience)))
            lines = tables.report(done, known_peers.values(), missing, machine(command))
            (build / "bench.md").write_text("\n".join(lines) + "\n", "utf-8")
    print((build / "bench.md").read_text("utf-8"), end="")
    return 0


def every(golint: Golint, ready: Sequence[Ready], below: Path, paths: Sequence[Path], known: catalog.Catalog) -> Iterator[Race]:
    """The races that are asked for."""
    cases = _given("CASES", " ".join(races.KINDS)).split()
    shop = corpus.shop(below / "made", known)
    words = known.words["payments"]["names"]
    if "hook" in cases:
        yield from races.hooks(golint, ready, golint.program.with_name("python"), shop)
    subjects = [corpus.subject(path, words, below / "checkouts") for path in (shop, *corpus.repositories(paths))]
    if races.TREE in cases:
        yield from (races.over_tree(golint, ready, subject) for subject in subjects if not subject.bare)
    if races.HISTORY in cases:
        yield from (race for subject in subjects if (race := races.over_history(golint, ready, subject)))
    if races.GROWTH in cases:
        sizes = [corpus.made(below / "made", int(size)) for size in _given("SIZES", SIZES).split()]
        yield from races.growing(golint, ready, [corpus.subject(path, words, below) for path in sizes])


def wanted(known: Sequence[str]) -> list[str]:
    """The names of the tools that are asked for."""
    names = _given("PEERS", " ".join(known)).replace(",", " ").split()
    for name in names:
        if name not in (*known, "none"):
            print(f"bench: no tool is called {name}; known are {', '.join(known)}", file=sys.stderr)
            raise SystemExit(2)
    return [name for name in names if name != "none"]


def surroundings(home: Path) -> dict[str, str]:
    """A user without settings and with caches of their own, so that no tool finds what another run of it left behind."""
    cache = home / ".cache"
    cache.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home), "XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(home / ".config"),
        "KF_RULE_CACHE_DIR": str(cache / "kingfisher"), "SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0", "NO_COLOR": "1",
    }  # fmt: skip


def machine(golint: Golint) -> str:
    """What the figures belong to."""
    where = f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} processors"
    return f"{golint.version}, Python {platform.python_version()}, {where}, {time.strftime('%Y-%m-%d')}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor")


def _given(name: str, default: str) -> str:
    return os.environ.get(f"GOLINT_BENCH_{name}") or default


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
