"""The first look at a file agrees with looking for each word in turn, whichever engine looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.catalog import load
from golint.prefilter import Lexicon, alternation, engines
from golint.triggers import SUPPRESSION, gate

words = st.lists(st.binary(min_size=1, max_size=4).map(lambda word: bytes(byte % 4 + 97 for byte in word)), max_size=6)
texts = st.binary(max_size=30).map(lambda text: bytes(byte % 4 + 97 for byte in text))
any_words = st.lists(st.binary(min_size=1, max_size=5).filter(lambda word: b"\0" not in word), min_size=1, max_size=8, unique=True)

ENGINES = {"hyperscan": engines.hyperscan, "re2": engines.re2, "one by one": engines.one_by_one}


@given(words, texts)
def test_the_pattern_finds_a_word_exactly_where_there_is_one(some: list[bytes], text: bytes) -> None:
    assert bool(re.search(alternation(some), text)) == any(word in text for word in some)


@given(st.lists(st.binary(min_size=1, max_size=3), max_size=5), st.binary(max_size=12))
def test_no_byte_has_a_meaning_in_a_pattern(some: list[bytes], text: bytes) -> None:
    assert bool(re.search(alternation(some), text)) == any(word in text for word in some)


@pytest.mark.parametrize("engine", ENGINES)
@given(some=any_words, others=st.lists(st.binary(max_size=20), max_size=4), data=st.data())
def test_every_engine_finds_the_words_that_are_there(engine: str, some: list[bytes], others: list[bytes], data: st.DataObject) -> None:
    parts = data.draw(st.permutations([*others, *data.draw(st.lists(st.sampled_from(some)))]))
    text = b"".join(parts)
    scan = ENGINES[engine](some)
    assert scan is not None, "the package of this engine is not installed"
    assert scan(text) == sum(1 << number for number, word in enumerate(some) if word in text)


def test_a_kept_database_answers_as_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "golint"
    text = b"refund the charge"
    made, kept = (engines.hyperscan((b"charge", b"fund", b"paid"), folder) for _ in range(2))
    assert made is not None and kept is not None and made(text) == kept(text) == 0b011
    assert [path.suffix for path in folder.iterdir()] == [".hs"]


def _cut(data: bytes) -> bytes:
    return data[:-7]


def _changed(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


def _emptied(data: bytes) -> bytes:
    return data[:0]


def _zeroed(data: bytes) -> bytes:
    return bytes(len(data))


@pytest.mark.parametrize("harm", [_cut, _changed, _emptied, _zeroed])
def test_a_damaged_database_is_made_anew(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    engines.hyperscan((b"charge",), tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(harm(whole))
    scan = engines.hyperscan((b"charge",), tmp_path)
    assert scan is not None and scan(b"a charge") == 1
    assert path.read_bytes() == whole


def test_a_database_that_others_may_write_is_not_loaded(tmp_path: Path) -> None:
    engines.hyperscan((b"charge",), tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole)
    path.chmod(0o666)
    scan = engines.hyperscan((b"charge",), tmp_path)
    assert scan is not None and scan(b"a charge") == 1
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    scan = engines.hyperscan((b"charge",), tmp_path / "file" / "below")
    assert scan is not None and scan(b"a charge") == 1


@given(any_words, st.frozensets(st.binary(min_size=1, max_size=3), max_size=4), st.binary(max_size=20))
def test_a_word_that_the_lexicon_does_not_know_is_looked_for(some: list[bytes], asked: frozenset[bytes], text: bytes) -> None:
    assert Lexicon(some).look(text).holds(asked) == any(word in text for word in asked)


def test_hasting_changes_no_answer(tmp_path: Path) -> None:
    slow, fast = Lexicon([b"pay", b"paypal", b"refund"]), Lexicon([b"pay", b"paypal", b"refund"], tmp_path)
    fast.hasten()
    for text in (b"", b"pay", b"paypal refunds", b"repay", b"pa y"):
        assert slow.look(text, b"src/refund.py").anywhere == fast.look(text, b"src/refund.py").anywhere


@pytest.mark.parametrize("size", [30_000, 400_000])
def test_much_is_looked_at_with_the_engine_that_is_kept_or_else_made(tmp_path: Path, size: int) -> None:
    words, text = [b"pay", b"refund"], b"x = refund" + b"s\n" * (size // 2)
    fresh = Lexicon(words, tmp_path)
    assert (fresh.look(text).text, fresh.look(b"repay").text) == (2, 1)
    assert [path.suffix for path in tmp_path.iterdir()] == ([".hs"] if size > 300_000 else [])
    engines.hyperscan(sorted(words), tmp_path)
    known = Lexicon(words, tmp_path)
    assert (known.look(text).text, known.look(b"repay").text) == (2, 1)


def test_without_words_nothing_is_found_however_much_is_looked_at() -> None:
    empty = Lexicon([])
    empty.hasten()
    assert empty.look(b"pay").text == 0


@pytest.mark.parametrize(
    ("text", "path", "opens", "concerns"),
    [
        (b"import stripe", b"a.py", True, True),
        (b"# golint: ignore", b"a.py", True, True),
        (b"curl --insecure", b"a.sh", True, False),
        (b"x = 1", b"stripe/a.py", True, True),
        (b"def add(a, b): return a + b", b"sums.py", False, False),
    ],
)
def test_what_is_worth_a_look(text: bytes, path: bytes, opens: bool, concerns: bool) -> None:
    door = gate(load())
    present = door.lexicon.look(text, path)
    assert (door.opens(present), door.concerns(present)) == (opens, concerns)


def test_a_rule_is_pulled_when_each_group_has_a_word() -> None:
    catalog = load()
    door = gate(catalog)
    providers = frozenset(word for one in catalog.providers.values() for word in one.naming)
    for rule in catalog.rules.values():
        groups = [providers if group == (b"@provider",) else frozenset(group) for group in rule.triggers]
        if any(word.startswith(b"@") for group in groups for word in group):
            continue
        whole = b" ".join(min(group) for group in groups)
        assert door.pulls(door.lexicon.look(whole), rule), rule.id
        for left_out in groups:
            text = b" ".join(min(group) for group in groups if group is not left_out)
            if not any(word in text for word in left_out):
                assert not door.pulls(door.lexicon.look(text), rule), rule.id


def test_the_mark_of_a_suppression_is_known() -> None:
    assert SUPPRESSION in gate(load()).lexicon.words
