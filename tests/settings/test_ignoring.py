"""Lines of a .gitignore say what pathspec makes of all of them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from golint.settings.ignoring import Ignoring

parts = ["a", "b", "ab", ".", "*", "?", "[ab]", "[!a]", "[^a]", "[a-b]", "]", "!", "/", "**", "\\a", "\\!", " ", "#"]
lines = st.lists(st.lists(st.sampled_from([*parts, "*.py[cod]", "env"]), max_size=5).map("".join), max_size=5)
paths = st.lists(st.sampled_from(["a", "b", "ab", "a.b", ".a", "a b", "[a]", "a.pyc", "env"]), min_size=1, max_size=4).map("/".join)


@given(lines, paths, st.booleans())
@example(["*.py[cod]", "!a.pyc"], "b/a.pyc", False)
@example(["a "], "a", True)
@example(["[!a]b"], "bb", False)
@example(["!*", "a"], "a", True)
@example(["[a", "[]a]b"], "[a", False)
def test_a_line_that_is_not_asked_would_not_have_fitted(some: list[str], path: str, folder: bool) -> None:
    asked = f"{path}/" if folder else path
    try:
        expected = GitIgnoreSpec.from_lines(some).check_file(asked).include
    except ValueError:
        assume(False)
    assert Ignoring(some).verdict(asked) == expected


@pytest.mark.parametrize(("path", "loads"), [("shop/app.py", False), ("shop/app.pyc", True)])
def test_pathspec_is_loaded_where_a_line_may_fit(path: str, loads: bool) -> None:
    script = f"import sys; from golint.settings.ignoring import Ignoring; Ignoring(['*.py[cod]', '/build/', 'env']).verdict({path!r})"
    done = subprocess.run([sys.executable, "-c", f"{script}; print('pathspec' in sys.modules)"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loads)
