"""A run in which nothing has changed says at once what the last one said; and whatever an answer hangs on, a change of it is seen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import golint
from golint import again

from .conftest import CLEAN, Done, Shop

PAYING = "import stripe\n\n\ndef pay(order):\n    stripe.Refund.create(charge=order.charge, amount=1)\n"
HOOK = "import json\nimport stripe\n\n\ndef hook(request):\n    event = json.loads(request.body)\n    mark_paid(event['data'])\n"
STATED = '[[attestation]]\nitem = "generic-01"\nby = "Ada"\ndate = 2026-01-01\n'
LOADED = re.compile(r"^import time:.*\n", re.MULTILINE)


def timeless(done: Done) -> tuple[int, str, str]:
    return done.code, re.sub(r"\d+\.\d s\b", "N s", done.out), done.err


class Store(Shop):
    """A shop that tells of each run whether it was answered before the command line was loaded."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.told = {"HOME": str(folder.parent / "home"), "PYTHONPATH": str(Path(golint.__file__).parent.parent)}

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "protocol.file.allow=always")
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True, capture_output=True, env=self.environment())

    def ask(self, *arguments: str, **environment: str) -> tuple[Done, bool]:
        """What a run says, and whether that was an answer without a run."""
        command = [sys.executable, "-X", "importtime", "-m", "golint", *arguments]
        told = self.environment() | environment
        done = subprocess.run(command, cwd=self.folder, env=told, capture_output=True, check=False, timeout=120)
        loaded = done.stderr.decode()
        return Done(done.returncode, done.stdout.decode(), LOADED.sub("", loaded)), not re.search(r"\| +golint\.cli\n", loaded)

    def is_known(self, *arguments: str, **environment: str) -> bool:
        """Whether a run and then another one leave the second with nothing to do; both say the same."""
        first, second = self.ask(*arguments, **environment), self.ask(*arguments, **environment)
        assert timeless(first[0]) == timeless(second[0])
        return second[1]

    def environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name not in CLEAN} | self.told


@pytest.fixture
def plain(tmp_path: Path) -> Store:
    """A shop that no git knows."""
    store = Store(tmp_path / "shop")
    (tmp_path / "home").mkdir()
    store.write("pay.py", PAYING)
    store.write("app/hook.py", HOOK)
    store.write("app/notes.log", "nothing\n")
    store.write("build/made.py", PAYING)
    store.write(".gitignore", "build/\n*.log\n")
    store.write("golint.toml", "[[waiver]]\nitem = 'generic-01'\nreason = 'r'\nowner = 'o'\nuntil = 2099-01-01\n")
    (store.folder / "empty/inner").mkdir(parents=True)
    return store


@pytest.fixture
def tracked(plain: Store) -> Store:
    """The same as a repository."""
    plain.git("init", "-q", "-b", "main")
    plain.git("add", ".")
    plain.git("commit", "-qm", "a")
    return plain


def _edit(store: Store) -> None:
    store.write("pay.py", PAYING + "\nstripe.api_version = '2020-01-01'\n")


