"""What signs somebody in, or opens the shop's database, wherever it is logged.

A file's bytes say whether any may be; and there is what goes by no telling name: the body of a log-in, and a token that was just made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

# The address of a database, by what its variable is called. A queue of the same network, `REDIS_URL`, is mostly opened by nothing.
_ADDRESS = r"(?:DATABASE|MONGO(?:DB)?|POSTGRES(?:QL)?|MYSQL|DB)_UR[IL]"
DATABASE = compiled(rf"{_ADDRESS}\Z")
_LOGGED = rb"(?i)(?:log|print|console|info|debug|warn|error|puts|dump)\w{0,12}\("
_NAMED = compiled(rb"%b[^;]{0,200}(?:passw|pwd|authorization|auth_?header|refresh_?token|%b)" % (_LOGGED, _ADDRESS.encode()))
_BODY = compiled(rb"%b[^;()\n]{0,80}(?:\breq(?:uest)?\.(?:body|json|form|data|post)\b|\$request->all\(|\$_post\b)" % _LOGGED)
_RECORD = compiled(rb"%b(?:[^;()\n]{0,80},\s*)?\$?(\w{2,40})\s*\)" % _LOGGED)
_READ = compiled(rb"""(?i)(\w{2,40})\??(?:\.|->|\[["']|\.get\(["'])(?:passw|(?:access|refresh)_?token)""")
_BEARER = compiled(rb"(?i)(?:access|refresh)_?token")
_TOKEN = compiled(rb"%b[^;\n]{0,80}\btoken\b" % _LOGGED)
_MADE = compiled(rb"(?i)\bjwt\.(?:sign|encode)|\bjsonwebtoken\b|SignedString")
_SIGNING_IN = frozenset({"login", "signin", "register", "signup", "registration", "authenticate"})
_ISSUING = frozenset({"sign", "signAsync", "encode", "SignedString"})
_LIBRARIES = frozenset({"jwt", "jsonwebtoken", "jose"})


def may_let_in(data: bytes) -> bool:
    """Whether a file may log such a thing, by its bytes: where it says nothing of payments, nothing else is asked."""
    if _NAMED.search(data):
        return True
    if b"assw" in data and _BODY.search(data):
        return True
    if (b"assw" in data or _BEARER.search(data)) and not set(_RECORD.findall(data)).isdisjoint(_READ.findall(data)):
        return True
    return _MADE.search(data) is not None and _TOKEN.search(data) is not None


def takes_password(view: FileView, routine: Routine) -> bool:
    """Whether a function signs somebody in, or up, by its own name, its door's or its file's, and speaks of a password."""
    door = next((f"{one.route} {one.symbol}" for one in view.flow.handlers if one.routine == routine), "")
    named = words_of(f"{view.source.path} {routine.function.qualname} {door}")
    if not named & _SIGNING_IN and not {"sign", "in"} <= named and not {"sign", "up"} <= named and not {"log", "in"} <= named:
        return False
    return routine.start >= 0 and "passw" in view.source.text(routine.function.span).lower()


def is_issued(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a variable holds a token by which a customer is signed in from now on: `const token = jwt.sign(user, secret)`."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    made = held[0] if held is not None else None
    if not isinstance(made, Call) or last_of(made) not in _ISSUING:
        return False
    return last_of(made) == "SignedString" or bool(words_of(made.path.rpartition(".")[0]) & _LIBRARIES)
