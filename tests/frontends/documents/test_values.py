"""Which values are text, and which name something that is kept elsewhere."""

from __future__ import annotations

import pytest

from golint.frontends.documents.values import fallbacks, kind_of, unescape

REFERENCES = [
    "${A}", "${A:-b}", "${A:?required}", "${A}/${B}", "${A:-${B}}", "$A", "$(A)", "$(op read 'op://a/b')", "%A%", "%env(A)%", "%(a)s",
    "${{ secrets.A }}", "{{ .Values.a }}", "{{ a }}:{{ b }}", "<%= ENV['A'] %>", "${env:A}", "${ssm:/a/b}", "op://vault/item/field",
    "vault:secret/data/a#b", "env:A", "arn:aws:secretsmanager:eu-west-1:1:secret:a", "projects/a/secrets/b/versions/1",
    "@Microsoft.KeyVault(SecretUri=https://a)", "process.env.A", "process.env.A || 'b'", "import.meta.env.A", "os.environ['A']",
    "ENC[AES256_GCM,data:a]", "{cipher}abc", "ref+vault://a/b",
]  # fmt: skip


@pytest.mark.parametrize("value", REFERENCES)
def test_reference(value: str) -> None:
    assert kind_of(value) == "reference"
    assert kind_of(value, quoted=True) == "reference"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "text"), ("a", "text"), ("https://${A}/v1", "text"), ("Bearer $A", "text"), ("pa$$word", "text"), ("a@b.c", "text"),
        ("$5", "text"),
        ("https://a.example/v1", "text"), ("100%", "text"), ("env", "text"), ("environment:x y", "text"),
        ("1.2.3", "text"), ("0123a", "text"),
        ("1", "number"), ("-1.5e3", "number"), ("0x1f", "number"), ("1_000", "number"), (".5", "number"),
        ("true", "boolean"), ("No", "boolean"), ("null", "null"), ("~", "null"), ("${A}" * 1000, "text"),
    ],
)  # fmt: skip
def test_kind(value: str, kind: str) -> None:
    assert kind_of(value) == kind


@pytest.mark.parametrize("value", ["1", "true", "null", "~"])
def test_what_stands_in_quotes_is_text(value: str) -> None:
    assert kind_of(value, quoted=True) == "text"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("${A:-b}", ["b"]), ("${A-b-c}", ["b-c"]), ("${A:=b}", ["b"]), ("${A:b}", ["b"]), ("${a.b-c:https://d}", ["https://d"]),
        ("${A:-b}/${C:-d}", ["b", "d"]), ("${{ secrets.A || 'b' }}", ["b"]), ('{{ .a | default "b" }}', ["b"]), ("${env:A, 'b'}", ["b"]),
        ("process.env.A || 'b'", ["b"]), ("${A}", []), ("${A:?b}", []), ("${A:+b}", []), ("${env:A}", []), ("${ssm:/a}", []), ("$A", []),
    ],
)  # fmt: skip
def test_fallback(reference: str, expected: list[str]) -> None:
    raw = reference.encode()
    assert [raw[start:end].decode() for start, end, _ in fallbacks(raw)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"), ("a\\nb", "a\nb"), ("\\u00e9", "é"), ("\\ud83d\\ude00", "😀"), ("\\ud83d", "\ufffd"), ("\\U0001f600", "😀"),
        ("\\U00110000", "\ufffd"), ("\\q", "q"), ("\\\\n", "\\n"), ("a\\\n   b", "ab"), ("\\", "\\"), ("\\x41", "A"), ("\\u{1f600}", "😀"),
    ],
)  # fmt: skip
def test_unescape(text: str, expected: str) -> None:
    assert unescape(text) == expected


def test_unknown_escapes_can_be_kept() -> None:
    assert unescape("\\q\\n", {"n": "\n"}, keep_unknown=True) == "\\q\n"
