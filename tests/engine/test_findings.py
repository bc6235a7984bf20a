"""What becomes of a hit: words, places, masks, fingerprints, and which finding stands for which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import catalog
from golint.catalog import grow, pages, rules
from golint.engine import findings
from golint.model import Finding, Hit, Location, Mode, Precision, Region, Role, Secret, Severity, Span
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView, masked

PAGE = """+++
id = "{id}"
title = "t"
level = "launch"
severity = "error"
precision = "high"
languages = ["*"]
message = "{{what}} is wrong for {{provider}}."
label = "in {{what}}"
why = "w"
silences = [{silences}]
[help]
default = "use {{header}}"
+++
"""


def rule(name: str, silences: str = "", family: str = "webhooks") -> rules.Rule:
    return pages.read(PAGE.format(id=name, silences=silences), f"rules/{family}/{name}.md")


def view(text: bytes, path: str = "shop/a.py", **others: bytes) -> FileView:
    files = {path: text, **{name.replace("__", "/") + ".py": data for name, data in others.items()}}
    return FileView(SourceFile(path, text), catalog.load(), Project.of(files))


def finding(name: str, start: int, end: int, *, symbol: str = "", severity: Severity = Severity.ERROR, line: str = "x") -> Finding:
    place = Location("a.py", Span(start, end), Region(1, start + 1, 1, end + 1), line)
    return Finding(rule=name, severity=severity, precision=Precision.HIGH, message="m", location=place, symbol=symbol)


def test_words_come_from_the_hit_then_from_the_provider() -> None:
    one = findings.from_hit(rule("a"), Hit(Span(0, 3), {"what": "the digest"}, provider="stripe"), view(b"abc\n"), strict=True)
    assert (one.message, one.label, one.help) == ("The digest is wrong for Stripe.", "in the digest", "Use Stripe-Signature")
    own = Hit(Span(0, 3), {"what": "it", "provider": "them", "header": "X"}, label="there", provider="stripe")
    assert findings.from_hit(rule("a"), own, view(b"abc\n")).help == "Use X"
    with pytest.raises(KeyError):
        findings.from_hit(rule("a"), Hit(Span(0, 3)), view(b"abc\n"), strict=True)
    assert "{" not in findings.from_hit(rule("a"), Hit(Span(0, 3)), view(b"abc\n")).message


def test_no_secret_leaves_in_a_word_a_line_or_a_related_place() -> None:
    known = catalog.load()
    key, other = (grow.grow("stripe", "secret", "live", known, seed) for seed in (1, 2))
    text = f'import stripe\nstripe.api_key = "{key}"  # é\n'.encode()
    home = view(text, shop__b=f'import stripe\nstripe.api_key = "{other}"\n'.encode())
    at = text.index(key.encode())
    hit = Hit(
        Span(at, at + len(key)), {"what": f"the key {key}", "provider": key}, label=key,
        related=((None, Span(0, 6), f"see {key}"), ("shop/b.py", Span(14, 20), "and"), ("gone.py", Span(0, 1), "nowhere")),
    )  # fmt: skip
    one = findings.from_hit(rule("a"), hit, home)
    assert key not in repr(one) and other not in repr(one)
    assert [place.location.path for place in one.related] == ["shop/a.py", "shop/b.py"]
    region = one.location.region
    shown = one.location.line[region.start_column - 1 : region.end_column - 1]
    assert shown.startswith("sk_live_*") and shown.endswith(key[-4:]) and len(shown) == len(key)


def test_a_secret_that_a_pragma_lets_pass_is_not_shown_either() -> None:
    key = grow.grow("stripe", "secret", "live", catalog.load())
    text = f'import stripe; stripe.api_key = "{key}"  # pragma: allowlist secret\n'.encode()
    home = view(text)
    assert home.secrets == ()
    assert key not in repr(findings.from_hit(rule("a"), Hit(Span(0, 6), {"what": key, "provider": "p", "header": "h"}), home))


def secret(start: int, end: int, mask: str = "sk_****abcd") -> Secret:
    return Secret(Span(start, end), (), "k", Role.SECRET, Mode.LIVE, mask, b"")


@given(
    st.text("abé\u00ff", max_size=30), st.integers(0, 40), st.integers(1, 40), st.sampled_from(["sk_****abcd", "****", "…wxyz", "no mask"])
)
def test_a_mask_is_as_wide_as_what_it_hides(text: str, start: int, width: int, mask: str) -> None:
    data = text.encode()
    start = min(start, len(data))
    while start < len(data) and data[start] & 0xC0 == 0x80:
        start += 1
    end = min(start + width, len(data))
    while end < len(data) and data[end] & 0xC0 == 0x80:
        end += 1
    source = SourceFile("a", data)
    line = masked(source, Span(0, len(data)), (secret(start, end, mask),))
    assert len(line) == len(text)
    hidden = len(source.text(Span(start, end)))
    before = len(source.text(Span(0, start)))
    assert (line[:before], line[before + hidden :]) == (text[:before], text[before + hidden :])
    assert not hidden or "*" in line


def test_a_secret_over_several_lines_is_hidden_on_each() -> None:
    source = SourceFile("a", b"key = BEGIN\nabcdefgh\nEND = key\n")
    spans = [masked(source, source.line_span(line), (secret(6, 24),)) for line in (1, 2, 3)]
    assert spans == ["key = *****", "********", "*** = key"]


def test_a_cause_silences_its_consequences_at_its_span_or_symbol() -> None:
    table = {one.id: one for one in (rule("cause", '"effect"'), rule("effect"), rule("bystander"))}
    cause = finding("cause", 0, 10, symbol="hook")
    cases = {
        "same symbol": (finding("effect", 50, 60, symbol="hook"), True),
        "overlapping": (finding("effect", 5, 20), True),
        "elsewhere": (finding("effect", 50, 60, symbol="other"), False),
        "no symbol": (finding("effect", 50, 60), False),
        "another rule": (finding("bystander", 0, 10, symbol="hook"), False),
    }
    for name, (one, quiet) in cases.items():
        assert (one not in findings.silenced([cause, one], table)) == quiet, name
        assert cause in findings.silenced([cause, one], table)
    elsewhere = replace(cases["overlapping"][0], location=replace(cause.location, path="b.py"))
    assert elsewhere in findings.silenced([cause, elsewhere], table)


def test_a_note_does_not_silence_an_error() -> None:
    table = {one.id: one for one in (rule("cause", '"effect"'), rule("effect"))}
    quiet, loud = finding("cause", 0, 5, severity=Severity.NOTE), finding("effect", 0, 5)
    assert loud in findings.silenced([quiet, loud], table)


def test_one_rule_at_one_span_is_one_finding_and_the_loudest_stays() -> None:
    note, error, other = finding("a", 0, 5, severity=Severity.NOTE), finding("a", 0, 5), finding("a", 0, 4)
    assert findings.merged([note, error, other]) == [other, error]


def test_fingerprints_survive_moves_and_tell_equal_lines_apart() -> None:
    first, second, other = finding("a", 0, 1), finding("a", 30, 31), finding("a", 60, 61, line="y")
    named = findings.fingerprinted([first, second, other])
    assert len({one.fingerprint for one in named}) == 3
    moved = [replace(one, location=replace(one.location, region=Region(9, 1, 9, 2), span=Span(99, 100))) for one in (first, second, other)]
    assert [one.fingerprint for one in findings.fingerprinted(moved)] == [one.fingerprint for one in named]


def test_a_long_line_is_known_by_the_stretch_around_the_finding() -> None:
    here = replace(
        finding("a", 1000, 1005), location=Location("a.py", Span(0, 1), Region(1, 1000, 1, 1005), "x" * 995 + "fault" + "y" * 3000)
    )
    longer = replace(here, location=replace(here.location, line=here.location.line + "z" * 50))
    assert findings.fingerprinted([here])[0].fingerprint == findings.fingerprinted([longer])[0].fingerprint
