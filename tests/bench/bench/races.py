"""Which commands run against each other, and over what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus, tree
from bench.corpus import Subject
from bench.measure import Command
from bench.own import Golint
from bench.peers import Ready

ONE, TEN, HANDLERS = "hook, one file", "hook, ten files", "hook, ten files, three payment handlers in Python"
TREE, HISTORY, GROWTH = "tree", "history", "growth"
KINDS = ("hook", TREE, HISTORY, GROWTH)
CLICK, NOTHING = 'python -c "import click"', 'python -c "pass"'
PLAIN = (2_000, 9_000)  # bytes of the files of a hook: those that people commit are of that size
GROWING = ("ripgrep", "kingfisher")  # the tools that are run on trees of every size: others would take hours


@dataclass(frozen=True, slots=True)
class Race:
    """Commands that run against each other. `before` runs once before all, for the caches that the warm command finds."""

    kind: str
    subject: str
    commands: tuple[Command, ...]
    before: tuple[Command, ...] = ()
    python: bool = False
    sizes: tuple[float, ...] = field(default=())  # megabytes of text, for growth


def hooks(golint: Golint, peers: Sequence[Ready], python: Path, shop: Path) -> Iterator[Race]:
    """What a commit waits for, in the made repository."""
    made = list(tree.files(corpus.SHOP[0]))
    plain = [one.path for one in made if one.kind == "py" and PLAIN[0] < len(one.data) < PLAIN[1]][:10]
    taking = [one.path for one in made if one.kind == tree.PAYMENTS and one.path.endswith(("shop/hooks.py", "shop/charging.py"))][:3]
    for kind, files in ((ONE, plain[:1]), (TEN, plain), (HANDLERS, [*plain[:7], *taking])):
        size = sum((shop / name).stat().st_size for name in files) / 1000
        against = [hook for peer in peers if (hook := peer.hook(shop, files))]
        floors = [Command(name, (str(python), "-c", code), shop) for name, code in ((CLICK, "import click"), (NOTHING, "pass"))]
        first = golint.first_hook(shop, files)
        yield Race(kind, f"{size:.0f} KB", (golint.hook(shop, files), *((first,) if first else ()), *floors, *against))


def over_tree(golint: Golint, peers: Sequence[Ready], subject: Subject) -> Race:
    """A whole tree, by every tool that reads one."""
    warm = golint.warm(subject.folder)
    own = (golint.check(subject.folder), golint.cold(subject.folder), *((warm,) if warm else ()))
    against = _each(peers, lambda peer: peer.tree(subject.folder))
    told = f"{subject.name}: {subject.files} files, {subject.text:.1f} MB of text"
    return Race(TREE, told, own + against, (warm,) if warm else (), python=subject.python)


def over_history(golint: Golint, peers: Sequence[Ready], subject: Subject) -> Race | None:
    """All that a repository ever held, by every tool that reads it."""
    own = golint.history(subject.folder)
    commands = (*((own,) if own else ()), *_each(peers, lambda peer: peer.history(subject.folder)))
    return Race(HISTORY, subject.name, commands) if commands and subject.past else None


def growing(golint: Golint, peers: Sequence[Ready], subjects: Sequence[Subject]) -> Iterator[Race]:
    """The same tool over trees of growing size: a race for each tool."""
    tools: list[tuple[str, Callable[[Path], Command | None]]] = [("golint audit, cold", golint.cold)]
    tools += [(peer.peer.name, peer.tree) for peer in peers if peer.peer.name in GROWING]
    for name, asked in tools:
        commands = [_named(command, subject.name) for subject in subjects if (command := asked(subject.folder))]
        yield Race(GROWTH, name, tuple(commands), sizes=tuple(subject.text for subject in subjects))


def _each(peers: Sequence[Ready], asked: Callable[[Ready], Command | None]) -> tuple[Command, ...]:
    return tuple(command for peer in peers if (command := asked(peer)))


def _named(command: Command, name: str) -> Command:
    return Command(name, command.argv, command.folder, command.codes, command.environment)
