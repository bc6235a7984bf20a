"""Go-live checklists `checklists/<id>.toml`: what a provider wants to be true before launch, and what answers each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from golint.catalog import errors, evidence, schema
from golint.catalog.errors import TomlFile
from golint.catalog.evidence import Kind
from golint.catalog.schema import FLAG, NAME, NUMBER, TEXTS, Table, Value, one_of
from golint.hints import nearest
from golint.model import Role

GENERIC = "generic"
_DAYS = 365  # how long an attestation holds where its item does not say


class Evidence(Struct, frozen=True):
    """Something that a repository can show: `kind` and `topic` are those of `golint.catalog.evidence`, the topic "" for any."""

    kind: str
    topic: str = ""


class Item(Struct, frozen=True):
    """One item of a checklist.

    `rules` decide it, their findings being the lines that fail it; `evidence` is looked for in the repository, and its absence is never a
    pass; `attest` is when a person states it: "before-launch", "after-launch", "recurring", or "" for never; such a word holds for
    `valid_days`, and one after the launch is due so many days after it. `needs` are the subjects without which the rules' silence says
    nothing: "handler", "money-call" ... `any_evidence`: one piece of the evidence is enough. `launch`: the item is required before launch.
    `key` narrows findings to those about a key of this role.
    """

    id: str
    title: str
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    attest: str = ""
    valid_days: int = _DAYS
    due_days: int = 0
    needs: tuple[str, ...] = ()
    any_evidence: bool = False
    key: str = ""
    launch: bool = True


class Checklist(Struct, frozen=True):
    """A checklist and the ids of the providers that it serves. The generic one serves every other provider, and code that names none."""

    id: str
    title: str
    url: str = ""
    providers: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


_SUBJECTS = Value(str, frozenset({"handler", "money-call", "request", "return", "checkout", "payment-method"}), several=True)
CHECKLIST = Table(
    keys={"schema": NUMBER},
    required=("checklist",),
    tables={
        "checklist": Table(
            {"id": NAME, "title": NAME, "url": NAME, "providers": TEXTS, "inherits": NAME, "without": TEXTS}, required=("id", "title")
        ),
        "item": Table(
            {"id": NAME, "title": NAME, "rules": TEXTS, "evidence": TEXTS, "any_evidence": FLAG, "valid_days": NUMBER, "launch": FLAG}
            | {"attest": one_of("before-launch", "after-launch", "recurring"), "due_days": NUMBER}
            | {"needs": _SUBJECTS, "key": one_of(*Role)},
            required=("id", "title"),
            many=True,
        ),
    },
)


def load(folders: Sequence[Path]) -> dict[str, Checklist]:
    """The checklists of `<folder>/checklists/*.toml` by id, inheritance resolved. Raises CatalogError for the first that cannot be used.

    Whether the evidence of golint's own items is known is checked by its tests and not at each start.
    """
    files: dict[str, TomlFile] = {}
    for number, folder in enumerate(folders):
        for path in sorted((folder / "checklists").glob("*.toml")):
            file = errors.read(path)
            _check_items(file)
            if number > 0:
                _check_evidence(file, evidence.load(folders))
            if file.id in files:
                raise file.error(f'there is a checklist "{file.id}" already ({files[file.id].path})', "choose another id")
            files[file.id] = file
    return {name: _resolve(name, files, ()) for name in files}


def check(file: TomlFile, kinds: Mapping[str, Kind]) -> None:
    """Raise CatalogError where a file is no checklist, or names evidence that is of none of these kinds."""
    _check_items(file)
    _check_evidence(file, kinds)


def _check_items(file: TomlFile) -> None:
    schema.check(file, CHECKLIST)
    head = file.raw["checklist"]
    if head["id"] != file.id:
        raise file.error(f'the id "{head["id"]}" is not the file\'s name', f'write id = "{file.id}"', (("checklist", 0),), "id")
    seen: set[str] = set()
    for ordinal, item in enumerate(file.raw.get("item", ())):
        trail = (("item", ordinal),)
        if item["id"] in seen:
            raise file.error(f'there are two items "{item["id"]}"', "number the second anew", trail, "id")
        seen.add(item["id"])
        if not item.keys() & {"rules", "evidence", "attest"}:
            raise file.error(f'nothing answers item "{item["id"]}"', "add rules, evidence or attest", trail)


def _check_evidence(file: TomlFile, kinds: Mapping[str, Kind]) -> None:
    for ordinal, item in enumerate(file.raw.get("item", ())):
        for word in _many(item.get("evidence", ())):
            if remedy := evidence.unknown(word, kinds):
                raise file.error(f'"{word}" is no evidence', remedy, (("item", ordinal),), "evidence")


def serving(checklists: Mapping[str, Checklist], provider_id: str | None) -> tuple[Checklist, ...]:
    """The checklists of a provider, else the generic one."""
    own = tuple(checklist for checklist in checklists.values() if provider_id in checklist.providers)
    return own or ((checklists[GENERIC],) if GENERIC in checklists else ())


def _resolve(name: str, files: Mapping[str, TomlFile], heirs: tuple[str, ...]) -> Checklist:
    file = files[name]
    head = file.raw["checklist"]
    base = head.get("inherits", "")
    if base and (base not in files or base in (*heirs, name)):
        problem = f'inherits "{base}", which {"inherits this one" if base in files else "is no checklist"}'
        raise file.error(problem, nearest(base, files.keys() - {name, *heirs}), (("checklist", 0),), "inherits")
    own = {item.id: item for item in _items(file.raw.get("item", ()), name)}
    if base:
        without = _many(head.get("without", ()))
        inherited = (_renamed(item, base, name) for item in _resolve(base, files, (*heirs, name)).items)
        own = {item.id: item for item in inherited if item.id.removeprefix(f"{name}-") not in without} | own
    items = tuple(own[key] for key in sorted(own))
    return Checklist(name, head["title"], head.get("url", ""), _many(head.get("providers", ())), items)


def _renamed(item: Item, base: str, name: str) -> Item:
    return replace(item, id=name + item.id.removeprefix(base))


def _items(tables: Sequence[Mapping[str, Any]], checklist: str) -> Iterator[Item]:
    for raw in tables:
        yield Item(
            id=f"{checklist}-{raw['id']}",
            title=raw["title"],
            rules=_many(raw.get("rules", ())),
            evidence=tuple(Evidence(*word.split(":", 1)) for word in _many(raw.get("evidence", ()))),
            attest=raw.get("attest", ""),
            valid_days=raw.get("valid_days", _DAYS),
            due_days=raw.get("due_days", 0),
            needs=_many(raw.get("needs", ())),
            any_evidence=raw.get("any_evidence", False),
            key=raw.get("key", ""),
            launch=raw.get("launch", True),
        )


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
