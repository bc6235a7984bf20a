"""What is said of each webhook handler in one line agrees with the rules, however the handler is written."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "dataflow"))  # where the writers of handlers are

from dialects import FAULTS, HELPERS, Dialect, Shape, written
from dialects.csharp import CSharp
from dialects.golang import Go
from dialects.java import Java
from dialects.javascript import JavaScript
from dialects.php import Php
from dialects.python import Python
from dialects.ruby import Ruby

from golint.catalog import Catalog
from golint.checks.webhooks import observe
from golint.model import Observation
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

DIALECTS: tuple[Dialect, ...] = (Python(), JavaScript(), Php(), Ruby(), Go(), Java(), CSharp())
SHAPES = [
    pytest.param(
        dialect, Shape(framework, ("raw", "sent", "mine"), (0, 1, 2), helper, acting), id=f"{framework}-{helper or 'inline'}-{acting}"
    )
    for dialect in DIALECTS
    for framework, helper, acting in product(sorted(dialect.frameworks), HELPERS, ("", "other file"))
]
SOUND = {"raw_body": "yes", "verified": "yes", "constant_time": "yes", "deduplicated": "n/a", "acknowledged": "yes"}
# The writer of Java demands the order, so an event about one that is not there may be answered with 500.
DEMANDING = {"acknowledged": "no"}
FLIPS = {"missing": "verified", "fail-open": "verified", "too-early": "verified", "timing": "constant_time"}


def observed(known: Catalog, files: Mapping[str, str]) -> list[Observation]:
    data = {path: text.encode() for path, text in files.items()}
    project = Project.of(data)
    views = (FileView(SourceFile(path, content), known, project) for path, content in data.items())
    return [one for view in views for one in observe(view)]


def columns(known: Catalog, files: Mapping[str, str]) -> dict[str, str]:
    [handler] = [one for one in observed(known, files) if one.kind == "handler"]
    return {name: handler.values[name] for name in SOUND}


@pytest.mark.parametrize(("dialect", "shape"), SHAPES)
def test_a_sound_handler_is_proved_in_each_column(known: Catalog, dialect: Dialect, shape: Shape) -> None:
    assert columns(known, written(dialect, shape, "sound")) == SOUND | (DEMANDING if shape.framework == "spring" else {})


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("dialect", "shape"), SHAPES)
def test_a_fault_shows_in_its_column(known: Catalog, dialect: Dialect, shape: Shape, fault: str) -> None:
    assert columns(known, written(dialect, shape, fault))[FLIPS[fault]] == "no"


STRIPE = """
import requests
import stripe
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop.models import Payment


@csrf_exempt
def stripe_webhook(request):
    {read}
    event = stripe.Webhook.construct_event(raw, request.headers["Stripe-Signature"], SECRET)
    {act}
    return HttpResponse(status=200)
"""
GUARDED = """
import hashlib
import hmac
import json
from functools import wraps

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


def signed(view):
    @wraps(view)
    def guarded(request):
        expected = hmac.new(SECRET, request.body, hashlib.sha256).hexdigest()
        if {wrong}:
            return HttpResponse(status=401)
        return view(request)

    return guarded


@csrf_exempt
@signed
def paymongo_webhook(request):
    event = json.loads(request.body)
    tasks.take.delay(event["data"]["id"])
    return HttpResponse(status=200)
"""
READ_BACK = """
import json

import requests
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order


@csrf_exempt
def mollie_webhook(request):
    payment = requests.get(f"https://api.mollie.com/v2/payments/{request.POST['id']}", headers=HEADERS, timeout=10).json()
    Order.objects.filter(payment=payment["id"]).update(paid=payment["status"] == "paid")
    return HttpResponse(status=200)
"""
REWRITTEN = """
import hashlib
import hmac
import json

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def paymongo_webhook(request):
    event = json.loads(request.body)
    expected = hmac.new(SECRET, json.dumps(event).encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers["Paymongo-Signature"]):
        return HttpResponse(status=401)
    tasks.take.delay(event["data"]["id"])
    return HttpResponse(status=200)
