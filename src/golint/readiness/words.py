"""The sentences of a readiness report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from golint.model import Observation

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Evidence, Item
    from golint.catalog.providers import Provider

AFTER_LAUNCH = "This comes after the launch: `launched = YYYY-MM-DD` in golint.toml sets it going."
_SUBJECTS = {
    "handler": ("webhook handler", "webhook handler of {}"),
    "money-call": ("call that moves money", "call that moves money through {}"),
    "request": ("request to the provider", "request to {}"),
    "return": ("page that a checkout returns to", "page that the checkout of {} returns to"),
    "checkout": ("checkout in the browser", "checkout of {} in the browser"),
    "payment-method": ("payment method", "payment method in use"),
}


def no_subject(subject: str, provider: Provider) -> str:
    """That there was nothing for the rules to look at."""
    return f"No {_SUBJECTS[subject][1].format(provider.name)} was found in this repository."


def clean(subject: str, place: Observation) -> str:
    """That the rules looked at something and found no fault."""
    symbol = place.values.get("symbol") or place.values.get("route") or ""
    return f"Looked at: {_SUBJECTS[subject][0]}{f' `{symbol}`' if symbol else ''}."


_LANGUAGES = {"php": "PHP", "csharp": "C#", "javascript": "JavaScript", "typescript": "TypeScript", "jsx": "JSX", "tsx": "TSX"}
_UNTOLD = {
    "verified": "verifies who sent the event",
    "constant_time": "compares signatures in constant time",
    "raw_body": "verifies the raw body",
    "deduplicated": "acts once on an event that is delivered twice",
    "acknowledged": "answers before any slow work",
}


def untold(column: str, place: Observation) -> str:
    """That golint has neither a fault of a handler nor a proof that it has none."""
    return f"golint cannot tell whether `{place.values.get('symbol', 'this handler')}` {_UNTOLD[column]}."


def unverified(rule: str, place: Observation) -> str:
    """That a rule asks nothing of a handler yet."""
    return f"`{place.values.get('symbol', 'This handler')}` verifies no sender; before it does, `{rule}` says nothing of it."


def silent(rules: Sequence[str], files: int) -> str:
    """That rules found no fault anywhere."""
    named = ", ".join(f"`{rule}`" for rule in rules)
    return f"No finding of {named} in {files:,} file{'' if files == 1 else 's'}."


def unread(rule: str, language: str) -> str:
    """That a rule does not look at a language."""
    return f"`{rule}` does not look at {_LANGUAGES.get(language, language.capitalize())}, in which this is written."


def no_rule(rule: str) -> str:
    """That nothing in this version looks for a fault."""
    return f"golint has no rule `{rule}` yet."


def unsearched() -> str:
    """That nobody looked at what was committed once."""
    return "The history of the repository was not searched for keys that are gone from the tree."


def searched_in_part(lacks: str) -> str:
    """That some of what was committed once is not here."""
    return f"The history was searched for keys only in part: {lacks}."


def revoke(item: Item) -> str:
    """What to do about keys that stood in the repository once."""
    return f"Revoke each of these keys with its provider; golint cannot tell whether that is done. Once it is: {_command(item)}"


def search(item: Item) -> str:
    """What to do where nobody has looked at what was committed once."""
    return f"Search it with `golint audit --history`, or look at it yourself, and put your word to it: {_command(item)}"


def look(item: Item) -> str:
    """What to do where golint cannot tell."""
    return f"Look at it yourself, and put your word to it: {_command(item)}"


def elsewhere(item: Item) -> str:
    """What to do where what was looked for may stand outside the repository."""
    return f"If it stands outside this repository, look at it there, and put your word to it: {_command(item)}"


def state(item: Item) -> str:
    """How a person's word is given."""
    return f"Once it is so: {_command(item)}"


def titled(catalog: Catalog, evidence: Evidence) -> str:
    """What a piece of evidence is, for people: a test of a refund."""
    kind = catalog.evidence[evidence.kind]
    return kind.phrase.format(kind.topics[evidence.topic].title) if evidence.topic in kind.topics else kind.title


def absent(catalog: Catalog, evidence: Evidence) -> str:
    """That evidence was looked for and not found."""
    return f"There is no sign of {titled(catalog, evidence)}."


def unused(evidence: Evidence) -> str:
    """That a test is not asked for, since the code does not use what it would test."""
    return f"The code has nothing to do with this: {evidence.topic.replace('-', ' ')}."


def shows(catalog: Catalog, evidence: Evidence, place: Observation) -> str:
    """What a file shows."""
    what = place.values.get("what", "this")
    return f"{what[:1].upper()}{what[1:]} is {titled(catalog, evidence)}."


def wanted(catalog: Catalog, item: Item, missing: Sequence[Evidence]) -> str:
    """What to add to the repository."""
    named = [titled(catalog, one) for one in missing]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {'or' if item.any_evidence else 'and'} {named[-1]}"
    return f"Add {listed}. If it stands outside this repository: {_command(item)}"


def _command(item: Item) -> str:
    return f"`golint attest {item.id} --link URL`"
