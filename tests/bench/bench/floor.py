"""The alternation that ripgrep is given: golint's own patterns, so that the floor stays true when the catalogue grows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from golint.catalog import Catalog
from golint.model import Role

SECRET = frozenset({Role.SECRET, Role.RESTRICTED, Role.WEBHOOK})
# The catalogue has more. Their number decides how fast ripgrep is, so it stays as it was when the budgets were set: 68 in all.
KEYS, HOSTS, WORDS = 42, 11, 15
_AROUND = re.compile(r"\(\?<?[!=][^()]*\)")  # ripgrep's patterns cannot look around; without it they match a little more
_Item = TypeVar("_Item")


def patterns(catalog: Catalog) -> tuple[str, ...]:
    """The patterns of secret keys, sandbox hosts and words of payments, in ripgrep's syntax."""
    providers = [catalog.providers[name] for name in sorted(catalog.providers)]
    keys = {_AROUND.sub("", key.regex) for one in providers for key in one.keys if key.prefix and not key.context and key.role in SECRET}
    hosts = {re.escape(host.value) for one in providers for host in one.hosts if host.environment == "sandbox" and host.match == "exact"}
    payments = catalog.words["payments"]
    words = {re.escape(word) for word in (*payments["names"], *payments["texts"])}
    return (*_spread(sorted(keys), KEYS), *_spread(sorted(hosts), HOSTS), *_spread(sorted(words), WORDS))


def _spread(items: Sequence[_Item], count: int) -> list[_Item]:
    """So many of the items, evenly over their order, or all where there are no more."""
    return [items[at * len(items) // count] for at in range(count)] if len(items) > count else list(items)