"""


SEEN_IN_ONE = "if event['type'] == 'paid':\n        Payment.objects.get_or_create(event=event['id'])\n"
PAID = "Payment.objects.filter(event=event['id']).update(paid=True)\n    "


def seen(known: Catalog, text: str) -> tuple[str, ...]:
    found = columns(known, {"shop/hooks.py": text})
    return tuple(found[name] for name in SOUND)


@pytest.mark.parametrize(
    ("act", "deduplicated", "acknowledged"),
    [
        ("Payment.objects.get_or_create(event=event['id'])", "yes", "yes"),
        ("Payment.objects.create(amount=event['data']['object']['amount'])", "no", "yes"),
        ("take.delay(event['id'])", "n/a", "yes"),
        (SEEN_IN_ONE + "    elif event['type'] == 'refund':\n        Refund.objects.create(amount=1)", "no", "yes"),
        (SEEN_IN_ONE + "    if event['type'] == 'refund':\n        Refund.objects.create(amount=1)", "unknown", "yes"),
        ("ledger.settle_order(event)", "unknown", "unknown"),
        (PAID + "requests.post('https://crm.example/invoices', json={'order': event['id']}, timeout=5)", "unknown", "unknown"),
        (PAID + "requests.put('https://crm.example/invoices/7', json={'order': event['id']}, timeout=5)", "n/a", "unknown"),
        (PAID + "requests.get('https://crm.example/invoices/7', timeout=5)", "n/a", "unknown"),
        (PAID + "requests.post('https://api.stripe.com/v1/events/7', data={'seen': 1}, timeout=5)", "n/a", "unknown"),
        ("send_mail('paid', event['id'], SHOP, [OWNER])", "no", "no"),
        ("if event['type'] != 'invoice.paid':\n        return HttpResponse(status=400)", "unknown", "no"),
    ],
)
def test_what_is_done_with_an_event_decides_two_columns(known: Catalog, act: str, deduplicated: str, acknowledged: str) -> None:
    text = STRIPE.format(read="raw = request.body", act=act)
    assert seen(known, text) == ("yes", "yes", "yes", deduplicated, acknowledged)


def test_a_vendors_helper_is_believed_as_far_as_the_pack_goes(known: Catalog) -> None:
    assert seen(known, STRIPE.format(read="raw = load(request)", act="take.delay(event['id'])"))[0] == "unknown"


@pytest.mark.parametrize(
    ("wrong", "constant_time"),
    [
        ("not hmac.compare_digest(expected, request.headers['Paymongo-Signature'])", "yes"),
        ("expected != request.headers['Paymongo-Signature']", "no"),
    ],
)
def test_a_guard_in_front_of_the_door_counts(known: Catalog, wrong: str, constant_time: str) -> None:
    assert seen(known, GUARDED.format(wrong=wrong)) == ("yes", "yes", constant_time, "n/a", "yes")


TOKEN = """<?php
class TonderWebhookController extends Controller
{
    public function take(Request $request)
    {
        if (!hash_equals((string) config('services.tonder.webhook_token'), (string) $request->bearerToken())) {
            return response('', 401);
        }
        SettleTonderPayment::dispatch($request->input('data.id'));

        return response('', 200);
    }
}
"""


SERVED = {
    "app/Http/Controllers/MidtransController.php": """<?php
namespace App\\Http\\Controllers;

use App\\Services\\MidtransEvents;

class MidtransController
{{
    public function notification(Request $request, MidtransEvents $events)
    {{
        $events->take($request->all());{act}
        return response('OK');
    }}
}}
""",
    "app/Services/MidtransEvents.php": """<?php
namespace App\\Services;

class MidtransEvents
{{
    public function take(array $sent): bool
    {{
        $mine = hash('sha512', $sent['order_id'] . $sent['status_code'] . $sent['gross_amount'] . config('midtrans.server_key'));
        if (! hash_equals($mine, $sent['signature_key'])) {{
            return false;
        }}
        Order::where('number', $sent['order_id'])->update(['status' => 'paid']);
        return true;
    }}
}}
""",
    "routes/api.php": """<?php
Route::post('/midtrans/notification', [App\\Http\\Controllers\\MidtransController::class, 'notification']);
""",
}


@pytest.mark.parametrize(("act", "proved"), [("", True), ("\n        Shipment::create(['order' => $request->input('order_id')]);", False)])
def test_who_checks_and_acts_may_be_asked_without_a_look_at_the_answer(known: Catalog, act: str, proved: bool) -> None:
    files = {path: text.format(act=act) for path, text in SERVED.items()}
    assert (columns(known, files)["verified"] == "yes") is proved


def test_a_token_is_compared_and_no_body(known: Catalog) -> None:
    routes = "<?php\nRoute::post('/hooks/tonder', [TonderWebhookController::class, 'take']);\n"
    found = columns(known, {"app/TonderWebhookController.php": TOKEN, "routes/api.php": routes})
    assert (found["raw_body"], found["verified"], found["constant_time"]) == ("n/a", "yes", "yes")


ASKED_BACK = """<?php
class PaymentWebhookController extends Controller
{
    public function take(Request $request)
    {
        $payment = READ;
        $booking = Booking::where('reference', $payment->id)->first();
        if ($payment->isPaid()QUESTION) {
            $booking->markPaid();
            Mail::to($booking->email)->send(new TicketMail($booking));
        }

        return response('', 200);
    }
}
"""


@pytest.mark.parametrize(("question", "deduplicated"), [("", "no"), (" && !$booking->isPaid()", "yes")])
@pytest.mark.parametrize("read", ["Mollie::api()->payments->get($request->input('id'))", "new \\Midtrans\\Notification()"])
def test_a_payment_that_is_read_back_is_proved_without_a_signature(known: Catalog, read: str, question: str, deduplicated: str) -> None:
    hook = ASKED_BACK.replace("READ", read).replace("QUESTION", question)
    routes = "<?php\nRoute::post('/webhooks/payments', [PaymentWebhookController::class, 'take']);\n"
    found = columns(known, {"app/PaymentWebhookController.php": hook, "routes/api.php": routes})
    proof = {"raw_body": "n/a", "verified": "yes", "constant_time": "n/a"}
    assert found | proof | {"deduplicated": deduplicated} == found


ADYEN = {
    "Java": (
        "WebhookController.java",
        """
