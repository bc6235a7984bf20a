"""Those who send mails, texts and notifications for others, by the addresses at which they are asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.facts import Call
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

_MESSENGERS = compiled(
    r"""(?ix) //(?:[\w-]+\.)* (?: (?: fonnte | wablas | whacenter | ultramsg | twilio | onesignal | sendgrid | resend | brevo | postmarkapp
      | termii | msg91 | africastalking )\.com | fcm\.googleapis\.com | mailgun\.net | semaphore\.co | hooks\.slack\.com ) (?: [/:?] | $ )
    | //api\.telegram\.org/bot | //exp\.host/--/api/v2/push | //discord(?:app)?\.com/api/webhooks
    | //graph\.facebook\.com/ .* /messages\b"""
)
_ALERTING = compiled(r"(?i)//hooks\.slack\.com/|//discord(?:app)?\.com/")


def asks_messenger(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a request goes to somebody who sends messages, `Http::post("https://api.fonnte.com/send", ...)`, by its own address, or by
    one that its function names where curl is told it apart."""
    return any(_MESSENGERS.search(url) for url in _urls(flow, call, routine))


def sends_message(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a request has a message sent that somebody acts on: what comes a second time in a channel for alerts does no harm."""
    urls = _urls(flow, call, routine)
    return any(_MESSENGERS.search(url) and not _ALERTING.search(url) for url in urls)


def _urls(flow: Flow, call: Call, routine: Routine) -> tuple[str, ...]:
    """The addresses that a request may go to."""
    roles = flow.roles.by(call)
    if not roles & {"http.request", "http.write"}:
        return ()
    urls = tuple(flow.money_calls.urls(call, routine))
    if "http.write" in roles and not any("//" in url for url in urls):
        urls = tuple(text_of(node) for node in routine.own if isinstance(node, facts.Literal))
    return urls
