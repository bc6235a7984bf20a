"""`golint baseline`, from the first acceptance to the last repair."""

from __future__ import annotations

from .conftest import Shop


def lines(shop: Shop) -> list[str]:
    return (shop.folder / "golint-baseline.txt").read_text().splitlines()


def test_a_baseline_is_made_used_and_pruned(shop: Shop, key: str) -> None:
    shop.write("a.py", f'import stripe\nstripe.api_key = "{key}"\n')
    done = shop.run("baseline", "create")
    assert done.code == 0 and done.out.endswith("golint-baseline.txt: 1 accepted finding\n")
    assert [line.split(" ", 1)[1] for line in lines(shop)[2:]] == ["hardcoded-key a.py"]
    assert key[8:-4] not in "".join(lines(shop))

    shop.write("a.py", f'import stripe\n\n\n# moved\nstripe.api_key = "{key}"\n')
    known = shop.run("check")
    assert known.code == 0 and "1 in the baseline" in known.out
    assert shop.run("check", "--no-baseline").code == 1
    again = lines(shop)
    assert shop.run("baseline", "create").code == 0
    assert lines(shop) == again

    shop.write("b.py", f'import stripe\nstripe.api_key = "{key}"\n')
    new = shop.run("check", "--format", "concise", "--ignore", "duplicated-key")
    assert new.code == 1 and [line.split(":")[0] for line in new.out.splitlines()] == ["b.py"]

    shop.write("a.py", "import stripe\n")
    assert "golint-baseline.txt: 1 accepted finding is gone; golint baseline prune removes it" in shop.run("check").out
    pruned = shop.run("baseline", "prune")
    assert pruned.code == 0 and pruned.out.endswith("0 accepted findings, 1 removed\n")
    assert len(lines(shop)) == 2
    assert shop.run("check", "--format", "concise", "--ignore", "duplicated-key").out == new.out


def test_a_run_over_some_files_calls_nothing_gone_that_it_did_not_look_for(shop: Shop, key: str) -> None:
    shop.write("a.py", f'import stripe\nstripe.api_key = "{key}"\n')
    shop.write("b.py", "x = 1\n")
    shop.run("baseline", "create")
    shop.write("a.py", "import stripe\n")
    assert "gone" not in shop.run("check", "b.py").out
    assert "gone" not in shop.run("check", "--ignore", "hardcoded-key").out
    assert "gone" in shop.run("check", "a.py").out


def test_a_baseline_of_another_name(shop: Shop, key: str) -> None:
    shop.write("a.py", f'import stripe\nstripe.api_key = "{key}"\n')
    assert shop.run("baseline", "create", "--baseline", "known.txt").code == 0
    assert shop.run("check").code == 1
    assert shop.run("check", "--baseline", "known.txt").code == 0
