"""`golint check --history`: keys in all that was ever committed, in real repositories with a past."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from golint import catalog
from golint.catalog import grow

from .conftest import Done, Shop
from .test_staged import git

CATALOG = catalog.load()
SOUND = "import os\nKEY = os.environ['STRIPE_SECRET_KEY']\n"


def line(key: str) -> str:
    return f'STRIPE = "{key}"\n'


def keys(mode: str = "live", count: int = 3) -> list[str]:
    return [grow.grow("stripe", "secret", mode, CATALOG, f"history.{number}") for number in range(count)]


class Past:
    """A repository that is given a past."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.folder = shop, shop.folder
        git(self.folder, "init")
        git(self.folder, "config", "gc.auto", "0")
        self.day = 0

    def commit(self, files: dict[str, str | None], date: str = "", add: str = "--all") -> str:
        """Commit files, None for those that go; the commit's id."""
        for path, text in files.items():
            if text is None:
                (self.folder / path).unlink()
            else:
                self.shop.write(path, text)
        git(self.folder, "add", "--force", add)
        self.day += 1
        when = f"{date or f'2024-01-{self.day:02}'}T12:00:00+00:00"
        git(self.folder, "commit", "--allow-empty", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        return self.id()

    def id(self, name: str = "HEAD") -> str:
        return git(self.folder, "rev-parse", name).strip()


@pytest.fixture
def past(shop: Shop) -> Past:
    return Past(shop)


def searched(shop: Shop, *arguments: str, where: str = ".") -> Done:
    return shop.run("check", "--history", "--format", "json", *arguments, where)


def found(shop: Shop, *arguments: str, where: str = ".") -> list[tuple[str, int, str, str]]:
    """Path, line, commit and date of each finding."""
    report = json.loads(searched(shop, *arguments, where=where).out)
    assert {one["rule"] for one in report["findings"]} <= {"key-in-history"}
    places = [one["location"] for one in report["findings"]]
    return [(one["path"], one["start_line"], one["commit"]["id"], one["commit"]["date"]) for one in places]


def test_a_key_that_is_gone_is_found_at_the_commit_that_brought_it(past: Past, key: str) -> None:
    past.commit({"a.py": SOUND})
    commit = past.commit({"shop/pay.py": "import stripe\n" + line(key)})
    past.commit({"shop/pay.py": SOUND})
    done = past.shop.run("check", "--history")
    assert done.code == 1
    assert done.out.startswith("error[key-in-history]: The Stripe live secret key `sk_live_****")
    assert f"was committed in `{commit[:12]}` on 2024-01-02 and is gone from the tree\n" in done.out
    assert f" --> shop/pay.py:2:11 in {commit[:12]}\n" in done.out
    assert "\n  = note: Whoever has a clone can act as the shop until the key is revoked: to delete the line, or to rewrite" in done.out
    assert "Searched 2 versions of files in the history with 1 rule in" in done.out
    assert key not in done.out + done.err
    assert found(past.shop) == [("shop/pay.py", 2, commit, "2024-01-02")]


def test_one_finding_for_one_secret_with_the_number_of_the_others(past: Past, key: str) -> None:
    first = past.commit({"a.py": line(key)})
    past.commit({"a.py": line(key) + SOUND})
    past.commit({"b.py": "\n" + line(key)})
    past.commit({"a.py": None, "b.py": None})
    assert found(past.shop) == [("a.py", 1, first, "2024-01-01")]
    assert "2 more versions of files hold it." in searched(past.shop).out


def test_each_value_that_was_rotated_through_a_line_is_told(past: Past) -> None:
    one, two, three = keys()
    commits = [past.commit({"a.py": line(value)}) for value in (one, two, three)]
    past.commit({"a.py": SOUND})
    assert found(past.shop) == [("a.py", 1, commit, f"2024-01-0{day}") for day, commit in enumerate(commits, 1)]
    prints = [one["fingerprint"] for one in json.loads(searched(past.shop).out)["findings"]]
    assert len(set(prints)) == 3
    assert prints == [one["fingerprint"] for one in json.loads(searched(past.shop).out)["findings"]]


def test_where_it_still_stands_is_told_with_it(past: Past, key: str) -> None:
    commit = past.commit({"a.py": line(key)})
    past.commit({"a.py": None, "shop/b.py": "\n\n" + line(key)})
    finding = json.loads(searched(past.shop).out)["findings"][0]
    assert (finding["location"]["path"], finding["location"]["commit"]["id"]) == ("a.py", commit)
    assert "still stands in the tree" in finding["message"]
    assert [(one["location"]["path"], one["location"]["start_line"], one["message"]) for one in finding["related"]] == [
        ("shop/b.py", 3, "it still stands here")
    ]
    past.shop.write("shop/b.py", SOUND)
    past.shop.write("c.py", line(key))
    finding = json.loads(searched(past.shop).out)["findings"][0]
    assert [one["location"]["path"] for one in finding["related"]] == ["c.py"]
    (past.folder / "c.py").unlink()
    assert "is gone from the tree" in searched(past.shop).out


def test_merges_branches_tags_and_stashes(past: Past) -> None:
    on_branch, in_merge, in_stash, on_tag = keys(count=4)
    past.commit({"a.py": SOUND})
    git(past.folder, "checkout", "-b", "side")
    branch = past.commit({"b.py": line(on_branch)})
    past.commit({"b.py": None})
    git(past.folder, "checkout", "main")
    past.commit({"c.py": SOUND})
    git(past.folder, "merge", "--no-commit", "--no-ff", "side")
    merge = past.commit({"d.py": line(in_merge)})
    past.commit({"d.py": None})
    git(past.folder, "branch", "-D", "side")
    git(past.folder, "checkout", "--detach")
    tag = past.commit({"e.py": line(on_tag)})
    git(past.folder, "tag", "v1")
    git(past.folder, "checkout", "main")
    past.shop.write("a.py", line(in_stash))
    git(past.folder, "stash")
    stash = past.id("stash")
    told = [(path, commit) for path, _, commit, _ in found(past.shop)]
    index = past.id("stash^2")
    assert told == [("a.py", told[0][1]), ("b.py", branch), ("d.py", merge), ("e.py", tag)]
    assert told[0][1] in (stash, index)


def test_a_rename_keeps_the_path_of_the_commit_that_brought_it(past: Past, key: str) -> None:
    commit = past.commit({"old.py": line(key)})
    git(past.folder, "mv", "old.py", "new.py")
    past.commit({})
    past.commit({"new.py": None})
    assert found(past.shop) == [("old.py", 1, commit, "2024-01-01")]


def test_what_no_commit_holds_is_called_unreachable(past: Past) -> None:
    staged, amended, pushed = keys()
    past.commit({"a.py": SOUND})
    past.shop.write("b.py", line(staged))
    git(past.folder, "add", "b.py")
    blob = past.id(":b.py")
    git(past.folder, "rm", "--cached", "b.py")
    (past.folder / "b.py").unlink()
    lost = past.commit({"c.py": line(amended)})
    git(past.folder, "reset", "--hard", "HEAD~")
    last = past.commit({"d.py": line(pushed)})
    assert [one[:3] for one in found(past.shop)] == [(f".git/lost-found/other/{blob}", 1, ""), ("c.py", 1, lost), ("d.py", 1, last)]
    report = json.loads(searched(past.shop).out)["findings"]
    assert "lies in an object of git that no commit holds (it is unreachable)" in report[0]["message"]
    assert [one["severity"] for one in report] == ["warning", "error", "error"]
    git(past.folder, "reflog", "expire", "--expire=all", "--all")
    assert [one[2] for one in found(past.shop)] == ["", "", last]


def test_what_is_only_staged_is_not_in_the_history(past: Past, key: str) -> None:
    past.commit({"a.py": SOUND})
    past.shop.write("b.py", line(key))
    git(past.folder, "add", "b.py")
    assert found(past.shop) == []


def test_what_would_be_no_fault_in_the_tree_is_none_in_the_history(past: Past, key: str) -> None:
    test = keys("test", 1)[0]
    public = grow.grow("stripe", "public", "live", CATALOG, "history")
    past.commit(
        {
            "tests/test_pay.py": line(test),
            "web/checkout.js": f"const key = '{public}';\n",
            "shop/pay.py": 'KEY = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"\n',
            "vendor/node_modules/x/index.js": line(key),
            "logo.png": line(key),
        }
    )
    assert found(past.shop) == []
    past.commit({"docs/setup.md": f"STRIPE_SECRET_KEY={key}\n", "shop/test_mode.py": line(test)})
    report = json.loads(searched(past.shop).out)["findings"]
    assert [(one["location"]["path"], one["severity"]) for one in report] == [("docs/setup.md", "note"), ("shop/test_mode.py", "warning")]


def test_a_fault_counts_though_an_earlier_place_was_none(past: Past) -> None:
    test = keys("test", 1)[0]
    past.commit({"tests/test_pay.py": line(test)})
    commit = past.commit({"shop/pay.py": line(test)})
    assert found(past.shop) == [("shop/pay.py", 1, commit, "2024-01-02")]


def test_a_committed_environment_file(past: Past, key: str) -> None:
    commit = past.commit({".env": f"STRIPE_SECRET_KEY={key}\n"})
    past.commit({".env": None, ".gitignore": ".env\n"})
    past.shop.write(".env", f"STRIPE_SECRET_KEY={key}\n")
    assert found(past.shop) == [(".env", 1, commit, "2024-01-01")]
    assert "is gone from the tree" in searched(past.shop).out


def test_settings_hold_for_the_paths_of_the_past(past: Past) -> None:
    one, two, three = keys()
    past.commit({"legacy/a.py": line(one), "b.py": line(two), "c/d.py": line(three)})
    past.commit({"legacy/a.py": None, "b.py": None, "c/d.py": None})
    past.shop.write("golint.toml", 'exclude = ["legacy/"]\n[[override]]\npaths = ["c/**"]\nignore = ["key-in-history"]\n')
    assert [place[0] for place in found(past.shop)] == ["b.py"]
    past.shop.write("golint.toml", 'ignore = ["key-in-history"]\n')
    assert found(past.shop) == []


def test_paths_restrict(past: Past) -> None:
    one, two, _ = keys()
    past.commit({"shop/a.py": line(one), "b.py": line(two)})
    past.commit({"shop/a.py": SOUND, "b.py": None})
    assert [place[0] for place in found(past.shop, where="shop")] == ["shop/a.py"]
    below = Shop(past.folder / "shop")
    assert [place[0] for place in found(below)] == ["a.py"]
    above = Shop(past.folder.parent)
    assert [place[0] for place in found(above, where="shop")] == ["shop/b.py", "shop/shop/a.py"]


def test_a_bare_repository(past: Past, tmp_path: Path) -> None:
    one, two, _ = keys()
    commit = past.commit({"a.py": line(one), "b.py": line(two)})
    past.commit({"a.py": None})
    git(tmp_path, "clone", "--mirror", str(past.folder), "mirror")
    above = Shop(tmp_path)
    assert found(above, where="mirror") == [("a.py", 1, commit, "2024-01-01"), ("b.py", 1, commit, "2024-01-01")]
    gone, standing = json.loads(searched(above, where="mirror").out)["findings"]
    assert "is gone from the tree" in gone["message"]
    assert [place["location"]["path"] for place in standing["related"]] == ["b.py"]
    assert found(Shop(tmp_path / "mirror")) == found(above, where="mirror")


@pytest.mark.parametrize("left", [9, -9])
def test_damaged_objects_are_counted_and_the_others_searched(past: Past, left: int) -> None:
    one, two, _ = keys()
    commit = past.commit({"a.py": line(one), "b.py": line(two), **{f"c/{n}.py": f"x = {n}\n" * 99 for n in range(20)}})
    past.commit({"a.py": None, "b.py": None})
    plain = found(past.shop)
    assert plain == [("a.py", 1, commit, "2024-01-01"), ("b.py", 1, commit, "2024-01-01")]
    for name in ("c/7.py", "c/8.py"):
        blob = past.id(f"HEAD:{name}")
        path = past.folder / ".git/objects" / blob[:2] / blob[2:]
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:left])
    done = searched(past.shop)
    report = json.loads(done.out)
    assert (done.code, report["complete"], report["history"]["skipped"]) == (4, False, {"unreadable": 2})
    assert [one["location"]["path"] for one in report["findings"]] == ["a.py", "b.py"]
    assert [one["message"] for one in report["notices"]] == [
        "2 objects of git are damaged (git fsck names them), so a key in what they held is not found"
    ]


