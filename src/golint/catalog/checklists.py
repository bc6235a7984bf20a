"""Go-live checklists `checklists/<id>.toml`: what a provider wants to be true before launch, and what answers each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from golint.catalog import errors, schema
from golint.catalog.errors import TomlFile
from golint.catalog.schema import FLAG, NAME, NUMBER, TEXTS, Table, one_of
from golint.hints import nearest

GENERIC = "generic"
_DAYS = 365  # how long an attestation holds where its item does not say
_KINDS = {
    "handler": "a webhook handler",
    "test": "a test of this scenario",
    "runbook": "a page of operational documentation",
    "metric": "a metric in the payment code",
    "alert": "an alert rule",
    "load-test": "a load test",
    "circuit-breaker": "a circuit breaker in the code",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a repository can show: `kind` is handler, test, runbook, metric, alert, load-test or circuit-breaker; `topic` is what
    about, "" for any."""

    kind: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist.

    `rules` decide it, their findings being the lines that fail it; `evidence` is looked for in the repository, and its absence is never a
    pass; `attest` is when a person states it: "before-launch", "after-launch", "recurring", or "" for never; such a word holds for
    `valid_days`. `launch` says that the item is required before launch.
    """

    id: str
    title: str
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    attest: str = ""
    valid_days: int = _DAYS
    launch: bool = True


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist and the ids of the providers that it serves. The generic one serves every other provider, and code that names none."""

    id: str
    title: str
    url: str = ""
    providers: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


CHECKLIST = Table(
    keys={"schema": NUMBER},
    required=("checklist",),
    tables={
        "checklist": Table(
            {"id": NAME, "title": NAME, "url": NAME, "providers": TEXTS, "inherits": NAME, "without": TEXTS}, required=("id", "title")
        ),
        "item": Table(
            {"id": NAME, "title": NAME, "rules": TEXTS, "evidence": TEXTS, "valid_days": NUMBER, "launch": FLAG}
            | {"attest": one_of("before-launch", "after-launch", "recurring")},
            required=("id", "title"),
            many=True,
        ),
    },
)


def load(folders: Sequence[Path]) -> dict[str, Checklist]:
    """The checklists of `<folder>/checklists/*.toml` by id, inheritance resolved. Raises CatalogError for the first that cannot be used."""
    files: dict[str, TomlFile] = {}
    for folder in folders:
        for path in sorted((folder / "checklists").glob("*.toml")):
            file = errors.read(path)
            check(file)
            if file.id in files:
                raise file.error(f'there is a checklist "{file.id}" already ({files[file.id].path})', "choose another id")
            files[file.id] = file
    return {name: _resolve(name, files, ()) for name in files}


def check(file: TomlFile) -> None:
    """Raise CatalogError where a file is no checklist."""
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
        for word in _many(item.get("evidence", ())):
            if word.partition(":")[0] not in _KINDS:
                raise file.error(f'"{word}" is no evidence', nearest(word.partition(":")[0], _KINDS), trail, "evidence")


def items_for(checklists: Mapping[str, Checklist], rule_id: str, provider_id: str | None) -> tuple[Item, ...]:
    """The items that a rule answers: of the provider's own checklists, else of the generic one."""
    own = [checklist for checklist in checklists.values() if provider_id in checklist.providers]
    if not own and GENERIC in checklists:
        own = [checklists[GENERIC]]
    return tuple(item for checklist in own for item in checklist.items if rule_id in item.rules)


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
            launch=raw.get("launch", True),
        )


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
