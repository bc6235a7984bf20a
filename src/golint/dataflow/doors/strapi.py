"""What Strapi's route tables put in front of a controller's action: `{ handler: "pay.hook", config: { policies: ["signed"] } }`.

They are scripts, or `config/routes.json` beside the controllers in older projects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from golint import facts
from golint.dataflow.calls.files import Files
from golint.dataflow.calls.resolve import entry
from golint.dataflow.doors.routes import Wrapper
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import text_of
from golint.facts import Expr, Literal

_TABLES = r"(?:^|/)routes(?:/.+)?\.[cm]?[jt]s$"
_GUARDING = ("policies", "middlewares")


def guards(routine: Routine, files: Files) -> Iterator[Wrapper]:
    """The policies and middlewares of the routes that name an action by the file of its controller."""
    controller = routine.path.rpartition("/")[2].partition(".")[0]
    action = f"{controller}.{routine.function.name}"
    guarding = tuple(word.encode() for word in _GUARDING)
    tables = (path for path in files.named(_TABLES, routine.path) if files.holds(path, guarding))
    for table in files.modules(path for path in tables if action.encode() in files.read(path)):
        yield from (Wrapper(guard, table.body) for guard in _told(table, action))
    for name in _listed(files.read(_settings_of(routine.path)), action):
        yield Wrapper(Literal(name, "text", routine.function.name_span), routine)


def _settings_of(path: str) -> str:
    return f"{path.rpartition('controllers/')[0]}config/routes.json"


def _listed(data: bytes, action: str) -> Iterator[str]:
    """The policies of an action in the older table."""
    try:
        table = json.loads(data) if data else {}
    except ValueError:
        return
    routes: list[Any] = table.get("routes") or [] if isinstance(table, dict) else []
    for route in (route for route in routes if isinstance(route, dict) and f".{route.get('handler')}".endswith(f".{action}")):
        config = route.get("config")
        yield from (str(name) for name in (config.get("policies") or [] if isinstance(config, dict) else []))


def _told(table: Module, action: str) -> Iterator[Expr]:
    for node in table.nodes:
        handler = text_of(entry(node, "handler")) if isinstance(node, facts.Mapping) else ""
        config = entry(node, "config") if isinstance(node, facts.Mapping) else None
        if config is None or not f".{handler}".endswith(f".{action}"):
            continue
        for listed in (entry(config, key) for key in _GUARDING):
            yield from listed.items if isinstance(listed, facts.Sequence) else ()
