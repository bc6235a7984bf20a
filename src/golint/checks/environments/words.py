"""What names and conditions say about the environment that code runs in."""

from __future__ import annotations

import re

from golint.credentials.naming import snake
from golint.lazily import compiled

_ANY = compiled(
    r"(?:^|_)(?:is_?)?(?:env|environment|mode|sandbox|sbx|debug|test|testing|test_?mode|live|live_?mode|prod|production|staging|stage|dev"
    r"|development|local|localhost|uat|qa|demo|mock|sandboxed|node_env|app_env)(?:_|$)"
)
_SANDBOX = compiled(
    r"(?:^|_)(?:sandbox(?:ed)?|sbx|snd|test|tests|testing|dev|development|staging|stage|stg|uat|qa|demo|mock|local|localhost|debug|example"
    r"|fake|playground)(?:_|$)"
)
_PRODUCTION = compiled(r"(?:^|_)(?:is_?)?(?:live(?:_?mode)?|prod|production)(?:_|$)")
_NEGATED = compiled(r"!=|(?<![\w])not(?![\w])|!\s*[\w$(]|is not|unless|(?:\bfalse|-\s*1)\s*===?|===?\s*(?:false\b|-\s*1\b)|<\s*0\b")
# `strpos($key, 'pk_test') !== false`, `indexOf("test") != -1`: what is asked for is there.
_FOUND = compiled(r"!==?\s*(?:(?:false|null|undefined|nil)\b|-\s*1\b)|(?:\bfalse|\bnull|-\s*1)\s*!==?|\bis not None\b")
_RETURN = compiled(
    r"^(?:[a-z]+_)*(?:success|cancel|cancelled|return|redirect|callback|webhook|notify|notification|ipn|fail|failed|failure|back|finish"
    r"|pending|error|complete|completed|approve|approved|accept|post_?back|result|response|thank_?you|domain|base|site"
    r"|app)(?:_[a-z]+)*_ur[li]s?$"
)
_OUTCOME = compiled(r"^(?:success|failed|failure|cancel|pending|finish|error|back_urls|redirect)$")
_SETTINGS = compiled(r"\bprocess\.env\b|\bimport\.meta\.env\b|\bENV(?=\[|\.fetch)|\benv(?=\()")
_SETTING = compiled(rf"{_SETTINGS.pattern}|\bgetenv\b|\benviron\b|\bconfig(?=\()|GetEnvironmentVariable")
_WINDOW = compiled(r"\btypeof\s+(?:window|document|location|navigator)\b")
_URL = compiled(r"(?:^|_)ur[li]s?(?:_|$)")


def speaks_of_environment(text: str) -> bool:
    """Whether a condition asks about the environment."""
    return bool(_ANY.search(snake(text)))


def asks_for_environment(text: str) -> bool:
    """The same, where reading any setting at all does not count: `process.env.ACME_KEY === undefined`."""
    return speaks_of_environment(_SETTINGS.sub(" ", text))


def reads_setting(text: str) -> bool:
    """Whether a value comes out of the environment or a configuration: `process.env.SHOP_FILLED === "true"`."""
    return bool(_SETTING.search(text))


def asks_for_window(text: str) -> bool:
    """Whether a condition asks if a browser runs this: `typeof window !== "undefined"`."""
    return bool(_WINDOW.search(text))


def names_sandbox(text: str) -> bool:
    """Whether a name or a condition says sandbox, test, development or the like."""
    return bool(_SANDBOX.search(snake(text)))


def names_production(text: str) -> bool:
    """Whether a name or a condition says live or production."""
    return bool(_PRODUCTION.search(snake(text)))


def side_of(condition: str) -> str:
    """The environment for which a condition holds: "sandbox", "production", or "" where it does not say clearly."""
    production, sandbox = names_production(condition), names_sandbox(condition)
    if production == sandbox:
        return ""
    holds = "production" if production else "sandbox"
    other = "sandbox" if production else "production"
    return other if _NEGATED.search(_FOUND.sub(" ", condition)) else holds


def names_return(names: tuple[str, ...]) -> bool:
    """Whether the innermost names say that a value is where the provider sends customers or webhooks."""
    if not names:
        return False
    inner = snake(names[-1].rsplit(".", 1)[-1])
    if _RETURN.match(inner):
        return not inner.endswith("redirect_uri")  # OAuth's word
    return bool(_OUTCOME.match(inner)) and (len(names) > 1 and bool(_OUTCOME.match(snake(names[-2])) or _URL.search(snake(names[-2]))))


def names_route(names: tuple[str, ...]) -> bool:
    """Like `names_return`, for the words that mean nothing else: a success, cancel, return, callback or webhook URL."""
    return names_return(names) and not re.match(
        r"^(?:[a-z]+_)*(?:domain|base|site|app|error|response|result)_ur", snake(names[-1].rsplit(".", 1)[-1])
    )
