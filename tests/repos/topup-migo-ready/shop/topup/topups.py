import secrets

import httpx
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from topup import metrics, migo
from topup.prices import PRICES
from topup.store import Card, Session, Topup

router = APIRouter(prefix="/topups")


class Asked(BaseModel):
    phone: str
    plan: str
    card: int | None = None


@router.post("")
def start(asked: Asked):
    """Starts a top-up: charges the saved card, or answers with a link to Migo's page."""
    with Session.begin() as session:
        topup = Topup(number=f"RY-{secrets.token_hex(6)}", phone=asked.phone, price=PRICES[asked.plan])
        session.add(topup)
        session.flush()
        try:
            with metrics.latency.time():
                payment = _pay(session, topup, asked.card)
        except migo.Refused as refused:
            metrics.payments.labels("refused").inc()
            raise HTTPException(402, {"message": SAID.get(refused.code, "The bank declined the card. Try another one.")}) from None
        except httpx.TransportError:
            metrics.payments.labels("error").inc()
            raise HTTPException(503, {"message": "The payment could not be started. Try again in a few minutes."}) from None
        topup.migo_uid = payment["uid"]
        return {"number": topup.number, "link": payment.get("url"), "challenge": payment.get("threeDSecureUrl")}


def _pay(session, topup, card):
    if card is None:
        return migo.payment_link(topup)
    return migo.charge(topup, session.get_one(Card, card).migo_card_id)


SAID = {
    "INSUFFICIENT_FUNDS": "The card has not enough money.",
    "EXPIRED_CARD": "The card has expired.",
}
