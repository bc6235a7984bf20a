"""Rules about credentials that stand where others can read them. One secret is reported by one rule, the most specific."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint.checks import observations
from golint.checks.keys import routes
from golint.checks.keys.carried import carried_secrets
from golint.checks.keys.causes import cause, is_dotenv, is_untracked
from golint.checks.keys.copied import copied_files
from golint.checks.keys.frontend import printed_names, published_names
from golint.checks.keys.handed_out import given_secrets
from golint.checks.keys.words import described, precision, severity
from golint.lazily import compiled, members
from golint.model import Hit, Observation, Secret, Severity, Stage

if TYPE_CHECKING:
    from golint.view import FileView

WRITTEN = "written into a description of an image, a deployment or a pipeline"
_PROMISED = compiled(r"(?i)secret|private|passw|authori[sz]ation")

__getattr__ = members(__name__, duplicated_key="duplicates", key_in_history="history")


def hardcoded_key(view: FileView) -> Iterator[Hit]:
    """A credential as a literal. In documentation it is a note, unless that is a template to be copied."""
    most = Severity.NOTE if view.stage is Stage.DOCS and not is_dotenv(view.source.path) else Severity.ERROR
    yield from _each(view, "hardcoded-key", most)


def frontend_secret(view: FileView) -> Iterator[Hit]:
    """A secret in what browsers and apps receive, or a variable that a bundler publishes under a secret's name."""
    hits = [_on_its_way(view, hit) for hit in _each(view, "frontend-secret", unsure=_may_be_publishable)]
    hits += published_names(view, tuple(view.source.line_number(hit.span.start) for hit in hits))
    yield from hits
    told = tuple(view.source.line_number(hit.span.start) for hit in hits)
    yield from printed_names(view, told)
    yield from carried_secrets(view)
    yield from given_secrets(view, told)


def secret_in_image(view: FileView) -> Iterator[Hit]:
    """A secret in the description of an image, a deployment or a pipeline, or a file of them that an image is given."""
    for hit in _each(view, "secret-in-image"):
        remedy = "Revoke the key {rotate}. Pass `{env}` when the container starts".format_map(hit.values)
        yield replace(hit, values={**hit.values, "baked": WRITTEN, "remedy": remedy})
    yield from copied_files(view)


def live_key_in_test(view: FileView) -> Iterator[Hit]:
    """A live key in tests, or in the configuration of a development or staging environment."""
    yield from _each(view, "live-key-in-test")


def committed_env_file(view: FileView) -> Iterator[Hit]:
    """An environment file with real secrets in the repository: one report for each of them, since each is revoked where it was issued."""
    file = view.source.path.rsplit("/", 1)[-1]
    for hit in _each(view, "committed-env-file"):
        yield replace(hit, values={**hit.values, "file": file})


def observe(view: FileView) -> Iterator[Observation]:
    """The secrets of the file, for the rules that compare files. The environment file that git does not hold is where a secret belongs."""
    if not (is_dotenv(view.source.path) and is_untracked(view)):
        yield from observations.secrets(view, "secret")


def _may_be_publishable(view: FileView, secret: Secret) -> bool:
    """Whether publishable keys have the form of this one too, and the name beside it promises no secret."""
    keys = (key for one in secret.providers for key in view.catalog.providers[one].keys if key.name == secret.kind)
    return any(key.public_too or (key.weak and not key.prefix) for key in keys) and not _PROMISED.search(secret.name)


def _each(
    view: FileView, rule: str, most: Severity = Severity.ERROR, *, unsure: Callable[[FileView, Secret], bool] | None = None
) -> Iterator[Hit]:
    """One hit for each different secret of a file whose fault is `rule`, its repetitions as related places; one that is `unsure` is a
    note."""
    groups: dict[bytes, list[Secret]] = {}
    for secret in view.secrets:
        if cause(view, secret) == rule:
            groups.setdefault(secret.digest, []).append(secret)
    for first, *others in groups.values():
        yield _hit(view, first, others, Severity.NOTE if unsure is not None and unsure(view, first) else most)


def _on_its_way(view: FileView, hit: Hit) -> Hit:
    """The hit with the imports by which a client gets the file."""
    chain = routes.received(view, hit.span.start) or ()
    return replace(hit, values={**hit.values, "way": routes.told(chain)}, flow=routes.flow(chain, hit.span, "the secret stands here"))


def _hit(view: FileView, secret: Secret, others: Iterable[Secret], most: Severity) -> Hit:
    return Hit(
        secret.span,
        described(secret, view.catalog),
        provider=secret.provider,
        symbol=secret.name,
        severity=severity(secret, most),
        precision=precision(secret),
        related=tuple((None, other.span, "the same secret again") for other in others),
    )
