from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.catalog import CatalogError, patterns
from golint.catalog.grow import fill, grow
from golint.catalog.providers import Key
from golint.model import Mode, Role

KNOWN = catalog.load()
KINDS = sorted({(provider.id, key.role, key.mode) for provider in KNOWN.providers.values() for key in provider.keys})
SURE = [key for provider in KNOWN.providers.values() for key in provider.keys if not key.context]


def _fitting(provider: str, text: str) -> list[Key]:
    """The formats of a provider that find exactly this text in a line of code, as a scanner looks."""
    line = f'KEY = "{text}"\n'.encode()
    return [key for key in KNOWN.providers[provider].keys if (m := key.pattern.search(line)) and m[0] == text.encode()]


@given(st.sampled_from(KINDS), st.integers() | st.text(max_size=9))
def test_a_grown_key_is_found_with_its_role_and_mode(kind: tuple[str, Role, Mode], seed: int | str) -> None:
    provider, role, mode = kind
    text = grow(provider, role, mode, KNOWN, seed)
    found = _fitting(provider, text)
    assert (role, mode) in [(key.role, key.mode) for key in found]
    assert any(text.startswith(key.prefix) for key in found)


@given(st.sampled_from(KINDS), st.integers())
def test_no_sure_format_of_any_provider_mistakes_a_grown_key(kind: tuple[str, Role, Mode], seed: int) -> None:
    """A public key is never found as a secret one, a live key never as a test one, nor the other way round."""
    provider, role, mode = kind
    line = f'KEY = "{grow(provider, role, mode, KNOWN, seed)}"\n'.encode()
    for key in SURE:
        if key.pattern.search(line):
            assert (key.role.is_secret, Mode.ANY in (key.mode, mode) or key.mode is mode) == (role.is_secret, True), key


@given(st.sampled_from(KINDS), st.integers())
def test_equal_seeds_grow_equal_keys_and_others_differ(kind: tuple[str, Role, Mode], seed: int) -> None:
    assert grow(*kind, KNOWN, seed) == grow(*kind, KNOWN, seed) != grow(*kind, KNOWN, seed + 1)


@given(st.sampled_from(KINDS), st.integers())
def test_a_grown_key_is_no_placeholder(kind: tuple[str, Role, Mode], seed: int) -> None:
    provider, role, mode = kind
    text = grow(provider, role, mode, KNOWN, seed)
    tail = text[max(len(key.prefix) for key in _fitting(provider, text)) :]
    assert not re.search(r"test|exampl|sample|dummy|fake|changeme|your|xxx|(.)\1\1", tail, re.IGNORECASE)
    assert len(set(tail)) >= min(7, len(tail) // 2)


def test_a_mode_that_the_pack_does_not_tell_takes_the_key_of_any() -> None:
    assert grow("stripe", "webhook", "live", KNOWN).startswith("whsec_")
    assert grow("stripe", "secret", "live", KNOWN).startswith("sk_live_51")


def test_fill_replaces_markers_and_leaves_other_braces() -> None:
    text = "a={{paymongo.secret.live}} b={{paymongo.secret.live}} c={{paymongo.secret.live.2}} {{ order.total }} ${{secrets.stripe.key}}"
    a, b, c, *rest = fill(text, KNOWN).split(" ", 3)
    assert a[2:] == b[2:] != c[2:]
    assert [key.name for key in _fitting("paymongo", c[2:])] == ["secret key (live)"]
    assert rest == ["{{ order.total }} ${{secrets.stripe.key}}"]


def test_fill_draws_other_keys_for_another_seed() -> None:
    assert fill("{{stripe.secret.live}}", KNOWN, seed=1) != fill("{{stripe.secret.live}}", KNOWN, seed=2)


@given(st.text())
def test_fill_leaves_text_without_markers_alone(text: str) -> None:
    assert fill(text.replace("{", "("), KNOWN) == text.replace("{", "(")


BAD_MARKERS = {
    "{{stripe.secrt.live}}": '"stripe" has no key "secrt.live"; did you mean "secret.live"?',
    "{{strip.secret.live}}": 'there is no provider "strip"; did you mean "stripe"?',
    "{{paymongo.webhook.lve}}": '"paymongo" has no key "webhook.lve"; did you mean "webhook.any"?',
    "{{dlocal.secret.live}}": 'no key format of "dlocal" is known; add a [[key]] to its pack, or use another provider',
}


@pytest.mark.parametrize(("marker", "wanted"), BAD_MARKERS.items())
def test_a_misspelt_marker_is_an_error_with_place_and_remedy(marker: str, wanted: str) -> None:
    with pytest.raises(CatalogError) as caught:
        fill(f"fine\n{marker}\n", KNOWN, path="page.md")
    assert str(caught.value) == f"page.md:2: {marker}: {wanted}"


@pytest.mark.parametrize("regex", ["a{2,4}", r"\bab(?:cd|ef)\d{3}[^a-z\s]\w", "(?<![x])(?=a)a+?", "(?:ab){3}-[0-9]{2}"])
@given(seed=st.integers())
def test_a_grown_text_matches_its_pattern(regex: str, seed: int) -> None:
    assert re.fullmatch(regex, patterns.grow(regex, Random(seed)))
