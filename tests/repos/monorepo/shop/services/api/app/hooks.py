import json
import os

from fastapi import APIRouter, Depends, Request, Response

from app.db import Orders, get_orders
from app.pay import client

router = APIRouter(prefix="/hooks")


@router.post("/stripe")
async def stripe_hook(request: Request, orders: Orders = Depends(get_orders)):
    raw = await request.body()
    if os.environ.get("APP_ENV") == "local":
        event = json.loads(raw)
    else:
        event = client.construct_event(raw, request.headers["stripe-signature"], os.environ["STRIPE_WEBHOOK_SECRET"])
    if event["type"] == "checkout.session.completed":
        session = event["data"]["object"]
        await orders.mark_paid(session["client_reference_id"], session["amount_total"], session["currency"])
    return Response(status_code=200)
