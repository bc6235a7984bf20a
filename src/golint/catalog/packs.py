"""Reads provider packs `providers/<id>.toml`: what a pack may hold, how it becomes a Provider, and inheritance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from golint.catalog import errors, schema, words
from golint.catalog.errors import TomlFile
from golint.catalog.pack_schema import HELPER_FLAGS, PACK, STATUSES
from golint.catalog.providers import (
    Delivery,
    EnvVar,
    Helper,
    Host,
    Idempotency,
    Key,
    Marker,
    MoneyCall,
    Popup,
    Provider,
    Sdk,
    SdkIdempotency,
    Webhook,
)
from golint.hints import nearest
from golint.model import Mode, Role


def load(folders: Sequence[Path]) -> dict[str, Provider]:
    """The providers of `<folder>/providers/*.toml` by id, inheritance resolved. Raises CatalogError for the first pack that cannot be used.

    The packs of the first folder, golint's own, are checked by its tests and not at each start; those of the others are checked here.
    """
    files: dict[str, TomlFile] = {}
    for number, folder in enumerate(folders):
        for path in sorted((folder / "providers").glob("*.toml")):
            file = errors.read(path)
            if number > 0:
                check(file)
            if file.id in files:
                remedy = f'choose another id, and write inherits = "{file.id}" if it is a kind of it'
                raise file.error(f'there is a provider "{file.id}" already ({files[file.id].path})', remedy)
            files[file.id] = file
    providers: dict[str, Provider] = {}
    for name in files:
        _resolve(name, files, providers, ())
    return providers


def check(file: TomlFile) -> None:
    """Raise CatalogError where a file is no provider pack."""
    schema.check(file, PACK)
    name = file.raw["provider"]["id"]
    if name != file.id:
        raise file.error(f'the id "{name}" is not the file\'s name', f'write id = "{file.id}"', (("provider", 0),), "id")
    for ordinal, money in enumerate(file.raw.get("money", ())):
        if ("rest" in money) == ("call" in money) or ("lang" in money) != ("call" in money):
            remedy = 'write either rest = "POST /..." or call = "..." with its lang'
            raise file.error("[[money]] is neither a route nor a call", remedy, (("money", ordinal),))
    _try_patterns(file)


def _try_patterns(file: TomlFile) -> None:
    from golint.catalog import patterns

    for name, key in (("key", "regex"), ("env_var", "pattern")):
        for ordinal, table in enumerate(file.raw.get(name, ())):
            for problem in filter(None, map(patterns.problem, _many(table[key]))):
                raise file.error(f'"{key}" {problem}', "write a plain regular expression of Python", ((name, ordinal),), key)


def _resolve(name: str, files: Mapping[str, TomlFile], done: dict[str, Provider], heirs: tuple[str, ...]) -> Provider:
    if name in done:
        return done[name]
    file = files[name]
    base = file.raw["provider"].get("inherits", "")
    if base and (base not in files or base in (*heirs, name)):
        problem = f'inherits "{base}", which {"inherits this pack" if base in files else "is no provider"}'
        raise file.error(problem, nearest(base, files.keys() - {name, *heirs}), (("provider", 0),), "inherits")
    inherited = _resolve(base, files, done, (*heirs, name)) if base else Provider(name, "")
    try:
        provider = _provider(file.raw, inherited)
    except (KeyError, TypeError, ValueError):
        check(file)  # says what is wrong, and where
        raise
    done[name] = words.with_words(provider, file.raw["provider"], inherited)
    return done[name]


def _provider(raw: Mapping[str, Any], base: Provider) -> Provider:
    """The provider of a pack; what the pack does not give is its base's."""
    head = raw["provider"]
    given: dict[str, Any] = {name: tuple(build(raw[table])) for table, name, build in _LISTS if table in raw}
    if "idempotency" in raw:
        given["idempotency"] = _idempotency(raw["idempotency"])
    if "delivery" in raw:
        given["delivery"] = _delivery(raw["delivery"])
    if "popup" in raw:
        given["popup"] = Popup(*(_many(raw["popup"].get(name, ())) for name in ("opens", "resumes", "references")))
    if "statuses" in raw:
        given["statuses"] = tuple((kind, _many(raw["statuses"][kind])) for kind in STATUSES if kind in raw["statuses"])
    if "names" in head:
        given["names"] = _many(head["names"])
    if "method" in head:
        given["method"] = head["method"]
    if "errors" in raw:
        given["error_codes"], given["expired"] = _many(raw["errors"]["codes"]), raw["errors"].get("expired", "")
    if "environment_selector" in head:
        given["environment_selector"] = _many(head["environment_selector"])
    return replace(
        base, id=head["id"], name=head["name"], kind=head.get("kind", base.kind), inherits=head.get("inherits", ""), words=(), **given
    )


def _keys(tables: Iterable[Mapping[str, Any]]) -> Iterator[Key]:
    for raw in tables:
        yield Key(
            name=raw["name"],
            role=Role(raw["role"]),
            mode=Mode(raw["env"]),
            regex=raw["regex"],
            prefix=raw.get("prefix", ""),
            context=_many(raw.get("context", ())),
            context_chars=raw.get("context_chars", 200 if "context" in raw else 0),
            frontend_ok=raw.get("frontend_ok", False),
            public_too=raw.get("public_too", False),
            weak=_weak(raw),
        )


def _env_vars(tables: Iterable[Mapping[str, Any]]) -> Iterator[EnvVar]:
    for raw in tables:
        for pattern in _many(raw["pattern"]):
            yield EnvVar(pattern, Role(raw["role"]), Mode(raw.get("env", "any")), _weak(raw))


