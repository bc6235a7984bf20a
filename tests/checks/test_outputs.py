"""What a compiler made is judged where its source is; without the source it is the shop's code, and keys are told in either."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Key = Callable[..., str]
Findings = Callable[..., list[Finding]]

MARK = 'Object.defineProperty(exports, "__esModule", { value: true });\n'
ASKING = 'axios.get("https://api.stripe.com/v1/charges");\n'
COMPILED = f'"use strict";\n{MARK}const axios = require("axios");\n{ASKING}'


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dist/src/pay.js", "src/pay.ts"),
        ("dist/pay.js", "src/pay.ts"),
        ("functions/lib/hooks/pay.js", "functions/src/hooks/pay.ts"),
        ("build/pay.js", "src/pay.js"),
        ("src/pay.js", "src/pay.ts"),
    ],
)
def test_what_a_compiler_made_is_judged_at_its_source(findings: Findings, path: str, source: str) -> None:
    files = {path: COMPILED, source: f'import axios from "axios";\n{ASKING}'}
    assert [found.location.path for found in findings(files, "no-timeout")] == [source]


@pytest.mark.parametrize(
    ("path", "other"),
    [("dist/pay.js", "src/refund.ts"), ("lib/index.js", "index.js"), ("services/pay.js", "pay.ts"), ("dist/pay.js", "api/src/pay.ts")],
)
def test_what_has_no_source_is_the_shops_code(findings: Findings, path: str, other: str) -> None:
    files = {path: COMPILED, other: "export const rate = 2;\n"}
    assert [found.location.path for found in findings(files, "no-timeout")] == [path]


def test_what_a_person_wrote_is_no_output(findings: Findings) -> None:
    files = {"lib/pay.js": COMPILED.replace(MARK, ""), "src/pay.ts": "export const rate = 2;\n"}
    assert [found.location.path for found in findings(files, "no-timeout")] == ["lib/pay.js"]


def test_a_key_is_told_in_what_a_compiler_made(findings: Findings, key: Key) -> None:
    files = {"lib/pay.js": f'{MARK}exports.key = "{key("stripe")}";\n', "src/pay.ts": "export const key = process.env.STRIPE_KEY;\n"}
    assert [(found.rule, found.location.path) for found in findings(files, family="keys")] == [("hardcoded-key", "lib/pay.js")]
