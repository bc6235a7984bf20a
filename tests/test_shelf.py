"""However little is remembered of a tree, the same is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from golint import catalog, memory
from golint.catalog import grow
from golint.engine.files import FileResult, check_file
from golint.engine.inquiry import Inquiry
from golint.project import Project
from golint.shelf import Room

CATALOG = catalog.load()
SHOPS = Path(__file__).parent / "repos"
NAMES = ("frappe-clinic", "flask-tickets", "switch-cinema", "wallet-travel", "monorepo")
TIGHT = Room(lowered=0, texts=0, seen=0, growth=-memory.held() - 1)
"""Room for one file at a time, in a process that always holds too much."""


def files_of(shop: str) -> dict[str, bytes]:
    folder = SHOPS / shop / "shop"
    found = ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())
    return {path: grow.fill(data.decode(), CATALOG).encode() for path, data in found if b"\0" not in data}


def results(files: Mapping[str, bytes], room: Room) -> dict[str, FileResult]:
    inquiry = Inquiry(CATALOG, Project(tuple(files), files.get, room=room), lambda _: tuple(CATALOG.rules.values()), run_key=b"one run")
    found = {}
    for path in files:
        view = inquiry.view(path)
        assert view is not None
        found[path] = check_file(view, strict=True)
        view.forget()
    return found


@pytest.mark.parametrize("shop", NAMES)
def test_little_room_changes_no_finding(shop: str) -> None:
    files = files_of(shop)
    found = results(files, Room())
    assert any(result.findings for result in found.values())
    assert results(files, TIGHT) == found


def test_a_process_that_holds_too_much_keeps_less_but_never_nothing() -> None:
    room = Room()
    for _ in range(50):
        less = room.less(room.lowered, room.seen)
        assert 0 < less.lowered <= room.lowered
        assert 0 < less.seen <= room.seen
        assert less.growth > room.growth
        room = less


@pytest.mark.skipif(memory.held() == 0, reason="this system does not tell at once what a process holds")
def test_a_process_holds_what_it_has_made() -> None:
    before = memory.held()
    made = bytearray(b"x" * 50_000_000)
    assert memory.held() - before > len(made) * 0.9
