"""The files of a run: all that checks over the repository must know of, and those that the user asked about."""

# ruff: noqa: PTH110, PTH112, PTH120  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO

from msgspec import Struct, field

from golint.model import Notice, Skip
from golint.settings import Settings, repository_of
from golint.sources.file import SourceFile
from golint.sources.filter import Filter
from golint.sources.listing import Listing, listing
from golint.sources.paths import absolute, is_below, relative, root_of
from golint.sources.reading import Unread, printable, read
from golint.sources.shapes import Vendored, is_binary

_STDIN = "-"


class Tree(Struct, frozen=True, kw_only=True):
    """The checked tree. Paths are relative to the absolute folder `root`, with `/`, sorted; bytes that are not UTF-8 are surrogate escapes.

    `root` is the working directory if it holds all that was named, else the repository that does, else the nearest folder that does.
    `files` is the universe: the repositories of what was named, as far as they lie below `root`, and the folders named outside any. Where
    files alone were named, as hooks do, it is what git tracks, and they: to look for untracked files takes longer than all the rest.
    `reported` are those files that were named, or lie below a folder that was. `skipped` counts what was named and is not looked at; a
    vendored tree counts once. `left_out` names each of them, but for what cannot be read, which is a notice. `given` holds the bytes that
    stand for those on disk: the standard input under its name, or what is staged. `seen` is all that was come across on the search, files
    that are not looked at too; where git was not asked, also the folders and .gitignore files that were looked into. `folders` are those
    that were named, each with `/` at its end, "" for the root.
    """

    root: str
    files: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    skipped: Mapping[Skip, int] = field(default_factory=lambda: MappingProxyType({}))
    left_out: Mapping[str, Skip] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[Notice, ...] = ()
    given: Mapping[str, bytes] = field(default_factory=dict)
    limit: int = 5_000_000
    git_folders: tuple[str, ...] = ()
    git_tracked: frozenset[str] = frozenset()
    git_known: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()

    def tracked(self, path: str) -> bool | None:
        """Whether git tracks the file; None outside a work tree, or without git."""
        return path in self.git_tracked if self._in_git(path) else None

    def ignored(self, path: str) -> bool | None:
        """Whether git is told to ignore the file; None outside a work tree, or without git."""
        return path not in self.git_known if self._in_git(path) else None

    def read(self, path: str) -> SourceFile | Unread:
        """One file of the tree, or why it is not looked at."""
        return read(self.root, path, self.limit, self.given)

    def _in_git(self, path: str) -> bool:
        return any(path.startswith(folder) for folder in self.git_folders)


def discover(settings: Settings, stdin: BinaryIO | None = None) -> Tree:
    """Find the files of a run. What does not exist or cannot be read is a notice, never an error. `stdin` is read if "-" was named."""
    named = {path: absolute(path, settings.cwd) for path in settings.paths if path != _STDIN}
    root = root_of(settings.cwd, list(named.values()))
    given = [absolute(settings.stdin_filename, settings.cwd) if settings.stdin_filename else f"{root}/stdin"] * (_STDIN in settings.paths)
    search = _Search(settings, root, [*named.values(), *given])
    for path, full in named.items():
        search.name(relative(full, root), path)
    for full in given:
        search.give(relative(full, root), (stdin or sys.stdin.buffer).read())
    return search.tree()


class _Search:
    """Gathers a tree, target by target. A folder is a prefix of paths: "" for the root, else with `/` at its end."""

    def __init__(self, settings: Settings, root: str, targets: Sequence[str]) -> None:
        self._alone = None if any(map(os.path.isdir, targets)) else targets  # the files named, where no folder is
        self._root, self._limit, self._force = root, settings.max_file_size, settings.force_exclude
        self._filter = Filter(settings, root)
        self._universe = Listing()
        self._bases: list[str] = []
        self._folders: list[str] = []
        self._named: set[str] = set()
        self._missing: list[str] = []
        self._given: dict[str, bytes] = {}

    def name(self, path: str, shown: str) -> None:
        """Take in a file or a folder that the user named."""
        absolute = f"{self._root}/{path}".rstrip("/")
        if os.path.isdir(absolute):
            self._name_folder(absolute, f"{path}/" if path else "")
        elif os.path.exists(absolute):
            self._reach(os.path.dirname(absolute))
            self._named.add(path)
        else:
            self._missing.append(shown)

    def give(self, path: str, data: bytes) -> None:
        """Take in the standard input under the name of a file."""
        self._reach(os.path.dirname(f"{self._root}/{path}"))
        self._given[path] = data
        self._named.add(path)

    def tree(self) -> Tree:
        """All that was gathered, once what is excluded or no text has been left out."""
        below = tuple(self._folders)
        refused = {path: reason for path in {*self._universe.files} - self._named if (reason := self._filter.refusal(path))}
        refused |= {path: reason for path in self._named if (reason := self._refusal_of_named(path))}
        files = ({*self._universe.files} | self._named) - refused.keys()
        left_out = {path: reason for path, reason in refused.items() if path in self._named or path.startswith(below)}
        left_out |= {tree: Skip.VENDORED for tree in self._universe.trees if tree.startswith(below)}
        skipped = Counter(left_out.values())
        skipped[Skip.UNREADABLE] += len(self._missing) + len(self._universe.notices)
        return Tree(
            root=self._root,
            files=tuple(sorted(files)),
            reported=tuple(sorted(path for path in files if path in self._named or path.startswith(below))),
            skipped=MappingProxyType({reason: skipped[reason] for reason in Skip if skipped[reason]}),
            left_out=MappingProxyType(left_out),
            notices=(*map(_missing, self._missing), *self._universe.notices),
            given=self._given,
            limit=self._limit,
            git_folders=tuple(self._universe.folders),
            git_tracked=frozenset(self._universe.tracked),
            git_known=frozenset(self._universe.known),
            seen=frozenset(self._universe.files).union(self._universe.known, self._universe.walked),
            folders=below,
        )

    def _name_folder(self, absolute: str, prefix: str) -> None:
        self._folders.append(prefix)
        if not self._reach(absolute):
            self._widen(prefix, in_repository=False)
        elif not any(path.startswith(prefix) for path in self._universe.files):
            # Git ignores the folder, or others wrote what is in it: who names it means it.
            own = listing(absolute, in_repository=True)
            self._universe.add(prefix, own if own.files or own.trees else listing(absolute, in_repository=False))

    def _reach(self, folder: str) -> bool:
        """Bring the repository of a folder into the universe, as far as it lies below the root; false where there is none."""
        repository = repository_of(folder)
        if repository is None:
            return False
        prefix = f"{repository.removeprefix(f'{self._root}/')}/" if repository.startswith(f"{self._root}/") else ""
        self._widen(prefix, in_repository=True)
        return True

    def _widen(self, prefix: str, *, in_repository: bool) -> None:
        """Bring all files of a folder into the universe, unless they are in it with those of a folder above."""
        if prefix.startswith(tuple(self._bases)):
            return
        self._bases.append(prefix)
        folder = f"{self._root}/{prefix}".rstrip("/")
        named = None if self._alone is None else [relative(path, folder) for path in self._alone if is_below(path, folder)]
        self._universe.add(prefix, listing(folder, in_repository=in_repository, named=named))

    def _refusal_of_named(self, path: str) -> Skip | None:
        if not self._force:
            return Skip.BINARY if is_binary(path) else None
        return self._filter.refusal(path) or (Skip.VENDORED if Vendored((path,)).tree_of(path) else None)


def _missing(path: str) -> Notice:
    return Notice(printable(path), "does not exist: see to the spelling, or leave it out")
