"""Signatures that are checked with a public key: `key.verify(signature, body)`, whatever the key is called."""

from __future__ import annotations

from collections.abc import Mapping

from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of
from golint.dataflow.tags import Tags
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import Texts
from golint.dataflow.vocabulary import SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr

KEYS = frozenset({"signature.key", "signature.key.answer"})
SENT_WHOLE = frozenset({"request.body.raw", "request.body.parsed"})
BODIES = frozenset({"body", "raw", "payload", "message", "data", "content", "bytes"})


class PublicKeys:
    """Recognises the calls of one language that check a signature with a key."""

    def __init__(self, resolver: Resolver, origins: Origins, roles: Roles) -> None:
        self._texts = Texts(resolver)
        self._origins = origins
        self._roles = roles

    def verifies(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a call named `verify` is made on a key, or is handed both what was signed and a signature: nobody is asked then."""
        if "verify" not in words_of(last_of(call)):
            return False
        return bool(self._maker_roles(call, routine) & KEYS) or self._takes_both(call, routine, given)

    def answers(self, call: Call, routine: Routine) -> bool:
        """Whether what is called is a key that raises nothing where the signature does not fit."""
        return "verify" in words_of(last_of(call)) and "signature.key.answer" in self._maker_roles(call, routine)

    def _maker_roles(self, call: Call, routine: Routine) -> frozenset[str]:
        owner = owner_of(call)
        made = self._texts.maker(owner, routine) if owner is not None else ""
        return self._roles.of(made) if made else frozenset()

    def _takes_both(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        values = [argument.value for argument in call.arguments]
        signed = [value for value in values if self._is_body(value, routine, given)]
        return any(self._is_signature(value, routine, given) for value in values if value not in signed) and bool(signed)

    def _is_body(self, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
        tags = self._origins.of(value, routine, given)
        return bool(tags & SENT_WHOLE) or ("parameter" in tags and mentions(name_of(value), BODIES))

    def _is_signature(self, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
        return "request.header" in self._origins.of(value, routine, given) or mentions(name_of(value), SIGNATURES)
