"""Tells a file that a compiler made, and what it may have been made from: `dist/hooks.js` from `src/hooks.ts`.

Where the source stands in the repository it is judged there, so that nobody reads of one fault twice. What a compiler made is still
looked at for keys.
"""

from __future__ import annotations

from collections.abc import Iterator

FOLDERS = frozenset({"dist", "lib", "build", "out", "output", "compiled", "cjs", "es5", "es6", "commonjs"})
"""Where compilers put what they make, beside `src` or in place of it."""

_MARK = b'Object.defineProperty(exports, "__esModule"'
_MADE = (".js", ".cjs")
_TYPED = ("ts", "tsx", "mts", "cts")
_ANY = (*_TYPED, "js", "jsx", "mjs")


def sources_of(path: str, data: bytes) -> Iterator[str]:
    """The files from which this one may have been made, if a compiler made it: beside it, in the folder around that of the output, or in
    `src`. In the folder around it stands many an `index.js` that only loads what was made, so none but those with types count there."""
    if not path.endswith(_MADE) or _MARK not in data:
        return
    stem = path.rpartition(".")[0]
    yield from (f"{stem}.{ending}" for ending in _TYPED)
    steps = stem.split("/")
    for at in (at for at, step in enumerate(steps[:-1]) if step in FOLDERS):
        before, after = steps[:at], steps[at + 1 :]
        yield from (f"{'/'.join((*before, *after))}.{ending}" for ending in _TYPED)
        yield from (f"{'/'.join((*before, 'src', *after))}.{ending}" for ending in _ANY)
