"""Lists the files of a folder: as git knows them inside a work tree, by walking elsewhere."""

# ruff: noqa: PTH114, PTH123  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from golint.model import Notice
from golint.settings.ignoring import Ignoring
from golint.sources import git
from golint.sources.reading import printable
from golint.sources.shapes import Vendored, is_vendored

_SYMLINK, _SUBMODULE = b"120000", b"160000"
_HELD = ("-s",)
_UNTRACKED = ("-t", "-o", "--exclude-standard")
_OTHERS = (*_UNTRACKED, "-d")  # those that are tracked and have been deleted, too


class Listing(Struct):
    """Paths below a folder, relative to it with `/`.

    `trees` are the vendored folders that were passed over. Git answered for the `folders` (with `/` at their end), tracks the `tracked`
    files, and ignores no `known` one. Where it did not, `walked` are the folders and the .gitignore files that were looked into.
    """

    files: list[str] = field(default_factory=list)
    trees: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    tracked: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    walked: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, prefix: str, other: Listing) -> None:
        """Take in the listing of the folder `prefix` (with `/` at its end) below."""
        self.files.extend(prefix + path for path in other.files)
        self.trees.extend(prefix + path for path in other.trees)
        self.folders.extend(prefix + path for path in other.folders)
        self.tracked.update(prefix + path for path in other.tracked)
        self.known.update(prefix + path for path in other.known)
        self.walked.extend(prefix + path for path in other.walked)
        self.notices.extend(replace(notice, path=prefix + notice.path) for notice in other.notices)


def listing(folder: str, *, in_repository: bool, named: Sequence[str] | None = None) -> Listing:
    """The files of a folder, repositories inside it included. What git ignores is left out, symbolic links are not followed.

    Of files that git does not track only the `named` are looked for, where any are: the index is read at once, a work tree is not.
    """
    found = _by_git(folder, named) if in_repository else None
    return found or _by_walking(folder)


def _by_git(folder: str, named: Sequence[str] | None) -> Listing | None:
    """What git says; None where it is not installed or refuses."""
    held = _ask(folder, _HELD, *([_OTHERS] if named is None else ()))
    if held is None:
        return None
    tracked, nested = _tracked(held[0])
    unknown = set(named or ()) - tracked  # none in a hook, and to ask is half of what a listing costs
    more = _ask(folder, [*_UNTRACKED, "--", *sorted(unknown)]) if unknown else []
    if more is None:
        return None
    others = [os.fsdecode(entry) for answer in (*held[1:], *more) for entry in answer]
    loose = [path[2:] for path in others if path.startswith("? ")]
    nested.extend(path[:-1] for path in loose if path.endswith("/"))
    tracked.difference_update(path[2:] for path in others if path.startswith("R "))  # deleted, and not yet from the index
    known = tracked.union(path for path in loose if not path.endswith("/") and not os.path.islink(f"{folder}/{path}"))
    vendored = Vendored(known)
    trees = {path: vendored.tree_of(path) for path in known}
    found = Listing([path for path, tree in trees.items() if not tree], sorted(set(trees.values()) - {""}), [""], tracked, known)
    for path in nested:
        if os.path.lexists(f"{folder}/{path}/.git") and not vendored.tree_of(f"{path}/"):
            found.add(f"{path}/", listing(f"{folder}/{path}", in_repository=True, named=named and ()))
    return found


def _tracked(entries: Iterable[bytes]) -> tuple[set[str], list[str]]:
    """The files of the index, and the submodules; symbolic links are left out."""
    files, submodules = set(), []
    for entry in entries:
        mode, path = entry[:6], os.fsdecode(entry[entry.index(b"\t") + 1 :])
        if mode == _SUBMODULE:
            submodules.append(path)
        elif mode != _SYMLINK:
            files.add(path)
    return files, submodules


def _ask(folder: str, *questions: Sequence[str]) -> list[list[bytes]] | None:
    """The answers of `git ls-files`, asked at the same time."""
    own = git.environment()
    try:
        asked = [
            subprocess.Popen(
                [*git.GIT, "-C", folder, "ls-files", "-z", *question],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=own,
            )
            for question in questions
        ]
    except OSError:
        return None
    answers = [each.communicate()[0].split(b"\0")[:-1] for each in asked]
    return None if any(each.returncode for each in asked) else answers


_Rules = tuple[tuple[str, Ignoring], ...]


def _by_walking(folder: str) -> Listing:
    """Every file below the folder that no .gitignore on the way names."""
    found = Listing()
    stack: list[tuple[str, _Rules]] = [("", ())]
    while stack:
        prefix, rules = stack.pop()
        try:
            with os.scandir(f"{folder}/{prefix}") as handle:
                entries = {entry.name: entry for entry in handle}
        except OSError as error:
            problem = f"cannot be read ({error.strerror}): see to its permissions, or exclude it"
            found.notices.append(Notice(printable(prefix[:-1] or "."), problem))
            continue
        if prefix and is_vendored(prefix[:-1].rpartition("/")[2], entries):
            found.trees.append(prefix[:-1])
            found.walked.append(prefix)
        elif prefix and ".git" in entries:
            found.add(prefix, listing(f"{folder}/{prefix}", in_repository=True))
        else:
            found.walked += [prefix, *([f"{prefix}.gitignore"] if ".gitignore" in entries else [])]
            rules = (*rules, *_rules_of(folder, prefix, entries))
            stack.extend((f"{path}/", rules) for path in _take(found, entries.values(), prefix, rules))
    return found


def _take(found: Listing, entries: Iterable[os.DirEntry[str]], prefix: str, rules: _Rules) -> Iterator[str]:
    """Add a folder's files; yield its folders."""
    for entry in entries:
        path = prefix + entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name == ".git" or (rules and _is_ignored(f"{path}/" if is_folder else path, rules)):
            continue
        if is_folder:
            yield path
        elif entry.is_file(follow_symlinks=False):
            found.files.append(path)


def _rules_of(folder: str, prefix: str, entries: Iterable[str]) -> _Rules:
    if ".gitignore" not in entries:
        return ()
    try:
        with open(f"{folder}/{prefix}.gitignore", encoding="utf-8", errors="surrogateescape") as lines:
            return ((prefix, Ignoring(lines.read().splitlines())),)
    except OSError:  # git passes it over too
        return ()


def _is_ignored(path: str, rules: _Rules) -> bool:
    """What the nearest .gitignore with an opinion says."""
    for prefix, lines in reversed(rules):
        try:
            verdict = lines.verdict(path.removeprefix(prefix))
        except (ValueError, re.error):  # a pattern that is none, which git passes over too
            continue
        if verdict is not None:
            return verdict
    return False
