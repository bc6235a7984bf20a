"""Secrets that no pattern knows: told by the name that a value is given to, by its randomness, and by the provider that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from golint.catalog import Catalog, words
from golint.catalog.providers import Provider
from golint.credentials import by_use, generic, handed, literals
from golint.credentials.naming import mode_of, name_before, role_of, snake
from golint.credentials.nearby import distance, mentioned, nearness
from golint.credentials.placeholders import is_placeholder
from golint.credentials.seen import DATABASE_PASSWORD, KEY_FILE, LOGIN_KEY, SERVICE_CREDENTIAL, Found, Seen, Traits, found
from golint.credentials.tables import table_of
from golint.facts import Document, Program
from golint.frontends import DOCUMENTS, NOTEBOOK
from golint.frontends.authorship import is_minified
from golint.lazily import compiled
from golint.model import Span

_REACH = 160
_LONGEST = 2_000_000
# Digests of packages and bundles of others: long, random, and nobody's secret.
_MADE = compiled(
    r"(?:^|/)(?:[\w.-]+[.-]lock(?:\.json|\.ya?ml)?|go\.sum|npm-shrinkwrap\.json|project\.assets\.json"
    r"|[\w.-]+\.(?:min|bundle|chunk)\.m?js|[\w.-]+\.map|[\w.-]+\.svg)$"
)
# Secrets of other trades: a shop has many, and they are not payment credentials.
_FOREIGN = compiled(
    r"jwt|session|cookie|csrf|django|flask|app_key|^secret_key$|^api_key$|google|aws|firebase|github|gitlab|mail|smtp|twilio|sendgrid"
    r"|resend|sentry|captcha|facebook|cloudinary|algolia|mapbox|openai|supabase|clerk|auth0|oauth|posthog|slack|telegram|database"
    r"|(?:^|_)db(?:_|$)|postgres|mysql|mongodb|redis|rails|laravel|next_?auth|s3|encrypt"
)

# The private keys that have a file to themselves, and what says that one is for a machine of a developer's.
_KEY_FILE = compiled(r"\.(?:pem|key|p8|pk8|ppk)$|(?:^|/)id_(?:rsa|ecdsa|ed25519)$", re.IGNORECASE)
_OWN_MACHINE = compiled(r"local|dev|test|example|sample|fixture|demo|dummy|fake|mock|self.?signed|snakeoil|e2e", re.IGNORECASE)
PRIVATE_KEYS = frozenset({b"private key-----"})
"""A file without these, in lower case, holds no private key."""

# The digest of a password under that name, by which a shop knows who signs in. Providers are told passwords as they are.
_PASSWORD = compiled(r"pass(?:word|wd|_?hash)|pwd|contrasena|senha", re.IGNORECASE)
_DIGEST = compiled(
    r"(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}|\$2[abxy]?\$\d\d\$[./0-9A-Za-z]{53}"
    r"|\$[156]\$\S+|pbkdf2_\w+\$\S+)\Z"
)

# A name that leaves no doubt: what is merely called a key of another service is often one that its pages hold.
_PROMISED = compiled(r"secret|private|passw|(?:^|_)(?:pass|pwd)$")
_LOGIN = compiled(r"jwt|session|cookie|auth_secret")
_OF_DATABASE = compiled(r"(?:^|_)(?:db|database|postgres|pg|mysql|mariadb|mongo|mongodb)(?:_|$)")

# What stands beside the password of a database.
_DATABASE = compiled(rb"dbdriver|dbname|db_?name|mysqli|\bpdo\b|pg_connect|psycopg|jdbc:|sequelize|createconnection|createpool")


def by_name(view: Seen) -> Iterator[Found]:
    """The secrets of a file that speaks of a payment provider or of payments, and in any file what calls make secrets of the shop."""
    data, path = view.source.data, view.source.path
    if _MADE.search(path) or len(data) > _LONGEST:
        return
    yield from _in_key_file(view)
    for value in _handed(view):
        yield found(view, value.span, value.text.encode(), Traits((), value.use, name=value.name))
    if not view.present.holds_anywhere(_words(view.catalog)):
        return
    lower = view.caseless
    named = tuple(_named(view, lower))
    for match in generic.PRIVATE_KEY.finditer(data) if named and not _KEY_FILE.search(path) else ():
        yield found(view, Span(*match.span()), match[0], Traits((), "private key", name=name_before(data, match.start())))
    for value in _values(view, named):
        if traits := _judged(view, value, lower, named) or _beside(view, value):
            yield found(view, value.span, value.text.encode(), traits)
    yield from _standing_in(view)


def _in_key_file(view: Seen) -> Iterator[Found]:
    """The private key that a file is there for: what the shop signs with, or proves with that it is the shop. One for a machine of the
    developer's own is none."""
    if _KEY_FILE.search(view.source.path) and not _OWN_MACHINE.search(view.source.path) and view.present.holds(PRIVATE_KEYS):
        for match in generic.PRIVATE_KEY.finditer(view.source.data):
            yield found(view, Span(*match.span()), match[0], Traits((), KEY_FILE))


