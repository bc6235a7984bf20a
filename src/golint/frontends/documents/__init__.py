"""Configuration files: bytes in, settings with exact places out.

The settings of a `Document` stand in the order of the file. The items of a list add no step to a path: `hosts: [a, b]` gives two
settings with the path ("hosts",). A setting's span holds the value as written, without its quotes; `value` is what the program reads,
escapes resolved. Where the name of a setting is itself a value (`- name: KEY`), `key_span` is the place of that name. A reference that
carries a default (`${KEY:-default}`) is followed by a setting of the same path for the default. A Kubernetes Secret's `data` is decoded.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from golint.facts import Document
from golint.frontends.documents import dialects, environment, lines
from golint.frontends.documents.scan import Scan, settings

# Above this many bytes a file is read line by line: its parser would take longer than a person waits.
LIMITS = {
    "dotenv": 8_000_000, "yaml": 4_000_000, "json": 8_000_000, "toml": 4_000_000, "ini": 8_000_000, "properties": 8_000_000,
    "xml": 8_000_000, "dockerfile": 1_000_000, "hcl": 1_000_000, "nginx": 1_000_000, "procfile": 1_000_000,
}  # fmt: skip


def lower(data: bytes, path: str, format: str) -> Document:  # noqa: A002 - the word that facts.Document uses
    """The settings of a file of the syntax `format`. Never raises: `problem` tells what could not be read, the rest holds all the same."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Document(format, (), problem=f"{path}:1: the file is UTF-16 and was not read; save it as UTF-8")
    scan = _scan(data, format)
    dialect = dialects.recognise(path, format, scan.entries)
    entries = environment.refine(scan.entries, dialect)
    return Document(format, tuple(settings(data, entries)), dialect, tuple(scan.comments), _problem(data, path, scan))


def _scan(data: bytes, syntax: str) -> Scan:
    limit = LIMITS[syntax]
    if len(data) > limit:
        scan = lines.scan(data)
        scan.fail(
            0, f"the file is longer than {limit:,} bytes, so it is read line by line; split it, or exclude it if it is no configuration"
        )
        return scan
    scanner: Callable[[bytes], Scan] = import_module(f"golint.frontends.documents.{syntax}").scan
    return scanner(data)


def _problem(data: bytes, path: str, scan: Scan) -> str:
    if scan.fault is None:
        return ""
    line = data.count(b"\n", 0, min(scan.fault.offset, len(data) - 1)) + 1
    return f"{path}:{line}: {scan.fault.message}"
