"""Keys that stand in several repositories: found, and never shown."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from .conftest import HOOK, Fleet, Grown, git, write


def shop(key: str) -> dict[str, str]:
    return {"hook.py": HOOK, "pay.py": f'import stripe\n\nstripe.api_key = "{key}"\n'}


@pytest.fixture
def sharing(fleet: Fleet, grown: Grown) -> Fleet:
    """Three shops, two of which have one key."""
    fleet.tree("one", shop(grown("shared")))
    fleet.bare("two", fleet.tree("origin", shop(grown("shared")) | {".env": f"STRIPE_WEBHOOK_KEY={grown('own')}\n"}))
    fleet.tree("three", shop(grown("other")))
    fleet.listed("shops/one", "shops/two.git", "shops/three")
    return fleet


def places(fleet: Fleet) -> list[list[str]]:
    """Where each key stands that stands in several repositories."""
    return [[f"{one['repository']}:{one['path']}:{one['line']}" for one in key["places"]] for key in fleet.overview()["keys"]]


def digests(fleet: Fleet) -> dict[str, str]:
    return dict(fleet.rows("SELECT repository || ':' || path, digest FROM secret"))


BOTH = ["shops+one:pay.py:3", "shops+two:pay.py:3"]


def test_a_shared_key_is_found(sharing: Fleet) -> None:
    done = sharing.run()
    assert "1 key in several repositories" in done.out
    assert places(sharing) == [BOTH]
    (key,) = sharing.overview()["keys"]
    assert (key["mode"], key["providers"]) == ("live", ["stripe"])
    page = (sharing.results / "index.html").read_text("utf-8")
    assert page.index("Keys in several repositories") < page.index(key["masked"])


def test_no_secret_is_written_and_no_digest_of_one(sharing: Fleet, grown: Grown) -> None:
    sharing.run()
    sharing.run("--fresh")
    secrets = [grown(seed) for seed in ("shared", "own", "other")]
    forms = [form for secret in secrets for form in (secret.encode(), *unkeyed(secret))]
    written = [path for path in sharing.folder.rglob("*") if path.is_file() and "shops" not in path.relative_to(sharing.folder).parts]
    assert {"fleet.db", "index.html", "fleet.json", "shops+one.sarif", "shops+two.json"} <= {path.name for path in written}
    for path in written:
        data = path.read_bytes().lower()
        assert [form for form in forms if form.lower() in data] == [], path


def unkeyed(secret: str) -> list[bytes]:
    """The digests that anybody could make of a secret, as bytes and in hexadecimal."""
    made = [hashlib.new(name, secret.encode()).digest() for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s", "sha3_256")]
    return [form for digest in made for form in (digest[:16], digest[:16].hex().encode())]


def test_digests_tell_nothing_from_run_to_run(sharing: Fleet) -> None:
    sharing.run()
    first = digests(sharing)
    sharing.run("--fresh")
    assert digests(sharing).keys() == first.keys() >= {"shops+one:pay.py", "shops+two:.env"}
    assert not set(first.values()) & set(digests(sharing).values())


def test_a_later_run_compares_what_it_keeps(sharing: Fleet, grown: Grown) -> None:
    sharing.listed("shops/one", "shops/three")
    sharing.run()
    assert places(sharing) == []
    before = sharing.files()
    sharing.listed("shops/one", "shops/three", "shops/two.git")
    write(sharing.folder / "shops" / "three", shop(grown("shared")))
    sharing.run()
    assert places(sharing) == [["shops+one:pay.py:3", "shops+three:pay.py:3", "shops+two:pay.py:3"]]
    assert sharing.overview()["compared"]
    assert {name for name in before if before[name] == sharing.files()[name]} == {f"shops+one.{one}" for one in ("html", "json", "sarif")}
    assert len(sharing.rows("SELECT DISTINCT run FROM secret")) == 1


def test_what_cannot_be_told_from_its_place_is_audited_anew(sharing: Fleet, grown: Grown) -> None:
    odd = sharing.folder / "shops" / "one" / "od\td.py"
    write(odd.parent, {odd.name: f'import stripe\n\nstripe.api_key = "{grown("odd")}"\n'})
    sharing.listed("shops/one")
    sharing.run()
    sharing.listed("shops/one", "shops/two.git")
    sharing.run()
    assert places(sharing) == [BOTH]
    assert set(sharing.statuses().values()) == {"done"}


@pytest.mark.parametrize("options", [[], ["--history"], ["--no-history"]])
def test_the_past_is_searched(sharing: Fleet, options: list[str]) -> None:
    for name in ("one", "origin"):
        (sharing.folder / "shops" / name / "pay.py").write_text("import stripe\n", "utf-8")
        sharing.commit(sharing.folder / "shops" / name)
    git(sharing.folder / "shops" / "two.git", "remote", "update")
    sharing.run(*options)
    found = {Path(one["path"]).name: one["rules"].get("key-in-history") for one in sharing.overview()["repositories"]}
    expected = None if options == ["--no-history"] else {"error": 1}
    assert found == {"one": expected, "two.git": expected, "three": None}


def test_a_new_branch_asks_for_another_audit(sharing: Fleet) -> None:
    sharing.run()
    before = sharing.files()
    git(sharing.folder / "shops" / "two.git", "branch", "another")
    git(sharing.folder / "shops" / "one", "branch", "another")
    sharing.run()
    assert {name.partition(".")[0] for name, time in sharing.files().items() if time == before[name]} == {"shops+three"}


def test_the_table_is_readable_without_the_key(sharing: Fleet, grown: Grown) -> None:
    sharing.run()
    (masked,) = {row[0] for row in sharing.rows("SELECT masked FROM secret WHERE path = 'pay.py' AND repository = 'shops+one'")}
    key = grown("shared")
    assert masked.endswith(key[-4:]) and key.startswith(masked.partition("*")[0])
    assert not any(Path(sharing.results, name).exists() for name in ("salt", "key"))