def _handed(view: Seen) -> Iterator[literals.Value]:
    """What a call makes a secret of the shop in any file of it."""
    if view.present.holds(handed.SIGNERS):
        yield from handed.in_tokens(view.source.data)
    if view.present.holds(handed.MAILERS):
        yield from handed.in_mailers(view.source.data)


@lru_cache(maxsize=4)
def _words(catalog: Catalog) -> frozenset[bytes]:
    """The words of every provider and of payments."""
    told = {word for provider in catalog.providers.values() for word in provider.words}
    return frozenset(word.encode() for word in told.union(catalog.words["payments"]["names"]))


def _named(view: Seen, lower: bytes) -> Iterator[Provider]:
    """The providers of whom the file speaks, or its path."""
    path = b"\n" + view.source.path.encode()
    said, told = view.source.data + path, lower + path.lower()
    yield from (provider for provider in view.candidates if words.speaks_of(provider, said, told))


def _values(view: Seen, named: tuple[Provider, ...]) -> Iterator[literals.Value]:
    if not view.present.holds(literals.SECRET_WORDS):
        return
    if view.language in DOCUMENTS and not is_minified(view.source.data):  # what a machine wrote are data, not settings
        document = view.facts
        if isinstance(document, Document) and not document.problem:
            yield from literals.in_document(document)
            return
    if literals.constructs(view.source.data, view.caseless, named) and isinstance(program := view.facts, Program):
        yield from literals.in_constructors(program, named)
    if view.present.holds(handed.DIGESTS):
        yield from handed.in_digests(view.source.data)
    if (headers := by_use.tokens_of(named, view.caseless)) and isinstance(program := view.facts, Program):
        yield from by_use.in_comparisons(program, headers, view.catalog.language(view.language).roles)
    yield from literals.in_notebook(view.source.data) if view.language == NOTEBOOK else literals.in_text(view.source.data)


def _standing_in(view: Seen) -> Iterator[Found]:
    """What stands in for a secret of the environment, whichever service it is for: the name says that it must not be read here."""
    for value in literals.in_stand_ins(view.source.data, view.caseless) if view.present.holds(literals.SECRET_WORDS) else ():
        kind = generic.kind_of(value.name, value.text)
        if kind and not (kind == "JSON web token" and _FOREIGN.search(generic.issuer_of(value.text).lower())):
            told = Traits((), "password" if kind == "password" else SERVICE_CREDENTIAL, name=value.name)
            yield found(view, value.span, value.text.encode(), told)