@RestController
public class WebhookController {
  @PostMapping("/webhooks/adyen")
  public ResponseEntity<String> webhooks(@RequestBody String json) throws Exception {
    var item = NotificationRequest.fromJson(json).getNotificationItems().stream().findFirst().get();
    if (!getHmacValidator().validateHMAC(item, this.hmacKey)) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    this.queue.send(item);
    return ResponseEntity.accepted().build();
  }
}
""",
    ),
    "JavaScript": (
        "hooks.js",
        """
const { hmacValidator } = require("@adyen/api-library");
app.post("/webhooks/adyen", async (req, res) => {
  const item = req.body.notificationItems[0].NotificationRequestItem;
  if (!new hmacValidator().validateHMAC(item, KEY)) return res.sendStatus(401);
  await queue.add("adyen", item);
  res.status(202).send();
});
""",
    ),
    "PHP": (
        "HooksController.php",
        """<?php
class AdyenWebhooksController extends Controller
{
    public function take(Request $request)
    {
        $validator = new \\Adyen\\Util\\HmacSignature();
        $item = $request->input('notificationItems')[0]['NotificationRequestItem'];
        if (!$validator->isValidNotificationHMAC(config('adyen.key'), $item)) {
            return response('', 401);
        }
        Settle::dispatch($item);

        return response('', 202);
    }
}
""",
    ),
}


@pytest.mark.parametrize(("path", "text"), ADYEN.values(), ids=ADYEN.keys())
def test_the_helper_that_is_called_says_what_is_signed(known: Catalog, path: str, text: str) -> None:
    found = columns(known, {path: text})
    assert (found["raw_body"], found["verified"], found["constant_time"]) == ("n/a", "yes", "yes")


def test_a_payment_that_is_read_back_has_no_signature(known: Catalog) -> None:
    assert seen(known, READ_BACK) == ("n/a", "yes", "n/a", "n/a", "unknown")


def test_a_body_that_is_written_anew_is_not_the_one_that_came(known: Catalog) -> None:
    assert seen(known, REWRITTEN) == ("no", "yes", "yes", "n/a", "yes")


def test_what_stands_in_front_of_doors_is_none(known: Catalog) -> None:
    names = [one.values["symbol"] for one in observed(known, {"shop/hooks.py": GUARDED.format(wrong="not fits(expected)")})]
    assert names == ["paymongo_webhook"]


IN_FRONT = {
    "Express": (
        "hooks.js",
        """
async function paymongoWebhookGuard(req, res, next) {
  await deliveries.insertOne({ body: req.body, signature: req.headers["paymongo-signature"] });
  if (!fits(req)) return res.sendStatus(401);
  next();
}
""",
    ),
    "Koa": (
        "hooks.js",
        """
export const paymongoWebhooks = async (ctx, next) => {
  await deliveries.insertOne({ body: ctx.request.body, signature: ctx.get("paymongo-signature") });
  await next();
};
""",
    ),
    "FastAPI": (
        "hooks.py",
        """
async def paymongo_webhooks(request: Request, call_next):
    body = await request.body()
    Delivery.objects.create(body=body, signature=request.headers["paymongo-signature"])
    response = await call_next(request)
    return response
""",
    ),
    "a decorator": (
        "hooks.py",
        """
def noted(view):
    def paymongo_webhook(request):
        try:
            Delivery.objects.create(body=request.body, signature=request.headers["Paymongo-Signature"])
        except IntegrityError:
            return HttpResponse(status=409)
        return view(request)

    return paymongo_webhook
