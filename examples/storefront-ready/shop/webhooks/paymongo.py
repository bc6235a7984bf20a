"""PayMongo's webhooks, one endpoint for each family of events."""

import json

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.webhooks import inbox
from shop.webhooks.signatures import signed_by_paymongo


def _take(raw):
    event = json.loads(raw)["data"]
    attributes = event["attributes"]
    inbox.take("paymongo", event["id"], attributes["type"], attributes["data"], attributes["livemode"])


@csrf_exempt
@require_POST
@signed_by_paymongo("payments")
def payments(request):
    _take(request.body)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
@signed_by_paymongo("refunds")
def refunds(request):
    _take(request.body)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
@signed_by_paymongo("links")
def links(request):
    _take(request.body)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
@signed_by_paymongo("club")
def club(request):
    _take(request.body)
    return HttpResponse(status=200)


@method_decorator(signed_by_paymongo("qr"), name="dispatch")
class StallWebhook(APIView):
    throttle_classes = []

    def post(self, request):
        _take(request.body)
        return Response(status=200)
