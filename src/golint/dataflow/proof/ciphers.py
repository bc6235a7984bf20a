"""What opens with a key that the merchant shares with a provider: who has not that key cannot have closed it."""

from __future__ import annotations

from collections.abc import Mapping

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.tags import BODY, HELD, REQUEST, Tags
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import Texts
from golint.dataflow.words import words_of
from golint.facts import Call, Expr

OPENING = frozenset({"decrypt", "update", "crypt", "open"})
FOR_EVERYBODY = frozenset({"public", "private", "rsa", "oaep", "pkcs1"})  # closed with a key that is no secret


class Ciphers:
    """Recognises the calls of one language that decrypt what was sent."""

    def __init__(self, resolver: Resolver, origins: Origins, roles: Roles) -> None:
        self._texts = Texts(resolver)
        self._origins = origins
        self._roles = roles

    def opens(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a call outside the repository decrypts what was sent with a key in both hands that was not sent beside it."""
        roles, words = self._roles.by(call), words_of(last_of(call))
        if "cipher.open" in roles:
            return self._is_handed_sealed(call, routine, given) and self._holds_key(call, routine, given)
        if not words & OPENING:
            return False
        owner = owner_of(call)
        maker = self._texts.maker(owner, routine) if owner is not None else ""
        if "cipher.key" in self._roles.of(maker):
            return self._is_handed_sealed(call, routine, given)
        asked = "decrypt" in words and not roles and not words_of(f"{call.path}.{maker}") & FOR_EVERYBODY
        return asked and self._is_handed_sealed(call, routine, given) and self._is_handed_secret(call, owner, routine, given)

    def _is_handed_sealed(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether what is opened was sent."""
        return bool(self._origins.inputs(call, routine, given) & (BODY | {"request.query"}))

    def _holds_key(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a key is in the call that was not sent too, or in what it is made on: then nothing else is in the call."""
        others = (a.value for a in call.arguments if not isinstance(a.value, facts.Literal | facts.Mapping))
        return len(call.arguments) == 1 or any(not self._origins.of(value, routine, given) & REQUEST for value in others)

    def _is_handed_secret(self, call: Call, owner: Expr | None, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether the key is surely the shop's, in the call or in what it is made on."""
        held = self._origins.inputs(call, routine, given)
        return bool((held | (self._origins.of(owner, routine, given) if owner is not None else frozenset())) & HELD)
