import json
import os

import boto3
import stripe

queue = boto3.client("sqs")


def handler(event, context):
    headers = {name.lower(): value for name, value in event["headers"].items()}
    try:
        received = stripe.Webhook.construct_event(event["body"], headers["stripe-signature"], os.environ["STRIPE_WEBHOOK_SECRET"])
    except (KeyError, ValueError, stripe.SignatureVerificationError):
        return {"statusCode": 400}
    queue.send_message(
        QueueUrl=os.environ["QUEUE"],
        MessageBody=json.dumps({"id": received["id"], "type": received["type"]}),
        MessageDeduplicationId=received["id"],
    )
    return {"statusCode": 200}
