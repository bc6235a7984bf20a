"""Runs commands against each other: in rounds, one after the other, so that what slows the machine slows each of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
WATCH = 0.005  # seconds between two looks at the memory of a watched run
LINES = 3  # of what a failed command said


@dataclass(frozen=True, slots=True)
class Command:
    """A command line and the folder that it runs in. `codes` are the exit codes of a run that did its work."""

    name: str
    argv: tuple[str, ...]
    folder: Path
    codes: frozenset[int] = frozenset({0})
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds on the clock, and seconds of processor of the whole process tree."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of a command in a race, by round. `memory` is the most that the process tree had at a time, in MiB.

    `stopped` are the seconds after which it was stopped, and then there is no sample; `problem` says why there is none else.
    """

    name: str
    samples: Mapping[int, Sample] = field(default_factory=dict)
    memory: float = 0.0
    stopped: float = 0.0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a command is run: `rounds` times, but no longer than `seconds` in all unless once takes longer; `limit` ends a run."""

    rounds: int = 5
    seconds: float = 60.0
    limit: float = 900.0

    def for_one(self, seconds: float) -> int:
        """The rounds for a command that takes so long."""
        return max(1, min(self.rounds, int(self.seconds / max(seconds, 1e-3))))


def race(commands: Sequence[Command], patience: Patience) -> tuple[Runs, ...]:
    """Run each command once to warm up, under watch for its memory, and then all of them in rounds; every second round goes backwards."""
    first = {command.name: _once(command, patience.limit, WATCH) for command in commands}
    running = [command for command in commands if isinstance(first[command.name], _Done)]
    rounds = {command.name: patience.for_one(done.wall) for command in running if isinstance(done := first[command.name], _Done)}
    samples: dict[str, dict[int, Sample]] = {command.name: {} for command in running}
    for number in range(max(rounds.values(), default=0)):
        for command in running[:: -1 if number % 2 else 1]:
            if number < rounds[command.name] and isinstance(done := _once(command, patience.limit), _Done):
                samples[command.name][number] = Sample(done.wall, done.cpu)
    return tuple(_runs(command.name, first[command.name], samples.get(command.name, {})) for command in commands)


def run_before(commands: Sequence[Command], limit: float) -> None:
    """Run commands whose figures nobody asks for: they fill caches."""
    for command in commands:
        _once(command, limit)


@dataclass(frozen=True, slots=True)
class _Done:
    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class _Stopped:
    seconds: float


def _runs(name: str, first: _Done | _Stopped | str, samples: Mapping[int, Sample]) -> Runs:
    match first:
        case _Done():
            return Runs(name, samples, memory=first.memory)
        case _Stopped():
            return Runs(name, stopped=first.seconds)
        case problem:
            return Runs(name, problem=problem)


def _once(command: Command, limit: float, watch: float = 0.0) -> _Done | _Stopped | str:
    """One run in a helper process whose only child it is; a text says what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors"
        helper = [sys.executable, "-I", "-S", str(CHILD), str(limit), str(errors), str(watch)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | dict(command.environment)
        said = subprocess.run([*helper, *command.argv], cwd=command.folder, env=environment, check=False, capture_output=True, text=True)
        if said.returncode:
            return f"did not start: {_last(said.stderr)}"
        told = json.loads(said.stdout)
        if "stopped" in told:
            return _Stopped(told["stopped"])
        if told["code"] not in command.codes:
            return f"exit code {told['code']}: {_last(errors.read_text('utf-8', 'replace'))}"
    return _Done(told["wall"], told["cpu"], max(told["together"], told["largest"]))  # a short run ends between two looks


def _last(text: str) -> str:
    return " / ".join(text.strip().splitlines()[-LINES:])[:300]
