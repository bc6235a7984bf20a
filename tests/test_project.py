"""What one file's check finds out of another file is there for the next check, and both hang on that file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.facts import Program
from golint.project import Project

FILES = {"src/a.js": b"import './c';\n", "src/b.js": b"import './c';\n", "src/c.js": b"router.POST('/hook', take);\n"}
TEXTS = st.text("aAbB_.", max_size=8).map(str.encode)


@given(TEXTS, st.lists(TEXTS.map(bytes.lower), max_size=3))
def test_a_file_holds_a_word_letter_case_aside(text: bytes, words: list[bytes]) -> None:
    assert Project.of({"a": text}).holds("a", tuple(words)) == any(word in text.lower() for word in words)


@pytest.mark.parametrize("path", ["src/c.js", "src/gone.js"])
def test_whoever_asks_what_a_file_holds_hangs_on_it(path: str) -> None:
    project = Project(tuple(FILES), FILES.get, watched=True)
    told = [project.seen_from(asker).holds(path, (b"post(",)) for asker in ("src/a.js", "src/b.js")]
    assert told == [path in FILES] * 2
    noted = {(name, what) for name, kind, what in project.drain() if kind in ("read", "known")}
    assert noted == {("file src/a.js", path), ("file src/b.js", path)}


def test_a_file_that_is_read_otherwise_holds_the_same() -> None:
    project = Project.of(FILES)
    assert project.holds("src/c.js", (b"post(",))
    assert project.reread("src/c.js", Program("javascript", ())).holds("src/c.js", (b"post(",))
