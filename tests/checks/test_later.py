"""A webhook that leaves everything to a queue does what is done there: what reads the payment back is believed, what believes is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]
Shop = dict[str, str]
RULE = "missing-signature-verification"

SETTLE = """{decorator}
def settle(reference):
    order = Order.objects.get(reference=reference)
    ASK
    order.status = "paid"
    order.save()
"""
ASK = """told = requests.get(f"https://api.paystack.co/transaction/verify/{reference}", headers=HEADERS, timeout=5).json()["data"]
    if told["amount"] != order.total: return"""
FASTAPI = """import requests
from fastapi import BackgroundTasks, FastAPI, Request
from shop.models import Order
app = FastAPI()
HEADERS = {"Authorization": "Bearer " + KEY}
SETTLE
@app.post("/webhooks/paystack")
async def hook(request: Request, tasks: BackgroundTasks):
    body = await request.json()
    tasks.add_task(settle, body["data"]["reference"])
"""
CELERY = """import json
from django.http import HttpResponse
from shop.tasks import settle
def paystack_webhook(request):
    settle.delay(json.loads(request.body)["data"]["reference"])
    return HttpResponse()
"""
URLS = "from django.urls import path\nfrom shop import views\nurlpatterns = [path('webhooks/paystack/', views.paystack_webhook)]\n"
TASKS = (
    "import requests\nfrom celery import shared_task\nfrom shop.models import Order\nHEADERS = {'Authorization': 'Bearer ' + KEY}\nSETTLE"
)
CONTROLLER = """<?php
namespace App\\Http\\Controllers;
use App\\Jobs\\Settle;
use Illuminate\\Http\\Request;
class MollieWebhookController extends Controller
{
    public function take(Request $request)
    {
        DISPATCH;
        return response('ok');
    }
}
"""
JOB = """<?php
namespace App\\Jobs;
use App\\Models\\Order;
use App\\Services\\Ledger;
use Mollie\\Laravel\\Facades\\Mollie;
class Settle implements ShouldQueue
{
    public function __construct(public string $id) {}
    public function handle(Ledger $ledger)
    {
        $order = Order::where('payment', $this->id)->firstOrFail();
        ASK
        $order->update(['status' => 'paid']);
    }
}
"""
ROUTES = "<?php\nRoute::post('/webhooks/mollie', [MollieWebhookController::class, 'take']);\n"
PHP_ASK = "$told = Mollie::api()->payments->get($this->id); if ($told->amount->value !== $order->total) { return; }"


def fastapi(ask: str) -> Shop:
    return {"app/main.py": FASTAPI.replace("SETTLE", SETTLE.format(decorator="").replace("ASK", ask))}


def celery(ask: str) -> Shop:
    tasks = TASKS.replace("SETTLE", SETTLE.format(decorator="@shared_task").replace("ASK", ask))
    return {"shop/views.py": CELERY, "shop/urls.py": URLS, "shop/tasks.py": tasks}


def laravel(dispatch: str, ask: str) -> Shop:
    controller = CONTROLLER.replace("DISPATCH", dispatch)
    job = JOB.replace("ASK", ask)
    return {"app/Http/Controllers/MollieWebhookController.php": controller, "app/Jobs/Settle.php": job, "routes/api.php": ROUTES}


SHOPS = {
    "fastapi": (fastapi(ASK), fastapi("")),
    "celery": (celery(ASK), celery("")),
    "class": (laravel("Settle::dispatch($request->id)", PHP_ASK), laravel("Settle::dispatch($request->id)", "")),
    "object": (laravel("dispatch(new Settle($request->id))", PHP_ASK), laravel("dispatch(new Settle($request->id))", "")),
}


@pytest.mark.parametrize("shop", SHOPS)
def test_what_a_queue_reads_back_is_believed(findings: Findings, shop: str) -> None:
    sound, fault = SHOPS[shop]
    assert not findings(sound, RULE)
    assert len(findings(fault, RULE)) == 1
