"""Which limiters stand on the way to a webhook: those of proxies and platforms, and those that a framework is told of once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

DJANGO = """
import stripe
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def {name}(request):
    event = stripe.Webhook.construct_event(request.body, request.headers["Stripe-Signature"], SECRET)
    inbox.take(event)
    return HttpResponse(status=200)
"""
URLS = """
from django.urls import path

from shop import hooks

urlpatterns = [path("hooks/stripe/", hooks.stripe_hook)]
"""
SHOP = {"shop/hooks.py": DJANGO.format(name="stripe_hook"), "shop/urls.py": URLS}
RULE = "webhook-without-rate-limit"


def places(findings: Findings, files: dict[str, str]) -> list[str]:
    return [one.location.path for one in findings({**SHOP, **files}, RULE)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("deploy/nginx.conf", "server {\n  location /hooks/ {\n    limit_req zone=hooks burst=40;\n  }\n}\n"),
        ("deploy/nginx.conf", "server {\n  limit_req zone=all;\n  location /hooks/ {\n    proxy_pass http://shop;\n  }\n}\n"),
        ("deploy/conf.d/shop.conf", "location ~ ^/(hooks|api)/ {\n  limit_req zone=hooks;\n}\n"),
        ("deploy/httpd.conf", "<IfModule mod_evasive20.c>\n  DOSPageCount 20\n</IfModule>\n"),
        ("deploy/haproxy.cfg", "backend rates\n  stick-table type ip size 1m expire 60s store http_req_rate(10s)\n"),
        ("deploy/traefik.yml", "http:\n  middlewares:\n    calm:\n      rateLimit:\n        average: 20\n"),
        ("docker-compose.yml", 'services:\n  web:\n    labels:\n      - "traefik.http.middlewares.calm.ratelimit.average=20"\n'),
        ("k8s/ingress.yaml", 'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/limit-rpm: "600"\n'),
        ("k8s/kong.yaml", "kind: KongPlugin\nplugin: rate-limiting\n"),
        ("infra/edge.tf", 'resource "cloudflare_ruleset" "calm" {\n  phase = "http_ratelimit"\n}\n'),
        ("infra/api.tf", 'resource "aws_api_gateway_method_settings" "all" {\n  settings {\n    throttling_rate_limit = 20\n  }\n}\n'),
        ("infra/waf.yaml", "Statement:\n  RateBasedStatement:\n    Limit: 2000\n"),
        ("Caddyfile", "shop.example {\n  rate_limit {\n    zone hooks\n  }\n}\n"),
        ("shop/settings.py", 'MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "shop.calm.RateLimitMiddleware"]\n'),
    ],
)
def test_a_limiter_in_front_of_the_hooks_is_enough(findings: Findings, path: str, text: str) -> None:
    assert places(findings, {path: text}) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("deploy/nginx.conf", "server {\n  location /hooks/ {\n    # limit_req zone=hooks;\n  }\n}\n"),
        ("deploy/nginx.conf", "limit_req_zone $binary_remote_addr zone=hooks:10m rate=20r/s;\n"),
        ("deploy/nginx.conf", "server {\n  location /login/ {\n    limit_req zone=login;\n  }\n  location /hooks/ {\n  }\n}\n"),
        ("tests/nginx.conf", "server {\n  limit_req zone=all;\n}\n"),
        ("docs/limits.md", "Put `limit_req zone=hooks` into the server.\n"),
        (
            "shop/client.py",
            "from ratelimit import RateLimitException\n\n\ndef retry(error):\n    return isinstance(error, RateLimitException)\n",
        ),
        ("web/search.js", 'import { throttle } from "lodash";\n\nwindow.addEventListener("scroll", throttle(() => load(), 200));\n'),
    ],
)
def test_what_limits_something_else_is_not(findings: Findings, path: str, text: str) -> None:
    assert places(findings, {path: text}) == ["shop/hooks.py"]


def test_many_handlers_are_one_report_with_their_places(findings: Findings) -> None:
    urls = URLS.replace("import hooks", "import cards, hooks").replace("[path", '[path("hooks/cards/", cards.cards_hook), path')
    files = {**SHOP, "shop/cards.py": DJANGO.format(name="cards_hook"), "shop/urls.py": urls}
    [found] = findings(files, RULE)
    assert (found.location.path, [one.location.path for one in found.related]) == ("shop/cards.py", ["shop/hooks.py"])
    assert "`cards_hook`, nor to 1 other." in found.message


def test_a_package_is_put_behind_the_limiters_of_others(findings: Findings) -> None:
    assert places(findings, {"pyproject.toml": '[project]\nname = "django-hooks"\nclassifiers = ["Framework :: Django"]\n'}) == []


FASTAPI = """
import hmac