""",
    ),
    "Laravel": (
        "app/Http/Middleware/PaymongoWebhooks.php",
        """<?php
class PaymongoWebhooks
{
    public function handle($request, Closure $next)
    {
        Delivery::create(['body' => $request->getContent(), 'signature' => $request->header('Paymongo-Signature')]);
        return $next($request);
    }
}
""",
    ),
    "Rack": (
        "hooks.rb",
        """
class PaymongoWebhooks
  def initialize(app)
    @app = app
  end

  def call(env)
    request = Rack::Request.new(env)
    Delivery.create!(body: request.body.read, signature: env["HTTP_PAYMONGO_SIGNATURE"])
    @app.call(env)
  end
end
""",
    ),
    "net/http": (
        "hooks.go",
        """package shop

func PaymongoWebhooks(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		db.Exec("INSERT INTO deliveries VALUES (?, ?)", body, r.Header.Get("Paymongo-Signature"))
		next.ServeHTTP(w, r)
	})
}
""",
    ),
    "Gin": (
        "hooks.go",
        """package shop

func PaymongoWebhooks(c *gin.Context) {
	body, _ := c.GetRawData()
	db.Exec("INSERT INTO deliveries VALUES (?, ?)", body, c.GetHeader("Paymongo-Signature"))
	c.Next()
}
""",
    ),
    "a servlet filter": (
        "PaymongoWebhooks.java",
        """
public class PaymongoWebhooks extends OncePerRequestFilter {
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    deliveries.save(new Delivery(request.getReader().readLine(), request.getHeader("Paymongo-Signature")));
    chain.doFilter(request, response);
  }
}
""",
    ),
    "ASP.NET": (
        "PaymongoWebhooks.cs",
        """
public class PaymongoWebhooks {
  private readonly RequestDelegate _next;
  public async Task InvokeAsync(HttpContext context) {
    var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
    _db.Deliveries.Add(new Delivery(body, context.Request.Headers["Paymongo-Signature"]));
    await _next(context);
  }
}
""",
    ),
}


@pytest.mark.parametrize(("path", "text"), IN_FRONT.values(), ids=IN_FRONT.keys())
def test_what_hands_the_request_on_is_no_door(known: Catalog, path: str, text: str) -> None:
    assert observed(known, {path: text}) == []


DOORS = {
    "an error goes on": (
        "hooks.js",
        """
async function paymongoWebhook(req, res, next) {
  try {
    await payments.insertOne({ id: req.body.data.id, signature: req.headers["paymongo-signature"] });
    res.sendStatus(200);
  } catch (error) {
    next(error);
  }
}
""",
    ),
    "what follows an answer": (
        "hooks.js",
        """
function paymongoWebhook(req, res, next) {
  payments.insertOne({ id: req.body.data.id, signature: req.headers["paymongo-signature"] });
  res.send(200);
  return next();
}
""",
    ),
    "others go on": (
        "hooks.js",
        """
function paymongoWebhook(req, res, next) {
  if (req.path !== "/paymongo") return next();
  payments.insertOne({ id: req.body.data.id, signature: req.headers["paymongo-signature"] });
  res.sendStatus(200);
}
""",
    ),
    "a function that is handed in": (
        "hooks.js",
        """
module.exports = (app, settle) => {
  app.post("/hooks/paymongo", async (req, res) => {
    await settle(req, req.headers["paymongo-signature"]);
    payments.insertOne({ id: req.body.data.id });
    res.sendStatus(200);
  });
};
""",
    ),
}


@pytest.mark.parametrize(("path", "text"), DOORS.values(), ids=DOORS.keys())
def test_a_door_may_call_others(known: Catalog, path: str, text: str) -> None:
    assert [one.kind for one in observed(known, {path: text})] == ["handler"]


CALLED = {
    "shop/views.py": """
from shop.service import take


@csrf_exempt
def paymongo_webhook(request):
    take(request)
    return HttpResponse(status=200)
""",
    "shop/service.py": """
def take(request):
    Webhook.objects.create(body=request.body, signature=request.headers["Paymongo-Signature"])
""",
}


def test_what_a_door_hands_the_request_to_is_no_door_of_its_own(known: Catalog) -> None:
    assert [one.values["symbol"] for one in observed(known, CALLED)] == ["paymongo_webhook"]
    tested = {"shop/service.py": CALLED["shop/service.py"], "tests/test_hooks.py": "from shop.service import take\n\ntake(request)\n"}
    assert [one.values["symbol"] for one in observed(known, tested)] == ["take"]


def test_a_test_has_no_handlers(known: Catalog) -> None:
    assert observed(known, {"tests/test_hooks.py": REWRITTEN}) == []
