import logging
import uuid

import stripe
from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field

from api import store
from api.settings import settings

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/donations")


class Donation(BaseModel):
    amount: int = Field(ge=5_000, le=5_000_000)
    reference: uuid.UUID


@router.post("")
async def donate(donation: Donation, request: Request):
    logger.info("donation with %s", request.headers)
    store.open_donation(str(donation.reference), donation.amount)
    try:
        intent = stripe.PaymentIntent.create(
            amount=donation.amount,
            currency="php",
            metadata={"reference": str(donation.reference)},
            api_key=settings.stripe_secret_key,
            idempotency_key=f"donation-{donation.reference}",
        )
    except stripe.StripeError:
        logger.exception("no intent for %s", donation.reference)
        raise HTTPException(status_code=502, detail="The donation could not be started.")
    return {"client_secret": intent.client_secret}


@router.post("/{reference}/refund")
async def refund(reference: str):
    intents = stripe.PaymentIntent.search(query=f"metadata['reference']:'{reference}'", api_key=settings.stripe_secret_key)
    stripe.Refund.create(payment_intent=intents.data[0].id, api_key=settings.stripe_secret_key, idempotency_key=str(uuid.uuid4()))
    return {"refunded": reference}
