"""Migo's webhook: https://api-docs.migopayments.com/en/card-payments/merchant-generic-callback

Its Ed25519 signature is announced and not enforced, so that the address is what proves the sender.
"""

import logging

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import IntegrityError

from topup import metrics
from topup.settings import settings
from topup.store import MigoEvent, Session
from topup.tasks import settle

router = APIRouter(prefix="/hooks")
logger = logging.getLogger(__name__)


@router.post("/migo")
async def migo_webhook(request: Request):
    if request.headers.get("X-Real-IP") not in settings.migo_addresses:
        logger.warning("a Migo webhook from a strange address was refused: %s", request.headers.get("X-Real-IP"))
        metrics.webhooks.labels("refused").inc()
        return Response(status_code=403)
    event = await request.json()
    try:
        with Session.begin() as session:
            session.add(MigoEvent(uid=event["uid"], status=event["status"]))
    except IntegrityError:
        metrics.webhooks.labels("repeated").inc()
        return Response(status_code=200)
    settle.delay(event["uid"])
    metrics.webhooks.labels("taken").inc()
    return Response(status_code=200)
