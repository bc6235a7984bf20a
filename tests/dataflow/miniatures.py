"""Miniature shops written as one text: each file begins with a comment that names it."""

from __future__ import annotations

import re


def laid_out(text: str, verified: bool) -> tuple[dict[str, str], str]:
    """The files of a miniature shop, and the one that holds the door: the first, or the one that is marked `<-`.

    A line that ends in `// check` stands in the shop that verifies, one that ends in `// bare` in the one that does not.
    """
    left_out = "// bare" if verified else "// check"
    parts = re.split(r"^// (\S+\.\w+)( <-)?\n", text, flags=re.MULTILINE)[1:]
    files = {
        path: "\n".join(line for line in body.splitlines() if not line.endswith(left_out)) + "\n"
        for path, body in zip(parts[::3], parts[2::3], strict=True)
    }
    marked = [path for path, mark in zip(parts[::3], parts[1::3], strict=True) if mark]
    return files, (marked or parts)[0]
