"""Migo's webhooks: https://api-docs.migopayments.com/en/card-payments/merchant-generic-callback"""

import logging

from fastapi import APIRouter, Request, Response
from sqlalchemy import select, update

from topup import mail, operators
from topup.settings import settings
from topup.store import Payment, Session, Topup

router = APIRouter(prefix="/hooks")
logger = logging.getLogger(__name__)


@router.post("/migo/links")
async def migo_links_webhook(request: Request):
    event = await request.json()
    if event["status"] == "APPROVED":
        with Session.begin() as session:
            session.execute(update(Topup).where(Topup.migo_uid == event["uid"]).values(status="paid"))
    return Response(status_code=200)


@router.post("/migo/cards")
async def migo_cards_webhook(request: Request):
    if request.headers.get("X-Real-IP") not in settings.migo_addresses:
        logger.warning("a Migo webhook from a strange address was refused: %s", request.headers.get("X-Real-IP"))
        return Response(status_code=403)
    event = await request.json()
    if event["status"] == "APPROVED":
        with Session.begin() as session:
            topup = session.scalars(select(Topup).where(Topup.migo_uid == event["uid"])).first()
            session.add(Payment(topup=topup.id, amount=event["amount"]))
            operators.send(topup)
            mail.receipt(topup)
    return Response(status_code=200)
