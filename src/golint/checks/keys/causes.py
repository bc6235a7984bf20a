"""Which one rule speaks about a secret: the most specific fault at its place."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.checks.keys import published, routes
from golint.credentials import KEY_FILE
from golint.facts import Document
from golint.frontends import DOCUMENTS
from golint.lazily import compiled
from golint.model import Mode, Secret, Stage

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.view import FileView

_IMAGE_DIALECTS = frozenset(
    [
        "app-engine",
        "azure-pipelines",
        "bitbucket-pipelines",
        "circleci",
        "cloudformation",
        "codebuild",
        "compose",
        "digitalocean",
        "dockerfile",
        "ecs",
        "fly",
        "github-action",
        "github-workflow",
        "gitlab-ci",
        "helm",
        "kubernetes",
        "netlify",
        "procfile",
        "render",
        "serverless",
        "terraform",
        "travis",
        "vercel",
        "wrangler",
    ]
)
_IMAGE_PATH = compiled(r"(?:^|/)(?:Jenkinsfile[^/]*|\.(?:drone|woodpecker)\.ya?ml)$", re.IGNORECASE)
_DOTENV = compiled(r"^\.env(?:rc)?(?:\..+)?$|^[\w-]+\.env$|^env\.(?:local|production|development|staging|test)$", re.IGNORECASE)
_RECORDED = compiled(r"(?:^|/)(?:vcr|vcr_cassettes|cassettes|__?recordings__?)/.*\.(?:ya?ml|json|har)$|\.har$", re.IGNORECASE)
_SCRIPT = compiled(
    r"^(?!(?:.*/)?(?:tests?|specs?|__tests__|testing|fixtures?|mocks?|e2e)/)(?:.*/)?test[-_][^/.]*\.(?:m?js|ts|py|php|rb|sh)$",
    re.IGNORECASE,
)
# What tests are written with, or say that nobody is asked.
_SUITE = compiled(
    rb"\b(?:describe|it|test|expect|suite|before_?each)\b\s*[.(]|\bdef test_|assert|unittest|pytest|jest|mocha|vitest|node:test|chai\b"
    rb"|phpunit|TestCase|RSpec|minitest|sinon|\bnock\b|mock|stub|fake|dummy",
    re.IGNORECASE,
)
_DELIVERED = compiled(
    r"(?:^|/)(?:wwwroot|public|static|dist|www|htdocs/assets)/.*\.(?:html?|js|mjs|map|json|css)$|\.(?:js|mjs|css)\.map$"
    r"|(?:^|/)res/values[^/]*/[^/]+\.xml$|(?:^|/)assets/.*\.(?:env|json|properties)$|(?:^|/)Info\.plist$|\.xcconfig$"
    r"|(?:^|/)(?:AndroidManifest\.xml|google-services\.json)$",
    re.IGNORECASE,
)


def public_prefixes(catalog: Catalog) -> tuple[str, ...]:
    """The beginnings of variable names that bundlers copy into what browsers and apps receive."""
    return tuple(catalog.words["names"]["public_prefixes"])


def cause(view: FileView, secret: Secret) -> str:
    """The rule whose fault this secret is, "" where it is none: a publishable key, a test key in tests, a file that git does not hold."""
    if not secret.role.is_secret:
        return ""
    if view.stage is Stage.DOCS:
        # Prose shows what keys look like: only one that says itself whose it is may be real. A template of an environment shows none.
        shown = not secret.providers or secret.masked.startswith("*") or (secret.mode is Mode.TEST and not is_dotenv(view.source.path))
        return "" if shown else "hardcoded-key"
    if view.stage is Stage.TEST and secret.mode is not Mode.LIVE:
        return "hardcoded-key" if _is_recorded(view, secret) or _is_run_by_hand(view, secret) else ""
    if view.stage is not Stage.TEST and reaches_client(view, secret):
        return "frontend-secret"
    if is_image(view):
        return "secret-in-image"
    if view.stage is Stage.TEST:
        return "" if _has_twin(view, secret) else "live-key-in-test"
    if is_dotenv(view.source.path):
        return "" if is_untracked(view) else "committed-env-file"
    if view.stage is Stage.SANDBOX and secret.mode is Mode.LIVE:
        return "live-key-in-test"
    return "" if secret.kind == KEY_FILE and is_untracked(view) else "hardcoded-key"


def _is_recorded(view: FileView, secret: Secret) -> bool:
    """Whether a key of a known form, one that says not itself that it is for tests, stands in traffic that was recorded for them: what a
    provider took once is nobody's invention."""
    shaped = bool(secret.providers) and not secret.masked.startswith("*")
    return shaped and secret.mode is not Mode.TEST and _RECORDED.search(view.source.path) is not None


def _is_run_by_hand(view: FileView, secret: Secret) -> bool:
    """Whether a key of a known form stands in a script that somebody runs to see what the provider answers, `test-charge.js`, and not among
    the tests of the shop: what it sends, the provider takes."""
    shaped = bool(secret.providers) and not secret.masked.startswith("*")
    return shaped and _SCRIPT.search(view.source.path) is not None and not _SUITE.search(view.source.data)


def _has_twin(view: FileView, secret: Secret) -> bool:
    """Whether the file holds the same key for the sandbox, too: no provider draws one twice, so somebody made it up to tell modes apart."""
    written = view.source.data[secret.span.start : secret.span.end]
    return b"live" in written and written.replace(b"live", b"test", 1) in view.source.data


def reaches_client(view: FileView, secret: Secret) -> bool:
    """Whether a browser or an app receives the file, or the variable that holds the secret."""
    if secret.name.startswith(public_prefixes(view.catalog)) or is_delivered(view.source.path):
        return True
    return published.holds(view, secret.span) or routes.received(view, secret.span.start) is not None


def is_delivered(path: str) -> bool:
    """Whether a web server or an app package hands the file out as it is."""
    return bool(_DELIVERED.search(path))


def is_image(view: FileView) -> bool:
    """Whether the file describes an image, a deployment or a pipeline, so that its values are baked into what it builds."""
    if _IMAGE_PATH.search(view.source.path):
        return True
    return view.language in DOCUMENTS and isinstance(view.facts, Document) and view.facts.dialect in _IMAGE_DIALECTS


def is_dotenv(path: str) -> bool:
    """Whether the file is one of those from which a process takes its environment."""
    return bool(_DOTENV.match(PurePosixPath(path).name))


def is_untracked(view: FileView) -> bool:
    """Whether git is known not to hold the file; outside git nobody knows, and a file counts as handed on."""
    return view.tracked is False
