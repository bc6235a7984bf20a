"""The head of a script may hold any number of comments before its directive, or none at all."""

from __future__ import annotations

import pytest

from golint.context import place_of
from golint.model import Side

COMMENTS = b"/* one */ // two\n \n" * 150


@pytest.mark.parametrize(
    ("head", "side"),
    [
        (COMMENTS + b"'use client'\n", Side.CLIENT),
        (COMMENTS + b"'use strict';\n\"use server\"\n", Side.SERVER),
        (COMMENTS + b"var a = 1\n", Side.UNKNOWN),
        (b"/*" + b"* /\n " * 700 + b"/* */" * 60 + b"x", Side.UNKNOWN),
    ],
    ids=["client", "server", "no directive", "comments that end late"],
)
def test_comments_before_a_directive(head: bytes, side: Side) -> None:
    assert place_of("lib/a.js", head, "javascript")[0] is side