def _same_size(store: Store) -> None:
    """Another text of the same length at the same time."""
    path = store.folder / "pay.py"
    before = path.stat()
    path.write_bytes(PAYING.replace("amount=1", "amount=x").encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(store: Store) -> None:
    store.write("other", HOOK)
    (store.folder / "other").replace(store.folder / "pay.py")


def _swapped(store: Store) -> None:
    for source, target in (("pay.py", "spare"), ("app/hook.py", "pay.py"), ("spare", "app/hook.py")):
        (store.folder / source).rename(store.folder / target)


def _gone(store: Store) -> None:
    (store.folder / "app/hook.py").unlink()


def _folder_gone(store: Store) -> None:
    shutil.rmtree(store.folder / "app")


def _linked(store: Store) -> None:
    (store.folder / "pay.py").unlink()
    (store.folder / "pay.py").symlink_to("app/hook.py")


def _ignored_by_file(store: Store) -> None:
    store.write(".gitignore", "build/\n*.log\napp/\n")


def _ignored_within(store: Store) -> None:
    store.write("app/.gitignore", "*.py\n.gitignore\n")


def _unignored(store: Store) -> None:
    store.write(".gitignore", "*.log\n")


def _vendored(store: Store) -> None:
    store.write("app/pyvenv.cfg", "")


def _nested(store: Store) -> None:
    store.write("app/.git/HEAD", "ref: refs/heads/main\n")


def _configured(store: Store) -> None:
    store.write("golint.toml", 'exclude = ["pay.py"]\n')


def _configured_first(store: Store) -> None:
    """A second file for settings stands for nothing, unless the first is gone."""
    store.write(".golint.toml", 'exclude = ["pay.py"]\n')
    (store.folder / "golint.toml").unlink()


def _stated(store: Store) -> None:
    store.write("golint.attestations.toml", STATED)


def _known_secrets(store: Store) -> None:
    store.write(".secrets.baseline", '{"results": {}}')


def _accepted(store: Store) -> None:
    store.ask("baseline", "create")


def writing(path: str, text: str = PAYING) -> Callable[[Store], None]:
    def write(store: Store) -> None:
        store.write(path, text)

    write.__name__ = f"new {path}"
    return write


WALKED: tuple[Callable[[Store], None], ...] = (
    _edit, _same_size, _replaced, _swapped, _gone, _folder_gone, _linked, _ignored_by_file, _ignored_within, _unignored, _vendored, _nested,
    _configured_first, _stated, writing("new.py"), writing("empty/inner/new.py"), writing("new/inner/new.py"),
)  # fmt: skip


def _excluded(store: Store) -> None:
    store.write(".git/info/exclude", "app/\n")


def _ignored_by_user(store: Store) -> None:
    store.write("../home/.config/git/ignore", "app/\n")


def _ignored_elsewhere(store: Store) -> None:
    store.write("../home/.gitconfig", "[core]\nexcludesFile = ~/mine\n")


def _committed(store: Store) -> None:
    store.git("commit", "--allow-empty", "-qm", "b")


def _reset(store: Store) -> None:
    store.git("commit", "--amend", "-qm", "b")


def _untracked(store: Store) -> None:
    store.git("rm", "-q", "--cached", "pay.py")


def _assumed(store: Store) -> None:
    store.git("update-index", "--assume-unchanged", "pay.py")


def _renamed(store: Store) -> None:
    store.git("remote", "add", "origin", "https://example.com/some/shop.git")


def _branched(store: Store) -> None:
    store.git("checkout", "-q", "-b", "other")


def _stored(store: Store) -> None:
    """An object that no commit holds is a part of all that was ever there."""
    store.write("../loose", PAYING + "# more\n")
    store.git("hash-object", "-w", "../loose")


def _attributed(store: Store) -> None:
    store.write(".gitattributes", "*.py text eol=crlf\n")


def _no_repository(store: Store) -> None:
    shutil.rmtree(store.folder / ".git")


def _submodule(store: Store) -> None:
    other = Store(store.folder.parent / "part")
    other.write("part.py", HOOK)
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "a")):
        other.git(*command)
    store.git("submodule", "add", "-q", str(other.folder), "part")


KEPT: tuple[Callable[[Store], None], ...] = (
    _edit, _same_size, _swapped, _folder_gone, _linked, _ignored_by_file, _ignored_within, _unignored, _nested, _configured, _known_secrets,
    writing("app/new.py"), writing("empty/inner/new.py"), writing("new/inner/new.py"),
    _excluded, _ignored_by_user, _ignored_elsewhere, _committed, _reset, _untracked, _assumed, _renamed, _branched, _stored, _attributed,
    _no_repository, _submodule,
)  # fmt: skip


def _follows(store: Store, change: Callable[[Store], None], *arguments: str) -> None:
    assert store.is_known(*arguments)
    change(store)
    (full, at_once), (anew, _) = store.ask(*arguments), store.ask(*arguments, "--no-cache")
    assert not at_once
    assert timeless(full) == timeless(anew)


@pytest.mark.parametrize("change", WALKED, ids=lambda change: change.__name__)
def test_an_audit_follows_what_changes_in_a_folder(plain: Store, change: Callable[[Store], None]) -> None:
    _follows(plain, change, "audit", "--format", "json")


@pytest.mark.parametrize("change", KEPT, ids=lambda change: change.__name__)
def test_an_audit_follows_what_changes_in_a_repository(tracked: Store, change: Callable[[Store], None]) -> None:
    _follows(tracked, change, "audit", "--format", "json")