import stripe
from fastapi import APIRouter, Request

router = APIRouter({own})


@router.post("/stripe")
async def take(request: Request):
    event = stripe.Webhook.construct_event(await request.body(), request.headers["Stripe-Signature"], SECRET)
    inbox.take(event)
    return {{}}
"""
FLASK = """
import stripe
from flask import Blueprint, request

hooks = Blueprint("hooks", __name__{own})


@hooks.post("/stripe")
def take():
    event = stripe.Webhook.construct_event(request.get_data(), request.headers["Stripe-Signature"], SECRET)
    inbox.take(event)
    return "", 200
"""
EXPRESS = """
const stripe = require("stripe")(KEY);
const router = require("express").Router();

router.post("/stripe", express.raw({{ type: "application/json" }}), (req, res) => {{
  inbox.take(stripe.webhooks.constructEvent(req.body, req.headers["stripe-signature"], SECRET));
  res.sendStatus(200);
}});

module.exports = router;
"""
LARAVEL = """<?php
class StripeHooks extends Controller
{{
    public function take(Request $request)
    {{
        $event = \\Stripe\\Webhook::constructEvent($request->getContent(), $request->header('Stripe-Signature'), config('stripe.secret'));
        Settle::dispatch($event->id);

        return response('', 200);
    }}
}}
"""
MOUNTED = {
    "FastAPI": {"shop/hooks.py": FASTAPI.format(own='prefix="/hooks"')},
    "FastAPI, included": {
        "shop/hooks.py": FASTAPI.format(own=""),
        "shop/main.py": 'from shop import hooks\n\napp = FastAPI()\napp.include_router(hooks.router, prefix="/hooks")\n',
    },
    "FastAPI, twice": {
        "shop/hooks.py": FASTAPI.format(own='prefix="/hooks"'),
        "shop/main.py": 'from shop.hooks import router as hooks\n\napp = FastAPI()\napp.include_router(hooks, prefix="/api")\n',
    },
    "Flask": {"shop/hooks.py": FLASK.format(own=', url_prefix="/hooks"')},
    "Flask, registered": {
        "shop/hooks.py": FLASK.format(own=""),
        "shop/main.py": 'from shop.hooks import hooks\n\napp = Flask(__name__)\napp.register_blueprint(hooks, url_prefix="/hooks")\n',
    },
    "Express": {
        "shop/hooks.js": EXPRESS.format(),
        "shop/app.js": 'const hooks = require("./hooks");\nconst app = express();\n\napp.use("/hooks", hooks);\n',
    },
    "Express, in one file": {"shop/hooks.js": EXPRESS.format() + 'app.use("/hooks", router);\n'},
    "Laravel": {
        "app/StripeHooks.php": LARAVEL.format(),
        "routes/web.php": "<?php\nRoute::prefix('hooks')->group(function () { Route::post('/stripe', [StripeHooks::class, 'take']); });\n",
    },
}
NGINX = "server {{\n  location /{}/ {{\n    limit_req zone=hooks burst=40;\n  }}\n}}\n"


@pytest.mark.parametrize("files", MOUNTED.values(), ids=MOUNTED.keys())
def test_a_door_stands_where_its_router_hangs(findings: Findings, files: dict[str, str]) -> None:
    assert findings({**files, "deploy/nginx.conf": NGINX.format("hooks")}, RULE) == []
    [found] = findings({**files, "deploy/nginx.conf": NGINX.format("login")}, RULE)
    assert found.location.path in files


def test_what_laravel_calls_an_api_stands_below_api(findings: Findings) -> None:
    files = {
        "app/StripeHooks.php": LARAVEL.format(),
        "routes/api.php": "<?php\nRoute::post('/pay/stripe', [StripeHooks::class, 'take']);\n",
    }
    assert findings({**files, "deploy/nginx.conf": NGINX.format("api/pay")}, RULE) == []
    assert len(findings({**files, "deploy/nginx.conf": NGINX.format("api/login")}, RULE)) == 1
