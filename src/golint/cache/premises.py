"""All on which what a run says hangs, as files and folders: where they are as they were, and the day is, it says the same again."""

# ruff: noqa: PTH112, PTH113, PTH118, PTH120, PTH123  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import golint
from golint import baseline
from golint.places import BASELINE, CONFIGURATIONS
from golint.settings import Settings, repository_of
from golint.settings.statements import NAME as STATEMENTS
from golint.sources import GitError, Tree, git
from golint.sources.paths import absolute

_DECIDING = (".gitignore", ".gitattributes")
_OWN = ("HEAD", "index", "config.worktree", "commondir", "info/sparse-checkout", "logs/HEAD", "reftable/tables.list")
_COMMON = (
    "config", "packed-refs", "shallow", "info/exclude", "info/attributes", "info/grafts", "info/sparse-checkout", "reftable/tables.list",
)  # fmt: skip
_PAST = ("refs", "logs", "reftable", "worktrees")
_FILES = ("core.excludesfile", "core.attributesfile")
_ROUNDS = 8  # of folders in folders that hold no file


def of_tool(folders: Iterable[str]) -> Iterator[str]:
    """The code of golint, what it is built on, and the catalogue in these folders."""
    yield from (path for path in _below(os.path.dirname(golint.__file__)) if path.endswith(".py"))
    yield from (place for place in sys.path if place.endswith(("site-packages", "dist-packages")))
    yield from (path for folder in folders for path in _below(folder))
    yield from _on_path("git")


def of_run(settings: Settings, tree: Tree, *, past: bool) -> Iterator[str]:
    """The files of a run over folders, and what decides on them; with `past` also all that git keeps. Raises GitError, or OSError, where
    that cannot be told."""
    named = [absolute(path, settings.cwd) for path in settings.paths]
    if not all(map(os.path.isdir, named)) or tree.given or settings.staged or settings.since or settings.history == "only":
        raise GitError("the run is not about folders alone")
    answered = {
        f"{tree.root}/{folder}".rstrip("/"): repository_of(f"{tree.root}/{folder}".rstrip("/")) or "" for folder in tree.git_folders
    }
    tops = {repository_of(path) for path in named}
    if not (tops - {None}).issubset(answered.values()) or (settings.history and None in tops):
        raise GitError("git did not answer")
    yield from (*_seen(tree), *_folders(tree), *_named(settings, tree))
    yield from (path for start in (*named, *map(os.path.realpath, named)) for path in _upwards(start))
    for folder, top in answered.items():
        yield from _repository(top, past=past and top in tops)
        yield from _whole(top) if top != folder else ()


def _seen(tree: Tree) -> Iterator[str]:
    """What the search came across. A repository that git knows nothing of is not understood."""
    for path in tree.seen:
        if (not path or path.endswith("/")) and os.path.lexists(f"{tree.root}/{path}.git"):
            raise GitError(f"git did not answer for {path}")
        yield f"{tree.root}/{path}"


def _named(settings: Settings, tree: Tree) -> Iterator[str]:
    """The files that are known by their names, and those that a baseline names: it tells which of its entries are out of date."""
    yield from (f"{tree.root}/{name}" for name in (BASELINE, ".secrets.baseline", STATEMENTS))
    if settings.config_path:
        yield from (settings.config_path, f"{os.path.dirname(settings.config_path)}/{STATEMENTS}")
    accepted = os.path.join(settings.cwd, settings.baseline or f"{tree.root}/{BASELINE}")
    yield accepted
    if os.path.isfile(accepted):
        yield from (f"{tree.root}/{entry.path}" for entry in baseline.read(Path(accepted)).entries)


def _upwards(folder: str) -> Iterator[str]:
    """What may stand in a folder and above it, as far as the root of a repository: settings, statements, and the repository itself."""
    last = repository_of(folder)
    while True:
        yield from (f"{folder}/{name}" for name in (*CONFIGURATIONS, STATEMENTS, *_DECIDING))
        if folder == last:
            return
        yield f"{folder}/.git"
        if os.path.dirname(folder) == folder:
            return
        folder = os.path.dirname(folder)


def _folders(tree: Tree) -> Iterator[str]:
    """The folders of work trees in which a file could come up that git does not ignore, and what in them says which it ignores. Such a
    folder need not hold a file yet."""
    known = set(tree.git_folders)
    for path in tree.git_known:
        while (path := f"{path.rstrip('/').rpartition('/')[0]}/") not in known and path != "/":
            known.add(path)
    fresh: Iterable[str] = tuple(known)
    for _ in range(_ROUNDS):
        unknown: list[str] = []
        for folder in fresh:
            yield f"{tree.root}/{folder}"
            inner = _listed(f"{tree.root}/{folder}")
            yield from (f"{tree.root}/{folder}{name}" for name in _DECIDING if name in inner)
            if ".git" not in inner or folder in tree.git_folders:  # else it is a repository in vendored code, which git does not look into
                unknown += (path for name, is_folder in inner.items() if is_folder and (path := f"{folder}{name}/") not in known)
        fresh = _open(unknown, tree)
        if not fresh:
            return
        known.update(fresh)
    raise GitError("there are folders in folders in folders without any file")


