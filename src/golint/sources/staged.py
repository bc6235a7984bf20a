"""The commit to be: the files of git's index, and those of them that it would change."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from golint.model import Notice, Skip
from golint.settings import Settings
from golint.sources import git
from golint.sources.filter import Filter
from golint.sources.paths import ground
from golint.sources.reading import printable
from golint.sources.sameness import same_on_disk
from golint.sources.shapes import Vendored
from golint.sources.snapshot import Snapshot, indexed
from golint.sources.tree import Tree


def staged(settings: Settings) -> Tree:
    """The index as a tree. Reported are the files that a commit would add or change; their bytes, and those of all others, are what is
    staged, whatever the work tree holds. Raises GitError outside of a repository."""
    here = ground(settings, "--staged")
    index = git.hook_index(here.folder)
    ids, conflicts = indexed(here.folder, index)
    changed = _changed(here.folder, index, ids)
    vendored, filter_ = Vendored(ids), Filter(settings, here.root)
    refusals = ((path, Skip.VENDORED if vendored.tree_of(path) else filter_.refusal(here.prefix + path)) for path in ids)
    refused = {path: reason for path, reason in refusals if reason}
    files = {here.prefix + path: blob for path, blob in ids.items() if path not in refused}
    from_disk = same_on_disk(here.folder, index, ids) - changed
    from_git = {here.prefix + path: blob for path, blob in ids.items() if path not in from_disk}
    asked = {path for path in changed if here.is_named(here.prefix + path)}
    left_out = {here.prefix + path: refused[path] for path in asked if path in refused}
    unmerged = [here.prefix + path for path in conflicts if here.is_named(here.prefix + path)]
    return Tree(
        root=here.root,
        files=tuple(sorted(files)),
        reported=tuple(sorted(here.prefix + path for path in asked if path not in refused)),
        skipped=_counted(left_out.values(), len(unmerged)),
        left_out=MappingProxyType(left_out),
        notices=tuple(map(_unmerged, unmerged)),
        given=Snapshot(here.folder, from_git, settings.max_file_size),
        limit=settings.max_file_size,
        git_folders=(here.prefix,),
        git_tracked=frozenset(files),
        git_known=frozenset(files),
    )


def _changed(folder: str, index: str, ids: Iterable[str]) -> set[str]:
    """The files below a folder that the index has and HEAD has not, or has otherwise; all of them before the first commit."""
    files = set(ids)
    if git.ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        return files
    question = ("diff-index", "--cached", "--relative", "--no-renames", "--ita-invisible-in-index", "--name-only", "-z", "HEAD", "--")
    return files.intersection(map(os.fsdecode, git.entries(folder, *question, index=index)))


def _counted(reasons: Iterable[Skip], unmerged: int) -> MappingProxyType[Skip, int]:
    counted = Counter(reasons)
    counted[Skip.UNREADABLE] += unmerged
    return MappingProxyType({reason: counted[reason] for reason in Skip if counted[reason]})


def _unmerged(path: str) -> Notice:
    return Notice(printable(path), "is in conflict, so there is nothing of it to check: resolve it, and git add it")
