"""What one way of answering an item says."""

from __future__ import annotations

from msgspec import Struct

from golint.readiness.model import Ground, State

SHOWN = 3  # places that a ground of the good kind names


class Part(Struct, frozen=True):
    """What an item's rules, its evidence or a person says of it. `minor`: only notes speak against it."""

    state: State
    grounds: tuple[Ground, ...]
    remedy: str = ""
    minor: bool = False