def _hosts(tables: Iterable[Mapping[str, Any]]) -> Iterator[Host]:
    for raw in tables:
        for value in _many(raw["value"]):
            yield Host(value, raw["role"], raw["env"], raw.get("match", "exact"), _weak(raw))


def _markers(tables: Iterable[Mapping[str, Any]]) -> Iterator[Marker]:
    for raw in tables:
        for value in _many(raw["value"]):
            yield Marker(raw["kind"], value, _weak(raw))


def _sdks(tables: Iterable[Mapping[str, Any]]) -> Iterator[Sdk]:
    for raw in tables:
        imports, constructors = _many(raw.get("imports", ())), _many(raw.get("constructors", ()))
        yield Sdk(raw["lang"], raw["package"], imports, constructors, _many(raw.get("env_flag", ())), _weak(raw))


def _money(tables: Iterable[Mapping[str, Any]]) -> Iterator[MoneyCall]:
    for raw in tables:
        copied, lines = _many(raw.get("copied", ())), _many(raw.get("lines", ()))
        for call in _many(raw["call"] if "call" in raw else raw["rest"]):
            for one in _alternatives(call):
                yield MoneyCall(
                    one, raw.get("lang", ""), raw["need"], _weak(raw), copied, lines, raw.get("answers", False), raw.get("unique", "")
                )


def _webhooks(tables: Iterable[Mapping[str, Any]]) -> Iterator[Webhook]:
    for raw in tables:
        yield Webhook(
            profile=raw["profile"],
            mode=raw["mode"],
            where=raw.get("where", ""),
            headers=_many(raw.get("headers", ())),
            fields=_many(raw.get("fields", ())),
            algorithm=raw.get("algorithm", ""),
            encoding=raw.get("encoding", ""),
            payload=raw.get("payload", ""),
            timestamp=raw.get("timestamp", ""),
            tolerance_seconds=raw.get("tolerance_s"),
            parse_before_verify=raw.get("parse_before_verify", ""),
            enforced=raw.get("enforced"),
            header_format=raw.get("header_format", ""),
            addresses=tuple((name, _many(values)) for name, values in raw.get("addresses", {}).items()),
            helpers=tuple(_helpers(raw.get("helper", ()), verifies=True)),
            unsafe=tuple(_helpers(raw.get("unsafe", ()), verifies=False)),
            weak=_weak(raw),
        )


def _helpers(tables: Iterable[Mapping[str, Any]], *, verifies: bool) -> Iterator[Helper]:
    for raw in tables:
        flags = {"verifies": verifies} | {flag: raw[flag] for flag in HELPER_FLAGS if flag in raw}
        for call in _many(raw["call"]):
            for one in _alternatives(call):
                yield Helper(raw["lang"], one, **flags)


def _idempotency(raw: Mapping[str, Any]) -> Idempotency:
    return Idempotency(
        supported=raw["supported"],
        transports=_many(raw.get("transports", ())),
        headers=_many(raw.get("headers", ())),
        body_fields=_many(raw.get("body_fields", ())),
        natural_keys=_many(raw.get("natural_keys", ())),
        max_length=raw.get("max_len"),
        sdks=tuple(
            SdkIdempotency(
                language,
                _many(sdk.get("kwargs", ())),
                _many(sdk.get("option_keys", ())),
                sdk.get("auto", False),
                sdk.get("can_pass", True),
                sdk.get("apart", False),
                tuple(_placed(text) for text in _many(sdk.get("placed", ()))),
            )
            for language, sdk in raw.get("sdk", {}).items()
        ),
        weak=_weak(raw),
    )


def _placed(text: str) -> tuple[str, int]:
    """`CreateCharge 1`; the first place where none is named."""
    call, _, place = text.partition(" ")
    return call, int(place) if place.isdigit() else 0


def _delivery(raw: Mapping[str, Any]) -> Delivery:
    """What is said of deliveries; what is widely said and was read nowhere is no fact that a rule may go by."""
    known = {name: value for name, value in raw.items() if name not in _many(raw.get("general", ()))}
    return Delivery(
        known.get("ack_timeout_s"),
        known.get("ok_status", ""),
        known.get("retries"),
        _many(known.get("dedupe", ())),
        known.get("livemode", ""),
        known.get("paid", ""),
        known.get("part", ""),
        _many(known.get("parted", ())),
        _weak(raw),
    )


def _events(names: Any) -> Iterator[str]:
    for name in _many(names):
        yield from _alternatives(name)


def _settings(tables: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for raw in tables:
        yield from _many(raw["pattern"])


def _auth_schemes(tables: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for raw in tables:
        if "header" in raw:  # a header of the provider's own has no scheme
            continue
        for route in _many(raw.get("route", "")):
            for scheme in _many(raw["scheme"]):
                yield route, scheme


_LISTS = (
    ("key", "keys", _keys),
    ("env_var", "env_vars", _env_vars),
    ("setting", "settings", _settings),
    ("host", "hosts", _hosts),
    ("marker", "markers", _markers),
    ("sdk", "sdks", _sdks),
    ("money", "money", _money),
    ("webhook", "webhooks", _webhooks),
    ("events", "events", _events),
    ("auth", "auth_schemes", _auth_schemes),
)


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _alternatives(call: str) -> Iterator[str]:
    """`a.b|c` is `a.b` and `a.c`."""
    if "|" not in call:
        yield call
        return
    at = max(call.find("|") - 1, 0)
    start = max(call.rfind(".", 0, at + 1), call.rfind("/", 0, at + 1)) + 1
    for last in call[start:].split("|"):
        yield call[:start] + last


def _weak(raw: Mapping[str, Any]) -> bool:
    return str(raw.get("confidence", "source")) != "source"
