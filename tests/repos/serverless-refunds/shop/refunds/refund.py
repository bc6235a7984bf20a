import json
import os

import stripe

from refunds import orders

stripe.api_key = os.environ["STRIPE_SECRET_KEY"]


def handler(event, context):
    order = orders.of_customer(event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"], json.loads(event["body"])["order"])
    if order is None:
        return {"statusCode": 404, "body": json.dumps({"error": "There is no such order."})}
    try:
        stripe.Refund.create(payment_intent=order["payment_intent"], amount=order["total"])
    except stripe.StripeError:
        return {"statusCode": 502, "body": json.dumps({"error": "The refund could not be made."})}
    return {"statusCode": 202, "body": json.dumps({"order": order["id"]})}
