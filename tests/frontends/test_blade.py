"""Blade templates are read as PHP, every place in them where it stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import frontends
from golint.facts import Call, Literal, Name, Program, walk
from golint.frontends.blade import as_php

PIECES = (
    "{{",
    "}}",
    "{{--",
    "--}}",
    "{!!",
    "!!}",
    "@",
    "@php",
    "@endphp",
    "@verbatim",
    "@endverbatim",
    "<?php ",
    "?>",
    "<?=",
    "$a",
    " ",
    "\n",
)


def read(source: str) -> Program:
    program = frontends.lower("php", "resources/views/pay.blade.php", source.encode())
    assert isinstance(program, Program)
    return program


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>{{ $key }}</p>", ["key"]),
        ("<p>{{$key}} {{  $other\n}}</p>", ["key", "other"]),
        ("<p>{!! $key !!} {!!$other!!}</p>", ["key", "other"]),
        ("@{{ $vue }} {{ $key }}", ["key"]),
        ("@verbatim {{ $vue }} @endverbatim {{ $key }}", ["key"]),
        ("{{-- {{ $note }} --}}{{ $key }}", ["key"]),
        ("<?php $a = '{{ $b }}'; ?>{{ $key }}", ["key"]),
        ("<?= $first ?>{{ $key }}", ["first", "key"]),
        ("{{ $never closed", []),
        ("@if ($paid) {{ $key }} @endif", ["key"]),
    ],
)
def test_what_is_shown(source: str, shown: list[str]) -> None:
    calls = [node for node in walk(read(source).body) if isinstance(node, Call) and node.path == "echo"]
    assert [argument.value.path for call in calls for argument in call.arguments if isinstance(argument.value, Name)] == shown


def test_blocks_are_code_and_every_place_is_one_of_the_file() -> None:
    source = "<b>é</b>\n@php\n  $key = config('services.stripe.secret');\n@endphp\n{{ __('pay.now') }}"
    program = read(source)
    data = source.encode()
    texts = {node.value: data[node.span.start : node.span.end] for node in walk(program.body) if isinstance(node, Literal)}
    assert texts == {"services.stripe.secret": b"'services.stripe.secret'", "pay.now": b"'pay.now'"}
    assert [node.path for node in walk(program.body) if isinstance(node, Call)] == ["config", "echo", "__"]
    assert program.problem == ""


def test_a_comment_is_a_comment() -> None:
    source = "<p>{{-- golint: said here --}}</p>"
    (comment,) = read(source).comments
    assert (comment.text, source[comment.span.start : comment.span.end]) == ("golint: said here", "{{-- golint: said here --}}"[2:-2])


def test_an_ordinary_file_keeps_its_braces() -> None:
    program = frontends.lower("php", "pay.php", b"<p>{{ $key }}</p>")
    assert isinstance(program, Program)
    assert program.body == ()


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode()) | st.binary(max_size=100))
def test_length_and_lines_stay(data: bytes) -> None:
    found = as_php(data)
    assert len(found) == len(data)
    assert [at for at, byte in enumerate(found) if byte == 10] == [at for at, byte in enumerate(data) if byte == 10]


def test_a_hundred_thousand_openings_are_read_once() -> None:
    assert as_php(b"{{" * 100_000 + b"{!!" * 100_000) == b"{{" * 100_000 + b"{!!" * 100_000