IN_PLACE = {
    "settings": ({"golint.toml": ""}, {"golint.toml": 'exclude = ["pay.py"]\n'}),
    "statements": ({"golint.attestations.toml": ""}, {"golint.attestations.toml": STATED}),
    "an ignored .gitignore": ({"app/.gitignore": ".gitignore\n"}, {"app/.gitignore": ".gitignore\n*.py\n"}),
    "an ignored .gitattributes": (
        {"app/.gitignore": ".gitattributes\n", "app/.gitattributes": ""}, {"app/.gitattributes": "*.py text eol=crlf\n"},
    ),
    "the user's ignored files": (
        {"../home/.gitconfig": "[core]\nexcludesFile = ~/mine\n", "../home/mine": ""}, {"../home/mine": "app/\n"},
    ),
    "included settings of git": (
        {"../home/.gitconfig": "[include]\npath = more\n", "../home/mine": "app/\n"},
        {"../home/more": "[core]\nexcludesFile = ~/mine\n"},
    ),
    "settings of git": ({"../home/.gitconfig": "", "../home/mine": "app/\n"}, {"../home/.gitconfig": "[core]\nexcludesFile = ~/mine\n"}),
    "a folder that was empty": ({"app/deep/er/x.log": ""}, {"app/deep/er/new.py": HOOK}),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), IN_PLACE.values(), ids=IN_PLACE)
@pytest.mark.parametrize("command", ["audit", "check"])
def test_what_was_there_before_counts_where_it_is_written_anew(
    tracked: Store, command: str, before: dict[str, str], after: dict[str, str]
) -> None:
    for path, text in before.items():
        tracked.write(path, text)

    def change(store: Store) -> None:
        for path, text in after.items():
            store.write(path, text)

    _follows(tracked, change, command, "--format", "json")


def test_a_baseline_counts_with_all_that_it_names(tracked: Store) -> None:
    """Of a finding that is gone it is told whether its file is."""
    tracked.write("build/made.py", HOOK)
    tracked.ask("baseline", "create")
    text = (tracked.folder / "golint-baseline.txt").read_text()
    tracked.write("golint-baseline.txt", text + text.splitlines()[-1].rpartition(" ")[0].replace("a", "b") + " build/made.py\n")
    _follows(tracked, lambda store: (store.folder / "build/made.py").unlink(), "check")
    _follows(tracked, lambda store: store.write("golint-baseline.txt", "\n".join(text.splitlines()[:2]) + "\n"), "check")


@pytest.mark.parametrize("change", [_same_size, _accepted, _excluded, writing("empty/inner/new.py")], ids=lambda change: change.__name__)
def test_a_check_follows_too(tracked: Store, change: Callable[[Store], None]) -> None:
    _follows(tracked, change, "check", "--level", "audit")


@pytest.mark.parametrize("path", ["build/other.py", "app/more.log", ".git/COMMIT_EDITMSG"])
def test_what_git_is_told_to_ignore_is_no_change(tracked: Store, path: str) -> None:
    """Where it lies in a folder of its own: a name more in a folder that counts is a reason to look."""
    assert tracked.is_known("audit")
    tracked.write(path, PAYING)
    assert tracked.ask("audit")[1] is (path != "app/more.log")
    assert tracked.is_known("audit")


def test_a_file_that_holds_what_it_held_is_no_change(plain: Store) -> None:
    """As long as its bytes stand for it; an old one is told by its stamp, and one more run does no harm."""
    assert plain.is_known("audit")
    os.utime(plain.folder / "pay.py")
    assert timeless(plain.ask("audit")[0]) == timeless(plain.ask("audit", "--no-cache")[0])


def test_a_change_within_a_submodule_is_one(tracked: Store) -> None:
    _submodule(tracked)
    _follows(tracked, writing("part/part.py"), "audit", "--format", "json")
    _follows(tracked, writing("part/new.py"), "check")


def test_a_submodule_in_vendored_code_is_passed_over(tracked: Store) -> None:
    _submodule(tracked)
    tracked.git("mv", "part", "site-packages")
    (tracked.folder / "site-packages/inner").mkdir()
    assert tracked.is_known("audit")


def test_a_sparse_checkout_lacks_files(tracked: Store) -> None:
    tracked.git("sparse-checkout", "set", "--no-cone", "/*", "!/app/")
    assert tracked.is_known("audit")
    _follows(tracked, lambda store: store.git("sparse-checkout", "disable"), "audit", "--format", "json")


def test_a_link_that_leads_elsewhere_is_a_change(tracked: Store) -> None:
    link = tracked.folder / "app/link"
    link.symlink_to("hook.py")
    tracked.git("add", ".")
    tracked.git("commit", "-qm", "b")

    def elsewhere(_: Store) -> None:
        link.unlink()
        link.symlink_to("notes.log")

    _follows(tracked, elsewhere, "audit", "--format", "json")


