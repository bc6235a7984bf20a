"""A file that a compiler or a bundler made is known, and where its source stands."""

from __future__ import annotations

import pytest

from golint.context.builds import sources_of

COMMONJS = b'"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n'
ROLLED_UP = b"Object.defineProperty(exports, '__esModule', { value: true });\n"
PLAIN = b"export const pay = 1;\n"


@pytest.mark.parametrize(
    ("path", "data", "source"),
    [
        ("dist/hooks.js", COMMONJS, "src/hooks.ts"),
        ("functions/lib/hooks.js", COMMONJS, "functions/src/hooks.js"),
        ("api/pay.js", COMMONJS, "api/pay.ts"),
        ("lib/index.cjs", ROLLED_UP, "src/index.ts"),
        ("dist/webhooks/index.js", PLAIN, "src/webhooks/index.ts"),
        ("packages/pay/dist/index.mjs", PLAIN, "packages/pay/src/index.ts"),
        ("dist/server/index.mjs", PLAIN, "server/src/index.ts"),
        ("lib/index.esm.js", PLAIN, "src/index.ts"),
        ("dist/index.cjs.js", PLAIN, "src/index.tsx"),
    ],
)
def test_what_was_made_leads_to_its_source(path: str, data: bytes, source: str) -> None:
    assert source in list(sources_of(path, data))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("lib/hooks.js", "src/hooks.ts"),  # a folder of the shop's own, too
        ("dist/hooks.js", "src/hooks.js"),  # no compiler need have been there
        ("server/pay.js", "server/pay.ts"),
        ("dist/style.css", "src/style.ts"),
    ],
)
def test_what_may_be_written_by_hand_leads_nowhere(path: str, source: str) -> None:
    assert source not in list(sources_of(path, PLAIN))
