"""What a file tells the checks over the whole repository, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.model import Observation, Secret

if TYPE_CHECKING:
    from golint.view import FileView


def secrets(view: FileView, kind: str) -> Iterator[Observation]:
    """One observation for each secret of the file, equal keys for equal secrets. Publishable keys are no secrets."""
    for secret in view.secrets:
        if secret.role.is_secret:
            yield Observation(kind, secret.digest.hex(), view.location(secret.span), view.side, view.stage, _values(secret))


def _values(secret: Secret) -> dict[str, str]:
    return {
        "masked": secret.masked,
        "kind": secret.kind,
        "mode": secret.mode.value,
        "name": secret.name,
        "providers": " ".join(secret.providers),
    }