def _listed(folder: str) -> dict[str, bool]:
    """The names in a folder, and whether there is more to look into; a sparse checkout lacks some folders."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry.is_dir(follow_symlinks=False) and entry.name != ".git" for entry in entries}
    except FileNotFoundError:
        return {}


def _open(folders: Sequence[str], tree: Tree) -> list[str]:
    """Those of the folders that git is not told to ignore."""
    found = []
    for owner in sorted(tree.git_folders, key=len, reverse=True):
        own = [folder for folder in folders if folder.startswith(owner)]
        folders = [folder for folder in folders if not folder.startswith(owner)]
        if own:
            ignored = git.ignored(f"{tree.root}/{owner}", (folder.removeprefix(owner).rstrip("/") for folder in own))
            found += [folder for folder in own if folder.removeprefix(owner).rstrip("/") not in ignored]
    return found


def _whole(top: str) -> Iterator[str]:
    """All that git tracks, of which a part alone was named, with its folders: whether the work tree is clean hangs on all."""
    tracked = [f"{top}/{os.fsdecode(path)}" for path in git.entries(top, "ls-files", "-z")]
    yield from (*tracked, *map(os.path.dirname, tracked))


def _repository(top: str, *, past: bool) -> Iterator[str]:
    """What git keeps of a repository, and what it is told."""
    own = _directory(f"{top}/.git")
    common = _directory(f"{own}/commondir") if os.path.isfile(f"{own}/commondir") else own
    if own != f"{top}/.git":
        yield f"{top}/.git"
    yield from (f"{own}/{name}" for name in _OWN)
    yield from (f"{common}/{name}" for name in _COMMON)
    with open(f"{own}/HEAD", encoding="utf-8", errors="surrogateescape") as head:
        branch = head.read().strip().removeprefix("ref: ")
    yield from (f"{folder}/{branch}" for folder in (own, common))
    yield from _configured(top)
    if not past:
        return
    if os.path.lexists(f"{common}/objects/info/alternates"):
        raise GitError("a part of the repository is kept elsewhere")
    yield from (path for folder in {own, common} for name in _PAST for path in _below(f"{folder}/{name}"))
    yield from _stores(f"{common}/objects")


def _directory(path: str) -> str:
    """The folder that a file of git's names, if it is no folder itself."""
    if os.path.isdir(path):
        return path
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return os.path.normpath(os.path.join(os.path.dirname(path), file.read().strip().removeprefix("gitdir: ")))


def _stores(folder: str) -> Iterator[str]:
    """The folders of objects: an object is never changed, but comes or goes."""
    yield folder
    with os.scandir(folder) as entries:
        yield from (entry.path for entry in entries if entry.is_dir())


def _configured(top: str) -> Iterator[str]:
    """Git's settings, those that are not there too, and the files that they name."""
    home = os.path.expanduser("~")  # noqa: PTH111  # as above
    own = os.path.join(os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config", "git")
    yield from (
        f"{home}/.gitconfig",
        "/etc/gitconfig",
        "/etc/gitattributes",
        *(f"{own}/{name}" for name in ("config", "ignore", "attributes")),
    )
    told = git.entries(top, "config", "--list", "--show-origin", "-z")
    for origin, entry in zip(told[::2], told[1::2], strict=True):
        kind, _, file = os.fsdecode(origin).partition(":")
        key, _, value = os.fsdecode(entry).partition("\n")
        file = os.path.join(top, file) if kind == "file" else ""
        if file:
            yield file
        if key in _FILES or (key.startswith(("include.", "includeif.")) and key.endswith(".path")):
            yield _told(value, os.path.dirname(file) if key.startswith("include") else "")


def _told(path: str, folder: str) -> str:
    """A path in git's settings. Raises GitError for one of which it hangs on more where it leads."""
    full = os.path.join(folder, os.path.expanduser(path))  # noqa: PTH111  # as above
    if not os.path.isabs(full) or path.startswith("%("):  # noqa: PTH117  # as above
        raise GitError(f"it is not plain where {path} is")
    return full


def _below(folder: str) -> Iterator[str]:
    """A folder and all that lies in it, but for what Python leaves there; only the folder where it is not there."""
    yield folder
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.path
            elif entry.name != "__pycache__":
                yield from _below(entry.path)


def _on_path(program: str) -> Iterator[str]:
    """Where a program lies, and the places before that where it is looked for."""
    name = f"{program}.exe" if sys.platform == "win32" else program
    for folder in filter(None, os.environ.get("PATH", "").split(os.pathsep)):
        yield f"{folder}/{name}"
        if os.path.isfile(f"{folder}/{name}"):
            return