def test_a_packed_repository_says_the_same(past: Past) -> None:
    one, two, _ = keys()
    past.commit({"a.py": line(one)})
    past.commit({"a.py": line(two), **{f"c/{n}.py": SOUND + f"x = {n}\n" for n in range(60)}})
    past.commit({"a.py": None})
    plain = found(past.shop)
    git(past.folder, "repack", "-a", "-d")
    assert found(past.shop) == plain
    assert found(past.shop, "--jobs", "2") == plain


def test_a_shallow_clone_says_so(past: Past, key: str, tmp_path: Path) -> None:
    past.commit({"a.py": line(key)})
    past.commit({"a.py": SOUND})
    git(tmp_path, "clone", "--depth", "1", f"file://{past.folder}", "clone")
    done = Shop(tmp_path / "clone").run("check", "--history")
    assert done.code == 0
    deeper = "(git fetch --unshallow; actions/checkout: fetch-depth: 0): a key that was committed there is not found"
    assert f"notice: this clone is shallow, so older commits are not in it {deeper}\n" in done.out


def test_a_partial_clone_says_so_and_fetches_nothing(past: Past, key: str, tmp_path: Path) -> None:
    past.commit({"a.py": line(key), "b.py": "x = 1\n"})
    past.commit({"a.py": SOUND, "c.py": line(keys()[1])})
    git(past.folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--filter=blob:none", f"file://{past.folder}", "clone")
    clone = Shop(tmp_path / "clone")
    done = clone.run("check", "--history", "--format", "concise")
    assert done.out.startswith("c.py:1:11: key-in-history error ")
    assert done.out.count("\n") == 1
    assert done.err == (
        "notice: this is a partial clone, and 1 of its objects are not in it (git clone without --filter): "
        "a key that was committed there is not found\n"
    )
    assert "?" in git(clone.folder, "rev-list", "--objects", "--all", "--missing=print")
    shutil.rmtree(past.folder)
    assert clone.run("check", "--history", "--format", "concise").out == done.out


def test_a_linked_work_tree_and_a_submodule(past: Past, tmp_path: Path) -> None:
    one, two, _ = keys()
    past.commit({"a.py": line(one)})
    past.commit({"a.py": None, "b.py": SOUND})
    git(past.folder, "worktree", "add", str(tmp_path / "linked"))
    assert [place[0] for place in found(Shop(tmp_path / "linked"))] == ["a.py"]
    other = Shop(tmp_path / "other")
    other.folder.mkdir()
    outer = Past(other)
    outer.commit({"z.py": line(two)})
    git(other.folder, "submodule", "add", str(past.folder), "sub")
    assert [place[0] for place in found(other)] == ["z.py"]
    assert [place[0] for place in found(other, where="sub")] == ["sub/a.py"]


def test_odd_names_and_encodings(past: Past) -> None:
    one, two, three = keys()
    past.commit({"with space.py": line(one), "ümlaut\n.py": line(two)})
    (past.folder / "w.ps1").write_bytes(line(three).encode("utf-16"))
    past.commit({})
    assert [place[0] for place in found(past.shop)] == ["w.ps1", "with space.py", "ümlaut\\n.py"]


def test_large_and_binary_contents_are_counted(past: Past, key: str) -> None:
    past.commit({"big.txt": line(key) + "x" * 2000, "bin.dat": "\0" + line(key), "a.py": SOUND})
    past.shop.write("golint.toml", 'max-file-size = "1 kB"\n')
    report = json.loads(searched(past.shop).out)
    assert report["findings"] == []
    assert report["history"] == {"versions": 1, "bytes": len(SOUND), "skipped": {"binary": 1, "too large": 1}, "lacks": ""}
    assert report["coverage"]["files"] == 0


def test_accepted_findings_stay_accepted(past: Past) -> None:
    one, two, _ = keys()
    past.commit({"a.py": line(one)})
    past.commit({"a.py": None, "b.py": SOUND})
    done = past.shop.run("baseline", "create", "--history")
    assert (done.code, done.out) == (0, f"{past.folder}/golint-baseline.txt: 1 accepted finding\n")
    done = past.shop.run("check", "--history")
    assert (done.code, "(1 in the baseline)" in done.out) == (0, True)
    plain = past.shop.run("check")
    assert (plain.code, "accepted finding" in plain.out) == (0, False)
    past.shop.run("baseline", "prune")
    past.shop.run("baseline", "create")
    assert past.shop.run("check", "--history").code == 0
    past.commit({"b.py": line(two)})
    past.commit({"b.py": None})
    assert [place[0] for place in found(past.shop)] == ["b.py"]
    git(past.folder, "checkout", "--orphan", "anew")
    git(past.folder, "rm", "-rf", "--cached", ".")
    past.commit({"d.py": SOUND}, add="d.py")
    git(past.folder, "branch", "-D", "main")
    git(past.folder, "reflog", "expire", "--expire=all", "--all")
    git(past.folder, "gc", "--prune=now")
    stale = past.shop.run("check", "--history")
    assert "1 accepted finding is gone; golint baseline prune removes it" in stale.out
    assert past.shop.run("baseline", "prune", "--history").out == f"{past.folder}/golint-baseline.txt: 0 accepted findings, 1 removed\n"


@pytest.mark.parametrize("name", ["text", "concise", "json", "sarif", "github"])
def test_no_format_shows_a_key(past: Past, key: str, name: str) -> None:
    commit = past.commit({"a.py": line(key)})
    past.commit({"a.py": None})
    done = past.shop.run("check", "--history", "--format", name)
    assert done.code == 1
    assert key not in done.out + done.err
    assert commit[:12] in done.out


def test_code_scanning_is_told_the_path_and_the_commit(past: Past, key: str) -> None:
    commit = past.commit({"shop/a.py": line(key)})
    past.commit({"shop/a.py": None})
    result = json.loads(past.shop.run("check", "--history", "--format", "sarif").out)["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("shop/a.py", 1)
    assert result["properties"] == {"commitSha": commit, "date": "2024-01-01", "precision": "high", "provider": "stripe"}
    assert list(result["partialFingerprints"]) == ["golint/v1"]


def test_outside_of_git_and_before_the_first_commit(shop: Shop) -> None:
    shop.write("a.py", SOUND)
    done = shop.run("check", "--history")
    assert (done.code, done.err) == (2, "golint: --history: . lies in no git repository; name one repository, or run golint inside it\n")
    git(shop.folder, "init")
    done = shop.run("check", "--history")
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("Searched 0 versions of files in the history with 1 rule")


def test_what_the_user_has_set_up_for_git_changes_nothing(past: Past, key: str, tmp_path: Path) -> None:
    commit = past.commit({"a.py": line(key)})
    past.commit({"a.py": None})
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text(
        "[log]\nshowRoot = false\nshowSignature = true\n[core]\nquotePath = true\n[diff]\nrenames = copies\nexternal = false\n"
        "[color]\nui = always\n[format]\npretty = oneline\n"
    )
    done = past.shop.run("check", "--history", "--format", "json", HOME=str(tmp_path / "home"))
    assert json.loads(done.out)["findings"][0]["location"]["commit"]["id"] == commit


def audited(shop: Shop, *arguments: str) -> dict[str, dict[str, object]]:
    done = shop.run("audit", ".", "--provider", "stripe", "--format", "json", "--fail-on", "never", *arguments)
    assert done.code == 0, done.err
    sections = json.loads(done.out)["sections"]
    return {item["id"]: item for section in sections for item in section["items"]}


def test_an_audit_searches_the_history(past: Past, key: str) -> None:
    past.commit({"shop/a.py": "import stripe\n" + SOUND})
    assert audited(past.shop)["generic-02"]["state"] == "PASS"
    unsearched = audited(past.shop, "--no-history")["generic-02"]
    assert unsearched["state"] == "NOT CHECKED"
    assert str(unsearched["remedy"]).startswith("Search it with `golint audit --history`, or look at it yourself, ")
    commit = past.commit({"shop/b.py": line(key)})
    past.commit({"shop/b.py": None})
    item = audited(past.shop)["generic-02"]
    assert item["state"] == "MANUAL"
    assert str(item["remedy"]).startswith("Revoke each of these keys with its provider; golint cannot tell whether that is done.")
    assert [one["location"]["commit"]["id"] for one in item["grounds"] if one["location"]] == [commit]  # type: ignore[attr-defined]
    past.shop.write(
        "golint.attestations.toml", '[[attestation]]\nitem = "generic-02"\nby = "A"\ndate = 2023-12-31\nlink = "https://shop.example/x"\n'
    )
    assert (
        audited(
            past.shop,
        )["generic-02"]["state"]
        == "MANUAL"
    )


def test_a_word_given_after_the_commit_answers_for_it(past: Past, key: str) -> None:
    past.commit({"shop/a.py": "import stripe\n" + SOUND, "shop/b.py": line(key)}, date="2024-01-05")
    past.commit({"shop/b.py": None}, date="2024-01-06")
    for day, state in (("2024-01-04", "MANUAL"), ("2024-01-07", "PASS")):
        said = f'[[attestation]]\nitem = "generic-02"\nby = "A"\ndate = {day}\nuntil = 2099-01-01\nlink = "https://shop.example/x"\n'
        past.shop.write("golint.attestations.toml", said)
        assert audited(past.shop)["generic-02"]["state"] == state


def test_what_still_stands_is_one_finding_with_its_commit(past: Past, key: str) -> None:
    commit = past.commit({"shop/a.py": "import stripe\n" + line(key)})
    past.commit({"shop/a.py": "import stripe\n\n" + line(key)})
    done = past.shop.run("audit", ".", "--format", "json", "--fail-on", "never")
    check = json.loads(done.out)["check"]
    (finding,) = [one for one in check["findings"] if one["rule"] in ("hardcoded-key", "key-in-history")]
    assert finding["rule"] == "hardcoded-key"
    (related,) = finding["related"]
    assert (related["message"], related["location"]["path"]) == (f"committed in {commit[:12]} on 2024-01-01", "shop/a.py")
    assert related["location"]["start_line"] == 2
    assert audited(past.shop)["generic-02"]["state"] == "FAIL"


def test_where_it_still_stands_is_known_whatever_else_is_asked(past: Past, key: str) -> None:
    past.commit({"shop/a.py": "import stripe\n" + line(key)})
    past.shop.write("golint.toml", 'ignore = ["duplicated-key", "hardcoded-key"]\n')
    check = json.loads(past.shop.run("audit", ".", "--format", "json", "--fail-on", "never").out)["check"]
    (finding,) = [one for one in check["findings"] if one["rule"] == "key-in-history"]
    assert [one["location"]["path"] for one in finding["related"]] == ["shop/a.py"]


def test_an_audit_of_a_clone_that_lacks_commits_does_not_vouch_for_them(past: Past, tmp_path: Path) -> None:
    past.commit({"shop/a.py": "import stripe\n" + SOUND})
    past.commit({"shop/b.py": SOUND})
    git(tmp_path, "clone", "--depth", "1", f"file://{past.folder}", "clone")
    item = audited(Shop(tmp_path / "clone"))["generic-02"]
    assert item["state"] == "NOT CHECKED"
    assert "The history was searched for keys only in part: this clone is shallow" in json.dumps(item["grounds"])


def test_it_is_no_part_of_a_daily_check(past: Past, key: str) -> None:
    past.commit({"a.py": line(key)})
    past.commit({"a.py": SOUND})
    done = past.shop.run("check", "--level", "audit", "--format", "json")
    assert "key-in-history" not in done.out
    assert json.loads(done.out)["history"] is None
    with pytest.raises(subprocess.CalledProcessError):
        git(past.folder, "diff", "--exit-code", "HEAD~")
