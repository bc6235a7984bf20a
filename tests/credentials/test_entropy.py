"""The entropy of a text is what detect-secrets' detectors say it is."""

from __future__ import annotations

import string

import pytest
from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString
from hypothesis import given
from hypothesis import strategies as st

from golint.credentials.entropy import BASE64, entropy, hexadecimal


@given(st.text(alphabet=string.ascii_letters + string.digits + "+/=_-.~!é", min_size=1, max_size=128))
def test_of_a_key(text: str) -> None:
    assert entropy(text, BASE64) == pytest.approx(Base64HighEntropyString().calculate_shannon_entropy(text))


@given(st.text(alphabet=string.hexdigits, min_size=1, max_size=64) | st.text(alphabet=string.digits, min_size=1, max_size=64))
def test_of_hexadecimal_digits(text: str) -> None:
    assert hexadecimal(text) == pytest.approx(HexHighEntropyString().calculate_shannon_entropy(text))
