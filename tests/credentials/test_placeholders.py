"""What is a stand-in and what may be real."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.credentials import is_placeholder
from golint.credentials.placeholders import entropy, longest_run

ALPHABET = string.ascii_letters + string.digits


@pytest.mark.parametrize(
    "value",
    [
        "x" * 24,
        "XXXXXXXXXXXXXXXXXXXXXXXX",
        "0" * 24,
        "your_secret_key",
        "TuClaveDeFirmaSecreta2",
        "sua-chave-secreta-9f2",
        "YourSecretKeyGoesHere1234",
        "<secret key>",
        "${SECRET_KEY}",
        "{{ key }}",
        "...",
        "abc...xyz",
        "****************",
        "changeme",
        "change-me-please",
        "SET-ME-PLEASE",
        "replace_this_with_yours",
        "1234567890abcdefghijklmn",
        "abcabcabcabcabcabcabcabc",
        "example",
        "process.env.KEY",
        "%(secret)s",
        "%SECRET%",
        "aaaaaaaabbbbbbbbcccccccc",
        "thisisjustsomelowercasetext",
        "012345678901234567890123",
        "",
        "abc",
    ],
)
def test_stand_ins(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(
    ("provider", "role", "mode"), [("stripe", "secret", "live"), ("paymongo", "webhook", "any"), ("hyperswitch", "secret", "test")]
)
def test_keys_of_the_packs_look_real(key: Callable[..., str], provider: str, role: str, mode: str, seed: int) -> None:
    assert not is_placeholder(key(provider, role, mode, seed).split("_")[-1])


@given(st.text(ALPHABET, min_size=1, max_size=40), st.sampled_from(["your", "example", "placeholder", "changeme"]))
def test_a_text_with_a_telling_word_is_a_stand_in(text: str, word: str) -> None:
    assert is_placeholder(text + word)


@given(st.sampled_from(ALPHABET), st.integers(4, 60))
def test_a_repeated_character_is_a_stand_in(character: str, length: int) -> None:
    assert is_placeholder(character * length)


@given(st.text(ALPHABET, min_size=4, max_size=10), st.integers(3, 6))
def test_a_repeated_text_is_a_stand_in(text: str, times: int) -> None:
    assert is_placeholder(text * times)


def test_runs_and_entropy() -> None:
    assert (longest_run("aabbbb", 0), longest_run("xabcdq", 1), longest_run("4321", -1)) == (4, 4, 4)
    assert entropy("aaaa") == 0
    assert entropy("abcdefgh") == 3
