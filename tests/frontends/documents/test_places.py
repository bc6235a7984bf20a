"""For any bytes, nothing is raised and every place lies in the file; what other readers read in a file stands at these places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from golint.facts import Document
from golint.frontends.documents import LIMITS, lower

PIECES = (
    "a", "B_C", "é", "日", "1", " ", "\t", "\n", "\r\n", "=", ": ", ":", "- ", "#", " # ", "//", "/*", "*/", '"', "'", "`", '"""',
    "'''", "\\", "\\u00e9", "\\\n", "[", "]", "{", "}", "(", ")", "<a>", "</a>", "<b c='d'/>", "<!--", "-->", "<![CDATA[", "]]>",
    "&amp;", "&#65;", "${A}", "${A:-b}", "{{ a }}", "<% a %>", "&x ", "*x", "!t ", "|\n", ">-\n", "? ", "---\n", "...\n",
    "export ", "ENV ", "ARG ", "RUN <<X\n", "X\n", ";", ",", "env:\n", "  ", "name: ", "value: ", "kind: Secret\n", "data:\n",
    "<<E\n", "E\n", "var.a", "server {", "\ufeff", "\x00", "$", "%", "environment=A=b",
)  # fmt: skip
SYNTAX = st.sampled_from(sorted(LIMITS))
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
NAMES = ["x", "docker-compose.yml", "k8s/secret.yaml", ".github/workflows/ci.yml", "values.yaml", "main.tf", "render.yaml", "app.json"]


def check(data: bytes, document: Document) -> None:
    """What holds of any document."""
    for setting in document.settings:
        assert 0 <= setting.span.start <= setting.span.end <= len(data)
        assert 0 <= setting.key_span.start <= setting.key_span.end <= len(data)
        assert setting.kind in {"text", "number", "boolean", "null", "reference"}
        assert all(isinstance(step, str) for step in setting.path)
        setting.value.encode("utf-8")
    for comment in document.comments:
        assert 0 <= comment.span.start < comment.span.end <= len(data)
        assert comment.text in data[comment.span.start : comment.span.end].decode("utf-8", "replace")


@settings(deadline=None)
@given(data=st.binary(max_size=300), syntax=SYNTAX, path=st.sampled_from(NAMES))
def test_any_bytes(data: bytes, syntax: str, path: str) -> None:
    check(data, lower(data, path, syntax))


@settings(deadline=None)
@given(text=TEXTS, syntax=SYNTAX, path=st.sampled_from(NAMES))
def test_any_text_made_of_marks(text: str, syntax: str, path: str) -> None:
    check(text.encode(), lower(text.encode(), path, syntax))


SCALARS = st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.none())
KEYS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=5)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12)


def leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The scalars of a tree in order, the items of lists without steps of their own."""
    match tree:
        case dict():
            for key, value in tree.items():
                yield from leaves(value, (*path, key))
        case list():
            for value in tree:
                yield from leaves(value, path)
        case _:
            yield path, tree


def plain(document: Document) -> list[tuple[tuple[str, ...], str]]:
    """Paths and values without the defaults that stand inside references."""
    found = []
    last = (-1, -1)
    for setting in document.settings:
        if last[0] <= setting.span.start and setting.span.end <= last[1] and setting.span.start < setting.span.end:
            continue
        last = (setting.span.start, setting.span.end)
        found.append((setting.path, setting.value))
    return found


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
@settings(deadline=None)
@given(tree=TREES)
def test_json_is_what_the_standard_library_reads(tree: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps({"root": tree}, indent=indent, ensure_ascii=ascii_only)
    document = lower(text.encode(), "x", "json")
    assert document.problem == ""
    expected = [(path, value if isinstance(value, str) else json.dumps(value)) for path, value in leaves({"root": tree})]
    assert plain(document) == expected
    for setting in document.settings:
        raw = text.encode()[setting.span.start : setting.span.end].decode()
        quoted = text.encode()[setting.span.start - 1 : setting.span.start] == b'"'
        assert json.loads(f'"{raw}"' if quoted else raw) == (setting.value if quoted else json.loads(setting.value))


# YAML 1.2 took the line breaks beyond ASCII back that PyYAML still knows.
YAML_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"), max_size=8)
YAML_KEYS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=5)
YAML_TREES = st.dictionaries(YAML_KEYS, YAML_TEXT | st.lists(YAML_TEXT, max_size=3), max_size=4)


@settings(deadline=None)
@given(tree=YAML_TREES, style=st.sampled_from(["'", '"', None]))
def test_yaml_is_what_pyyaml_reads(tree: dict[str, Any], style: str | None) -> None:
    text = yaml.safe_dump(tree, default_style=style, allow_unicode=True, sort_keys=False)
    document = lower(text.encode(), "x", "yaml")
    assert document.problem == ""
    assert plain(document) == list(leaves(tree))


TOML_KEYS = st.text('abc_-é" ', min_size=1, max_size=4)
TOML_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
TOML_TREES = st.dictionaries(TOML_KEYS, TOML_TEXT | st.integers(0, 9) | st.lists(TOML_TEXT, max_size=3), max_size=4)


def toml(value: object) -> str:
    """JSON's strings are TOML's, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@settings(deadline=None)
@given(tree=TOML_TREES)
def test_toml_is_what_tomli_reads(tree: dict[str, Any]) -> None:
    text = "".join(f"{toml(key)} = {toml(value)}\n" for key, value in tree.items())
    assert plain(lower(text.encode(), "x", "toml")) == [(path, str(value)) for path, value in leaves(tomli.loads(text))]


NAME = st.from_regex(r"[A-Z][A-Z0-9_]{0,6}", fullmatch=True)
VALUE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z"), exclude_characters="\"'`#\\$=:"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("syntax", "template"),
    [
        ("dotenv", "{key}={value}{end}"), ("dotenv", 'export {key}="{value}"{end}'), ("dotenv", "# é{end}{key}='{value}' # c{end}"),
        ("yaml", "é: 日{end}{key}: '{value}'{end}"), ("yaml", '- {key}: "{value}"{end}'),
        ("json", '{{"é": "日",{end}\t"{key}": "{value}"}}'),
        ("toml", '{key} = "{value}"{end}'), ("toml", "{key} = '''{value}'''{end}"), ("ini", "[é]{end}{key} = '{value}'{end}"),
        ("dockerfile", 'ENV {key}="{value}"{end}'), ("hcl", '# é{end}{key} = "{value}"{end}'),
        ("nginx", "fastcgi_param {key} '{value}';{end}"), ("procfile", "web: {key}='{value}' x{end}"),
    ],
)  # fmt: skip
@settings(deadline=None)
@given(key=NAME, value=VALUE, end=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_a_plain_value_stands_at_its_place(syntax: str, template: str, key: str, value: str, end: str, mark: str) -> None:
    data = (mark + template.format(key=key, value=value, end=end)).encode()
    [setting] = [setting for setting in lower(data, "x", syntax).settings if setting.name == key]
    assert setting.value == value
    assert data[setting.span.start : setting.span.end].decode() == value
    assert data[setting.key_span.start : setting.key_span.end].decode() == key
