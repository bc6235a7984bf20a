"""The look at many texts: whatever holds a secret key passes, whichever engine is there, and little else does."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.catalog import grow, patterns
from golint.catalog.providers import Key, Provider
from golint.credentials import formats
from golint.credentials.masking import digest
from golint.credentials.sieve import Sieve, Trace
from golint.prefilter import regexes
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

CATALOG = catalog.load()
KEYS = [(provider, key) for provider in CATALOG.providers.values() for key in provider.keys if key.role.is_secret]
ENGINES = {"hyperscan": (), "re2": ("hyperscan",), "none": ("hyperscan", "re2")}


@pytest.fixture(scope="module", params=ENGINES, ids=str)
def sieve(request: pytest.FixtureRequest) -> Sieve:
    """The sieve of golint's own packs, with each engine in turn."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ENGINES[request.param]:
            patch.setitem(sys.modules, module, None)
        return Sieve(CATALOG)


def traces(text: bytes) -> list[Trace]:
    return list(SIEVE.traces(text, b"k" * 32))


def matches(text: bytes) -> bool:
    """Whether the search that judges files finds a secret key."""
    view = FileView(SourceFile("a.txt", text), CATALOG, Project.of({}), run_key=b"k" * 32)
    return any(reading.key.role.is_secret for match in formats(CATALOG).matches(text, view.present) for reading in match.readings)


def text_of(provider: Provider, key: Key, seed: int) -> str:
    """A key as a settings file holds it, with the words that must stand near it."""
    word = key.context[0] if key.context else provider.id
    return f"# {word}\n{provider.id}_secret = {patterns.grow(key.regex, Random(f'{key.regex}{seed}'))}\n"


@pytest.mark.parametrize(("provider", "key"), KEYS, ids=[f"{provider.id}-{key.name}" for provider, key in KEYS])
def test_every_secret_key_passes(sieve: Sieve, provider: Provider, key: Key) -> None:
    for seed in range(5):
        text = text_of(provider, key, seed)
        assert sieve.stretches(text.encode())
        assert sieve.stretches(("x = 1\n" * 999 + text.replace("# ", "# A ").upper().split("\n")[0] + "\n" + text).encode())


@given(st.sampled_from(KEYS), st.integers(0, 99), st.text(max_size=40), st.text(max_size=40))
def test_what_holds_a_match_passes(chosen: tuple[Provider, Key], seed: int, before: str, behind: str) -> None:
    """The sieve is never narrower than the search that comes after it."""
    provider, key = chosen
    data = f"{before}{text_of(provider, key, seed)}{behind}".encode("utf-8", "replace")
    grown = text_of(provider, key, seed).rpartition(" ")[2].strip().encode()
    for one in (data, data.replace(grown, before.encode("utf-8", "replace") + grown + behind.encode("utf-8", "replace"))):
        if matches(one):
            assert traces(one)


SIEVE = Sieve(CATALOG)


@pytest.mark.parametrize("key", [key for _, key in KEYS], ids=lambda key: key.regex)
def test_a_loosened_pattern_is_never_narrower(key: Key) -> None:
    loose = re.compile(regexes.loosened(key.regex))
    for seed in range(9):
        grown = patterns.grow(key.regex, Random(f"{seed}")).encode()
        for around in (b"", b'"', b" ", b"\n", b"=", b"-", b"_", b"a", b"/"):
            text = around + grown + around
            assert loose.search(text) or not key.pattern.search(text)


@pytest.mark.parametrize("mark", ["sk_live_", "xnd_production_"])
def test_a_key_in_base64_passes(sieve: Sieve, mark: str) -> None:
    provider = "stripe" if mark == "sk_live_" else "xendit"
    key = grow.grow(provider, "secret", "live", CATALOG, 1)
    assert key.startswith(mark)
    assert sieve.stretches(b"token: " + base64.b64encode(key.encode()) + b"\n")


PLAIN = [b"", b"x = 1\n", b"sk_" * 50, b"stripe secret key\n", "ü日本".encode() * 99, b"a" * 9999, bytes(range(256)) * 9]


@pytest.mark.parametrize("text", PLAIN, ids=range(len(PLAIN)))
def test_what_holds_no_key_is_held_back(text: bytes) -> None:
    assert not SIEVE.stretches(text)


def test_a_word_and_a_form_count_only_together() -> None:
    digits = patterns.grow(r"[0-9a-f]{32}", Random("1")).encode()
    assert not SIEVE.stretches(b"etag = " + digits)
    assert not SIEVE.stretches(b"braintree = 1")
    assert SIEVE.stretches(b"Braintree = " + digits)


def test_a_trace_tells_a_key_and_its_lines_apart() -> None:
    one, two = (grow.grow("stripe", "secret", "live", CATALOG, seed) for seed in (1, 2))
    first, second, third = traces(f"a = '{one}'\n\nb = '{one}'\n\nc = '{two}'\n".encode())
    assert first.key == second.key != third.key
    assert len({first.lines, second.lines, third.lines}) == 3
    assert one.encode() not in b"".join((*first, *second))
    (again,) = traces(f"x = 9\n\na = '{one}'\n".encode())
    assert (again.key, again.lines == first.lines) == (first.key, False)


def test_public_keys_leave_no_trace() -> None:
    public = grow.grow("stripe", "public", "live", CATALOG, 1)
    assert traces(f"key = '{public}'\n".encode()) == []


def test_what_is_compiled_is_kept(tmp_path: Path) -> None:
    pytest.importorskip("hyperscan")
    Sieve(CATALOG, tmp_path)
    kept = sorted(tmp_path.iterdir())
    again = Sieve(CATALOG, tmp_path)
    assert sorted(tmp_path.iterdir()) == kept != []
    assert again.stretches(text_of(*KEYS[0], 1).encode())
    for path in kept:
        path.write_bytes(b"damaged" + path.read_bytes())
    assert Sieve(CATALOG, tmp_path).stretches(text_of(*KEYS[0], 1).encode())


def test_a_pack_may_hold_a_pattern_that_no_engine_takes() -> None:
    assert regexes.search([regexes.loosened(r"(?P<a>x)\1{3}")]) is None


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 20_000)), min_size=1, max_size=4))
def test_keys_far_apart_in_a_long_text_are_all_traced(placed: list[tuple[tuple[Provider, Key], int]]) -> None:
    """What a long text holds is told from the stretches around it as from the whole."""
    text = (
        "".join(f"{'x = 1 # plain' * (gap // 13)}\n{text_of(*chosen, number)}" for number, (chosen, gap) in enumerate(placed))
        + "y = 2\n" * 9000
    )
    data = text.encode()
    view = FileView(SourceFile("a.txt", data), CATALOG, Project.of({}), run_key=b"k" * 32)
    whole = [match for match in formats(CATALOG).matches(data, view.present) if any(one.key.role.is_secret for one in match.readings)]
    assert [trace.key for trace in traces(data)] == [digest(match.text, b"k" * 32) for match in whole]
