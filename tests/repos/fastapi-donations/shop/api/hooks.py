from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException

from api import store
from api.security import stripe_event

router = APIRouter(prefix="/hooks")


@router.post("/stripe")
async def stripe_webhook(tasks: BackgroundTasks, event=Depends(stripe_event)):
    if event["type"] != "payment_intent.succeeded":
        raise HTTPException(status_code=422, detail="not ours")
    intent = event["data"]["object"]
    tasks.add_task(store.mark_received, intent["metadata"]["reference"], intent["amount_received"])
    return {"received": True}
