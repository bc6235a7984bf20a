"""Which names a pattern of a language's table fits."""

from __future__ import annotations

import pytest

from golint.catalog.roles import Roles
from golint.facts import Call, Evaluate, Program
from golint.frontends import lower

PATTERNS = {
    "plain": ["open", "disk.open", ".read"],
    "chain": ["Http...post", "answer()...json"],
    "alone": ["=shelf.Tray.read"],
    "told": ["fetch(https://*)", "fetch(stdin)", "headers()"],
    "other": ["fetch", "headers"],
}

CALLS = {
    "open($x)": {"plain"},
    "$disk->open()": {"plain"},
    "$any->where->disk->open()": {"plain"},
    "$any->open()": set(),
    "$any->read()": {"plain"},
    "$shelf->Tray->read()": {"alone"},
    "$any->shelf->Tray->read()": {"alone"},
    "$any->Tray->read()": {"plain"},
    "Http::post($x)": {"chain"},
    "Http::withToken($key)->timeout(5)->post($x)": {"chain"},
    "$client->withToken($key)->post($x)": set(),
    "answer()->json($x)": {"chain"},
    "answer()->status(400)->json($x)": {"chain"},
    "$answer->json()": set(),
    "$answer->all()->json()": set(),
    "fetch('https://a.example/' . $x)": {"told"},
    'fetch("HTTPS://a.example/{$x}")': {"told"},
    "fetch('stdin')": {"told"},
    "fetch('stdin2')": {"other"},
    "fetch($x)": {"other"},
    "headers()": {"told"},
    "headers('x')": {"other"},
}


@pytest.mark.parametrize("written", CALLS)
def test_a_call_plays_the_roles_of_the_patterns_that_fit_it(written: str) -> None:
    program = lower("php", "a.php", f"<?php\n{written};\n".encode())
    assert isinstance(program, Program)
    statement = program.body[0]
    assert isinstance(statement, Evaluate)
    assert isinstance(statement.value, Call)
    assert Roles.from_patterns(PATTERNS).by(statement.value) == CALLS[written]
