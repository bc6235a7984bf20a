"""golint's fingerprints, and GitHub's line hash against its published vectors and a plain rolling window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.fingerprints import fingerprint, line_hash, line_hashes

# The vectors that GitHub tests its own code with.
VECTORS = [
    (b"", ["c129715d7a2bc9a3:1"]),
    (b" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    (
        b"x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n",
        [
            "e54938cc54b302f1:1",
            "bb609acbe9138d60:1",
            "1131fd5871777f34:1",
            "5c482a0f8b35ea28:1",
            "54517377da7028d2:1",
            "2c644846cb18d53e:1",
            "f1b89f20de0d133:1",
            "c129715d7a2bc9a3:1",
        ],
    ),
]
PIECES = st.lists(st.sampled_from(["a", "é", "😀", " ", "\t", "\n", "\r", "\r\n", "x = 1\n", "b" * 60, "\n" * 50]), max_size=40)


@pytest.mark.parametrize(("data", "hashes"), VECTORS)
def test_published_vectors(data: bytes, hashes: list[str]) -> None:
    assert line_hashes(data, range(1, 100)) == dict(enumerate(hashes, 1))
    assert line_hashes(data.replace(b"\n", b"\r\n"), range(1, 100)) == dict(enumerate(hashes, 1))


def test_a_line_alone() -> None:
    assert line_hash(VECTORS[1][0], 3) == "180aee12dab6264:1"
    assert line_hash(b"one line", 3) == ""
    assert line_hashes(b"one line", ()) == {}


def test_equal_lines_are_counted() -> None:
    data = b"same = 1\n" * 30
    first, second = line_hash(data, 1), line_hash(data, 2)
    assert (first.split(":")[0], first[-2:], second[-2:]) == (second.split(":")[0], ":1", ":2")


@given(PIECES.map("".join))
def test_rolling_window(text: str) -> None:
    hashes = rolled(text)
    assert line_hashes(text.encode(), range(1, len(hashes) + 5)) == dict(enumerate(hashes, 1))


@given(st.binary())
def test_any_bytes_have_a_hash(data: bytes) -> None:
    assert line_hash(data, 1).endswith(":1")


def test_fingerprint_survives_moves_and_spacing() -> None:
    known = fingerprint("rule", "shop/views.py", "hook", "if digest == signature:", 0)
    assert known == fingerprint("rule", "shop/views.py", "hook", "\tif  digest == signature:", 0)
    assert len(known) == 32
    assert int(known, 16) >= 0


FIELDS = st.tuples(st.text(), st.text(), st.text(), st.text().map(lambda line: " ".join(line.split())), st.integers(0))


@given(FIELDS, FIELDS)
def test_fingerprints_differ_where_a_field_does(one: tuple[str, str, str, str, int], other: tuple[str, str, str, str, int]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


@pytest.mark.parametrize(
    "other",
    [
        ("r", "p", "s", "line", 1),
        ("r", "p", "s\0l", "ine", 0),
        ("rp", "", "s", "line", 0),
        ("r", "p", "", "s line", 0),
        ("r", "p", "sline", "", 0),
    ],
)
def test_fields_do_not_run_together(other: tuple[str, str, str, str, int]) -> None:
    assert fingerprint(*other) != fingerprint("r", "p", "s", "line", 0)


def rolled(text: str) -> list[str]:
    """The hash of each line, from a window that moves over the file one unit at a time."""
    units = [unit for unit in _units(text.replace("\r\n", "\n").replace("\r", "\n")) if unit not in (0x20, 0x09)] + [0xFFFF]
    starts = [0] + [at + 1 for at, unit in enumerate(units) if unit == 0x0A]
    padded = units + [0] * 100
    value, values = 0, []
    for at, unit in enumerate(padded):
        value = (37 * value + unit - (37**100 * padded[at - 100] if at >= 100 else 0)) % 2**64
        values.append(value)
    named = [f"{values[start + 99]:x}" for start in starts]
    return [f"{name}:{named[: at + 1].count(name)}" for at, name in enumerate(named)]


def _units(text: str) -> list[int]:
    data = text.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
