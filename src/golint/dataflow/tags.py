"""The tags that say where a value came from."""

from __future__ import annotations

from golint.dataflow.vocabulary import PUBLIC_WORDS, SECRET_WORDS
from golint.dataflow.words import mentions

Tags = frozenset[str]
NONE: Tags = frozenset()
DRAWN = frozenset({"random", "time.now"})  # another one each time
SOURCES = frozenset({
    "request.body.raw", "request.body.parsed", "request.part", "request.query", "request.header", "request", "request.session",
    "hmac.digest", "hash.digest", "random", "time.now", "config.secret", "store.read", "http.request", "provider.read",
    "signature.verify",
})  # fmt: skip
STANDING = SOURCES - {"provider.read", "http.request"}
"""What a name can be that is not called: nobody is asked by `order.status`."""
BODY = frozenset({"request.body.raw", "request.body.parsed", "request.part"})
DIGESTS = frozenset({"hmac.digest", "hash.digest"})
HELD = frozenset({"config.secret", "named.secret"})
OF_CLIENTS = HELD | {"literal"}  # where what a client is made with comes from: none of it is in an answer
FOUND = "store.found"
"""What marks a record of the shop's, beside "store.read", that was looked up by what the sender gave, or by what his session holds."""
REQUEST = BODY | {"request.query", "request.header", "request"}


def part_of(tags: Tags) -> Tags:
    """The origins of an element of a value."""
    if not tags & {"request.body.parsed", "request.body.raw", "request"}:
        return tags
    return (tags - {"request.body.parsed", "request.body.raw", "request"}) | {"request.part"}


def is_secret_name(name: str) -> bool:
    """Whether a setting's name says that it holds a credential."""
    return mentions(name, SECRET_WORDS) and not mentions(name, PUBLIC_WORDS)
