"""What a file's bytes tell of its comparisons: whatever may be made of a literal behind an operator, it counts as one that may matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.checks.webhooks.comparing import may_compare
from golint.checks.webhooks.comparison import compared_secrets
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

HARMLESS = {
    "a.py": (
        "if kind == 'paid':\n    go()",
        "done = (kind != 'paid',\n  1)",
        "if count == 3 and kind == None: go()",
        "if mode == Mode.LIVE:\n    go()",
        "for kind in kinds:\n    go()",
        "if 'id' not in data:\n    go()",
        "# the expected one in that order\ngo()",
        "ok = kind == 'paid'\nbytes_of(kind)",
    ),
    "a.ts": (
        "if (kind === 'paid') { go(); }",
        "const ok = kind !== undefined && kind != null ? 1 : 2;",
        "const ok = mode === Mode.LIVE\ngo();",
        "const ok = typeof kind == 'string' || 'id' in data;",
        "for (const one in all) { go(one); }",
        "type All = { [K in keyof T]: string };",
        "  // looked for in all of them\ngo();",
        "/**\n * looked for in all of them\n */\ngo();",
    ),
    "a.rb": ("go if kind == 'paid'", "ok = kind == nil || count != 3", 'ok = kind == "paid" ? 1 : 2', "go unless kind != 'paid'\nstop"),
    "a.php": ("<?php if ($kind === 'paid') { go(); }", "<?php $ok = $kind !== NULL && $count <> 3;"),
    "a.go": ('package a\nfunc f() { if kind == "paid" { go2() } }', "package a\nfunc f() bool { return err != nil }"),
}
TELLING = {
    "a.py": (
        "ok = signature == expected",
        "ok = signature == 'sha256=' + expected",
        "ok = signature == 'sha256=%s' % expected",
        "ok = signature == ('sha256='\n  f'{expected}')",
        "ok = signature == 'sha256=' f'{expected}'",
        "ok = (signature == 'sha256='\n  f'{expected}')",
        "ok = (signature == 'sha256='\n  + expected)",
        "ok = signature == settings.HOOK_TOKEN",
        "ok = signature == HOOK_SIGNATURE",
        "ok = signature == Hooks.sign(body)",
        "ok = signature == Hooks.SIGN(body)",
        "ok = signature == Hooks.SIGN[0]",
        "ok = expected in signatures",
        "ok = (expected\n  in signatures)",
        "ok = 'v1=' + expected in signatures",
        "ok = any(expected in one for one in signatures)",
        "ok = [one for one in signatures if expected in one]",
        "print('wait for it', expected in signatures)",
        "ok = signature == f'sha256={expected}'",
    ),
    "a.ts": (
        "const ok = signature === `sha256=${expected}`;",
        "const ok = signature === 'sha256=' + expected;",
        "const ok = signature === 'sha256='\n  + expected;",
        "const ok = signature == 'sha256='.concat(expected);",
        "const ok = signature === process.env.HOOK_SECRET;",
        "const ok = signature.equals(expected);",
        "const ok = signatures.includes(expected);",
        "const ok = signatures?.includes(expected);",
        "for (let i = 0; expected in signatures; i++) { go(i); }",
        "const ok = Symbol.for(expected in signatures);",
        "const ok = expected in signatures;",
        "const ok = signature !== null || signature != expected;",
    ),
    "a.rb": (
        'ok = signature == "sha256=#{expected}"',
        "ok = signature == 'sha256=' + expected",
        "ok = signature == 'sha256='.concat(expected)",
        "ok = signature == 'sha256=%s' % expected",
        "ok = signature.eql? expected",
        "ok = signatures.include?(expected)",
        "ok = signature ==\n  expected",
    ),
    "a.php": (
        '<?php $ok = $signature == "sha256=$expected";',
        "<?php $ok = $signature === 'sha256=' . $expected;",
        "<?php $ok = strcmp($signature, $expected) === 0;",
        "<?php $ok = $signature <> $expected;",
    ),
    "a.go": ('package a\nfunc f() bool { return signature == "sha256=" + expected }', "package a\nfunc f() bool { return a.Sum != sum }"),
}


@pytest.mark.parametrize(("path", "text"), [(path, text) for path, texts in HARMLESS.items() for text in texts])
def test_a_literal_or_a_constant_is_no_secret(views: Views, path: str, text: str) -> None:
    view = views({path: text})[path]
    assert not may_compare(view)
    assert not list(compared_secrets(view.flow))


@pytest.mark.parametrize(("path", "text"), [(path, text) for path, texts in TELLING.items() for text in texts])
def test_a_comparison_of_values_is_told_however_it_is_spelt(views: Views, path: str, text: str) -> None:
    view = views({path: text})[path]
    assert may_compare(view)
    assert list(compared_secrets(view.flow))
