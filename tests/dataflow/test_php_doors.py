"""Where PHP answers webhooks: each framework's doors are found, and so is the check, wherever it stands.

A line that ends in `// check` stands in the shop that verifies, one that ends in `// bare` in the shop that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from miniatures import laid_out

from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

GENUINE = "hash_equals(hash_hmac('sha512', $raw, getenv('PAYSTACK_SECRET_KEY')), $seal)"
PLAIN = f"""
// lib/genuine.php
<?php
function genuine($raw, $seal) {{ return {GENUINE}; }}
"""
VERIFY = f"""
// app/Http/Middleware/Sealed.php
<?php
namespace App\\Http\\Middleware;
class Sealed {{
    public function handle($request, $next) {{
        $raw = $request->getContent();
        $seal = (string) $request->header('x-paystack-signature');
        if (!{GENUINE}) {{ return response('', 401); }}
        return $next($request);
    }}
}}
"""
CONTROLLER = """
// app/Http/Controllers/PaystackController.php <-
<?php
namespace App\\Http\\Controllers;
use App\\Models\\Order;
use Illuminate\\Http\\Request;
class PaystackController extends Controller {
    public function webhook(Request $request) {
        Order::where('reference', $request->input('data.reference'))->update(['status' => 'paid']);
        return response('');
    }
    public function __invoke(Request $request) {
        Order::where('reference', $request->input('data.reference'))->update(['status' => 'paid']);
        return response('');
    }
}
"""
SAVE = "$pdo->prepare('UPDATE orders SET paid = 1 WHERE id = ?')->execute([$event['id']]);"

DOORS = {
    "laravel, a middleware by its class": CONTROLLER + VERIFY + """
// routes/api.php
<?php
use App\\Http\\Controllers\\PaystackController;
use App\\Http\\Middleware\\Sealed;
Route::post('/paystack/webhook', [PaystackController::class, 'webhook'])->middleware(Sealed::class); // check
Route::post('/paystack/webhook', [PaystackController::class, 'webhook']); // bare
""",
    "laravel, an address out of the settings": CONTROLLER + VERIFY + """
// routes/api.php
<?php
use App\\Http\\Controllers\\PaystackController;
use App\\Http\\Middleware\\Sealed;
Route::post(config('pay.hook', 'paystack/webhook'), [PaystackController::class, 'webhook'])->middleware(Sealed::class); // check
Route::post(config('pay.hook', 'paystack/webhook'), [PaystackController::class, 'webhook']); // bare
""",
    "laravel, an alias before the route": CONTROLLER + VERIFY + """
// routes/api.php
<?php
Route::middleware('sealed')->post('/paystack/webhook', 'PaystackController@webhook'); // check
Route::middleware('api')->post('/paystack/webhook', 'PaystackController@webhook'); // bare
// app/Http/Kernel.php
<?php
class Kernel extends HttpKernel {
    protected $middlewareAliases = ['sealed' => \\App\\Http\\Middleware\\Sealed::class];
}
""",
    "laravel, a group that names its controller, the alias registered by a provider": CONTROLLER + VERIFY + """
