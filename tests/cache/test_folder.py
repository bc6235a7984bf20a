"""An entry is there as it was written, or it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.cache.folder import Folder, named

ENTRY = named("an", "entry")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(str(tmp_path / "cache"))


def file_of(folder: Folder) -> Path:
    return Path(folder.path, "trees", ENTRY)


@given(parts=st.lists(st.binary(max_size=2000), min_size=1, max_size=3))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]) -> None:
    folder = Folder(str(tmp_path_factory.mktemp("cache")))
    assert folder.write("trees", ENTRY, parts)
    assert folder.read("trees", ENTRY, len(parts)) == parts
    assert folder.read("trees", ENTRY, len(parts) + 1) is None


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_wrong_bit_and_it_is_no_entry(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    folder, parts = Folder(str(tmp_path_factory.mktemp("cache"))), [b"one" * 30, b"two" * 40]
    folder.write("trees", ENTRY, parts)
    data = bytearray(file_of(folder).read_bytes())
    data[at % len(data)] ^= 1 << bit
    file_of(folder).write_bytes(data)
    assert folder.read("trees", ENTRY, 2) in (None, parts)


@pytest.mark.parametrize(
    "garbage", [b"", b"\0" * 5000, b"golint cache 1\n", b"golint cache 1\n{}\n", b'golint cache 1\n{"parts": [[1]]}\n', b"[" * 9000]
)
def test_garbage_is_no_entry(folder: Folder, garbage: bytes) -> None:
    folder.write("trees", ENTRY, [b"one"])
    file_of(folder).write_bytes(garbage)
    assert folder.read("trees", ENTRY) is None


def test_a_torn_entry_is_none(folder: Folder) -> None:
    folder.write("trees", ENTRY, [b"one" * 1000, b"two" * 1000])
    whole = file_of(folder).read_bytes()
    for size in range(0, len(whole), 97):
        file_of(folder).write_bytes(whole[:size])
        assert folder.read("trees", ENTRY, 2) is None


def test_the_folder_is_the_users_own(folder: Folder) -> None:
    folder.write("trees", ENTRY, [b"one"])
    assert file_of(folder).stat().st_mode & 0o077 == 0
    assert file_of(folder).parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_what_another_user_laid_down_is_not_believed(folder: Folder) -> None:
    folder.write("trees", ENTRY, [b"one"])
    os.chown(file_of(folder), 12345, 12345)
    assert folder.read("trees", ENTRY) is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = Folder(str(tmp_path / "file" / "cache"))
    assert not folder.write("trees", ENTRY, [b"one"])
    assert folder.read("trees", ENTRY) is None
    assert folder.clear() == folder.usage()


def test_the_oldest_make_room(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path), limit=3000)
    for number in range(5):
        folder.write("trees", f"{number}", [bytes(900)])
        os.utime(tmp_path / "trees" / f"{number}", (time.time() - 100 + number,) * 2)
        if number == 2:
            folder.touch("trees", "0")
    assert sorted(path.name for path in (tmp_path / "trees").iterdir()) == ["0", "3", "4"]


def test_an_entry_that_fills_the_cache_alone_is_not_kept(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path), limit=3000)
    folder.write("trees", "small", [bytes(100)])
    folder.write("trees", "huge", [bytes(5000)])
    assert folder.read("trees", "huge") is None


def test_drafts_of_runs_that_died_are_swept_up(folder: Folder) -> None:
    folder.write("trees", ENTRY, [b"one"])
    old, young = file_of(folder).with_name(".old.1.1"), file_of(folder).with_name(".young.1.1")
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 100_000,) * 2)
    folder.write("trees", "next", [b"two"])
    assert (old.exists(), young.exists()) == (False, True)


def test_clearing_leaves_alone_what_is_not_golints(folder: Folder) -> None:
    folder.write("trees", ENTRY, [b"one"])
    mine = Path(folder.path, "letter.txt")
    mine.write_bytes(b"dear")
    assert folder.clear().files == 1
    assert folder.usage().files == 0
    assert mine.exists()


WRITER = """\
import sys
from golint.cache.folder import Folder
folder = Folder(sys.argv[1])
for number in range(300):
    folder.write("trees", "entry", [bytes([65 + int(sys.argv[2])]) * 5000, b"end"])
    found = folder.read("trees", "entry", 2)
    assert found is not None, number
    assert len(set(found[0])) == 1, number
"""


def test_two_processes_write_at_once_and_read_whole_entries(tmp_path: Path, environment: Callable[[], dict[str, Any]]) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(number)], env=environment()) for number in range(3)]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
