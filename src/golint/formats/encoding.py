"""JSON and URIs that any reader takes, whatever stands in a file's name or text."""

from __future__ import annotations

import json


def dump(value: object, *, indent: int | None = 2) -> str:
    """JSON in ASCII alone, so that no encoding of a terminal or a file can harm it and nothing in it moves a cursor.

    Half a surrogate pair, which some readers refuse, comes out as the text of its escape.
    """
    separators = None if indent else (",", ":")
    return json.dumps(_wellformed(value), indent=indent, separators=separators, allow_nan=False).replace("\x7f", "\\u007f")


def uri(path: str) -> str:
    """A path below the checked root as a relative URI: percent-encoded, without a leading ./ or /."""
    from urllib.parse import quote  # loads twice as much as the rest of this module, and most outputs hold no URI

    return quote(_bytes(path.removeprefix("./").lstrip("/")), safe="/-._~")


def _wellformed(value: object) -> object:
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
        case dict():
            return {_wellformed(key): _wellformed(item) for key, item in value.items()}
        case list() | tuple():
            return [_wellformed(item) for item in value]
    return value


def _bytes(path: str) -> bytes:
    """The bytes of the file's name: the system hands over what is not UTF-8 as half surrogate pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
