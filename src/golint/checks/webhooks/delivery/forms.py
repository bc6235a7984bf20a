"""Routes that ask for the token of a form, which no provider has: those of Laravel's `web` group that nothing excepts. Each delivery is
answered with 419."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from golint.dataflow.names import last_of
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

TOKEN = "Every event is answered with 419: a route of the `web` group asks for the token of a form, unless it is excepted"
ROUTES = "routes/web.php"
POSTING = frozenset({"post", "any", "match"})
_FORGIVING = (b"withoutMiddleware", b"without_middleware")
_COMMENT = compiled(rb"(?s)/\*.*?\*/|(?://|#)[^\n]*")
_GUARDED = compiled(rb"VerifyCsrfToken::class")
_LOADED = compiled(rb"middleware\(\s*\[?\s*['\"]web['\"]")
_LOADED_LATELY = compiled(rb"\bweb:\s*(?:__DIR__|base_path)")
_EXCEPT = compiled(rb"(?s)\$except\s*=\s*(?:\[|array\()(.*?)[\])]\s*;")
_EXCEPT_LATELY = compiled(rb"(?s)validateCsrfTokens\(\s*except:\s*\[(.*?)\]")
_TEXT = compiled(rb"""(['"])([^'"$]*)\1""")


def asking_for_token(flow: Flow, handler: Handler) -> Iterator[tuple[str, Span]]:
    """The file and the place of a route by which a webhook is reached, where that is the only one, and asks for such a token."""
    if flow.module.program.language != "php" or not handler.registered or not handler.route.strip("/"):
        return
    routes = tuple(flow.routes_to(handler.routine))
    if len(routes) != 1 or not routes[0][0].endswith(ROUTES) or last_of(routes[0][1]) not in POSTING:
        return
    path, call = routes[0]
    root, files = path.removesuffix(ROUTES), flow.resolver.files
    if files.holds(path, _FORGIVING) or any(files.mentioning("CsrfToken::except", path)):
        return
    excepted = _excepted(*(_plain(files.read(root + name)) for name in KNOWN))
    if excepted is not None and not any(_fits(handler.route, one) for one in excepted):
        yield path, call.span


KNOWN = ("app/Http/Middleware/VerifyCsrfToken.php", "app/Http/Kernel.php", "app/Providers/RouteServiceProvider.php", "bootstrap/app.php")


def _plain(text: bytes) -> bytes:
    return _COMMENT.sub(b"", text)


def _excepted(middleware: bytes, kernel: bytes, provider: bytes, started: bytes) -> tuple[str, ...] | None:
    """The addresses that a shop excepts; None where it cannot be told whether any token is asked for."""
    if _LOADED_LATELY.search(started):
        if b"remove" in started or (b"Csrf" in started and not _EXCEPT_LATELY.search(started)):
            return None
        return _listed(_EXCEPT_LATELY.search(started))
    if not _GUARDED.search(kernel) or not _LOADED.search(provider) or (found := _EXCEPT.search(middleware)) is None:
        return None
    return _listed(found)


def _listed(found: re.Match[bytes] | None) -> tuple[str, ...] | None:
    """The texts of a list; None where it holds anything else."""
    if found is None:
        return ()
    left = _TEXT.sub(b"", found[1]).translate(None, b", \t\r\n")
    return None if left else tuple(text[1].decode(errors="replace") for text in _TEXT.findall(found[1]))


def _fits(route: str, pattern: str) -> bool:
    path = re.sub(r"^https?://[^/]*", "", pattern).strip("/")
    return fnmatchcase(route.strip("/"), path)
