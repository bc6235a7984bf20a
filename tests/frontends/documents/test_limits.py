"""Files that are broken, hostile or too large are read as far as they go, and `problem` names the line and the remedy."""

from __future__ import annotations

import pytest

from golint.frontends import documents
from golint.frontends.documents import lower, trees

PROBLEMS = [
    ("dotenv", 'A=b\nC="d\n', 'x.env:2: the quote " that opens here is not closed; close it on the line where the value ends'),
    ("yaml", "a: b\nc: [d\ne: f\n", "x.env:3: did not find expected ',' or ']', so the rest is read line by line; correct the YAML here"),
    (
        "yaml",
        "é: b\n日: *x y: z\n",
        "x.env:2: did not find expected key, so the rest is read line by line; correct the YAML here",
    ),
    ("json", '{\n"a": "b\n}', "x.env:2: a quote or comment that opens here is not closed; close it"),
    ("json", '{\n"a": [\n"b"}', "x.env:3: no bracket is open that `}` could close; remove it or open one before it"),
    ("json", '\n{"a": "b"', "x.env:2: the bracket that opens here is not closed; close it"),
    (
        "toml",
        'a = "b"\nc = = 1\n',
        "x.env:2: this cannot be read, so some of the rest is read line by line; correct the key, quote or bracket here",
    ),
    (
        "hcl",
        'a = "b"\nc = {\n',
        "x.env:2: this cannot be read, so some of the rest is read line by line; correct the key, quote or bracket here",
    ),
    ("xml", "<a>\n<b c='d</a>", "x.env:2: the tag that opens here is not closed; close it or its quotes"),
    ("xml", "<a>\n</b></a>", "x.env:2: </b> closes nothing; remove it"),
    ("xml", "<a>\n<!-- b", "x.env:2: <!-- that opens here is not closed; close it with -->"),
    ("nginx", "a {\nb c;\n", "x.env:2: a block is open at the end of the file; close it with }"),
    ("nginx", 'a "b\n', 'x.env:1: the quote " that opens here is not closed; close it'),
]


@pytest.mark.parametrize(("syntax", "text", "problem"), PROBLEMS)
def test_problem(syntax: str, text: str, problem: str) -> None:
    assert lower(text.encode(), "x.env", syntax).problem == problem


@pytest.mark.parametrize("syntax", documents.LIMITS)
def test_an_empty_file_is_no_problem(syntax: str) -> None:
    document = lower(b"", "x", syntax)
    assert (document.settings, document.problem) == ((), "")


@pytest.mark.parametrize("syntax", documents.LIMITS)
def test_utf16_is_told(syntax: str) -> None:
    assert lower("A=b".encode("utf-16"), "x", syntax).problem == "x:1: the file is UTF-16 and was not read; save it as UTF-8"


def test_aliases_are_never_expanded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    settings = lower(bomb.encode(), "x", "yaml").settings
    assert settings[-1].value == "*a28"
    assert {setting.value for setting in settings if setting.kind == "text"} == {"x"}


def test_entities_are_never_expanded() -> None:
    bomb = "<!DOCTYPE a [" + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 30)) + "]><a>&b29;</a>"
    assert [setting.value for setting in lower(bomb.encode(), "x", "xml").settings] == ["&b29;"]


@pytest.mark.parametrize(
    ("syntax", "opening", "closing", "end"),
    [
        ("yaml", "[", "]", "\na: b\n"), ("yaml", "{x: ", "}", "\na: b\n"), ("yaml", "- ", "", "x\na: b\n"), ("yaml", "? ", "", "x\na: b\n"),
        ("json", '{"x":', "}", ""), ("json", "[", "]", ""), ("toml", "x = [", "]", '\na = "b"\n'), ("hcl", "x {\n", "}\n", 'a = "b"\n'),
        ("xml", "<x>", "</x>", ""), ("nginx", "x {", "}", "a b;"),
    ],
)  # fmt: skip
def test_deep_nesting_ends(syntax: str, opening: str, closing: str, end: str) -> None:
    text = opening * 3_000 + "1" + closing * 3_000 + end
    settings = lower(text.encode(), "x", syntax).settings
    assert all(len(setting.path) <= 60 for setting in settings)
    if "a" in end:
        assert ("a",) in [setting.path[-1:] for setting in settings]


@pytest.mark.parametrize(
    ("syntax", "line"), [("yaml", b"a: b\n"), ("toml", b'a = "b"\n'), ("dockerfile", b"ENV a=b\n"), ("json", b'"a": "b",\n')]
)
def test_a_file_over_the_limit_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch, syntax: str, line: bytes) -> None:
    monkeypatch.setitem(documents.LIMITS, syntax, 20)
    document = lower(line * 10, "x", syntax)
    assert document.problem.startswith("x:1: the file is longer than 20 bytes, so it is read line by line; split it")
    assert {setting.value for setting in document.settings} == {"b"}


def test_a_parser_that_does_not_come_to_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "BUDGET_SECONDS", 0.0)
    document = lower(b'a = "b"\n' * 1_000, "x", "hcl")
    assert document.problem == "x:1: the file makes no sense to its parser, so it is read line by line; correct its quotes and brackets"
    assert {(setting.name, setting.value) for setting in document.settings} == {("a", "b")}
