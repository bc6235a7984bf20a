"""Where the time goes: processor time by part of golint, in one process, and what its start-up imports."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from bench import corpus
from golint import catalog

ROW = re.compile(r"import time:\s*(\d+) \|\s*\d+ \| *(\S+)")
SHOWN = 15  # rows of a table of imports


def main(golint: Path, build: Path, paths: Sequence[Path]) -> int:
    """Profile the audit of each repository and the smallest check, and write the report."""
    below, known = build / "bench", catalog.load()
    shop = corpus.shop(below / "made", known)
    trees = [shop, *corpus.repositories(paths)]
    lines = [*imports_of(golint, shop, "README.none"), *(line for tree in trees for line in parts_of(golint, tree))]
    (build / "bench-profile.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))
    return 0


def parts_of(golint: Path, folder: Path) -> Iterator[str]:
    """Processor time of a cold audit by part, and of a check."""
    for command in ("check", "audit"):
        found = _sampled(golint, folder, (command, *_cold(golint, command), "--jobs", "1", "."))
        yield f"### golint {command}, cold, one process: {folder.name}"
        yield ""
        yield from table(found, "part")
        yield ""


def imports_of(golint: Path, folder: Path, name: str) -> Iterator[str]:
    """What the check of one file without a candidate imports, by package."""
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / name).write_text("nothing\n", "utf-8")
        command = [str(golint.with_name("python")), "-X", "importtime", "-m", "golint", "check", str(Path(made) / name)]
        said = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stderr
    yield "### start-up: what the check of one file imports"
    yield ""
    yield from table(dict(islice(packages(said).items(), SHOWN)), "package")
    yield ""


def packages(said: str) -> dict[str, float]:
    """Seconds of importing by package, the most first, out of what `-X importtime` says: each module without those that it imports."""
    spent: Counter[str] = Counter()
    for row in ROW.finditer(said):
        name = row[2]
        spent[".".join(name.split(".")[:2]) if name.startswith("golint") else name.split(".")[0]] += int(row[1])
    return {name: value / 1e6 for name, value in spent.most_common()}


def table(spent: Mapping[str, float], what: str) -> Iterator[str]:
    """The seconds of each, the most first, and their share of all."""
    whole = sum(spent.values()) or 1.0
    yield f"| {what} | processor | share |"
    yield "|---|---:|---:|"
    for name, value in sorted(spent.items(), key=lambda row: -row[1]):
        yield f"| {name} | {value:.3f} s | {value / whole:.0%} |"
    yield f"| together | {whole:.3f} s | |"


def _cold(golint: Path, command: str) -> tuple[str, ...]:
    told = subprocess.run([str(golint), command, "--help"], check=True, capture_output=True, text=True).stdout
    return ("--no-cache",) if "--no-cache" in told else ()


def _sampled(golint: Path, folder: Path, arguments: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "parts.json"
        program = [str(golint.with_name("python")), "-m", "bench.sampled", str(output), *arguments]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(program, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found: dict[str, float] = json.loads(output.read_text("utf-8"))["parts"]
        return found
