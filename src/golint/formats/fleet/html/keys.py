"""The keys that stand in several repositories."""

from __future__ import annotations

from golint.formats.fleet import wording
from golint.formats.fleet.html.repositories import anchors, figure
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.formats.readiness.html.tables import part
from golint.formats.terminal import plain
from golint.model import Mode
from golint.readiness.fleet import Fleet, Place, SharedKey

_SHOWN = 5
_MODES = {Mode.LIVE: "live", Mode.TEST: "test", Mode.ANY: ""}


def keys(fleet: Fleet) -> Markup | None:
    """The part about them; None where there are none."""
    if not fleet.keys:
        return None
    intro = element(
        "p",
        {"class": "intro"},
        "Whoever holds one of these repositories holds what the key opens for the others. Replace the key, and give each its own.",
    )
    columns = ("Key", "Provider", figure("Repositories"), "Where it stands")
    names, paths = anchors(fleet), {entry.name: entry.path for entry in fleet.entries}
    rows = [_row(key, fleet, names, paths) for key in fleet.keys]
    return part("keys", "Keys in several repositories", intro, pieces.table("Keys in several repositories", columns, rows))


def _row(key: SharedKey, fleet: Fleet, names: dict[str, str], paths: dict[str, str]) -> list[Child]:
    mode = _MODES[key.mode]
    kind = key.kind if not mode or mode in key.kind else f"{key.kind}, {mode}"
    places: list[Child] = [_place(place, names, paths) for place in key.places]
    return [
        [pieces.code(key.masked), element("span", {"class": "place"}, kind)],
        element("bdi", None, wording.owner(key, fleet)),
        figure(f"{len(key.repositories):,}"),
        pieces.listed(places, _SHOWN, "place"),
    ]


def _place(place: Place, names: dict[str, str], paths: dict[str, str]) -> Child:
    where = element("a", {"href": f"#{names[place.repository]}"}, element("bdi", None, paths[place.repository]))
    return [where, " ", pieces.code(f"{plain(place.path)}:{place.line}")]
