"""How a secret comes to a browser or an app: with the file that holds it, or with one that imports that file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.model import Side, Span

if TYPE_CHECKING:
    from golint.linking.reach import Chain
    from golint.view import FileView

_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx"})
_MODULES = _SCRIPTS | {"astro", "json"}
_SHOWING = compiled(rb"\b(?:echo|print|printf)\b")


def received(view: FileView, at: int) -> Chain | None:
    """The chain of imports by which a client gets the byte `at` of a file, empty where it gets the file itself; None where none does."""
    path = view.source.path
    own = () if view.side is Side.CLIENT else None
    if view.language == "php" and own is not None and _runs_before(view.source.data, at):
        return None
    if view.language not in _MODULES or path not in view.project:
        return own
    if view.side is not view.found_side:
        return own  # the settings know better
    from golint.linking.reach import Reach

    reach = view.project.derived(Reach)
    stays = view.language in _SCRIPTS and reach.sides.may_stay(path)
    return own if own is not None and not stays else reach.chain(path, at)


def _runs_before(page: bytes, at: int) -> bool:
    """Whether a byte of a page stands in PHP that the server runs and that shows nothing: `<?php $salt = "..." ?>`."""
    opened = max(page.rfind(mark, 0, at) for mark in (b"<?php", b"@php"))
    closed = max(page.rfind(mark, 0, at) for mark in (b"?>", b"@endphp"))
    return opened > closed and _SHOWING.search(page, max(opened, page.rfind(b";", 0, at)), at) is None


def told(chain: Chain) -> str:
    """The chain in words that follow "reaches browsers or apps"."""
    if not chain:
        return ""
    *between, last = (f"`{PurePosixPath(step.path).name}`" for step in chain[1:]) if len(chain) > 1 else ("",)
    through = f" through {', '.join(between)}{' and ' if between else ''}{last}" if last else ""
    return f", as `{chain[0].path}` imports this file{through}"


def flow(chain: Chain, end: Span, words: str) -> tuple[tuple[str | None, Span, str], ...]:
    """The chain as the steps of a finding, `words` at the last."""
    if not chain:
        return ()
    first, *others = chain
    steps = [
        (first.path, first.span, "a client gets this file, which imports"),
        *((one.path, one.span, "this one, which imports") for one in others),
    ]
    return (*steps, (None, end, words))