def test_a_part_of_a_repository_hangs_on_the_rest(tracked: Store) -> None:
    """A work tree is clean as a whole, and what is ignored in a part may be said above it."""
    for change in (_edit, writing("app/more.py"), _ignored_by_file, writing("golint.toml", 'exclude = ["hook.py"]\n')):
        _follows(tracked, change, "audit", "app", "--format", "json")


def test_a_worktree_has_its_files_elsewhere(tracked: Store) -> None:
    tracked.git("worktree", "add", "-q", "../second")
    second = Store(tracked.folder.parent / "second")
    _follows(second, _untracked, "audit", "--format", "json")
    _follows(second, _committed, "audit", "--format", "json")
    _follows(second, _excluded_for_all, "audit", "--format", "json")


def _excluded_for_all(store: Store) -> None:
    store.write("../shop/.git/info/exclude", "*.py\n")


def test_settings_above_a_folder_count(plain: Store) -> None:
    store = Store(plain.folder / "app")
    assert store.is_known("check")
    (plain.folder / "golint.toml").unlink()
    plain.git("init", "-q")  # from now on the settings of the repository hold
    assert not store.ask("check")[1]
    _follows(store, lambda _: plain.write("golint.toml", 'exclude = ["hook.py"]\n'), "check")


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--verbose"), ("check", "app", "empty"), ("check", "--quiet"), ("audit", "--exclude", "build"), ("audit", "app"),
     ("audit", "empty"), ("audit", "--no-history"), ("check", "--no-baseline", "--select", "keys"), ("check", "--format", "github")],
)  # fmt: skip
def test_each_set_of_arguments_has_an_answer_of_its_own(tracked: Store, arguments: tuple[str, ...]) -> None:
    tracked.is_known("audit")
    assert not tracked.ask(*arguments)[1]
    again_, at_once = tracked.ask(*arguments)
    assert at_once
    assert timeless(again_) == timeless(tracked.ask(*arguments, "--no-cache")[0])


