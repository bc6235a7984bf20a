"""What builders, setters and calls that make mappings put into an object."""

from __future__ import annotations

import pytest
from miniatures import handed, spelt

JAVA = "class A {{ void a() {{ {} pay(x); }} }}"
KOTLIN = "fun a() {{\n{}\npay(x)\n}}\n"


def told(path: str, text: str) -> tuple[dict[str, str], bool]:
    """The names, in small letters, and the spellings of what `x` holds where it is handed to `pay`, and whether it may hold more."""
    reader, value, routine = handed(path, text)
    found = reader.of(value, routine)
    return {field.name.lower(): spelt(text, field.value) for field in found.known}, found.open


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ('var x = P.builder().setAmount(a).putMetadata("k", v).build();', {"amount": "a", "metadata": "v"}),
        ("var x = P.newBuilder().amount(a).withCurrency(c).build();", {"amount": "a", "currency": "c"}),
        ("var b = P.builder().setAmount(a); var x = b.setCurrency(c).build();", {"amount": "a", "currency": "c"}),
        ('var x = Map.of("amount", a, "currency", c);', {"amount": "a", "currency": "c"}),
        ('var x = Map.ofEntries(Map.entry("amount", a));', {"amount": "a"}),
    ],
)
def test_all_that_java_tells_an_object_is_seen(written: str, known: dict[str, str]) -> None:
    assert told("A.java", JAVA.format(written)) == (known, False)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ('JSONObject x = new JSONObject(); x.put("amount", a);', {"amount": "a"}),
        ('var x = new JSONObject().put("amount", a).put("currency", c);', {"amount": "a", "currency": "c"}),
        ("var x = new Amount().currency(c).value(v);", {"currency": "c", "value": "v"}),
    ],
)
def test_what_java_puts_in_is_among_what_is_seen(written: str, known: dict[str, str]) -> None:
    assert told("A.java", JAVA.format(written))[0] == known


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ('val x = mapOf("amount" to a, "currency" to c)', {"amount": "a", "currency": "c"}),
        ("val x = P.builder().apply { amount = a }.build()", {"amount": "a"}),
    ],
)
def test_what_kotlin_tells_an_object_is_seen(written: str, known: dict[str, str]) -> None:
    assert told("a.kt", KOTLIN.format(written)) == (known, False)


@pytest.mark.parametrize("written", ["var x = P.read(a);", "var x = a.first().second();", "var x = List.of(a, b);"])
def test_other_calls_tell_nothing(written: str) -> None:
    assert told("A.java", JAVA.format(written)) == ({}, True)


@pytest.mark.parametrize(
    ("written", "known", "hidden"),
    [
        ("const x = { amount: a, ...(c && { currency: c }) };", {"amount": "a", "currency": "c"}, False),
        ("const x = { amount: a, ...(c ? { currency: c } : {}) };", {"amount": "a", "currency": "c"}, False),
        ("const x = { amount: a, ...(b && c && more) };", {"amount": "a"}, True),
        ("const x = { amount: a, ...(more ?? { currency: c }) };", {"amount": "a", "currency": "c"}, True),
    ],
)
def test_what_a_condition_unpacks_is_what_stands_behind_it(written: str, known: dict[str, str], hidden: bool) -> None:
    assert told("a.js", f"function a(a, b, c, more) {{ {written} pay(x); }}") == (known, hidden)


@pytest.mark.parametrize(
    ("path", "text", "known", "opened"),
    [
        (
            "a.php",
            "<?php function a($b) { $x = array_merge(['amount' => $b], ['currency' => $c]); pay($x); }",
            {"amount", "currency"},
            False,
        ),
        ("a.php", "<?php function a($b) { $x = array_merge($b, ['currency' => $c]); pay($x); }", {"currency"}, True),
        ("a.php", "<?php function a($b) { pay(collect(['amount' => $b])->merge(['currency' => $c])); }", {"currency"}, True),
        ("a.rb", "def a(b)\n  x = { amount: b }\n  pay(x.merge(currency: c))\nend\n", {"amount", "currency"}, False),
        ("a.rb", "def a(b)\n  pay(b.merge(currency: c))\nend\n", {"currency"}, True),
    ],
)
def test_what_is_merged_is_in_it(path: str, text: str, known: set[str], opened: bool) -> None:
    assert (set(told(path, text)[0]), told(path, text)[1]) == (known, opened)
