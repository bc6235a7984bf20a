"""How the tests of this folder write settings down: `path = value`, then what else there is to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from golint.frontends.documents import lower

Seen = Callable[..., list[str]]


def _lines(data: bytes, path: str, syntax: str) -> Iterator[str]:
    for setting in lower(data, path, syntax).settings:
        raw = data[setting.span.start : setting.span.end].decode("utf-8", "replace")
        key = data[setting.key_span.start : setting.key_span.end].decode("utf-8", "replace")
        notes = [setting.kind] if setting.kind != "text" else []
        notes += [f"in {setting.section}"] if setting.section else []
        notes += [f"written {raw!r}"] if raw != setting.value else []
        notes += [f"key {key!r}"] if key != setting.name else []
        yield f"{'.'.join(setting.path)} = {setting.value!r}" + "".join(f" ; {note}" for note in notes)


@pytest.fixture
def seen() -> Seen:
    """Gives the settings of a text as lines: what is not noted is text, without section, written as its value, with its name as key."""

    def see(text: str | bytes, syntax: str, path: str = "shop/settings") -> list[str]:
        return list(_lines(text if isinstance(text, bytes) else text.encode(), path, syntax))

    return see
