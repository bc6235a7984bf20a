"""How git is asked, whatever a repository or a hook has set up."""

from __future__ import annotations

import os

# A repository's own configuration could name a program to run (fsmonitor), which must not be. That being so, one that another user owns,
# as happens in containers, is no danger.
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "safe.directory=*")


def environment() -> dict[str, str]:
    """The environment for git: a hook's GIT_DIR and GIT_INDEX_FILE would answer for another repository, or for half a commit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
