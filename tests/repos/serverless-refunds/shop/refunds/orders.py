import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS"])


def of_customer(customer, order_id):
    order = table.get_item(Key={"id": order_id}).get("Item")
    return order if order and order["customer"] == customer else None
