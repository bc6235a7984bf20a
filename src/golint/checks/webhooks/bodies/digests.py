"""How a signature is computed in steps: an HMAC is begun, and then handed what it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.tags import Tags
from golint.dataflow.words import words_of
from golint.facts import Call

if TYPE_CHECKING:
    from golint.dataflow import Flow

# Words of the methods by which an HMAC takes in a text, in any library. Others need not be followed to what they are called on.
TAKING = frozenset({
    "update", "write", "append", "add", "feed", "consume", "transform", "concat", "compute", "calculate", "generate", "hash", "digest",
    "hexdigest", "base64digest", "mac", "hmac", "sign", "signature", "final", "finish", "finalize", "sum",
})  # fmt: skip


def feeds(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags] | None = None) -> bool:
    """Whether a call hands something to an HMAC that was begun before: `mac.update(text)`."""
    receiver = receiver_of(call)
    if receiver is None or not call.arguments:
        return False
    last = last_of(call)
    if last.isidentifier() and not words_of(last) & TAKING:
        return False
    return "hmac.digest" in flow.origin(receiver, routine, given or {})
