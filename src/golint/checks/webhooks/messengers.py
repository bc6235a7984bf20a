"""Those who send mails, texts and notifications for others, by the addresses at which they are asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Name
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
# What people without a server have done elsewhere, by its address or by what the setting is called that holds it.
_AUTOMATIONS = compiled(r"(?i)//(?:script\.google\.com/macros|hooks\.zapier\.com|hook\.(?:[\w-]+\.)?(?:make|integromat)\.com)/")
_AUTOMATION = compiled(r"(?i)(?:google_?(?:apps?_?)?script|apps_?script|zapier|n8n|make_webhook)\w*(?:url|endpoint|hook)\Z")


def asks_automation(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a request runs a script of Google's Apps Script, or what Zapier, Make and n8n are told to do: `fetch(GOOGLE_SCRIPT_URL)`."""
    if not flow.roles.by(call) & {"http.request", "http.write"}:
        return False
    first = call.argument(0)
    named = first.written.rpartition(".")[2] if isinstance(first, Name) else ""
    return bool(_AUTOMATION.search(named)) or any(_AUTOMATIONS.search(url) for url in flow.money_calls.urls(call, routine))


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
