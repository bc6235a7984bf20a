"""Colour and progress go where somebody sees them, and nowhere else."""

from __future__ import annotations

import io
import time

import pytest

from golint.cli.terminal import Progress, wants_colour, wants_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "tty", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"CLICOLOR_FORCE": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_on_colour(choice: str, tty: bool, environment: dict[str, str], wanted: bool) -> None:
    assert wants_colour(choice, Terminal() if tty else io.StringIO(), environment) == wanted


@pytest.mark.parametrize(
    ("tty", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"CI": "true"}, False),
        (True, {"PRE_COMMIT": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_who_sees_progress(tty: bool, environment: dict[str, str], wanted: bool) -> None:
    assert wants_progress(Terminal() if tty else io.StringIO(), environment) == wanted


def test_progress_is_one_line_after_a_second_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    stream = Terminal()
    progress = Progress(stream)
    progress(1, 1000)
    assert stream.getvalue() == ""
    now[0] += 1.5
    progress(20, 1000)
    progress(21, 1000)
    assert stream.getvalue().strip() == "golint: 20 of 1,000 files"
    progress.close()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().rsplit("\r", 2)[1].strip() == ""


def test_progress_that_was_never_shown_leaves_the_stream_alone() -> None:
    stream = Terminal()
    Progress(stream).close()
    assert stream.getvalue() == ""