// packages/pay/src/Routes/web.php
<?php
use App\\Http\\Controllers\\PaystackController;
Route::group(['prefix' => 'paystack', 'middleware' => ['web', 'sealed']], function () { // check
Route::group(['prefix' => 'paystack', 'middleware' => ['web']], function () { // bare
    Route::controller(PaystackController::class)->group(function () {
        Route::post('/webhook', 'webhook');
    });
});
// app/Providers/PayProvider.php
<?php
class PayProvider {
    public function boot() { $this->app['router']->aliasMiddleware('sealed', \\App\\Http\\Middleware\\Sealed::class); }
}
""",
    "laravel, an invokable controller behind a group of middlewares": CONTROLLER + VERIFY + """
// routes/api.php
<?php
use App\\Http\\Controllers\\PaystackController;
Route::post('/paystack/webhook', PaystackController::class)->middleware(['throttle:10,1', 'hooks']); // check
Route::post('/paystack/webhook', PaystackController::class)->middleware(['throttle:10,1']); // bare
// app/Http/Kernel.php
<?php
class Kernel extends HttpKernel {
    protected $middlewareGroups = ['hooks' => ['throttle:60', \\App\\Http\\Middleware\\Sealed::class]];
}
""",
    "laravel, a closure": """
// routes/web.php
<?php
use App\\Models\\Order;
Route::post('/paystack/webhook', function (Illuminate\\Http\\Request $request) {
    $seal = (string) $request->header('x-paystack-signature');
    if (!genuine($request->getContent(), $seal)) abort(401); // check
    Order::where('reference', $request->json('data.reference'))->update(['status' => 'paid']);
    return response('');
});
""" + PLAIN,
    "symfony": """
// src/Controller/HookController.php
<?php
namespace App\\Controller;
use Symfony\\Component\\Routing\\Attribute\\Route;
class HookController extends AbstractController {
    #[Route('/paystack/webhook', methods: ['POST'])]
    public function take(Request $request): Response {
        $raw = $request->getContent();
        if (!genuine($raw, $request->headers->get('x-paystack-signature'))) { // check
            return new JsonResponse(['error' => 'forged'], 401); // check
        } // check
        $order = $this->orders->findOneBy(['reference' => json_decode($raw, true)['data']['reference']]);
        $order->setStatus('paid');
        $this->entities->flush();
        return new Response('');
    }
}
""" + PLAIN,
    "slim, a middleware that is added to a group": """
// app/routes.php
<?php
$app->group('/hooks', function ($group) {
    $group->post('/paystack', \\App\\Hooks\\TakeHook::class);
})->add(new \\App\\Hooks\\SealCheck()); // check
}); // bare
// app/Hooks/TakeHook.php <-
<?php
namespace App\\Hooks;
class TakeHook {
    public function __invoke($request, $response) {
        $event = $request->getParsedBody();
        $this->orders->find($event['data']['reference'])->update(['status' => 'paid']);
        return $response;
    }
}
// app/Hooks/SealCheck.php
<?php
namespace App\\Hooks;
class SealCheck {
    public function __invoke($request, $handler) {
        if (!genuine((string) $request->getBody(), $request->getHeaderLine('x-paystack-signature'))) { throw new Forbidden(); }
        return $handler->handle($request);
    }
}
""" + PLAIN,
    "magento": """
// Controller/Webhook/Paystack.php
<?php
namespace Shop\\Payment\\Controller\\Webhook;
class Paystack implements HttpPostActionInterface {
    public function execute() {
        $raw = $this->getRequest()->getContent();
        if (!genuine($raw, $this->getRequest()->getHeader('x-paystack-signature'))) { throw new NotFoundException(); } // check
        $order = $this->orders->loadByIncrementId(json_decode($raw, true)['data']['reference']);
        $order->setState('processing');
        $order->save();
    }
}
""" + PLAIN,
    "prestashop": """
// controllers/front/webhook.php
<?php
class PaystackWebhookModuleFrontController extends ModuleFrontController {
    public function postProcess() {
        $raw = file_get_contents('php://input');
        if (!genuine($raw, $_SERVER['HTTP_X_PAYSTACK_SIGNATURE'])) { header('HTTP/1.1 401 Unauthorized'); die; } // check
        $order = new Order(json_decode($raw, true)['data']['reference']);
        $order->setCurrentState(2);
    }
}
""" + PLAIN,
    "opencart": """
// catalog/controller/extension/payment/paystack.php
<?php
class ControllerExtensionPaymentPaystack extends Controller {
    public function callback() {
        $raw = file_get_contents('php://input');
        if (!genuine($raw, $_SERVER['HTTP_X_PAYSTACK_SIGNATURE'])) { http_response_code(401); exit; } // check
        $this->model_checkout_order->addOrderHistory(json_decode($raw, true)['data']['reference'], 5);
    }
}
""" + PLAIN,
    "opencart, a method of the module's own": """
// catalog/controller/extension/payment/paystack.php
<?php
class ControllerExtensionPaymentPaystack extends Controller {
    public function process_notification() {
        $raw = file_get_contents('php://input');
        if (!genuine($raw, $_SERVER['HTTP_X_PAYSTACK_SIGNATURE'])) { http_response_code(401); exit; } // check
        $this->model_checkout_order->addOrderHistory(json_decode($raw, true)['data']['reference'], 5);
    }
}
""" + PLAIN,
    "woocommerce, a function by its name": """
// includes/hooks.php
<?php
add_action('woocommerce_api_' . strtolower('WC_Paystack'), 'shop_take_paystack');
function shop_take_paystack() {
    $raw = file_get_contents('php://input');
    if (!genuine($raw, $_SERVER['HTTP_X_PAYSTACK_SIGNATURE'])) { wp_send_json_error('forged', 401); } // check
    wc_get_order(json_decode($raw, true)['data']['reference'])->payment_complete();
    wp_send_json_success();
}
""" + PLAIN,
    "wordpress, a route whose permission callback decides": """
// includes/class-hooks.php
<?php
class Hooks {
    public function register() {
        register_rest_route('shop/v1', '/paystack-webhook', [
            'methods' => 'POST',
            'callback' => [$this, 'take'],
            'permission_callback' => [$this, 'is_genuine'], // check
            'permission_callback' => '__return_true', // bare
        ]);
    }
    public function is_genuine($request) { return genuine($request->get_body(), $request->get_header('x-paystack-signature')); }
    public function take($request) {
        wc_get_order($request->get_param('reference'))->payment_complete();
        return new WP_REST_Response(null, 200);
    }
}
""" + PLAIN,
    "a script": f"""
