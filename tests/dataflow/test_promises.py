"""What a promise gives is what the function that it is made of hands on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

PIECES = """
  const raw = await new Promise((resolve, reject) => {{
    {held}
    req.on("data", (chunk) => {{ {added}; }});
    req.on("end", () => resolve({given}));
    req.on("error", reject);
  }});
  probe(raw);
"""


def tags(ask: Ask, body: str, before: str = "") -> frozenset[str]:
    flow = ask(f"{before}\nexport default async function handler(req, res) {{\n{body}\n}}\n", "pages/api/hook.js")
    call = next(call for call in flow.module.calls if call.path == "probe")
    return flow.origin(call.arguments[0].value, flow.routine_at(call.span.start))


@pytest.mark.parametrize(
    ("held", "added", "given"),
    [
        ("let data = '';", "data += chunk", "data"),
        ("const chunks = [];", "chunks.push(chunk)", "Buffer.concat(chunks)"),
        ("const chunks = [];", "chunks.push(chunk)", "Buffer.concat(chunks).toString('utf8')"),
    ],
)
def test_a_body_that_is_gathered_in_a_promise_is_raw(ask: Ask, held: str, added: str, given: str) -> None:
    assert "request.body.raw" in tags(ask, PIECES.format(held=held, added=added, given=given))


def test_so_it_is_where_a_function_makes_the_promise(ask: Ask) -> None:
    gathered = "let all = ''; req.on('data', (piece) => { all += piece; }); req.on('end', () => done(all));"
    helper = f"const read = (req) => new Promise((done) => {{ {gathered} }});"
    assert "request.body.raw" in tags(ask, "probe(await read(req));", helper)


def test_what_is_handed_to_the_other_parameter_is_not_given(ask: Ask) -> None:
    assert not tags(ask, "probe(await new Promise((resolve, reject) => { reject(req.body); }));")
    assert "request.body.parsed" in tags(ask, "probe(await new Promise((resolve, reject) => { resolve(req.body); }));")
