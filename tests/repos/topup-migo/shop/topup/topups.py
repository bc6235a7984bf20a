import secrets

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select

from topup import migo
from topup.prices import PRICES
from topup.store import Card, Session, Topup

router = APIRouter(prefix="/topups")


class CardAsked(BaseModel):
    number: str
    expiry: str
    cvv: str


class Asked(BaseModel):
    customer: str
    phone: str
    email: str
    plan: str
    card: CardAsked | None = None


@router.post("")
def start(asked: Asked):
    """Starts a top-up: charges the card, or answers with a link to Migo's page."""
    with Session.begin() as session:
        topup = Topup(number=f"RY-{secrets.token_hex(6)}", phone=asked.phone, email=asked.email, price=PRICES[asked.plan])
        session.add(topup)
        if asked.card is None:
            return migo.payment_link(topup)
        if session.scalars(select(Card).where(Card.customer == asked.customer)).first():
            payment = migo.charge_again(topup, asked.customer)
        else:
            session.add(Card(customer=asked.customer, card_number=asked.card.number, expiry=asked.card.expiry))
            payment = migo.charge(topup, asked.card)
        topup.migo_uid = payment["uid"]
        return {"number": topup.number}
