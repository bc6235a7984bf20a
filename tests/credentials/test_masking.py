"""What may be said of a secret."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from golint.credentials.masking import digest, is_known, mask

PREFIX = b"sk_" + b"live_"


def test_prefix_and_last_four_are_shown_of_a_long_key() -> None:
    assert mask(PREFIX + b"q7" * 10 + b"Wx9z", PREFIX) == "sk_live_****Wx9z"


@given(st.binary(max_size=15))
def test_a_short_secret_shows_nothing_of_itself(body: bytes) -> None:
    assert mask(body) == "****"
    assert mask(PREFIX + body, PREFIX) == "sk_live_****"


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=16, max_size=200))
def test_a_mask_never_holds_the_secret(body: str) -> None:
    assert body not in mask(PREFIX + body.encode(), PREFIX)
    assert mask(body.encode()) == f"****{body[-4:]}"


@given(st.binary(), st.binary(), st.binary(min_size=1, max_size=32))
def test_equal_values_have_equal_digests_under_one_key(one: bytes, other: bytes, key: bytes) -> None:
    assert (digest(one, key) == digest(other, key)) == (one == other)


def test_another_run_gives_other_digests() -> None:
    assert digest(b"secret", b"first run") != digest(b"secret", b"second run")


def test_a_baseline_knows_a_key_whole_or_cut_as_detect_secrets_cuts_it() -> None:
    value = PREFIX + b"a" * 60
    for spelling in (value, value[: len(PREFIX) + 24], value[len(PREFIX) :]):
        assert is_known(value, PREFIX, frozenset({hashlib.sha1(spelling, usedforsecurity=False).hexdigest()}))
    assert not is_known(value, PREFIX, frozenset())
    assert not is_known(value, PREFIX, frozenset({hashlib.sha1(b"another", usedforsecurity=False).hexdigest()}))
