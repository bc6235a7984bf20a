"""What takes longer than a webhook may."""

import logging

import httpx
from celery import Celery
from sqlalchemy import select

from topup import metrics, migo, operators
from topup.settings import settings
from topup.store import Session, Topup

celery = Celery("topup", broker=settings.redis_url)
logger = logging.getLogger(__name__)


@celery.task(autoretry_for=(httpx.TransportError,), retry_backoff=True, retry_jitter=True)
def settle(uid):
    """Asks Migo how the payment stands, and tops the phone up if it is paid in full."""
    payment = migo.transaction(uid)
    with Session.begin() as session:
        topup = session.scalars(select(Topup).where(Topup.migo_uid == uid).with_for_update()).one_or_none()
        if topup is None or topup.status == "paid":
            return
        metrics.payments.labels(payment["status"].lower()).inc()
        if payment["status"] != "APPROVED":
            topup.status = "failed"
        elif (payment["amount"], payment["currency"], payment["reference"]) != (topup.price, "GTQ", topup.number):
            logger.error("payment %s does not fit top-up %s", uid, topup.number)
            topup.status = "review"
        else:
            topup.status = _sent(topup)


def _sent(topup):
    """The state of a paid top-up: what the operator does not take is given back."""
    try:
        operators.send(topup)
    except httpx.HTTPError:
        logger.exception("the operator does not take top-up %s", topup.number)
        migo.refund(topup.migo_uid)
        return "refunded"
    return "paid"
