"""Programs inside other files: each fact stands where its text stands in the file itself, and what is no code is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import suppressions
from golint.context import language_of
from golint.facts import Call, Import, Literal, Name, Program, walk
from golint.frontends import embedded, lower
from golint.model import Span
from golint.sources import SourceFile

LANGUAGES = ("html", "vue", "svelte", "astro", "notebook")


def program_of(language: str, data: bytes) -> Program:
    found = lower(language, "page", data)
    assert isinstance(found, Program)
    return found


def written(data: bytes, span: Span) -> str:
    return data[span.start : span.end].decode("utf-8", "replace")


def calls(language: str, source: str) -> list[str]:
    """The calls of a file as they stand in it, in their order."""
    data = source.encode()
    return [written(data, node.span) for node in walk(program_of(language, data).body) if isinstance(node, Call)]


# -- pages and components --


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("html", "<p>é</p>\n<script>\npay('é')\n</script>\n<b>no()</b>", ["pay('é')"]),
        ("html", "<SCRIPT TYPE=text/javascript>a()</SCRIPT ><script>b()</script>", ["a()", "b()"]),
        ("html", "<script>a()</script><script>(function () { b() })()</script>", ["a()", "(function () { b() })()", "b()"]),
        ("html", '<script data-x="a > b" type="module">a()</script>', ["a()"]),
        ("html", '<script type="application/json">a()</script><script type="application/ld+json">{}</script>', []),
        ("html", '<script type="text/x-handlebars-template">a()</script><script type="importmap">{}</script>', []),
        ("html", '<script type="text/babel">x = <div a={b()}/></script>', ["b()"]),
        ("html", "<!-- <script>a()</script> --><script>b()</script>", ["b()"]),
        ("html", "<!-- <script>a()</script>", []),
        ("html", "<!--><script>a()</script>", ["a()"]),
        ("html", "<script>a()", ["a()"]),
        ("html", "<script", []),
        ("html", "<scripts>a()</scripts>", []),
        ("html", "<script></script>", []),
        ("html", "<script src='x.js'>a()</script>", []),
        ("html", "<script src='x.js'/>a()</script>b()", []),
        ("vue", "<script src='./x.ts' lang='ts'/><script>b()</script>", ["b()"]),
        ("vue", "<template>{{ no() }}</template>\n<script setup lang='ts'>\nconst x = a() as X\n</script>\n<style>b()</style>", ["a()"]),
        ("vue", "<script lang='tsx'>const x = <A b={c<T>()} /></script>", ["c<T>()"]),
        ("vue", "<script>a()</script>\n<script setup lang='ts'>b()</script>", ["a()", "b()"]),
        ("vue", "<script lang='coffee'>a()</script>", []),
        ("svelte", "<script context='module'>a()</script>\n<script>$: x = b()</script>\n{c()}", ["a()", "b()"]),
        ("astro", "---\nconst a = await b()\n---\n<p>{c()}</p>\n<script>const x: X = d()</script>", ["b()", "d()"]),
        ("astro", "\n<!-- c -->\n---\na()\n---\n", ["a()"]),
        ("astro", "<p/>\n<script is:inline>a()</script>", ["a()"]),
        ("astro", "---\na()\n", []),
    ],
)
def test_the_code_of_a_page_is_read(language: str, source: str, expected: list[str]) -> None:
    assert calls(language, source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>{% if a %}\na()\n{% endif %}\nb()</script>", ["a()", "b()"]),
        ("<script>a({{ x }}, '{{ y }}')</script>", ["a({{ x }}, '{{ y }}')"]),
        ("<script>var x = <%= raw y.to_json %>;\na(x)</script>", ["a(x)"]),
        ("<script>\n<% if a %>a()\n<% else %>b()\n<% end %></script>", ["a()", "b()"]),
        ("<script>a(<?= $x ?>)\n<?php if ($y): ?>\nb()\n<?php endif; ?></script>", ["a(<?= $x ?>)", "b()"]),
        ('<script>a("<%= t("x") %>")</script>', ['a("<%= t("x") %>")']),
        ("<script>{{#if a}}\na()\n{{else}}\nb()\n{{/if}}</script>", ["a()", "b()"]),
        ("<script>a({{\n  x\n}})\nb()</script>", ["a({{\n  x\n}})", "b()"]),
        ("<script>a(`${{b: 1}.b}`)</script>", ["a(`${{b: 1}.b}`)"]),
        ("<script>var x = [[${token}]];\na(x, [(#{name})], b[c[0]])</script>", ["a(x, [(#{name})], b[c[0]])"]),
        ("<script>var x = /*[[${token}]]*/ '';\na(x, `[[${y}]]`)</script>", ["a(x, `[[${y}]]`)"]),
    ],
)
def test_the_tags_of_a_template_do_not_break_a_script(source: str, expected: list[str]) -> None:
    assert calls("html", source) == expected
    assert program_of("html", source.encode()).problem == ""


def test_a_tag_within_quotes_stays_in_the_text() -> None:
    program = program_of("html", b"<script>pay('{{ key }}', \"{% url 'x' %}\")</script>")
    assert [node.value for node in walk(program.body) if isinstance(node, Literal)] == ["{{ key }}", "{% url 'x' %}"]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("html", '<script src="/js/app.js?v=1"></script>', [("/js/app.js", "/js/app.js?v=1")]),
        ("html", "<script src=js/app.js></script>", [("./js/app.js", "js/app.js")]),
        ("html", '<script src="https://js.example.com/v3/"></script>', [("https://js.example.com/v3/", "https://js.example.com/v3/")]),
        ("html", "<script src=\"{% static 'a.js' %}\"></script>", [("{% static 'a.js' %}", "{% static 'a.js' %}")]),
        ("html", '<script type="application/json" src="a.json"></script><script src=""></script>', []),
        ("vue", '<script src="./a.ts" lang="ts" />', [("./a.ts", "./a.ts")]),
    ],
)
def test_a_script_in_another_file_is_an_import(language: str, source: str, expected: list[tuple[str, str]]) -> None:
    data = source.encode()
    found = program_of(language, data).imports
    assert [(item.path, written(data, item.span)) for item in found] == expected
    assert all(item == Import("", item.path, item.span, module=item.path) for item in found)


def test_the_scripts_of_a_component_share_their_imports() -> None:
    source = b"<script lang='ts'>import { pay as p } from 'shop'</script>\n<script setup lang='ts'>p(1)</script>"
    assert [node.path for node in walk(program_of("vue", source).body) if isinstance(node, Call)] == ["shop.pay"]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("astro", "---\na\n---\n<script>b</script>", [("\na\n", "typescript", True), ("b", "typescript", False)]),
        ("svelte", "<script lang='ts'>a</script>", [("a", "typescript", False)]),
        ("vue", "<script>a</script><script lang='tsx'>b</script>", [("a", "javascript", False), ("b", "tsx", False)]),
        ("html", "<script> </script><script>a</script>", [("a", "javascript", False)]),
        ("notebook", json.dumps({"cells": [{"cell_type": "code", "source": ["a\n", "b"]}]}), [('a\\n", "b', "python", True)]),
    ],
)
def test_each_part_says_where_it_runs(language: str, source: str, expected: list[tuple[str, str, bool]]) -> None:
    data = source.encode()
    assert [(written(data, part.span), part.language, part.server) for part in embedded.parts(data, language)] == expected


def test_the_language_of_a_program_is_that_of_its_parts() -> None:
    sources = {"html": b"<p>", "vue": b"<script lang=ts>a</script>", "svelte": b"<script>a</script>", "notebook": b'{"cells": []}'}
    assert [program_of(language, data).language for language, data in sources.items()] == ["html", "typescript", "javascript", "python"]


def test_comments_of_the_page_and_of_its_scripts_are_both_seen() -> None:
    data = b"<!-- one -->\n<script>\n// two\n</script>\n<!-- three --><!--four"
    found = program_of("html", data).comments
    assert [(one.text, written(data, one.span)) for one in found] == [
        ("one", "<!-- one -->"),
        ("two", "// two"),
        ("three", "<!-- three -->"),
        ("four", "<!--four"),
    ]


def test_a_problem_names_the_line_of_the_page() -> None:
    data = b"<p>\n</p>\n<script>\nlet x = ;\npay()\n</script>"
    assert program_of("html", data).problem == "syntax error on line 4; the rest was read"


def test_a_minified_script_is_left_out_and_named_and_the_others_are_read() -> None:
    data = b"<p>" + b"text " * 10_000 + b"</p><script>\nb()\n</script><script>" + b"a();" * 10_000 + b"</script>"
    program = program_of("html", data)
    assert program.problem == "the script on line 3 is minified; not read as code"
    assert [node.path for node in walk(program.body) if isinstance(node, Call)] == ["b"]


def test_a_page_without_scripts_loads_no_parser() -> None:
    code = "import sys; from golint.frontends import lower; lower('html', '', b'<p>'); print('golint.frontends.treesitter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "False"


# -- notebooks --


def notebook(*cells: str | list[str], kernel: str = "python", indent: int | None = 1, ascii_only: bool = True) -> bytes:
    held: list[dict[str, object]] = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    shown = {"cell_type": "markdown", "source": ["shown()"]}
    whole = {"cells": [shown, *held], "metadata": {"kernelspec": {"language": kernel}}, "nbformat": 4}
    return json.dumps(whole, indent=indent, ensure_ascii=ascii_only).encode()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([["a(1)\n", "b('x')\n"]], ["a(1)", "b('x')"]),
        (["a(1)\nb(2)", "c(3)"], ["a(1)", "b(2)", "c(3)"]),
        (['a("x\\ty")'], ['a(\\"x\\\\ty\\")']),
        (["a('é😀', b)"], ["a('\\u00e9\\ud83d\\ude00', b)"]),
        (["%matplotlib inline\na()\n%%time\n!ls b()"], ["a()"]),
        (["if x:\n    !ls \\\n  -la\nelse:\n    a()"], ["a()"]),
        (["%%time\na()"], ["a()"]),
        (["%%bash\na()", "b()"], ["b()"]),
        (["files = !ls\nb()\nb?\n?b"], ["b()"]),
        (["x = (a()\n % b())"], ["a()", "b()"]),
        (["x = 1\n\nif a() != 2:\n  b()"], ["a()", "b()"]),
    ],
)
def test_the_cells_of_a_notebook_are_read(cells: list[str | list[str]], expected: list[str]) -> None:
    data = notebook(*cells)
    assert calls("notebook", data.decode()) == expected
    assert program_of("notebook", data).problem == ""


def test_an_import_of_one_cell_holds_in_the_next() -> None:
    program = program_of("notebook", notebook("import shop as s", "s.pay()"))
    assert [node.path for node in walk(program.body) if isinstance(node, Call)] == ["shop.pay"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (notebook("pay()", kernel="R"), []),
        (notebook("pay()", kernel="typescript"), ["pay()"]),
        (b'{"worksheets": [{"cells": [{"cell_type": "code", "input": ["pay()"]}]}]}', ["pay()"]),
        (b'{"cells": [{"source": "pay()", "cell_type": "code"}]}', ["pay()"]),
        (b'{"cells": [{"source": "pay()", "cell_type": "raw"}]}', []),
        (b'\xef\xbb\xbf{"cells": [{"cell_type": "code", "source": "pay()"}', ["pay()"]),
        (b"[]", []),
    ],
)
def test_other_kernels_and_shapes(data: bytes, expected: list[str]) -> None:
    assert [written(data, node.span) for node in walk(program_of("notebook", data).body) if isinstance(node, Call)] == expected


def test_a_problem_of_a_notebook_names_the_line_of_the_file() -> None:
    data = notebook(["a()\n", "let x = ;\n", "b()\n"], kernel="typescript")
    line = data[: data.index(b"let")].count(b"\n") + 1
    assert program_of("notebook", data).problem == f"syntax error on line {line}; the rest was read"


def test_a_notebook_that_is_cut_off_is_read_and_named() -> None:
    assert program_of("notebook", b'{"cells": [{"cell_type": "code",\n"source": "pay()').problem.startswith("line 2: ")


# -- suppressions --


@pytest.mark.parametrize(
    ("path", "source", "line"),
    [
        ("a.html", "<script>\n// golint: ignore[no-timeout] -- proxied\npay()\n</script>", 3),
        ("a.html", "<script>\npay() // golint: ignore[no-timeout] -- proxied\n</script>", 2),
        ("a.html", "<!-- golint: ignore[no-timeout] -- proxied -->\n<a>", 2),
        ("a.html", "<p># golint: ignore[no-timeout] -- proxied</p><!-- c -->", None),
        ("a.vue", "<!-- golint: ignore[no-timeout] -- proxied -->\n<script>a()</script>", 2),
        ("a.ipynb", '{"cells": [{"cell_type": "code", "source": [\n "# golint: ignore[no-timeout] -- proxied\\n",\n "pay()"]}]}', 3),
        ("a.ipynb", '{"cells": [{"cell_type": "code", "source": [\n "pay()  # golint: ignore[no-timeout] -- proxied"]}]}', 2),
    ],
)
def test_suppressions_hold_in_embedded_code(path: str, source: str, line: int | None) -> None:
    data, language = source.encode(), language_of(path)
    found = suppressions.find(SourceFile(path, data), language, program_of(language, data).comments)
    assert [(one.line, one.reason) for one in found] == ([] if line is None else [(line, "proxied")])


# -- any bytes --

PIECES = (
    "<script>", "<script lang=ts>", "<script type='module' ", "<script src=a.js>", "</script>", "<!--", "-->", "---\n", ">", "/>", '"', "'",
    "{{", "}}", "{%", "%}", "<%", "<%= ", "%>", "<?php ", "?>", "`", "\n", "\r\n", " ", "a", "b.c", "(", ")", "{", "}", ";", "=", "é", "😀",
    "import x from 'y'", "pay('z')", "// c\n", "/*", "*/", "\\", "\x00",
    '{"cells": [', '{"cell_type": "code", "source": [', '"x = 1\\n"', '"pay(\\"\\u00e9\\")"', ",", "]", "}", "\\ud83d\\ude00", "%m", "!ls",
)  # fmt: skip
anything = st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()))


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=anything)
def test_any_bytes_become_facts_inside_the_file(language: str, data: bytes) -> None:
    program = program_of(language, data)
    spans = [node.span for node in walk(program.body) if hasattr(node, "span")]
    spans += [item.span for item in program.imports]
    spans += [comment.span for comment in program.comments]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(data)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=anything)
def test_parts_lie_in_the_file_side_by_side(language: str, data: bytes) -> None:
    spans = [part.span for part in embedded.parts(data, language)]
    assert all(0 <= span.start <= span.end <= len(data) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


names = st.from_regex(r"[a-zé][a-z0-9_é]{0,6}", fullmatch=True).filter(lambda name: len(name) > 4)
texts = st.text(st.characters(exclude_characters="\\\"'<{%\r\n", exclude_categories=["Cs", "Cc"]), max_size=8)


@given(code=st.lists(st.tuples(names, texts), min_size=1, max_size=5), markup=texts)
def test_names_and_texts_of_scripts_re_read_to_the_same(code: list[tuple[str, str]], markup: str) -> None:
    data = "".join(f"<p>{markup}</p><script>\n{name} = '{text}'\n</script>" for name, text in code).encode()
    assert _re_read(data, program_of("html", data), lambda text: text) == code


@given(code=st.lists(st.tuples(names, texts), min_size=1, max_size=5), indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_names_and_texts_of_cells_re_read_to_the_same(code: list[tuple[str, str]], indent: int | None, ascii_only: bool) -> None:
    cells = [[f"{name} = \\\n", f'  "{text}"\n'] for name, text in code]
    data = notebook(*cells, indent=indent, ascii_only=ascii_only)
    assert _re_read(data, program_of("notebook", data), lambda text: str(json.loads(f'"{text}"'))) == code


def _re_read(data: bytes, program: Program, decode: Callable[[str], str]) -> list[tuple[str, str]]:
    """The names and the texts that stand under the spans of a program, quotes left out."""
    nodes = tuple(walk(program.body))
    found = [decode(written(data, node.span)) for node in nodes if isinstance(node, Name)]
    held = [decode(written(data, node.span))[1:-1] for node in nodes if isinstance(node, Literal)]
    assert held == [node.value for node in nodes if isinstance(node, Literal)]
    return list(zip(found, held, strict=True))
