import stripe
from fastapi import Header, HTTPException, Request

from api.settings import settings


async def stripe_event(request: Request, stripe_signature: str = Header("")):
    raw = await request.body()
    try:
        return stripe.Webhook.construct_event(raw, stripe_signature, settings.stripe_webhook_secret)
    except (ValueError, stripe.SignatureVerificationError):
        raise HTTPException(status_code=400, detail="bad signature")
