"""Tells a file that a compiler or a bundler made, and what it may have been made from: `dist/hooks.js` from `src/hooks.ts`.

Where the source stands in the repository it is judged there, so that nobody reads of one fault twice. What a compiler made is still
looked at for keys.
"""

from __future__ import annotations

from collections.abc import Iterator

FOLDERS = frozenset({"dist", "lib", "build", "out", "output", "compiled", "cjs", "es5", "es6", "commonjs"})
"""Where compilers put what they make, beside `src` or in place of it."""

MADE_ALONE = frozenset({"dist", "build", "out", "output", "compiled"})
"""Those of them in which nobody writes by hand what stands in the source folder with types."""

_MARKS = (b'Object.defineProperty(exports, "__esModule"', b"Object.defineProperty(exports, '__esModule'")
_MADE = (".js", ".cjs", ".mjs")
_FLAVOURS = (".esm", ".cjs", ".umd")  # of one module, a file for each
_TYPED = ("ts", "tsx", "mts", "cts")
_ANY = (*_TYPED, "js", "jsx", "mjs")


def sources_of(path: str, data: bytes) -> Iterator[str]:
    """The files from which this one may have been made, if it was: beside it, in the folder around that of the output, or in `src`. In the
    folder around it stands many an `index.js` that only loads what was made, so none but those with types count there; nor do others
    anywhere, where nothing but its folder or its name says that a file was made."""
    if not path.endswith(_MADE):
        return
    whole = path.rpartition(".")[0]
    stem = next((whole.removesuffix(flavour) for flavour in _FLAVOURS if whole.endswith(flavour)), whole)
    steps = stem.split("/")
    is_marked = any(mark in data for mark in _MARKS)
    if is_marked:
        yield from (f"{stem}.{ending}" for ending in _TYPED)
    for at in (at for at, step in enumerate(steps[:-1]) if step in FOLDERS):
        if is_marked or steps[at] in MADE_ALONE or stem != whole:
            before, after = steps[:at], steps[at + 1 :]
            yield from (f"{'/'.join((*before, *after))}.{ending}" for ending in _TYPED)
            yield from (f"{'/'.join((*before, 'src', *after))}.{ending}" for ending in (_ANY if is_marked else _TYPED))
            yield from (f"{'/'.join((*before, *after[:1], 'src', *after[1:]))}.{ending}" for ending in _TYPED if len(after) > 1)
