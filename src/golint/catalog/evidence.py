"""What counts as evidence, as data: `evidence/<kind>.toml` lists the topics of a kind of evidence and the signs by which it is known.

How its phrases and marks are read is `golint.catalog.phrases`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from golint.catalog import errors, schema
from golint.catalog.errors import TomlFile
from golint.catalog.schema import FLAG, NAME, NUMBER, TEXTS, Table, Value, one_of
from golint.hints import nearest
from golint.model import Stage


class Sign(Struct, frozen=True):
    """How a tool's thing is known.

    `pattern` is where it stands (its group `name` names it), `needs` what the file must hold beside it. A file is looked at where it holds
    one of `words` (lower case) and its path, lower-cased with "/" in front, fits one of `paths`. `extent` is how much text belongs to the
    thing: line, call, braces, indent, file. `topics` are what it shows whatever its text says; else the topics of the kind are held
    against its text. `what` names it for people, `{name}` filled. `payments`: only in a file about payments.
    """

    tool: str
    pattern: str
    what: str
    words: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    extent: str = "line"
    topics: tuple[str, ...] = ()
    payments: bool = False


class Topic(Struct, frozen=True):
    """What a piece of evidence may be about.

    A text is about it where it holds one of `words` (phrases) or of `marks`, one of the phrases of `context` if there are any, and none of
    `unless`. `weak` are phrases that say so only in surroundings that do: a document about operations, a test about payments. `body` are
    marks of which what stands below a heading, or below a test's name, must hold one; `least` is how many words stand there at least.

    Of tests: marks count where the name says one of `acts`, if there are any. `twice` are names of calls: a test that makes one of them
    twice alike, and says one of `about`, is about the topic. `far`: names that stand far outside a test speak for it too.

    `asked` is how a rule names what it misses, "" where no rule asks for it; topics with the same words take each other's place. `hooked`:
    asked only of a shop that takes webhooks; `played`: only of one whose own code plays the scenario.
    """

    id: str
    title: str
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    least: int = 12
    far: bool = False
    asked: str = ""
    hooked: bool = False
    played: bool = False


class Kind(Struct, frozen=True):
    """A kind of evidence.

    `phrase` makes of a topic's title what one would add: "a test of {}". `role` says what it is to a checklist: evidence, or method (a
    payment method that the shop uses). Nothing is looked for in files whose stage is one of `outside`, nor at paths that fit one of
    `not_paths`; `operational` are globs of documents that are about operations. `unless` and `context` hold for all topics.
    """

    id: str
    title: str
    phrase: str = "{}"
    role: str = "evidence"
    outside: frozenset[Stage] = frozenset()
    not_paths: tuple[str, ...] = ()
    operational: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)
    signs: tuple[Sign, ...] = ()


_PHRASES = {"words": TEXTS, "weak": TEXTS, "context": TEXTS, "unless": TEXTS, "acts": TEXTS, "twice": TEXTS, "about": TEXTS}
_MARKS = ("marks", "body")
_PATTERNS = ("pattern", "needs")
EVIDENCE = Table(
    keys={"schema": NUMBER},
    tables={
        "kind": Table(
            {
                "id": NAME,
                "title": NAME,
                "phrase": NAME,
                "role": one_of("evidence", "method"),
                "outside": Value(str, frozenset(Stage), several=True),
            }
            | {"not_paths": TEXTS, "operational": TEXTS, "unless": TEXTS, "context": TEXTS},
            required=("id", "title"),
        ),
        "topic": Table(
            _PHRASES
            | {"id": NAME, "title": NAME, "marks": TEXTS, "body": TEXTS, "asked": NAME, "hooked": FLAG, "far": FLAG, "least": NUMBER}
            | {"played": FLAG},
            required=("id",),
            many=True,
        ),
        "sign": Table(
            {"tool": NAME, "pattern": NAME, "what": NAME, "words": TEXTS, "paths": TEXTS, "needs": TEXTS, "topics": TEXTS, "payments": FLAG}
            | {"extent": one_of("line", "call", "braces", "indent", "file")},
            required=("tool", "pattern", "what"),
            many=True,
        ),
    },
)


def load(folders: Sequence[Path]) -> dict[str, Kind]:
    """The kinds of `<folder>/evidence/*.toml` by id. A later folder's file of the same name adds topics, signs and words to the kind.

    Golint's own files are checked by its tests and not at each start; those of the other folders are checked here. Raises CatalogError.
    """
    kinds: dict[str, Kind] = {}
    for number, folder in enumerate(folders):
        for path in sorted((folder / "evidence").glob("*.toml")):
            file = errors.read(path)
            if number > 0:
                check(file, kinds)
            kinds[file.id] = _merged(kinds.get(file.id), file)
    return kinds


def check(file: TomlFile, known: Mapping[str, Kind] | None = None) -> None:
    """Raise CatalogError where a file is no table of evidence; `known` are the kinds that it may add to."""
    schema.check(file, EVIDENCE)
    base = (known or {}).get(file.id)
    head = file.raw.get("kind")
    if head is None and base is None:
        raise file.error('"kind" is missing', f'add [kind] with id = "{file.id}" and a title')
    if head is not None and head["id"] != file.id:
        raise file.error(f'the id "{head["id"]}" is not the file\'s name', f'write id = "{file.id}"', (("kind", 0),), "id")
    topics = set(base.topics if base else ())
    seen: set[str] = set()
    for ordinal, topic in enumerate(file.raw.get("topic", ())):
        trail = (("topic", ordinal),)
        if topic["id"] in seen:
            raise file.error(f'there are two topics "{topic["id"]}"', "put the words of both into one", trail, "id")
        if "title" not in topic and topic["id"] not in topics:
            raise file.error('"title" is missing in [topic]', 'add title = "..."', trail)
        seen.add(topic["id"])
    _check_topics_of_signs(file, topics | seen)
    _check_patterns(file)


def _check_topics_of_signs(file: TomlFile, topics: set[str]) -> None:
    for ordinal, sign in enumerate(file.raw.get("sign", ())):
        for topic in _many(sign.get("topics", ())):
            if topic not in topics:
                raise file.error(f'"{topic}" is no topic of "{file.id}"', nearest(topic, topics), (("sign", ordinal),), "topics")


def _check_patterns(file: TomlFile) -> None:
    from golint.catalog import patterns

    for name, keys in (("topic", _MARKS), ("sign", _PATTERNS)):
        for ordinal, table in enumerate(file.raw.get(name, ())):
            for key in keys:
                for problem in filter(None, map(patterns.problem, _many(table.get(key, ())))):
                    raise file.error(f'"{key}" {problem}', "write a plain regular expression of Python", ((name, ordinal),), key)


def unknown(word: str, kinds: Mapping[str, Kind]) -> str:
    """The remedy for an evidence word `kind:topic` that no table knows, the nearest valid one; "" for one that is known."""
    name, _, topic = word.partition(":")
    names = [kind.id for kind in kinds.values() if kind.role == "evidence"]
    if name not in names:
        return nearest(name, names)
    if topic in ("", *kinds[name].topics):
        return ""
    return nearest(word, [f"{name}:{each}" for each in kinds[name].topics] or [name])


# -- reading --


def _merged(base: Kind | None, file: TomlFile) -> Kind:
    raw = file.raw
    topics = dict(base.topics) if base else {}
    for table in raw.get("topic", ()):
        topics[table["id"]] = _topic(table, topics.get(table["id"]))
    signs = tuple(_sign(table) for table in raw.get("sign", ()))
    head = raw.get("kind", {})
    old = base or Kind(file.id, "")
    return Kind(
        id=file.id,
        title=head.get("title", old.title),
        phrase=head.get("phrase", old.phrase),
        role=head.get("role", old.role),
        outside=old.outside | {Stage(word) for word in _many(head.get("outside", ()))},
        not_paths=old.not_paths + _many(head.get("not_paths", ())),
        operational=old.operational + _many(head.get("operational", ())),
        unless=old.unless + _many(head.get("unless", ())),
        context=old.context + _many(head.get("context", ())),
        topics=topics,
        signs=old.signs + signs,
    )


def _topic(table: Mapping[str, Any], base: Topic | None) -> Topic:
    old = base or Topic(table["id"], table["title"])
    lists = {key: getattr(old, key) + _many(table.get(key, ())) for key in (*_PHRASES, *_MARKS)}
    words = {key: table.get(key, getattr(old, key)) for key in ("title", "asked", "hooked", "played", "far", "least")}
    return Topic(id=old.id, **words, **lists)


def _sign(table: Mapping[str, Any]) -> Sign:
    lists = {key: _many(table.get(key, ())) for key in ("words", "paths", "needs", "topics")}
    extent, payments = table.get("extent", "line"), table.get("payments", False)
    return Sign(table["tool"], table["pattern"], table["what"], extent=extent, payments=payments, **lists)


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
