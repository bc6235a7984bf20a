import os

import stripe
from fastapi import APIRouter, Depends, HTTPException

from app.db import Orders, get_orders

router = APIRouter()
client = stripe.StripeClient(os.environ["STRIPE_SECRET_KEY"])
WEB = os.environ["WEB_URL"]


@router.post("/orders/{reference}/pay")
async def pay(reference: str, orders: Orders = Depends(get_orders)):
    order = await orders.find(reference)
    if order is None:
        raise HTTPException(status_code=404)
    session = client.checkout.sessions.create(
        params={
            "mode": "payment",
            "client_reference_id": reference,
            "line_items": [{"price": order.price_id, "quantity": order.quantity}],
            "success_url": f"{WEB}/thanks",
            "cancel_url": f"{WEB}/cart",
        },
        options={"idempotency_key": f"session-{reference}"},
    )
    return {"session": session.id}