@pytest.mark.parametrize(
    "changed",
    [{"FORCE_COLOR": "1"}, {"TERM": "xterm"}, {"SOURCE_DATE_EPOCH": "86400"}, {"TZ": "Etc/GMT+12"}, {"HOME": "/"}, {"GOLINT_X": "1"},
     {"PATH": "/nowhere"}],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_each_environment_has_an_answer_of_its_own(tracked: Store, changed: dict[str, str]) -> None:
    tracked.told["TZ"] = "Etc/GMT-14"  # 26 hours before GMT+12
    assert tracked.is_known("audit")
    full, at_once = tracked.ask("audit", **changed)
    assert not at_once
    assert timeless(full) == timeless(tracked.ask("audit", "--no-cache", **changed)[0])


def test_each_working_directory_has_an_answer_of_its_own(tracked: Store) -> None:
    assert tracked.is_known("check", str(tracked.folder))
    store = Store(tracked.folder / "app")
    store.told = tracked.told
    elsewhere, at_once = store.ask("check", str(tracked.folder))
    assert not at_once
    assert timeless(elsewhere) == timeless(store.ask("check", str(tracked.folder), "--no-cache")[0])


@pytest.mark.parametrize("part", ["formats/text.py", "rules/keys/hardcoded-key.md", "rules/keys/new.md"])
def test_another_golint_answers_for_itself(plain: Store, tmp_path: Path, part: str, root: Path) -> None:
    package = tmp_path / "package/golint"
    shutil.copytree(Path(golint.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    if not (package / "rules").exists():
        shutil.copytree(root / "rules", tmp_path / "rules")
        shutil.copytree(package.parent, tmp_path / "src")
        package = tmp_path / "src/golint"
    plain.told["PYTHONPATH"] = str(package.parent)
    assert plain.is_known("check")
    changed = next(path for path in (package / part, package.parent.parent / part) if path.parent.exists())
    if part == "rules/keys/new.md":
        changed.write_text((changed.parent / "hardcoded-key.md").read_text().replace('id = "hardcoded-key"', 'id = "new"'))
    else:
        changed.write_text(changed.read_text() + "\n")
    assert not plain.ask("check")[1]


def test_packs_count(plain: Store) -> None:
    plain.page()
    arguments = ("check", "--packs", "../packs", "--format", "concise")
    _follows(plain, lambda store: store.page(level="practice", severity="note"), *arguments)
    _follows(plain, lambda store: store.write("../packs/providers/README", "none\n"), *arguments)


@pytest.mark.parametrize("arguments", [("--staged",), ("--since", "HEAD"), ("--history",), ("pay.py",), ("-",), ("pay.py", "app")])
def test_what_is_not_about_folders_alone_is_looked_at_anew(tracked: Store, arguments: tuple[str, ...]) -> None:
    assert not tracked.is_known("check", *arguments)


def test_nothing_is_left_of_a_run_that_could_not_look_at_all(plain: Store) -> None:
    assert not plain.is_known("check", ".", "nowhere")


@pytest.mark.parametrize("option", ["--no-cache", "--help"])
def test_without_the_cache_nothing_is_left(plain: Store, tmp_path: Path, option: str) -> None:
    plain.told["GOLINT_CACHE_DIR"] = str(tmp_path / "cache")
    assert not plain.is_known("audit", option)
    assert not (tmp_path / "cache/again").exists()


def test_an_emptied_cache_knows_nothing(plain: Store, tmp_path: Path) -> None:
    plain.told["GOLINT_CACHE_DIR"] = str(tmp_path / "cache")
    assert plain.is_known("audit")
    plain.ask("cache", "clear")
    assert list((tmp_path / "cache/again").iterdir()) == []
    assert not plain.ask("audit")[1]


@pytest.mark.parametrize("harm", [lambda _: b"", lambda data: data[:-5], lambda data: data.replace(b"Refund", b"refund"), bytes.lower])
def test_a_damaged_card_is_none_and_is_written_anew(plain: Store, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    plain.told["GOLINT_CACHE_DIR"] = str(tmp_path / "cache")
    assert plain.is_known("check", "--level", "audit")
    (card,) = (tmp_path / "cache/again").iterdir()
    whole = card.read_bytes()
    assert harm(whole) != whole
    card.write_bytes(harm(whole))
    assert not plain.ask("check", "--level", "audit")[1]
    assert plain.ask("check", "--level", "audit")[1]


def test_files_are_written_again(plain: Store, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    arguments = ("audit", "--format", "json", "--output", str(report))
    first = plain.ask(*arguments)[0]
    text = report.read_text()
    report.unlink()
    assert plain.ask(*arguments) == (first, True)
    assert report.read_text() == text
    report.unlink()
    report.mkdir()
    full, at_once = plain.ask(*arguments)
    assert (full.code, at_once) == (2, False)


def test_a_report_that_lies_among_the_files_is_one_of_them(plain: Store) -> None:
    arguments = ("audit", "--format", "json", "--output", "report.json")
    assert not plain.is_known(*arguments)
    assert not plain.ask(*arguments)[1]


def test_a_saved_audit_is_shown_again(plain: Store, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    plain.ask("audit", "--format", "json", "--output", str(saved))
    assert plain.is_known("report", str(saved))
    assert plain.is_known("audit", "--compare", str(saved))
    saved.write_text(saved.read_text().replace('"shop"', '"store"'))
    assert not plain.ask("audit", "--compare", str(saved))[1]
    shown, at_once = plain.ask("report", str(saved))
    assert not at_once
    assert "store" in shown.out


def test_a_reader_who_leaves_is_no_error(plain: Store) -> None:
    plain.write("many.py", PAYING * 400)
    plain.is_known("check", "--level", "audit")
    command = f"{sys.executable} -m golint check --level audit | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=plain.folder, env=plain.environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""


def test_runs_at_once_leave_a_whole_card(plain: Store) -> None:
    command = [sys.executable, "-m", "golint", "audit", "--format", "json"]
    running = [subprocess.Popen(command, cwd=plain.folder, env=plain.environment(), stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=120)[0] for one in running]
    (done, _), at_once = plain.ask("audit", "--format", "json"), plain.ask("audit", "--format", "json")[1]
    assert at_once
    assert {*said, done.out} == {done.out}


# What follows asks the cards themselves, without a process for each question.

Said = list[again.Piece]
NAMES = ("a", "b", "sub/a", "sub/b", "sub/deep/a", "other/a")
TEXTS = (b"", b"one", b"two", b"three")


def card_of(folder: Path, pieces: Said, started: int | None = None) -> bool:
    """Leave a card for all that lies in a folder; false where none is left."""
    paths = sorted(map(str, (folder, *folder.rglob("*"), *(folder / name for name in NAMES))))
    made = again.card(["check"], time.time_ns() if started is None else started, paths, pieces, 1)
    if made:
        place = Path(os.environ["GOLINT_CACHE_DIR"], again.KIND, made[0])
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(made[1])
    return made is not None


def test_what_changes_while_a_run_looks_at_it_leaves_no_card(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    time.sleep(0.05)
    assert card_of(tmp_path, [])
    assert not card_of(tmp_path, [], time.time_ns() - 1_000_000_000)


def test_a_card_has_its_bounds(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    time.sleep(0.05)
    assert card_of(tmp_path, [(again.OUT, "x" * 19_000_000)])
    assert not card_of(tmp_path, [(again.OUT, "x" * 20_000_000)])


def test_once_a_file_is_old_its_stamp_tells_and_its_bytes_are_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    written = path.stat()
    with chdir(tmp_path):
        time.sleep(0.05)
        assert card_of(tmp_path, [], written.st_ctime_ns + 30_000_000)
        card = max(Path(os.environ["GOLINT_CACHE_DIR"], again.KIND).iterdir(), key=lambda card: card.stat().st_mtime_ns)
        assert re.search(rb"#[0-9a-f]{32} a\0", card.read_bytes())
        time.sleep(2.6)
        assert again.answer(["check"]) is not None
        assert f"{written.st_mtime_ns},3,{written.st_ino},{written.st_ctime_ns} a\0".encode() in card.read_bytes()
        path.write_bytes(b"two")
        os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
        assert again.answer(["check"]) is None


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_what_another_user_laid_down_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    time.sleep(0.05)
    with chdir(tmp_path):
        assert card_of(tmp_path, [])
        assert again.answer(["check"]) is not None
        for card in Path(os.environ["GOLINT_CACHE_DIR"], again.KIND).iterdir():
            os.chown(card, 12345, 12345)
        assert again.answer(["check"]) is None


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
        st.tuples(st.just("drop"), st.sampled_from(NAMES), st.just(b"")),
        st.tuples(st.just("touch"), st.sampled_from(NAMES), st.just(b"")),
        st.tuples(st.just("swap"), st.sampled_from(NAMES), st.just(b"")),
        st.tuples(st.just("folder"), st.sampled_from(["new", "sub/new", "sub/deep/new"]), st.just(b"")),
    ),
    max_size=3,
)


def _step(folder: Path, kind: str, name: str, text: bytes) -> None:
    path, first = folder / name, folder / "a"
    if kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    elif kind == "folder":
        path.mkdir(parents=True, exist_ok=True)
    elif path.exists() and kind == "drop":
        path.unlink()
    elif path.exists() and kind == "touch":
        os.utime(path, ns=(1, 1))
    elif path != first and path.exists() and first.exists() and kind == "swap":
        path.rename(folder / "spare")
        first.rename(path)
        (folder / "spare").rename(first)


@pytest.fixture
def place() -> Iterator[Callable[[], Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: Path(tempfile.mkdtemp(dir=folder))


@given(steps=st.lists(steps, min_size=1, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_what_is_as_it_was_is_answered(place: Callable[[], Path], steps: list[list[Any]]) -> None:
    folder = place()
    _step(folder, "write", "a", b"one")
    _step(folder, "write", "sub/a", b"two")
    with chdir(folder):
        for changes in steps:
            time.sleep(0.025)
            assert card_of(folder, [(again.OUT, "said")])
            before = snapshot(folder)
            answer = again.answer(["check"])
            assert answer is not None and answer.pieces == [(again.OUT, "said")] and answer.code == 1
            for change in changes:
                _step(folder, *change)
            assert (again.answer(["check"]) is None) or snapshot(folder) == before


@given(rounds=st.lists(steps, min_size=1, max_size=3))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_it_says_what_a_run_without_a_cache_says(place: Callable[[], Path], rounds: list[list[Any]]) -> None:
    store = Store(place() / "shop")
    store.write("pay.py", PAYING)
    for changes in rounds:
        for kind, name, text in changes:
            _step(store.folder, kind, f"{name}.py" if "new" not in name else name, {b"one": HOOK, b"two": PAYING}.get(text, "").encode())
        anew = timeless(store.ask("audit", "--format", "json", "--no-cache")[0])
        assert [timeless(store.ask("audit", "--format", "json")[0]) for _ in range(2)] == [anew, anew]
