import events
from events import Kind


def handle(event):
    match event.kind(), event.data:
        case (Kind.PAID | Kind.SETTLED, {"id": identifier, **rest}) if identifier == rest["order"]:
            return fulfil(identifier)
        case [events.Refund(amount=0 | -1), *others] if check(others) is None:
            refund(*others)
        case events.Failed() as failed:
            report(failed, reason=failed.reason)
        case None | True | "text" | b"bytes" | 1.5 | events.Kind.OTHER:
            pass
        case _:
            raise ValueError(f"unknown {event!r}") from failed
    match = {"case": 1}
    print(match["case"] == 1)
