"""Which files a run looks at, in real folders and real repositories."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from golint.model import Skip
from golint.settings import Settings, load
from golint.sources import SourceFile, Tree, Unread, discover


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@shop.example", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True)


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def repository(folder: Path, files: Mapping[str, str | bytes], untracked: Mapping[str, str | bytes] | None = None) -> None:
    write(folder, files)
    git(folder, "init")
    git(folder, "add", "--force", "--all")
    write(folder, untracked or {})


def found(cwd: Path, *paths: str, **given: object) -> Tree:
    return discover(load(paths or (".",), cwd=str(cwd)).merge(**given))


# -- outside git --------------------------------------------------------------------------------------------------


def test_a_folder_is_walked_and_sorted(shop: Path) -> None:
    write(shop, {"b.py": "", "a/z.py": "", "a/b/c.js": "", ".env": "A=1"})
    tree = found(shop)
    assert tree.root == str(shop)
    assert tree.files == tree.reported == (".env", "a/b/c.js", "a/z.py", "b.py")
    assert (tree.tracked(".env"), tree.ignored(".env")) == (None, None)


@pytest.mark.parametrize("in_git", [False, True])
def test_gitignore_is_respected_on_the_way_down(shop: Path, in_git: bool) -> None:
    files = {
        ".gitignore": "*.log\nsecret/\n/top.txt\n",
        "a.log": "",
        "sub/.gitignore": "!keep.log\n*.tmp\n",
        "sub/keep.log": "",
        "sub/x.log": "",
        "sub/x.tmp": "",
        "sub/top.txt": "",
        "top.txt": "",
        "x.tmp": "",
        "secret/key.txt": "",
    }
    write(shop, files)
    if in_git:
        git(shop, "init")
    assert found(shop).files == (".gitignore", "sub/.gitignore", "sub/keep.log", "sub/top.txt", "x.tmp")


@pytest.mark.parametrize("in_git", [False, True])
@pytest.mark.parametrize(
    ("files", "trees"),
    [
        ({"node_modules/stripe/index.js": "", "web/node_modules/a/b.js": ""}, 2),
        ({"env/pyvenv.cfg": "", "env/bin/activate": "", "env/lib/x.py": ""}, 1),
        ({"lib/python3.11/site-packages/stripe/api.py": ""}, 1),
        ({"vendor/autoload.php": "", "vendor/stripe/Api.php": ""}, 1),
        ({"vendor/modules.txt": "", "vendor/x/y.go": ""}, 1),
        ({"vendor/bundle/ruby/x.rb": ""}, 1),
        ({"ios/Pods/Stripe/a.m": "", "bower_components/a/b.js": "", "stripe-5.0.dist-info/METADATA": ""}, 3),
        ({"wp-includes/version.php": ""}, 1),
        ({"phpseclib/Crypt/RSA.php": ""}, 1),
    ],
)
def test_vendored_trees_are_counted_and_passed_over(shop: Path, files: Mapping[str, str], trees: int, in_git: bool) -> None:
    write(shop, {**files, "app.py": ""})
    if in_git:
        git(shop, "init")
        git(shop, "add", "--all")
    tree = found(shop)
    assert tree.files == ("app.py",)
    assert tree.skipped == {Skip.VENDORED: trees}


@pytest.mark.parametrize("in_git", [False, True])
def test_what_a_front_end_builds_and_a_shops_own_vendor_folder_are_looked_at(shop: Path, in_git: bool) -> None:
    files = ("build/static/main.js", "dist/app.min.js", "public/bundle.js", "vendor/assets/pay.js", "vendor/ours.php")
    write(shop, dict.fromkeys(files, ""))
    if in_git:
        git(shop, "init")
    assert found(shop).files == files


def test_a_vendored_tree_that_is_named_is_looked_at(shop: Path) -> None:
    repository(shop, {"node_modules/a/index.js": "", "node_modules/a/node_modules/b.js": "", "app.js": ""})
    tree = found(shop, "node_modules/a")
    assert tree.reported == ("node_modules/a/index.js",)
    assert tree.files == ("app.js", "node_modules/a/index.js")
    assert tree.tracked("node_modules/a/index.js") is True


def test_binary_files_are_counted(shop: Path) -> None:
    write(shop, {"logo.PNG": "", "app.py": ""})
    tree = found(shop)
    assert tree.files == ("app.py",)
    assert tree.skipped == {Skip.BINARY: 1}


def test_symbolic_links_are_not_followed(shop: Path) -> None:
    write(shop.parent, {"outside/key.txt": "k"})
    write(shop, {"app.py": ""})
    (shop / "out").symlink_to(shop.parent / "outside")
    (shop / "key.txt").symlink_to(shop.parent / "outside" / "key.txt")
    (shop / "loop").symlink_to(shop)
    assert found(shop).files == ("app.py",)
    git(shop, "init")
    assert found(shop).files == ("app.py",)
    git(shop, "add", "--all")
    assert found(shop).files == ("app.py",)
    assert found(shop, "key.txt").reported == ("key.txt",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_without_permission_is_a_notice(shop: Path) -> None:
    write(shop, {"app.py": "", "closed/key.py": ""})
    (shop / "closed").chmod(0)
    try:
        tree = found(shop)
    finally:
        (shop / "closed").chmod(0o755)
    assert tree.files == ("app.py",)
    assert tree.skipped == {Skip.UNREADABLE: 1}
    assert [notice.path for notice in tree.notices] == ["closed"]


def test_a_path_that_does_not_exist_is_a_notice(shop: Path) -> None:
    write(shop, {"app.py": ""})
    tree = found(shop, "app.py", "ap.py")
    assert tree.reported == ("app.py",)
    assert [(notice.path, notice.message) for notice in tree.notices] == [("ap.py", "does not exist: see to the spelling, or leave it out")]
    assert tree.skipped == {Skip.UNREADABLE: 1}


# -- in a work tree -----------------------------------------------------------------------------------------------


def test_tracked_untracked_and_ignored_files_are_told_apart(shop: Path) -> None:
    repository(shop, {"app.py": "", ".gitignore": ".env*\n", ".env.prod": ""}, {"new.py": "", ".env": ""})
    tree = found(shop)
    assert tree.files == (".env.prod", ".gitignore", "app.py", "new.py")
    assert [tree.tracked(path) for path in ("app.py", ".env.prod", "new.py", ".env")] == [True, True, False, False]
    assert [tree.ignored(path) for path in ("app.py", ".env.prod", "new.py", ".env")] == [False, False, False, True]


def test_the_repository_is_the_universe_and_what_is_named_is_reported(shop: Path) -> None:
    repository(shop, {"a.py": "", "sub/b.py": "", "sub/c.py": ""})
    tree = found(shop, "sub/b.py")
    assert (tree.files, tree.reported) == (("a.py", "sub/b.py", "sub/c.py"), ("sub/b.py",))
    assert found(shop, "sub").reported == ("sub/b.py", "sub/c.py")
    assert found(shop, "./sub/", "a.py").reported == ("a.py", "sub/b.py", "sub/c.py")


def test_where_files_alone_are_named_git_is_not_asked_for_others(shop: Path) -> None:
    repository(shop, {"a.py": "", ".gitignore": ".env\n", "gone.py": ""}, {"new.py": "", "sub/new.py": "", ".env": "", "[a].py": ""})
    (shop / "gone.py").unlink()
    tree = found(shop, "a.py", "sub/new.py", ".env", "[a].py")
    assert tree.files == (".env", ".gitignore", "[a].py", "a.py", "gone.py", "sub/new.py")
    assert [(path, tree.tracked(path), tree.ignored(path)) for path in tree.reported] == [
        (".env", False, True),
        ("[a].py", False, False),
        ("a.py", True, False),
        ("sub/new.py", False, False),
    ]
    assert tree.read("gone.py") == Unread("gone.py", None)


def test_paths_start_at_the_working_directory(shop: Path) -> None:
    repository(shop, {"a.py": "", "sub/b.py": ""})
    below = found(shop / "sub")
    assert (below.root, below.files, below.tracked("b.py")) == (str(shop / "sub"), ("b.py",), True)
    above = found(shop.parent, "shop/sub")
    assert (above.root, above.files, above.reported) == (str(shop.parent), ("shop/a.py", "shop/sub/b.py"), ("shop/sub/b.py",))
    assert above.tracked("shop/a.py") is True


def test_what_lies_elsewhere_starts_at_its_own_repository(shop: Path) -> None:
    repository(shop, {"a.py": "", "sub/b.py": ""})
    elsewhere = shop.parent / "elsewhere"
    write(elsewhere, {"x.py": ""})
    tree = found(elsewhere, "../shop/sub/b.py")
    assert (tree.root, tree.files, tree.reported) == (str(shop), ("a.py", "sub/b.py"), ("sub/b.py",))
    plain = found(shop / "sub", str(elsewhere))
    assert (plain.root, plain.files) == (str(elsewhere), ("x.py",))


def test_outside_a_repository_only_what_is_named_is_the_universe(shop: Path) -> None:
    write(shop, {"a.py": "", "b.py": "", "sub/c.py": ""})
    assert found(shop, "a.py").files == ("a.py",)
    assert found(shop, "a.py", "sub").files == ("a.py", "sub/c.py")
    assert found(shop, "sub", ".").files == ("a.py", "b.py", "sub/c.py")


def test_deleted_files_are_not_there(shop: Path) -> None:
    repository(shop, {"a.py": "", "b.py": ""})
    (shop / "a.py").unlink()
    tree = found(shop)
    assert (tree.files, tree.notices, tree.skipped) == (("b.py",), (), {})


def test_an_ignored_folder_or_file_that_is_named_is_looked_at(shop: Path) -> None:
    repository(
        shop,
        {".gitignore": "/build/\n.env\n"},
        {"build/app/x.py": "", "build/app/.gitignore": "*.log\n", "build/app/y.log": "", ".env": "A=1"},
    )
    tree = found(shop, "build/app", ".env")
    assert tree.reported == (".env", "build/app/.gitignore", "build/app/x.py")
    assert (tree.tracked("build/app/x.py"), tree.ignored("build/app/x.py"), tree.ignored(".env")) == (False, True, True)
    assert found(shop / "build" / "app").files == (".gitignore", "x.py")


def test_nested_repositories_and_submodules_belong_to_the_tree(shop: Path) -> None:
    library = shop.parent / "library"
    repository(library, {"lib.py": "", ".gitignore": "*.log"})
    git(library, "commit", "-m", "one")
    repository(shop, {"a.py": ""})
    git(shop, "submodule", "add", str(library), "libs/library")
    repository(shop / "nested", {"n.py": ""}, {"loose.py": ""})
    write(shop, {"libs/library/new.py": "", "libs/library/new.log": ""})
    tree = found(shop)
    assert tree.files == (
        ".gitmodules",
        "a.py",
        "libs/library/.gitignore",
        "libs/library/lib.py",
        "libs/library/new.py",
        "nested/loose.py",
        "nested/n.py",
    )
    assert [tree.tracked(path) for path in ("libs/library/lib.py", "libs/library/new.py", "nested/n.py")] == [True, False, True]
    assert found(shop.parent).files == tuple(sorted(["library/.gitignore", "library/lib.py", *(f"shop/{path}" for path in tree.files)]))


def test_a_worktree_is_a_work_tree(shop: Path) -> None:
    repository(shop, {"a.py": ""})
    git(shop, "commit", "-m", "one")
    git(shop, "worktree", "add", "../second")
    assert found(shop.parent / "second").tracked("a.py") is True


def test_without_git_the_folder_is_walked(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(shop, {"a.py": "", ".gitignore": "*.log\n"}, {"x.log": "", "b.py": ""})
    monkeypatch.setenv("PATH", "")
    tree = found(shop)
    assert tree.files == (".gitignore", "a.py", "b.py")
    assert tree.tracked("a.py") is None


def test_a_broken_repository_is_walked(shop: Path) -> None:
    write(shop, {".git": "gitdir: /nowhere/at/all", "a.py": ""})
    tree = found(shop)
    assert (tree.files, tree.tracked("a.py")) == (("a.py",), None)


def test_a_hooks_environment_does_not_mislead(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(shop, {"a.py": ""})
    repository(shop.parent / "other", {"o.py": ""})
    monkeypatch.setenv("GIT_DIR", str(shop.parent / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(shop.parent / "other" / ".git" / "index"))
    assert found(shop).files == ("a.py",)


def test_a_repositorys_configuration_runs_no_program(shop: Path) -> None:
    repository(shop, {"a.py": ""})
    script = shop.parent / "monitor"
    script.write_text(f"#!/bin/sh\ntouch {shop.parent}/ran\n", encoding="utf-8")
    script.chmod(0o755)
    git(shop, "config", "core.fsmonitor", str(script))
    assert found(shop).files == ("a.py",)
    assert not (shop.parent / "ran").exists()


def test_odd_names_survive(shop: Path) -> None:
    odd = os.fsdecode(b"caf\xe9.py")
    for in_git in (False, True):
        (shop / odd).write_text("x = 1", encoding="utf-8")
        (shop / "a b\n\u00fc.py").write_text("y = 1", encoding="utf-8")
        if in_git:
            git(shop, "init")
        tree = found(shop)
        assert tree.files == ("a b\n\u00fc.py", odd)
        shown = [source.path for source in map(tree.read, tree.files) if isinstance(source, SourceFile)]
        assert shown == ["a b\\n\u00fc.py", "caf\\xe9.py"]


# -- settings -----------------------------------------------------------------------------------------------------


def test_excluded_files_are_counted_and_named_ones_read(shop: Path) -> None:
    repository(shop, {"a.py": "", "old/b.py": "", "old/c.py": ""})
    tree = found(shop, exclude=("old/",))
    assert (tree.files, tree.skipped) == (("a.py",), {Skip.IGNORED: 2})
    assert found(shop, "old/b.py", exclude=("old/",)).reported == ("old/b.py",)


def test_force_exclude_holds_for_named_files(shop: Path) -> None:
    repository(shop, {"a.py": "", "old/b.py": "", "node_modules/x/c.js": ""})
    tree = found(shop, "a.py", "old/b.py", "node_modules/x/c.js", exclude=("old/",), force_exclude=True)
    assert tree.reported == ("a.py",)
    assert tree.skipped == {Skip.IGNORED: 1, Skip.VENDORED: 1}


def test_with_include_nothing_else_is_looked_at(shop: Path) -> None:
    repository(shop, {"a.py": "", "src/b.py": "", "src/old/c.py": ""})
    tree = found(shop, include=("src/",), exclude=("old/",))
    assert (tree.files, tree.skipped) == (("src/b.py",), {Skip.IGNORED: 2})


def test_patterns_of_the_file_start_at_its_folder(shop: Path) -> None:
    repository(shop, {"golint.toml": 'exclude = ["/sub/old/"]', "old/a.py": "", "sub/old/b.py": "", "sub/c.py": ""})
    assert found(shop / "sub").files == ("c.py",)
    assert found(shop).files == ("golint.toml", "old/a.py", "sub/c.py")


# -- standard input -----------------------------------------------------------------------------------------------


def test_standard_input_stands_for_the_file_of_its_name(shop: Path) -> None:
    repository(shop, {"a.py": "old", "b.py": ""})
    write(shop, {"untracked.py": ""})
    tree = discover(load(("-",), cwd=str(shop)).merge(stdin_filename="a.py"), io.BytesIO(b"new"))
    assert (tree.files, tree.reported, tree.tracked("a.py")) == (("a.py", "b.py"), ("a.py",), True)
    source = tree.read("a.py")
    assert isinstance(source, SourceFile)
    assert source.data == b"new"


def test_standard_input_needs_no_name(shop: Path) -> None:
    tree = discover(load(("-",), cwd=str(shop)), io.BytesIO(b"text"))
    assert tree.reported == ("stdin",)
    source = tree.read("stdin")
    assert isinstance(source, SourceFile)
    assert source.data == b"text"


# -- reading ------------------------------------------------------------------------------------------------------


def reason(tree: Tree, path: str) -> Skip | None:
    outcome = tree.read(path)
    assert isinstance(outcome, Unread)
    return outcome.reason


def test_binary_and_large_files_are_not_read(shop: Path) -> None:
    write(shop, {"nul.txt": b"a\0b", "late.txt": b"a" * 8192 + b"\0", "large.txt": b"a" * 10_001, "fits.txt": b"a" * 10_000})
    tree = found(shop, max_file_size=10_000)
    assert reason(tree, "nul.txt") is Skip.BINARY
    assert reason(tree, "large.txt") is Skip.LARGE
    assert isinstance(tree.read("late.txt"), SourceFile)
    assert isinstance(tree.read("fits.txt"), SourceFile)
    large = tree.read("large.txt")
    assert isinstance(large, Unread)
    assert large.notice is not None
    assert (large.notice.path, "max-file-size" in large.notice.message) == ("large.txt", True)


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20) + 7])
def test_every_byte_is_read(shop: Path, size: int) -> None:
    data = (b"0123456789abcde\n" * (size // 16 + 1))[:size]
    write(shop, {"a.txt": data})
    source = found(shop).read("a.txt")
    assert isinstance(source, SourceFile)
    assert source.data == data


def test_a_file_that_is_gone_is_no_fault(shop: Path) -> None:
    assert Tree(root=str(shop)).read("gone.py") == Unread("gone.py", None)


def test_a_file_that_cannot_be_read_is_a_notice(shop: Path) -> None:
    (shop / "folder.py").mkdir()
    outcome = Tree(root=str(shop)).read("folder.py")
    assert isinstance(outcome, Unread)
    assert outcome.reason is Skip.UNREADABLE
    assert outcome.notice is not None
    assert outcome.notice.message == "cannot be read (Is a directory): see to its permissions, or exclude it"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_text(shop: Path, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    write(shop, {".env": mark + "KEY=ü\n".encode(encoding)})
    source = found(shop).read(".env")
    assert isinstance(source, SourceFile)
    assert source.data == "KEY=ü\n".encode()


def test_order_does_not_hang_on_the_order_of_the_arguments(shop: Path) -> None:
    write(shop, {"a.py": "", "b/c.py": "", "b/d.py": ""})
    assert found(shop, "b", "a.py") == found(shop, "a.py", "b")


def test_default_settings_are_enough(shop: Path) -> None:
    write(shop, {"a.py": ""})
    assert discover(Settings(cwd=str(shop))).reported == ("a.py",)


def test_a_line_that_is_no_pattern_costs_no_other_its_say(shop: Path) -> None:
    write(shop, {".gitignore": "[b-a].log\n*.tmp\n", "a.log": "", "a.tmp": ""})
    assert found(shop).files == (".gitignore", "a.log")
