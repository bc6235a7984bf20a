"""How git is asked, whatever a repository or a hook has set up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

# A repository's own configuration could name a program to run (fsmonitor), which must not be. That being so, one that another user owns,
# as happens in containers, is no danger.
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "safe.directory=*")


class GitError(ValueError):
    """What was asked needs a repository, or a commit, that is not there; the text says what to do."""


def environment(index: str = "") -> dict[str, str]:
    """The environment for git: a hook's GIT_DIR and GIT_INDEX_FILE would answer for another repository, or for half a commit. `index` is
    read in place of the repository's own. A partial clone never fetches what it lacks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
    return kept | own | ({"GIT_INDEX_FILE": index} if index else {})


def ask(folder: str, *question: str, index: str = "") -> bytes | None:
    """What git answers; None where it is not installed or refuses."""
    command = [*GIT, "-C", folder, *question]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment(index), check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def told(folder: str, text: bytes, *question: str) -> bytes:
    """What git answers to a question that it reads. Raises GitError where it refuses."""
    command = [*GIT, "-C", folder, *question]
    done = subprocess.run(command, input=text, capture_output=True, env=environment(), check=False)
    if done.returncode:
        raise GitError(f"git {_command(question)} failed in {folder}; see what git status says there")
    return done.stdout


def ignored(folder: str, paths: Iterable[str]) -> set[str]:
    """Those of the paths that git is told to ignore. Raises GitError where it refuses."""
    command = [*GIT, "-C", folder, "check-ignore", "--stdin", "-z"]
    own = environment() | {"GIT_LITERAL_PATHSPECS": "0"}  # this question takes no pathspecs, and so refuses to take them literally
    asked = b"\0".join(b"./" + os.fsencode(path) for path in paths)
    done = subprocess.run(command, input=asked, capture_output=True, env=own, check=False)
    if done.returncode not in (0, 1):  # 1: none is
        raise GitError(f"git check-ignore failed in {folder}; see what git status says there")
    return {os.fsdecode(path).removeprefix("./") for path in done.stdout.split(b"\0")}


def entries(folder: str, *question: str, index: str = "") -> list[bytes]:
    """What git answers to a question with -z, part by part. Raises GitError where it refuses."""
    answer = ask(folder, *question, index=index)
    if answer is None:
        raise GitError(f"git {_command(question)} failed in {folder}; see what git status says there")
    return answer.split(b"\0")[:-1]


def started(folder: str, *question: str, stdin: IO[bytes] | int | None = subprocess.DEVNULL, buffer: int = -1) -> subprocess.Popen[bytes]:
    """A process of git, whose answer can be read as it comes."""
    command = [*GIT, "-C", folder, *question]
    return subprocess.Popen(command, buffer, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())


def lines(folder: str, *question: str) -> Iterator[bytes]:
    """What git answers, line by line as it comes, without the line breaks. Raises GitError where it fails."""
    with started(folder, *question) as process:
        assert process.stdout is not None
        yield from (line.removesuffix(b"\n") for line in process.stdout)
    if process.returncode:
        raise GitError(f"git {_command(question)} failed in {folder}; see what git status says there")


def word(folder: str, *question: str) -> str:
    """An answer of one line; "" where there is none."""
    return os.fsdecode(ask(folder, *question) or b"").strip()


def _command(question: Sequence[str]) -> str:
    """The command in a question, without the switches before it."""
    return next((word for at, word in enumerate(question) if not (word == "-c" or (at and question[at - 1] == "-c"))), "")


def filterless(folder: str) -> Iterator[str]:
    """What switches off the programs that a repository's configuration names for the content of files, to be put before a question."""
    names = ask(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$") or b""
    for name in map(os.fsdecode, names.split(b"\0")[:-1]):
        yield from ("-c", f"{name}={'false' if name.endswith('.required') else ''}")


def hook_index(folder: str) -> str:
    """The index that git has given to a hook, "" where the repository's own holds.

    Of `git commit -a` and `git commit FILE` it is another than the repository's: the commit to be. That of another repository is not.
    """
    named = os.environ.get("GIT_INDEX_FILE", "")
    if not named:
        return ""
    top, own = word(folder, "rev-parse", "--show-toplevel"), word(folder, "rev-parse", "--absolute-git-dir")
    path = os.path.join(top, named)  # noqa: PTH118  # an absolute one stays as it is
    beside = os.path.dirname(path)  # noqa: PTH120
    foreign = os.path.lexists(f"{beside}/HEAD") and os.path.realpath(beside) != os.path.realpath(own)
    return "" if foreign or not os.path.lexists(path) else path
