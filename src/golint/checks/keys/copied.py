"""Environment files that an image is given: `COPY .env ./`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.checks.keys.causes import is_dotenv
from golint.context import place_of
from golint.facts import Document
from golint.facts.files import Setting
from golint.lazily import compiled
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_WORDS = compiled(r"[^\s\[\],\"']+")
_FOR_NO_CUSTOMER = frozenset({Stage.SANDBOX, Stage.TEST, Stage.DOCS})
_VALUES = {
    "provider": "shop's own",
    "kind": "environment file",
    "baked": "copied into the image",
    "remedy": "Leave the file out, and hand in its settings when the container starts, as `docker run --env-file` does",
    "env": "SECRET",
    "rotate": "with the providers that issued them",
}


def copied_files(view: FileView) -> Iterator[Hit]:
    """The environment files that the image of a Dockerfile holds when it is shipped. One that the repository holds is judged by what is in
    it; of any other nobody knows that, and such files are where secrets belong."""
    if view.language != "dockerfile" or view.stage in _FOR_NO_CUSTOMER or not isinstance(view.facts, Document):
        return
    for setting in _shipped(view.facts.settings):
        *sources, _ = _words(view, setting) or [("", setting.span)]
        for written, span in sources:
            path = PurePosixPath(written.rstrip("*") or ".")
            here = (PurePosixPath(view.source.path).parent / path.name, path)
            told = is_dotenv(path.name) and place_of(path.name)[1] not in _FOR_NO_CUSTOMER
            if told and not any(str(one) in view.project for one in here):
                yield Hit(span, {**_VALUES, "masked": path.name}, symbol=path.name, severity=Severity.WARNING)


def _shipped(settings: tuple[Setting, ...]) -> Iterator[Setting]:
    """What is copied in the last stage of a build, and in those that it is made on. The others stay behind."""
    stages: dict[str, tuple[str, list[Setting]]] = {}
    last = ""
    for setting in settings:
        match setting.path, [word for word in setting.value.split() if not word.startswith("--")]:
            case ("FROM",), [base, *named]:
                last = (named[1] if len(named) == 2 else str(len(stages))).lower()
                stages[last] = (base.lower(), [])
            case ((("COPY",) | ("ADD",)), _) if last:
                stages[last][1].append(setting)
    while last in stages:
        base, copies = stages.pop(last)
        yield from copies
        last = base


def _words(view: FileView, setting: Setting) -> list[tuple[str, Span]]:
    """The files that an instruction names, the last of them where they go to, each with its place."""
    text = view.source.data[setting.span.start : setting.span.end].decode("utf-8", "replace")
    words = (word for word in _WORDS.finditer(text) if not word[0].startswith("--"))
    at = setting.span.start
    return [(word[0], Span(at + len(text[: word.start()].encode()), at + len(text[: word.end()].encode()))) for word in words]
