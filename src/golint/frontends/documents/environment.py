"""Settings that reach a program as environment variables, arguments, headers or secrets get the names that the program sees.

`environment: [KEY=value]`, `env: [{name: KEY, value: value}]` and `env: {KEY: value}` all give settings whose path ends in KEY.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from golint.frontends.documents.scan import Entry, Path
from golint.frontends.documents.values import kind_of

_ENVIRONMENT = dict.fromkeys(
    ("env", "envs", "environment", "envvars", "env_vars", "env_variables", "build_env_variables", "environment_variables"), "env"
)
_VARIABLES = _ENVIRONMENT | {"variables": "env"}
_HEADERS = _ENVIRONMENT | {"headers": "header"}
_SECTIONS: Mapping[str, Mapping[str, str]] = {
    "compose": {"environment": "env", "args": "build-arg", "labels": "label", "env_file": "env-file"},
    "github-workflow": {"env": "env"} | dict.fromkeys(("with", "secrets"), "with"),
    "github-action": {"env": "env", "with": "with"},
    "gitlab-ci": {"variables": "env"},
    "azure-pipelines": {"variables": "env", "env": "env"},
    "codebuild": {"variables": "env", "parameter-store": "env-reference", "secrets-manager": "env-reference"},
    "serverless": _VARIABLES,
    "cloudformation": _VARIABLES,
    "terraform": _VARIABLES,
    "wrangler": _ENVIRONMENT | {"vars": "env"},
    "vercel": _HEADERS,
    "firebase": _HEADERS,
    "netlify": _HEADERS,
    "npm": {"config": "config", "scripts": "script"},
}
_NAMES = ("name", "key")
_VALUES = ("value", "default")
_SECRET_DATA = {("Secret", "data"): "secret", ("Secret", "stringData"): "secret", ("ConfigMap", "data"): "config"}


def refine(entries: Iterable[Entry], dialect: str) -> Iterator[Entry]:
    """The entries with the names and sections that the dialect gives them."""
    sections = _SECTIONS.get(dialect, _ENVIRONMENT)
    entries = list(entries)
    if dialect in ("kubernetes", "helm"):
        entries = list(_kubernetes(entries))
    for place, group in groupby(entries, lambda entry: _place(entry.path, sections)):
        items = list(group)
        if place is not None:
            yield from _contained(items, *place)
        else:
            yield from map(_terraform, items) if dialect == "terraform" else items


def _place(path: Path, sections: Mapping[str, str]) -> tuple[Path, str] | None:
    """The container that an entry stands in, down to the list item if it is a list, and the section that it makes."""
    for at in range(len(path) - 2, -1, -1):
        step = path[at]
        if not isinstance(step, str):
            continue
        section = sections.get(step) or sections.get(step.lower())
        if section:
            return path[: at + 2 if isinstance(path[at + 1], int) else at + 1], section
    return None


def _contained(group: Sequence[Entry], container: Path, section: str) -> Iterator[Entry]:
    yield from (_assignment(entry, section) for entry in group if len(entry.path) == len(container))
    group = [entry for entry in group if len(entry.path) > len(container)]
    names = [entry for entry in group if len(entry.path) == len(container) + 1 and str(entry.path[-1]).lower() in _NAMES]
    listed = isinstance(container[-1], int)
    if listed and names and len(group) > 1:
        yield from _named(group, names[0], container, section)
        return
    for entry in group:
        yield _mapped(entry, container, section)


def _assignment(entry: Entry, section: str) -> Entry:
    """A list item `KEY=value`; without a value the variable is handed through from outside."""
    parent = entry.path[:-1]
    name, equals, value = entry.value.partition("=")
    raw = entry.end - entry.start == len(entry.value.encode())
    if section == "env-file" or not name or (equals and not raw):
        return entry._replace(section=section)
    if not equals:
        if section not in ("env", "build-arg") or entry.kind != "text" or not name.isidentifier():
            return entry
        return entry._replace(path=(*parent, name), key_start=entry.start, key_end=entry.end, kind="reference", section=section)
    cut = entry.start + len(name.encode())
    return Entry((*parent, name), value, cut + 1, entry.end, entry.start, cut, kind_of(value), section)


def _named(group: Sequence[Entry], name: Entry, container: Path, section: str) -> Iterator[Entry]:
    """A list item that gives name and value apart. What it points to in place of a value is a reference."""
    path, depth = (*container[:-1], name.value), len(container)
    rest = [entry for entry in group if entry is not name]
    values = [entry for entry in rest if len(entry.path) == depth + 1 and str(entry.path[-1]).lower() in _VALUES]
    sources = [entry for entry in rest if "from" in str(entry.path[depth]).lower() or len(entry.path) > depth + 1]
    for entry in values:
        yield entry._replace(path=path, key_start=name.start, key_end=name.end, section=section)
    if sources and not values:
        source = next((entry for entry in sources if entry.path[-1] == "key"), sources[-1])
        yield source._replace(path=path, key_start=name.start, key_end=name.end, section=section, kind="reference")
    if not values and not sources:
        yield name
        yield from rest


def _mapped(entry: Entry, container: Path, section: str) -> Entry:
    """A value below its name: `KEY: value`, `KEY: {value: value}`, `KEY: {Ref: Parameter}`, `KEY: {from_secret: name}`."""
    tail = entry.path[len(container) :]
    if len(tail) == 1:
        kind = "reference" if section == "env-reference" else entry.kind
        return entry._replace(section=section.removesuffix("-reference"), kind=kind)
    step = str(tail[1])
    if len(tail) == 2 and step.lower() in _VALUES:
        return entry._replace(path=entry.path[:-1], section=section)
    if step in ("Ref", "valueFrom", "from_secret") or step.startswith("Fn::"):
        return entry._replace(path=(*container, tail[0]), kind="reference", section=section)
    return entry


def _terraform(entry: Entry) -> Entry:
    """A variable's default is a setting of the variable."""
    match entry.path:
        case ("variable", str() as name, int(), "default"):
            return entry._replace(path=("variable", name), section="variable")
        case ("output", str() as name, int(), "value"):
            return entry._replace(path=("output", name), section="output")
    return entry


def _kubernetes(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The data of secrets, decoded, and of config maps; each object by its own `kind`."""
    kinds = {entry.path[:-1]: entry.value for entry in entries if entry.path[-1:] == ("kind",)}
    for entry in entries:
        container = entry.path[-2:-1]
        section = _SECRET_DATA.get((kinds.get(entry.path[:-2], ""), str(container[0]))) if container else None
        if section is None:
            yield entry
        elif section == "secret" and container == ("data",) and entry.kind != "reference":
            value = _decoded(entry.value)
            yield entry._replace(value=value, kind=kind_of(value, quoted=True), section=section)
        else:
            yield entry._replace(section=section)


def _decoded(value: str) -> str:
    """The text behind base64, or the value itself where it is none."""
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return value
