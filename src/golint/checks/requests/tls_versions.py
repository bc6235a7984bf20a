"""Versions of TLS that are broken or given up, and that a client, a server or a proxy is told to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.comments import is_comment
from golint.checks.requests.tls_switches import Switch, switches
from golint.checks.subject import names_a_provider
from golint.lazily import compiled
from golint.model import Hit, Severity, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_ELSEWHERE = compiled(rb"smtp|imap|mailer|starttls|postgres|mysql|mongo(?:\W|db|ose)|redis|amqp|kafka|ldap|elastic", re.IGNORECASE)
_NEAR = 300  # bytes around a setting, in which it says what it is for
_ASKED = compiled(rb"\b(?:if|case|when|switch|elif|assert\w*|expect)\b[^\n]*$|[!=]==?\s*$", re.IGNORECASE)


def weak_tls_version(view: FileView) -> Iterator[Hit]:
    """A setting that allows TLS 1.1, TLS 1.0 or SSL: one report a line."""
    data, told = view.source.data, set[int]()
    for switch in switches(view.source, view.catalog, "old_tls", "weak-tls-version"):
        start = data.rfind(b"\n", 0, switch.span.start) + 1
        if start in told or is_comment(data, start) or _ASKED.search(data[start : switch.span.start]):
            continue
        told.add(start)
        what = " ".join(view.source.text(switch.span).split())[:80]
        yield Hit(switch.span, {"what": what, "remedy": switch.remedy}, severity=_loudness(view, switch))


def _loudness(view: FileView, switch: Switch) -> Severity:
    """An error where a provider is spoken of; a note in tests and development, and towards mail servers and databases."""
    near = view.source.data[max(0, switch.span.start - _NEAR) : switch.span.end + _NEAR] + view.source.path.encode()
    if view.stage in (Stage.TEST, Stage.SANDBOX) or _ELSEWHERE.search(near):
        return Severity.NOTE
    return Severity.ERROR if names_a_provider(view) or "payment" in view.source.path.lower() else Severity.WARNING
