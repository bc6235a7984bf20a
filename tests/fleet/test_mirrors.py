"""Bare repositories, laid out: the files of a clone, and nothing that a repository could do by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from golint.fleet.layouts import Layout, laid_out
from golint.fleet.mirrors import MirrorError, commit_of, weight

from .conftest import SHOP, Fleet, git

FILES = {
    "hook.py": "x = 1\r\ny = 2\n",
    "deep/er/a file.txt": "text\n",
    "logo.png": "not read\n",
    "node_modules/left-pad/index.js": "others' code\n",
    "unpacked.sh": "#!/bin/sh\n",
    ".gitattributes": "secret.txt export-ignore\n*.txt filter=evil text eol=crlf\nident.py ident export-subst\n",
    "secret.txt": "what git archive leaves out\n",
    "ident.py": "# $Id$ $Format:%H$\n",
}


@pytest.fixture
def mirror(fleet: Fleet) -> Path:
    tree = fleet.tree("shop", FILES)
    (tree / "unpacked.sh").chmod(0o755)
    (tree / "outside").symlink_to("/etc/passwd")
    (tree / "deep" / "up").symlink_to("../..")
    git(fleet.tree("other", SHOP), "status")
    git(tree, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tree.parent / "other"), "lib/other")
    fleet.commit(tree)
    return fleet.bare("shop", tree)


def below(folder: str) -> Iterator[str]:
    for root, _, files in os.walk(folder):
        if ".git" not in Path(root).relative_to(folder).parts:
            yield from (str(Path(root, name).relative_to(folder)) for name in files)


def test_the_files_are_those_of_the_commit(mirror: Path) -> None:
    with laid_out(str(mirror)) as layout:
        found = {path: Path(layout.folder, path).read_bytes().decode() for path in below(layout.folder)}
        unread = {
            "logo.png": "",
            "node_modules/left-pad/index.js": "",
        }  # a file of this name is never read, so none of its content is written
        submodules = {".gitmodules": found[".gitmodules"]}
        assert found == FILES | unread | submodules
        assert layout == Layout(layout.folder)
        assert git(Path(layout.folder), "ls-files").splitlines() == git(mirror, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
        assert git(Path(layout.folder), "ls-files", "--others", "--deleted").split() == ["deep/up", "lib/other", "outside"]
    assert not Path(layout.folder).exists()


def test_the_past_is_that_of_the_mirror(mirror: Path) -> None:
    git(mirror, "update-ref", "refs/tags/v1", "HEAD")
    with laid_out(str(mirror)) as layout:
        for question in (["rev-parse", "HEAD"], ["log", "--all", "--format=%H %P"], ["for-each-ref"]):
            assert git(Path(layout.folder), *question) == git(mirror, *question) != ""
        assert git(Path(layout.folder), "status", "--porcelain") == ""
        assert git(Path(layout.folder), "fsck", "--connectivity-only") == ""


def test_only_some_files(mirror: Path) -> None:
    with laid_out(str(mirror), ("hook.py",)) as layout:
        assert list(below(layout.folder)) == ["hook.py"]


def test_the_repository_runs_nothing(fleet: Fleet, mirror: Path, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    for name, value in {
        "filter.evil.smudge": f"touch {touched}; cat",
        "filter.evil.clean": f"touch {touched}; cat",
        "core.fsmonitor": f"touch {touched}",
        "core.pager": f"touch {touched}",
        "core.hooksPath": str(tmp_path / "hooks"),
        "uploadpack.packObjectsHook": f"touch {touched}",
    }.items():
        git(mirror, "config", name, value)
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        for folder in (mirror / "hooks", tmp_path / "hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(f"#!/bin/sh\ntouch {touched}\n", "ascii")
            (folder / name).chmod(0o755)
    with laid_out(str(mirror)) as layout:
        assert "secret.txt" in set(below(layout.folder))
    fleet.listed("shops/shop.git")
    assert fleet.run().code == 3
    assert not touched.exists()


@pytest.mark.parametrize("way", [("..", "up.py"), (".git", "config"), (".GIT", "hooks"), ("a", "..", "b.py"), (".", "x.py")])
def test_no_path_leads_elsewhere(fleet: Fleet, way: tuple[str, ...]) -> None:
    tree = fleet.tree("shop", {"sound.py": "x = 1\n"})
    blob = git(tree, "hash-object", "-w", "--stdin", given=b"evil")
    entry, kind = f"100644 blob {blob}", "blob"
    for name in reversed(way):
        packed = bytes.fromhex(entry.split()[2])
        made = f"{'40000' if kind == 'tree' else '100644'} {name}\0".encode() + packed
        entry, kind = f"040000 tree {git(tree, 'hash-object', '-t', 'tree', '-w', '--literally', '--stdin', given=made)}", "tree"
    good = git(tree, "rev-parse", "HEAD:sound.py")
    both = _joined(tree, entry.split()[2], good)
    git(tree, "update-ref", "HEAD", git(tree, "commit-tree", both, "-m", "Evil"))
    before = set(fleet.folder.rglob("*"))
    with pytest.raises(MirrorError, match="a name that leads out of its folder, or into git's own"), laid_out(str(tree / ".git")):
        pass
    assert set(fleet.folder.rglob("*")) == before


def _joined(tree: Path, root: str, good: str) -> str:
    """A tree with the entry of another and a sound file."""
    raw = subprocess.run(["git", "-C", str(tree), "cat-file", "tree", root], capture_output=True, check=True).stdout
    return git(tree, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw + b"100644 sound.py\0" + bytes.fromhex(good))


def test_missing_content_is_told_and_nothing_is_fetched(mirror: Path) -> None:
    oid = git(mirror, "rev-parse", "HEAD:hook.py")
    _loose(mirror)
    (mirror / "objects" / oid[:2] / oid[2:]).unlink()
    with laid_out(str(mirror)) as layout:
        assert layout.missing == 1
        assert [notice.path for notice in layout.notices] == ["hook.py"]
        assert "lacks its content" in layout.notices[0].message
        assert "secret.txt" in set(below(layout.folder))


def _loose(mirror: Path) -> None:
    """The same repository with each object in a file of its own."""
    for pack in list((mirror / "objects" / "pack").glob("*.pack")):
        moved = mirror / pack.name
        shutil.move(pack, moved)
        pack.with_suffix(".idx").unlink()
        with moved.open("rb") as data:
            subprocess.run(["git", "-C", str(mirror), "unpack-objects", "-q"], stdin=data, check=True)


@pytest.mark.parametrize("damage", ["no commit", "no objects", "no repository"])
def test_what_is_no_repository_is_told(mirror: Path, damage: str) -> None:
    if damage == "no commit":
        (mirror / "HEAD").write_text("ref: refs/heads/nowhere\n", "ascii")
    elif damage == "no objects":
        shutil.rmtree(mirror / "objects")
        (mirror / "objects").mkdir()
    else:
        shutil.rmtree(mirror)
    with pytest.raises(MirrorError, match="HEAD names no commit"), laid_out(str(mirror)):
        pass


def test_a_repository_of_sha_256(fleet: Fleet) -> None:
    tree = fleet.folder / "shops" / "new"
    tree.mkdir()
    git(tree, "init", "--quiet", "--object-format=sha256")
    (tree / "a.py").write_text("x = 1\n", "utf-8")
    fleet.commit(tree)
    mirror = fleet.bare("new", tree)
    with laid_out(str(mirror)) as layout:
        assert list(below(layout.folder)) == ["a.py"]
        assert git(Path(layout.folder), "ls-files") == "a.py"


def test_the_weight_is_that_of_the_files(mirror: Path) -> None:
    modules = len(git(mirror, "cat-file", "blob", "HEAD:.gitmodules")) + 1
    links = len("/etc/passwd") + len("../..")
    assert weight(str(mirror), commit_of(str(mirror))) == sum(len(text.encode()) for text in FILES.values()) + modules + links
