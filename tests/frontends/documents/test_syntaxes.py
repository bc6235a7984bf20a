"""What each syntax gives: paths, values, places, kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.frontends.documents import lower

Seen = Callable[..., list[str]]
Cases = dict[str, tuple[str | bytes, list[str]]]

DOTENV: Cases = {
    "plain": ("A=b\n", ["A = 'b' ; in env"]),
    "export and blanks": ("  export  A = b  \n", ["A = 'b' ; in env"]),
    "byte order mark": ("\ufeffA=b", ["A = 'b' ; in env"]),
    "CRLF": ("A=b\r\nC=d\r\n", ["A = 'b' ; in env", "C = 'd' ; in env"]),
    "double quotes": ('A="x\\ny # z" # c\n', ["A = 'x\\ny # z' ; in env ; written 'x\\\\ny # z'"]),
    "single quotes": ("A='${B} \\n'\n", ["A = '${B} \\\\n' ; in env"]),
    "backticks": ("A=`b c`\n", ["A = 'b c' ; in env"]),
    "several lines": ("A=\"b\nc\"\nD='e\nf'\n", ["A = 'b\\nc' ; in env", "D = 'e\\nf' ; in env"]),
    "quote without end": ('A="b\nC=d\n', ["A = '\"b' ; in env", "C = 'd' ; in env"]),
    "inline comment": ("A=b#c # d\nB= # e\n", ["A = 'b#c' ; in env", "B = '' ; in env"]),
    "colon": ("A: b\n", ["A = 'b' ; in env"]),
    "kinds": ("A=1\nB=true\nC=${D}\n", ["A = '1' ; number ; in env", "B = 'true' ; boolean ; in env", "C = '${D}' ; reference ; in env"]),
    "default": ("A=${B:-cd}\n", ["A = '${B:-cd}' ; reference ; in env", "A = 'cd' ; in env"]),
    "duplicate": ("A=b\nA=c\n", ["A = 'b' ; in env", "A = 'c' ; in env"]),
    "continued": ("A=b\\\n  c\nB=C:\\\nD=e\n", ["A = 'bc' ; in env ; written 'b\\\\\\n  c'", "B = 'C:\\\\' ; in env", "D = 'e' ; in env"]),
    "beyond ASCII": ("A=é\nB='日本'\n", ["A = 'é' ; in env", "B = '日本' ; in env"]),
}

YAML: Cases = {
    "nested": ("a:\n  b: c\n  d: 1\n", ["a.b = 'c'", "a.d = '1' ; number"]),
    "quotes": ("a: 'it''s'\nb: \"x\\u00e9\\n\"\n", ['a = "it\'s" ; written "it\'\'s"', "b = 'xé\\n' ; written 'x\\\\u00e9\\\\n'"]),
    "beyond ASCII before a value": ("é: '日本'\n日: {x: y}\n", ["é = '日本'", "日.x = 'y'"]),
    "byte order mark and CRLF": ("\ufeffa: b\r\nc: 'd'\r\n", ["a = 'b'", "c = 'd'"]),
    "empty": ("a:\nb: ''\nc: ~\n", ["a = '' ; null", "b = ''", "c = '~' ; null"]),
    "literal": ("a: |  # c\n  x\n   y\nb: c\n", ["a = 'x\\n y\\n' ; written 'x\\n   y'", "b = 'c'"]),
    "folded": ("a: >-\n  x\n  y\n", ["a = 'x y' ; written 'x\\n  y'"]),
    "plain on two lines": ("a: x\n  y\n", ["a = 'x y' ; written 'x\\n  y'"]),
    "lists": ("a: [b, 'c']\nd:\n- e\n- f: g\n", ["a = 'b'", "a = 'c'", "d = 'e'", "d.f = 'g'"]),
    "list alone": ("- a\n", [" = 'a'"]),
    "duplicate": ("a: b\na: c\n", ["a = 'b'", "a = 'c'"]),
    "documents": ("a: b\n---\na: c\n", ["a = 'b'", "a = 'c'"]),
    "anchor, alias, merge": (
        "a: &x b\nc: *x\nd: &m {e: f}\ng:\n  <<: *m\n  h: i\n",
        ["a = 'b'", "c = '*x' ; reference", "d.e = 'f'", "g.h = 'i'"],
    ),
    "tags": ("a: !secret b\nc: !!str 1\nd: &x !Ref e\n", ["a = 'b' ; reference", "c = '1'", "d = 'e' ; reference"]),
    "key that is a mapping": ("? {a: b}\n: c\nd: e\n", ["?.a = 'b'", "? = 'c' ; key ''", "d = 'e'"]),
    "templates": (
        'a: {{ .Values.x }}\n{{- if .y }}\nb: "{{ .z | default "d" }}"\n{{- end }}\nc: {{ e }}-f\n',
        ["a = '{{ .Values.x }}' ; reference", "b = '{{ .z | default \"d\" }}' ; reference", "b = 'd'", "c = '{{ e }}-f'"],
    ),
    "ERB": ('a: <%= ENV["B"] %>\n<% if c %>\nd: e\n<% end %>\n', ["a = '<%= ENV[\"B\"] %>' ; reference", "d = 'e'"]),
    "tab": ("a: b\n\tc: d\ne: f\n", ["a = 'b'", "a.c = 'd'", "e = 'f'"]),
    "bracket without end": ("a: b\nc: [d\ne: f\n", ["a = 'b'", "e = 'f'"]),
    "not UTF-8": (b"a: \xe9b\nc: d\n", ["a = '�b'", "c = 'd'"]),
    "control characters": (b"a: b\x00\x01\nc: d\n", ["a = 'b\\x00\\x01'", "c = 'd'"]),
}

JSON: Cases = {
    "nested": ('{"a": {"b": "c"}, "d": [1, true, null]}', ["a.b = 'c'", "d = '1' ; number", "d = 'true' ; boolean", "d = 'null' ; null"]),
    "escapes": ('{"\\u00e9": "\\ud83d\\ude00\\/\\""}', ["é = '😀/\"' ; written '\\\\ud83d\\\\ude00\\\\/\\\\\"' ; key '\\\\u00e9'"]),
    "half a character": ('{"a": "\\ud83d"}', ["a = '�' ; written '\\\\ud83d'"]),
    "comments and trailing commas": ('{// x: "y"\n"a": "b", /* "c": "d" */ "e": ["f",],}', ["a = 'b'", "e = 'f'"]),
    "single quotes and bare keys": ("{a: 'b', 'c': 5}", ["a = 'b'", "c = '5' ; number"]),
    "beyond ASCII and byte order mark": ('\ufeff{"日": "é", "a":\t"b"}', ["日 = 'é'", "a = 'b'"]),
    "empty": ('{"": "", "a": {}, "b": []}', [" = ''"]),
    "duplicate": ('{"a": "b", "a": "c"}', ["a = 'b'", "a = 'c'"]),
    "scalar alone": ('"a"', [" = 'a'"]),
    "cut off": ('{"a": "b", "c": {"d": "e', ["a = 'b'"]),
    "values that look like keys": ('{"a": ["b", {"c": "d"}, "e"], "f": "g"}', ["a = 'b'", "a.c = 'd'", "a = 'e'", "f = 'g'"]),
}

TOML: Cases = {
    "plain": ('a = "b"\nc = 1\nd = true\n', ["a = 'b'", "c = '1' ; number", "d = 'true' ; boolean"]),
    "tables": ("[a.b]\nc = 'd'\n[[e]]\nf = 'g'\n[[e]]\nf = 'h'\n", ["a.b.c = 'd'", "e.f = 'g'", "e.f = 'h'"]),
    "dotted and quoted keys": ('a."b c".d = "e"\n', ["a.b c.d = 'e'"]),
    "strings": (
        "a = \"x\\ty\\u00e9\"\nb = 'x\\t'\nc = \"\"\"\nx\n\"\"\"\nd = '''y'''\n",
        ["a = 'x\\tyé' ; written 'x\\\\ty\\\\u00e9'", "b = 'x\\\\t'", "c = 'x\\n' ; written '\\nx\\n'", "d = 'y'"],
    ),
    "arrays and inline tables": ('a = ["b", {c = "d"}]\n', ["a = 'b'", "a.c = 'd'"]),
    "beyond ASCII and CRLF": ('"é" = "日"\r\na = "b"\r\n', ["é = '日'", "a = 'b'"]),
    "no value": ('a = "b"\nc =\nd = "e"\n', ["a = 'b'", "d = 'e'"]),
}

INI: Cases = {
    "sections": ("a = b\n[c]\nd: e\n", ["a = 'b'", "c.d = 'e'"]),
    "comments": ("; a = b\n# c = d\ne = f ; g\n", ["e = 'f'"]),
    "quotes": ("a = \"b c\"\nd = 'e'\n", ["a = 'b c'", "d = 'e'"]),
    "continued": ("a =\n  b\n  c\nd = e\n", ["a = 'b\\nc' ; written 'b\\n  c'", "d = 'e'"]),
    "CRLF": ("[a]\r\nb = c\r\n", ["a.b = 'c'"]),
    "empty": ("a =\nb = c\n", ["a = ''", "b = 'c'"]),
    "variables of tox": (
        "[testenv]\nsetenv =\n  A = b\n  C = 'd'\n",
        ["testenv.setenv.A = 'b' ; in env", "testenv.setenv.C = 'd' ; in env"],
    ),
    "variables of supervisord": (
        '[program:x]\nenvironment=A="b",C="d e"\n',
        ["program:x.environment.A = 'b' ; in env", "program:x.environment.C = 'd e' ; in env"],
    ),
}

PROPERTIES: Cases = {
    "separators": ("a=b\nc: d\ne f\n", ["a = 'b'", "c = 'd'", "e = 'f'"]),
    "escapes": ("a\\:b=x\\u00e9\n", ["a:b = 'xé' ; written 'x\\\\u00e9' ; key 'a\\\\:b'"]),
    "continued": ("a.b = c\\\n   d\ne = f\n", ["a.b = 'cd' ; written 'c\\\\\\n   d'", "e = 'f'"]),
    "comments": ("# a=b\n! c=d\ne=f#g\n", ["e = 'f#g'"]),
    "default": ("a=${B:cd}\n", ["a = '${B:cd}' ; reference", "a = 'cd'"]),
    "empty": ("a=\nb\n", ["a = ''", "b = ''"]),
}

XML: Cases = {
    "text": ("<a><b>c</b><d> e </d></a>", ["a.b = 'c'", "a.d = 'e'"]),
    "attributes": ("<a b='c'><d e=\"f\"/></a>", ["a.b = 'c'", "a.d.e = 'f'"]),
    "entities": ("<a>&lt;b&#233;&#x65E5;</a>", ["a = '<bé日' ; written '&lt;b&#233;&#x65E5;'"]),
    "unknown entities stay": ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', ["a = '&x;'"]),
    "CDATA": ("<a><![CDATA[<b>]]></a>", ["a = '<b>'"]),
    "named by an attribute": ("<a><add key='B' value='c'/><string name='D'>e</string></a>", ["a.add.B = 'c'", "a.string.D = 'e'"]),
    "value below a named element": ("<a><property name='b'><value>c</value></property></a>", ["a.property.b = 'c'"]),
    "named by the element before": (
        "<a><param-name>B</param-name><param-value>c</param-value></a>",
        ["a.param-name = 'B'", "a.B = 'c'"],
    ),
    "property list": (
        "<plist><dict><key>A</key><string>b</string><key>C</key><array><string>d</string></array><key>E</key><false/></dict></plist>",
        ["plist.dict.A = 'b'", "plist.dict.C = 'd'", "plist.dict.E = 'false' ; boolean"],
    ),
    "comment": ("<a><!-- <b>c</b> --><d>e</d></a>", ["a.d = 'e'"]),
    "beyond ASCII": ("\ufeff<é>日</é>", ["é = '日'"]),
    "tag without end": ("<a><b>c</b><d e='f", ["a.b = 'c'"]),
    "wrong order": ("<a><b>c</a></b>", ["a.b = 'c'"]),
}

DOCKERFILE: Cases = {
    "ENV": ('ENV A=b C="d e" F=g\\ h\n', ["ENV.A = 'b' ; in env", "ENV.C = 'd e' ; in env", "ENV.F = 'g h' ; in env ; written 'g\\\\ h'"]),
    "ENV of old": ("env A b c\n", ["ENV.A = 'b c' ; in env"]),
    "ARG": ("ARG A\nARG B=c\n", ["ARG.A = '' ; null ; in build-arg", "ARG.B = 'c' ; in build-arg"]),
    "LABEL": ('LABEL "a.b"="c"\n', ["LABEL.a.b = 'c' ; in label"]),
    "continued": ("ENV A=b \\\n# C=d\n\n  E=f\nUSER g\n", ["ENV.A = 'b' ; in env", "ENV.E = 'f' ; in env", "USER = 'g' ; in instruction"]),
    "here-document": ("RUN <<X\nENV A=b\nX\nENV C=d\n", ["RUN = '<<X' ; in instruction", "ENV.C = 'd' ; in env"]),
    "reference": (
        "ENV A=$B C=${D:-e}\n",
        ["ENV.A = '$B' ; reference ; in env", "ENV.C = '${D:-e}' ; reference ; in env", "ENV.C = 'e' ; in env"],
    ),
    "escape directive": ("# escape=`\nENV A=b `\n C=d\n", ["ENV.A = 'b' ; in env", "ENV.C = 'd' ; in env"]),
    "CRLF": ("ENV A=b\r\nENV C d\r\n", ["ENV.A = 'b' ; in env", "ENV.C = 'd' ; in env"]),
}

HCL: Cases = {
    "attributes": ('a = "b"\nc = 1\nd = true\ne = null\n', ["a = 'b'", "c = '1' ; number", "d = 'true' ; boolean", "e = 'null' ; null"]),
    "blocks": ('a "b" c {\n  d = "e"\n}\n', ["a.b.c.d = 'e'"]),
    "objects": ('a = { b = "c", "d" : "e" }\n', ["a.b = 'c'", "a.d = 'e'"]),
    "lists": ('a = ["b", -1]\n', ["a = 'b'", "a = '-1' ; number"]),
    "references": ('a = var.b\nc = data.d.e[0].f\ng = "${var.h}"\n',
                   ["a = 'var.b' ; reference", "c = 'data.d.e[0].f' ; reference", "g = '${var.h}' ; reference"]),
    "template": ('a = "b-${var.c}"\n', ["a = 'b-${var.c}'"]),
    "here-document": ('a = <<-X\n  b\n  c\nX\nd = "e"\n', ["a = 'b\\n  c'", "d = 'e'"]),
    "arguments": ('a = lookup(var.b, "c", "d")\n', ["a = 'var.b' ; reference", "a = 'c'", "a = 'd'"]),
    "escapes": ('a = "b\\"c"\n', ["a = 'b\"c' ; written 'b\\\\\"c'"]),
    "beyond ASCII": ('a = { é = "日" }\n', ["a.é = '日'"]),
    "quote without end": ('a = "b\nc = "d"\n', ["a = '\"b'", "c = 'd'"]),
}  # fmt: skip

NGINX: Cases = {
    "blocks": (
        "http { server { listen 80; location /a { proxy_pass http://b; } } }",
        ["http.server.listen = '80' ; number ; in server", "http.server.location /a.proxy_pass = 'http://b' ; in location"],
    ),
    "headers": (
        'add_header A "b c";\nproxy_set_header Host $host;',
        ["add_header.A = 'b c' ; in header", "proxy_set_header.Host = '$host' ; reference ; in header"],
    ),
    "set and env": ("set $a 'b';\nenv C=d;\nenv E;", ["set.$a = 'b'", "env.C = 'd' ; in env", "env.E = '' ; reference ; in env"]),
    "comment": ("# a b;\nc d; # e", ["c = 'd'"]),
    "several words": ("server_name a b;", ["server_name = 'a b'"]),
    "braces in words": ("a ${b}c;", ["a = '${b}c'"]),
    "Lua": ("content_by_lua_block { local a = {b = 1}; }\nc d;", ["c = 'd'"]),
}

PROCFILE: Cases = {
    "processes": ("web: a b\n# c: d\nworker: e\n", ["web = 'a b' ; in process", "worker = 'e' ; in process"]),
    "variables": ("web: A=b C='d e' f\n", ["web = \"A=b C='d e' f\" ; in process", "web.A = 'b' ; in env", "web.C = 'd e' ; in env"]),
}

SYNTAXES = {
    "dotenv": DOTENV, "yaml": YAML, "json": JSON, "toml": TOML, "ini": INI, "properties": PROPERTIES, "xml": XML,
    "dockerfile": DOCKERFILE, "hcl": HCL, "nginx": NGINX, "procfile": PROCFILE,
}  # fmt: skip
CASES = [pytest.param(syntax, *case, id=f"{syntax}: {name}") for syntax, cases in SYNTAXES.items() for name, case in cases.items()]


@pytest.mark.parametrize(("syntax", "text", "expected"), CASES)
def test_settings(seen: Seen, syntax: str, text: str | bytes, expected: list[str]) -> None:
    assert seen(text, syntax) == expected


COMMENTS = [
    ("dotenv", "# a\nB=c # d\nE='#f' # g\n", ["# a", "# d", "# g"]),
    ("yaml", "# a\nb: c#d # e\nf: '# g'\nh: |\n  # i\n# j\n", ["# a", "# e", "# j"]),
    ("json", '{"a": "// b"} // c\n/* d */', ["// c", "/* d */"]),
    ("toml", '# a\nb = "# c" # d\n', ["# a", "# d"]),
    ("ini", "; a\n# b\nc = d ; e\n", ["; a", "# b", "; e"]),
    ("properties", "# a\n! b\n", ["# a", "! b"]),
    ("xml", "<a><!-- b --></a>", ["<!-- b -->"]),
    ("dockerfile", "# a\nENV B=#c\n", ["# a"]),
    ("hcl", '# a\n// b\n/* c */\nd = "# e"\n', ["# a", "// b", "/* c */"]),
    ("nginx", "# a\nb c; # d\n", ["# a", "# d"]),
    ("procfile", "# a\n", ["# a"]),
]


@pytest.mark.parametrize(("syntax", "text", "expected"), COMMENTS)
def test_comments(syntax: str, text: str, expected: list[str]) -> None:
    comments = lower(text.encode(), "shop/settings", syntax).comments
    assert [text[comment.span.start : comment.span.end] for comment in comments] == expected
    assert [comment.text for comment in comments] == [marked.strip("#/*;!<->").strip() for marked in expected]