def _judged(view: Seen, value: literals.Value, lower: bytes, named: tuple[Provider, ...]) -> Traits | None:
    provider = value.given_to or _meant(value, lower, view.source.path, named)
    alone = provider is None and not mentioned(value.trail or value.name, view.catalog.words["payments"]["names"])
    if alone and not _stands_in_payments(view, value):
        return None
    kind = generic.kind_of(value.name, value.text) or (value.use if not is_placeholder(value.text) else "")
    if not kind or (alone and kind != "random secret"):
        return None
    if value.given_to and not value.use and not (kind == "random secret" and value.text.isalnum()):
        return None
    if kind == "JSON web token" and _FOREIGN.search(generic.issuer_of(value.text).lower()):
        return None  # a database's key for everybody, which stands in every page
    if _keeps_password(value) and not (provider and mentioned(f"{value.trail} {value.name}", provider.words)):
        return None
    variable = next((e for e in provider.env_vars if e.pattern.fullmatch(value.name)), None) if provider else None
    if variable and not variable.role.is_secret:
        return None
    if kind == "password" and provider is not None and not mentioned(f"{value.trail} {value.name}", provider.words):
        provider = (
            provider if value.given_to or value.addresses or _is_near(value, lower, provider) else None
        )  # a password to the shop itself
    role, mode = (variable.role, variable.mode) if variable else (role_of(value.name), mode_of(value.name))
    return Traits((provider.id,) if provider else (), kind, role, mode, value.name)


def _stands_in_payments(view: Seen, value: literals.Value) -> bool:
    """Whether a value of code stands in a table of payments, as an entry that is not of another trade."""
    if value.trail or value.use or _FOREIGN.search(value.name.lower()):
        return False
    return mentioned(table_of(view.source.data, value.span.start), view.catalog.words["payments"]["names"])


def _beside(view: Seen, value: literals.Value) -> Traits | None:
    """A secret of another service among the variables of a process that takes payments: who reads the file opens that service as well."""
    name = snake(value.name)
    if view.language != "dotenv" or not _PROMISED.search(name):
        return None
    kind = generic.kind_of(value.name, value.text)
    if kind not in ("random secret", "password"):
        return None
    if _LOGIN.search(name):
        return Traits((), LOGIN_KEY, name=value.name)
    if _OF_DATABASE.search(name):
        return Traits((), DATABASE_PASSWORD, name=value.name)
    return Traits((), "password" if kind == "password" else SERVICE_CREDENTIAL, name=value.name)


def _meant(value: literals.Value, lower: bytes, path: str, named: tuple[Provider, ...]) -> Provider | None:
    """The provider that a value belongs to: named in its own name, in the way to it, by the addresses of its group, close by, or in the
    file's path; what keys a digest belongs to the only one that the file names."""
    for text in (value.name, value.trail):
        for provider in named:
            if mentioned(text, provider.words):
                return provider
    if value.addresses and not _FOREIGN.search(value.trail.lower()):
        return next((p for p in named for address in value.addresses if mentioned(address, p.words)), None)
    if _FOREIGN.search(value.name.lower()) or value.trail:
        return None
    near = [p for p in named if _is_near(value, lower, p)]
    if not near:
        if value.use and len(named) == 1:
            return named[0]
        if _opens_database(value, lower):
            return None
        return next((p for p in named if mentioned(path, p.words)), None)
    return min(near, key=lambda p: nearness(lower, value.span, p.words) or (True, _REACH))


def _opens_database(value: literals.Value, lower: bytes) -> bool:
    """Whether a password stands beside what a database is told: `'dbdriver' => 'mysqli'`, `new PDO($dsn, $user, $password)`."""
    beside = lower[max(0, value.span.start - _REACH) : value.span.end + _REACH]
    return "pass" in value.name.lower() and _DATABASE.search(beside) is not None


def _keeps_password(value: literals.Value) -> bool:
    """Whether a value is the digest of a person's password: `new User { Email = "...", Password = "03ac6742..." }`."""
    told = value.given_to or value.addresses
    return not told and _PASSWORD.search(value.name) is not None and _DIGEST.match(value.text) is not None


def _is_near(value: literals.Value, lower: bytes, provider: Provider) -> bool:
    gap = distance(lower, value.span, provider.words)
    return gap is not None and gap <= _REACH
