"""`golint check --staged`: the commit to be is judged, whatever the work tree holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Done, Shop

FAULT = "WEB_DEBUG = True\n"
SOUND = "WEB_DEBUG = False\n"
AT = "{}:1:13: debug-on error Debugging is on in WEB. Visitors see the shop from the inside.\n"


def git(folder: Path, *arguments: str, **environment: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@shop.example", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | environment
    done = subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=env)
    return done.stdout


@pytest.fixture
def repository(shop: Shop) -> Shop:
    """A shop with one commit of two sound files."""
    shop.page()
    shop.write("a.py", SOUND)
    shop.write("lib/b.py", SOUND)
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    return shop


def staged(shop: Shop, *arguments: str, **environment: str) -> Done:
    return shop.local("--staged", "--format", "concise", *arguments, **environment)


def told(*paths: str) -> str:
    return "".join(AT.format(path) for path in paths)


def test_what_is_staged_is_judged_and_not_what_was_edited_further(repository: Shop) -> None:
    repository.write("a.py", FAULT)
    git(repository.folder, "add", "a.py")
    repository.write("a.py", SOUND)
    repository.write("lib/b.py", FAULT)
    done = staged(repository)
    assert (done.code, done.out, done.err) == (1, told("a.py"), "")
    git(repository.folder, "add", "a.py")
    repository.write("a.py", FAULT)
    assert (staged(repository).code, staged(repository).out) == (0, "")


def test_a_hunk_alone_may_be_staged(repository: Shop) -> None:
    repository.write("a.py", SOUND + "\n" * 9 + FAULT)
    patch = git(repository.folder, "diff")
    git(repository.folder, "checkout", "a.py")
    repository.write("patch", patch)
    git(repository.folder, "apply", "--cached", "patch")
    assert staged(repository).out == told("a.py").replace(":1:", ":11:")


def test_files_are_added_renamed_and_deleted(repository: Shop) -> None:
    repository.write("new.py", FAULT)
    git(repository.folder, "add", "new.py")
    git(repository.folder, "mv", "a.py", "c.py")
    git(repository.folder, "rm", "lib/b.py")
    (repository.folder / "new.py").unlink()
    done = staged(repository)
    assert (done.code, done.out, done.err) == (1, told("new.py"), "")
    repository.write("untracked.py", FAULT)
    assert staged(repository).out == told("new.py")


@pytest.mark.parametrize(("inside", "paths"), [("", ["lib/c.py", "z.py"]), ("lib", ["c.py"])])
def test_the_first_commit(shop: Shop, inside: str, paths: list[str]) -> None:
    shop.page()
    shop.write("z.py", FAULT)
    shop.write("lib/c.py", FAULT)
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    there = Shop(shop.folder / inside)
    done = there.run("check", "--packs", str(shop.folder.parent / "packs"), "--select", "debug-on", "--staged", "--format", "concise")
    assert (done.code, done.out, done.err) == (1, told(*paths), "")


@pytest.mark.parametrize(("paths", "found"), [(["lib"], ["lib/b.py"]), (["a.py"], ["a.py"]), (["a.py", "lib"], ["a.py", "lib/b.py"])])
def test_paths_restrict(repository: Shop, paths: list[str], found: list[str]) -> None:
    repository.write("a.py", FAULT)
    repository.write("lib/b.py", FAULT)
    git(repository.folder, "add", ".")
    assert staged(repository, *paths).out == told(*found)


def test_a_repository_below_the_working_directory(repository: Shop) -> None:
    repository.write("a.py", FAULT)
    git(repository.folder, "add", ".")
    above = Shop(repository.folder.parent)
    done = above.run("check", "--packs", "packs", "--select", "debug-on", "--staged", "--format", "concise", "shop")
    assert (done.code, done.out, done.err) == (1, told("shop/a.py"), "")


def test_links_and_submodules_are_no_files(repository: Shop, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init")
    (other / "s.py").write_text(FAULT)
    git(other, "add", ".")
    git(other, "commit", "-m", "s")
    git(repository.folder, "submodule", "add", str(other), "sub")
    (repository.folder / "link.py").symlink_to("a.py")
    repository.write("run.sh", "# " + FAULT)
    (repository.folder / "run.sh").chmod(0o755)
    git(repository.folder, "add", ".")
    assert staged(repository).out == told("run.sh").replace(":13:", ":15:")


def test_what_is_in_conflict_is_named(repository: Shop) -> None:
    git(repository.folder, "checkout", "-b", "other")
    repository.write("a.py", FAULT)
    repository.write("lib/b.py", FAULT)
    git(repository.folder, "commit", "-am", "theirs")
    git(repository.folder, "checkout", "main")
    repository.write("a.py", "WEB_DEBUG = 0\n")
    git(repository.folder, "commit", "-am", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git(repository.folder, "merge", "other")
    done = repository.local("--staged")
    assert done.code == 4
    assert "notice: a.py: is in conflict, so there is nothing of it to check: resolve it, and git add it\n" in done.out
    assert " --> lib/b.py:1:13\n" in done.out and " --> a.py" not in done.out


def test_a_file_that_is_to_be_added_later_is_not_in_the_commit(repository: Shop) -> None:
    repository.write("later.py", FAULT)
    git(repository.folder, "add", "--intent-to-add", "later.py")
    done = staged(repository)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_project_is_the_commit_to_be(shop: Shop, key: str) -> None:
    """A second copy of a key in the work tree is no duplicate, one in the index is; so is one in a file of an earlier commit."""
    shop.write("a.py", f'STRIPE = "{key}"\n')
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    shop.write("b.py", "x = 1\n")
    git(shop.folder, "add", "b.py")
    shop.write("b.py", f'STRIPE = "{key}"\n')
    arguments = ("check", "--staged", "--select", "duplicated-key", "--format", "concise")
    assert shop.run(*arguments).out == ""
    git(shop.folder, "add", "b.py")
    done = shop.run(*arguments)
    assert done.out.startswith("a.py:1:11: duplicated-key warning ")
    assert key not in done.out
    shop.write("a.py", "x = 1\n")
    assert shop.run(*arguments).out == done.out


def test_an_environment_file_that_is_staged_is_committed(shop: Shop, key: str) -> None:
    shop.write(".gitignore", ".env\n")
    shop.write(".env", f"STRIPE_SECRET_KEY={key}\n")
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    assert shop.run("check", "--staged", "--select", "committed-env-file", "--format", "concise").out == ""
    git(shop.folder, "add", "--force", ".env")
    done = shop.run("check", "--staged", "--select", "committed-env-file", "--format", "concise")
    assert done.out.startswith(".env:1:19: committed-env-file error ")


@pytest.mark.parametrize("kept", ["assumed", "skipped", "filtered", "encoded", "raced"])
def test_the_index_counts_where_the_disk_holds_something_else(shop: Shop, key: str, kept: str) -> None:
    """Files that git was told not to look at, or writes to disk otherwise than it keeps them, are read from git."""
    sound, fault = "STRIPE = None\n", f'STRIPE = "{key}"\n'
    git(shop.folder, "init")
    shop.write("a.py", fault)
    if kept == "filtered":
        git(shop.folder, "config", "filter.own.clean", f"""sed 's/None/"{key}"/'""")
        shop.write(".gitattributes", "a.py filter=own\n")
        shop.write("a.py", sound)
    if kept == "encoded":
        shop.write(".gitattributes", "a.py working-tree-encoding=UTF-32LE\n")
        shop.write("a.py", fault.encode("utf-32-le"))
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    if kept in ("assumed", "skipped"):
        git(shop.folder, "update-index", f"--{'assume-unchanged' if kept == 'assumed' else 'skip-worktree'}", "a.py")
        shop.write("a.py", sound)
    if kept == "raced":
        times = (shop.folder / "a.py").stat()
        shop.write("a.py", fault.replace(key, "x" * len(key)))
        os.utime(shop.folder / "a.py", ns=(times.st_atime_ns, times.st_mtime_ns))
    shop.write("b.py", fault)
    git(shop.folder, "add", "b.py")
    done = shop.run("check", "--staged", "--select", "duplicated-key", "--format", "concise")
    assert done.out.startswith("a.py:1:11: duplicated-key ")


def test_line_ends_are_those_of_the_index(repository: Shop) -> None:
    git(repository.folder, "config", "core.autocrlf", "true")
    repository.write("a.py", "x = 1\r\n" + FAULT)
    git(repository.folder, "add", "a.py")
    done = repository.local("--staged", "--format", "json")
    assert '"start_byte": 18' in done.out


@pytest.mark.parametrize("commit", [["-a"], ["a.py"], ["--only", "a.py"], ["--include", "a.py"]], ids=" ".join)
def test_a_hook_is_given_the_index_of_its_commit(repository: Shop, commit: list[str]) -> None:
    """For `git commit -a` and `git commit FILE` git makes an index of its own."""
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = f"{sys.executable} -m golint check --staged --packs ../packs --select debug-on --format concise"
    hook.write_text(f"#!/bin/sh\nexec {command} > ../told\n")
    hook.chmod(0o755)
    repository.write("a.py", FAULT)
    repository.write("lib/b.py", FAULT)
    if commit == ["--include", "a.py"]:
        git(repository.folder, "add", "lib/b.py")
    wanted = ["a.py", "lib/b.py"] if commit[0] in ("-a", "--include") else ["a.py"]
    with pytest.raises(subprocess.CalledProcessError):
        git(repository.folder, "commit", "-m", "x", *commit)
    assert (repository.folder.parent / "told").read_text() == told(*wanted)


def test_the_index_of_another_repository_does_not_count(repository: Shop, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init")
    git(other, "commit", "--allow-empty", "-m", "x")
    git(other, "read-tree", "--empty")
    repository.write("a.py", FAULT)
    git(repository.folder, "add", ".")
    assert staged(repository, GIT_INDEX_FILE=str(other / ".git/index"), GIT_DIR=str(other / ".git")).out == told("a.py")


def test_a_linked_work_tree_has_an_index_of_its_own(repository: Shop, tmp_path: Path) -> None:
    git(repository.folder, "worktree", "add", str(tmp_path / "linked"))
    repository.write("a.py", FAULT)
    git(repository.folder, "add", ".")
    linked = Shop(tmp_path / "linked")
    linked.write("lib/b.py", FAULT)
    git(linked.folder, "add", ".")
    assert staged(linked).out == told("lib/b.py")


def test_excluded_files_are_left_out(repository: Shop) -> None:
    repository.write("golint.toml", 'exclude = ["lib/"]\n')
    repository.write("lib/b.py", FAULT)
    repository.write("node_modules/x/y.js", FAULT)
    git(repository.folder, "add", "--force", "lib", "node_modules")
    done = repository.local("--staged", "--verbose", "--format", "concise")
    assert (done.code, done.out) == (0, "")
    assert done.err == "skipped: lib/b.py (ignored by configuration)\nskipped: node_modules/x/y.js (vendored)\n"


@pytest.mark.parametrize("paths", [[], ["a.py"]])
def test_outside_of_git(shop: Shop, paths: list[str]) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    done = staged(shop, *paths)
    shown = paths[0] if paths else "."
    problem = f"--staged: {shown} lies in no git repository; name one repository, or run golint inside it"
    assert (done.code, done.out, done.err) == (2, "", f"golint: {problem}\n")


def test_nothing_else_is_looked_at_together_with_it(repository: Shop) -> None:
    done = staged(repository, "--since", "main")
    assert done.code == 2
    assert done.err.startswith("golint: --staged and --since look at different things; give one of them")
    assert staged(repository, "-").err == "golint: --staged looks at a repository and not at the standard input; leave out -\n"


def test_an_object_that_git_has_lost_is_not_passed_over(repository: Shop) -> None:
    repository.write("a.py", FAULT)
    git(repository.folder, "add", "a.py")
    blob = git(repository.folder, "rev-parse", ":a.py").strip()
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    done = repository.local("--staged")
    assert done.code == 4
    assert "notice: a.py: cannot be read (git does not have its content here): see to its permissions, or exclude it\n" in done.out