// public/paystack-webhook.php
<?php
require __DIR__ . '/../lib/genuine.php';
$raw = file_get_contents('php://input');
if (!genuine($raw, $_SERVER['HTTP_X_PAYSTACK_SIGNATURE'] ?? '')) {{ http_response_code(401); exit; }} // check
$event = json_decode($raw, true);
{SAVE}
""" + PLAIN,
}  # fmt: skip


@pytest.mark.parametrize("verified", [True, False], ids=["verified", "bare"])
@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_found_with_what_guards_it(views: Views, door: str, verified: bool) -> None:
    files, path = laid_out(DOORS[door], verified)
    flow = views(files)[path].flow
    registered = [handler for handler in flow.webhooks if handler.registered]
    assert len(registered) == 1, [(handler.symbol, handler.registered) for handler in flow.handlers]
    proof = flow.proof(registered[0])
    assert proof.all_effects
    assert "an address" not in door or verified or not flow.unknown_guards(registered[0])
    assert bool(proof.effects) != verified, proof


STATEMENTS = {
    "SELECT * FROM orders WHERE id = ?": {"store.read"},
    "select id from orders where id = ? for update": {"store.read", "store.lock"},
    "SELECT 1 FROM processed_events WHERE id = ?": {"store.read", "store.exists"},
    "INSERT INTO payments (id) VALUES (?)": {"store.insert"},
    "INSERT IGNORE INTO payments (id) VALUES (?)": {"store.upsert"},
    "INSERT INTO payments (id) VALUES (?) ON DUPLICATE KEY UPDATE id = id": {"store.upsert"},
    "REPLACE INTO payments (id) VALUES (?)": {"store.upsert"},
    "UPDATE orders SET paid = 1 WHERE id = ?": {"store.write"},
    "UPDATE wallets SET balance = balance + 5 WHERE id = ?": {"store.write", "store.add"},
    "UPDATE orders SET paid = 1 WHERE id = ? AND status = 'open'": {"store.write", "store.exists"},
    "SET NAMES utf8": set(),
}


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_a_statement_does_is_read_from_its_text(views: Views, text: str) -> None:
    flow = views({"a.php": f'<?php\n$sql = "{text}";\nmysqli_query($connection, $sql);\n'})["a.php"].flow
    (call,) = flow.module.calls
    assert flow.effects.played(call, flow.module.body) - {"store.query"} == STATEMENTS[text]


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_may_be_run_by_a_function_of_the_shops_own(views: Views, text: str) -> None:
    own = "<?php\nfunction ask($connection, $statement) { return mysqli_query($connection, $statement); }\n"
    flow = views({"a.php": f'<?php\nrequire "db.php";\nask($connection, "{text}");\n', "db.php": own})["a.php"].flow
    (call,) = (one for one in flow.module.calls if one.path == "ask")
    assert flow.effects.played(call, flow.module.body) == STATEMENTS[text]


REQUESTS = {
    "curl_setopt($h, CURLOPT_POSTFIELDS, $body);": ("POST", {"data"}),
    "curl_setopt($h, CURLOPT_TIMEOUT, 10);": ("GET", {"timeout"}),
    "curl_setopt($h, CURLOPT_CUSTOMREQUEST, 'PUT'); curl_setopt($h, CURLOPT_POSTFIELDS, $body);": ("PUT", {"data"}),
    "curl_setopt_array($h, [CURLOPT_POST => true, CURLOPT_HTTPHEADER => ['A: b']]);": ("POST", {"headers"}),
    "$options = [CURLOPT_USERPWD => $key]; curl_setopt_array($h, $options);": ("GET", {"auth"}),
    "$h2 = curl_init('/other'); curl_setopt($h2, CURLOPT_POST, 1); curl_setopt($h, CURLOPT_TIMEOUT, 1);": ("GET", {"timeout"}),
}


@pytest.mark.parametrize("rest", REQUESTS)
def test_a_request_is_what_several_calls_make_of_it(views: Views, rest: str) -> None:
    flow = views({"a.php": f"<?php\n$h = curl_init('/refunds');\n{rest}\n$answer = curl_exec($h);\n"})["a.php"].flow
    whole = flow.requests[0]
    verb, told = REQUESTS[rest]
    assert flow.money_calls.verb(whole, flow.module.body) == verb
    assert {argument.name for argument in whole.arguments if argument.name and argument.name != "method"} == told
