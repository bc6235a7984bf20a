"""Side and stage of a file, by its path and its beginning: one row for each thing that golint claims to know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.context import place_of
from golint.model import Side, Stage

STAGES = """
production  .env.production | .env.prod | .env.production.local | .env.live | prod.env | env.prod | config/live.env
production  config/production.json | config/prod.yml | prod.yml | config/live.json | application-prod.properties
production  src/main/resources/application-production.yml
production  appsettings.Production.json | Web.Release.config | ios/Config/Release.xcconfig | docker-compose.prod.yml
production  docker-compose.yml.prod | Dockerfile.prod
production  k8s/overlays/production/secret.yaml | helm/values-prod.yaml | deploy/prod/app.env | deploy/prod/run.py
production  terraform/live/main.tf | envs/prod/main.tf | prod.tfvars
production  shop/settings/production.py | settings/prod.py | config/environments/production.rb | config/prod.exs
production  src/environments/environment.prod.ts | webpack.prod.js
production  server.production.js | production_settings.py | config/produccion.yml | .github/workflows/deploy-prod.yml
production  ansible/group_vars/production/vault.yml | prod1.env
sandbox     .env.development | .env.dev | .env.local | .env.staging | .env.uat | .env.qa | .env.sandbox | .env.preview | .dev.vars
sandbox     config/dev.json | application-dev.yml
sandbox     appsettings.Development.json | docker-compose.dev.yml | docker-compose.local.yml | helm/values-staging.yaml
sandbox     k8s/overlays/staging/config.yaml | demo/.env
sandbox     settings/local.py | local_settings.py | shop/settings/development.py | config/environments/staging.rb
sandbox     src/environments/environment.dev.ts | config/dev.exs
sandbox     .env.preprod | config/pre-production.yml | config/non-prod.yml | values-nonprod.yaml | prod-like/settings.yml
sandbox     deploy/prod/dev.env | sandbox/client.py | demo/app.py
sandbox     demo/src/main/java/com/shop/Pay.java | src/main/java/com/shop/sandbox/Pay.java
sandbox     config/homologacao.yml | Procfile.dev | local.settings.json | Web.Debug.config
test        tests/test_pay.py | tests/helpers.py | src/__tests__/pay.js | pay.test.ts | pay.spec.tsx | pay_test.go
test        spec/models/order_spec.rb | test_pay.py | shop/tests.py
test        src/test/java/PayTest.java | RefundServiceTest.kt | PayTests.cs | tests/Feature/PayTest.php | app/src/androidTest/Pay.kt
test        ShopUITests/Pay.swift | PaymentIT.java
test        scripts/smoke.ts | scripts/smoke-test.sh | tools/payments.smoke.js
test        conftest.py | shop/fixtures/orders.json | test/vcr_cassettes/charge.yml | spec/cassettes/pay.yml | src/__mocks__/gateway.ts
test        mocks/gateway.js | pay.stories.tsx | scripts/release_smoke.sh
test        e2e/checkout.ts | cypress/support/index.js | checkout.cy.ts | database/factories/OrderFactory.php | shop/factories.py
test        testdata/event.json | test-utils/key.ts | scripts/e2e.mjs | tools/e2e-checkout.ts
test        .env.test | .env.testing | config/test.json | config/environments/test.rb | application-test.yml | docker-compose.test.yml
test        .env.ci | .github/workflows/ci.yml
test        tests/fixtures/prod.env | tests/settings/production.py | jest.config.js | phpunit.xml | playwright.config.ts
test        settings_test.py | shop/testing/keys.py | mock_gateway.py
docs        docs/index.html | docs/prod.yml | README.md | CHANGELOG.rst | guide.adoc | wiki/Home.md | readme.txt | documentation/api.json
docs        packages/core/docs/usage.py | LICENSE | .cursorrules | .cursorrules-payments | .cursor/rules/payments.mdc
docs        .env.example | .env.sample | .env.template | .env.dist | .env(example) | .env.production.example | example.env | env-example
docs        .env-sample | tests/.env.example
docs        config.example.json | settings.example.py | config/secrets.sample.yml | config.php.sample | parameters.yml.dist
docs        .dev.vars.example | config.sample.js | .env.tpl
unknown     shop/views.py | .env | config/default.json | app.js | config/settings.py | settings/base.py | values.yaml | docker-compose.yml
unknown     application.properties | main.tf
unknown     latest/config.json | contest/views.py | src/latest.ts | attest.py | product/models.py | products.json | productions.json
unknown     config/products.yml | reproduction.json
unknown     livestock/models.py | delivery.yml | live_stream.py | src/live/socket.ts | mrp/models/production.py | src/production/views.py
unknown     testimonials/models.py | device.yml
unknown     localStorage.js | src/local/cache.ts | locales/en.json | usr/local/etc/nginx.conf | development_fee.py | src/stage.py
unknown     backstage/app.json | greatest.json
unknown     examples/shop/app.py | samples/pay.js | test_mode.py | src/components/TestModeBanner.tsx | ab-test/config.json
unknown     config/dev-prod-matrix.txt/x | stack.template | nginx.conf.template
unknown     PaymentSpec.java | config/specs.py | openapi.yaml | src/mocking.ts | contest_test_keys.rb | .gitlab-ci.yml | demographics.json
unknown     src/main/java/com/example/demo/Pay.java | api/src/main/kotlin/com/shop/demo/PayClient.kt
unknown     src/main/java/com/shop/factories/Clients.java
unknown     qatar.yml | devices/list.json
"""

SIDES = """
client      frontend/src/pay.js | public/js/app.js | static/js/app.js | www/app.js | wwwroot/netflix.html | shop/static/pay.js
client      src/components/Pay.jsx | src/Pay.tsx | Pay.vue | Pay.svelte
client      templates/pay.html | app/views/pay.html.erb | resources/views/pay.blade.php | views/pay.ejs | Pages/Pay.cshtml
client      resources/js/app.js | app/javascript/pay.js | app/assets/pay.js
client      build/static/js/main.3f2a.js | dist/app.min.js | app.bundle.js | dist/assets/index-4f.js | static/app.js.map
client      .next/static/chunks/1.js | src/pay.client.ts | client/src/index.js
client      android/app/src/main/res/values/strings.xml | app/src/main/res/values/keys.xml | android/gradle.properties
client      app/src/main/java/com/shop/AppConstants.kt | ios/Shop/Info.plist
client      ios/Shop/Pay.swift | lib/pay.dart | mobile/src/api.ts | mobile/.env | src/environments/environment.ts | apps/web/src/pay.ts
client      frontend/src/api/pay.js | shop-frontend/src/pay.js
client      frontend/src/config.json | src/assets/config.json | public/.env | client-config.ts | src/config/frontend-env.ts
client      src/routes/pay/+page.ts | src/routes/+layout.js
client      src/hooks/usePay.ts | src/screens/Pay.js | packages/storefront/lib/pay.ts
server      shop/views.py | app/models/order.rb | checkout.php | main.go | src/main/java/com/shop/Pay.java | Controllers/PayController.cs
server      server/index.js | backend/src/pay.ts | api/pay.js
server      functions/index.js | netlify/functions/pay.js | supabase/functions/pay/index.ts | pages/api/pay.ts | src/pages/api/pay.tsx
server      app/api/pay/route.ts | src/routes/pay/+server.ts
server      src/routes/+page.server.ts | src/pay.server.ts | controllers/pay.js | src/middleware/auth.ts | webhooks/stripe.js
server      frontend/app.py | client/pay.go | client/client.rb | server.js
server      deploy.sh | nginx.conf | main.tf | Procfile | Dockerfile | schema.sql | server/.env | backend/config.json
server      app/checkout/page.tsx | app/layout.tsx | shop-backend/src/pay.js
server      next.config.js | src/pay.controller.ts | server/mail/Receipt.tsx | src/config/server-config.ts | frontend/pages/api/pay.js
server      gatsby-node.js | pages/_document.tsx | src/entry-server.tsx
server      prisma/seed.ts | lambda/pay.mjs | src/models/order.js
unknown     .env | frontend/.env | config/default.json | src/index.js | lib/pay.ts | docker-compose.yml | README.md | package.json
unknown     values.yaml | src/utils/pay.ts | openapi.json | src/services/pay.ts
unknown     http-client.ts | client.ts | config/server.yml | notes.txt | views/res_partner.xml | src/publication/list.js | apiary/list.js
unknown     staticmap.js | Makefile.md | webpack.config.js
"""

BY_HEAD = [
    ("src/pay.ts", b'"use client"\nimport x from "y"', Side.CLIENT),
    ("app/pay/page.tsx", b"// pay\n'use client';\n", Side.CLIENT),
    ("app/pay/actions.ts", b'/* (c) */\n"use server";\n', Side.SERVER),
    ("src/components/Pay.tsx", b'"use strict";\n"use server"\n', Side.SERVER),
    ("src/pay.js", b"import React from 'react'\n", Side.CLIENT),
    ("src/pay.js", b'const express = require("express")\n', Side.SERVER),
    ("client/server.js", b"import express from 'express'\n", Side.SERVER),
    ("frontend/lib/pay.ts", b"import { NextResponse } from 'next/server'", Side.SERVER),
    ("frontend/src/backend/pay.js", b"document.getElementById('pay').onclick = pay", Side.CLIENT),
    ("frontend/src/backend/pay.js", b"export const pay = 1", Side.SERVER),
    ("src/backend/pay.js", b"document.getElementById('pay').onclick = pay", Side.SERVER),
    ("src/pay.ts", b"import { readFile } from 'node:fs/promises'", Side.SERVER),
    ("src/pay.ts", b"import { loadStripe } from '@stripe/stripe-js'", Side.CLIENT),
    ("src/pay.ts", b"import { reactive } from './reactive'", Side.UNKNOWN),
    ("src/pay.ts", b"import type {\n Stripe } from '@stripe/stripe-js'", Side.UNKNOWN),
    ("src/pay.ts", b"import type { X } from './x'\nimport { loadStripe } from '@stripe/stripe-js'", Side.CLIENT),
    ("src/Pay.tsx", b"import { Plan } from '@prisma/client'\nimport { useStripe } from '@stripe/react-stripe-js'", Side.CLIENT),
    ("src/pay.ts", b"import { Plan, PrismaClient } from '@prisma/client'", Side.SERVER),
    ("src/pay.ts", b"import { Plan } from '@prisma/client'\nimport express from 'express'", Side.SERVER),
    ("src/Pay.tsx", b"import type { Request } from 'express'\nimport { useState } from 'react'", Side.CLIENT),
    ("src/config/config.ts", b"export const key = import.meta.env.VITE_KEY", Side.CLIENT),
    ("src/api/pay.ts", b"localStorage.getItem('cart')", Side.CLIENT),
    ("src/main.js", b"document.getElementById('pay')", Side.CLIENT),
    ("src/pay.js", b"exports.handler = async () => {}", Side.SERVER),
    ("pages/pay.tsx", b"export async function getServerSideProps() {}", Side.UNKNOWN),
    ("app/routes/pay.tsx", b"export const loader = async () => {}", Side.UNKNOWN),
    ("src/Pay.kt", b"package shop\nimport android.os.Bundle\n", Side.CLIENT),
    ("app/src/main/java/Pay.java", b"import org.springframework.web.Foo;", Side.SERVER),
    ("Pay.cs", b"using UnityEngine;", Side.CLIENT),
    ("Sources/App/routes.swift", b"import Vapor\n", Side.SERVER),
    ("bin/server.dart", b"import 'package:shelf/shelf.dart';", Side.SERVER),
    ("src/pay.js", b"import React from 'react'\nimport fs from 'fs'\n", Side.UNKNOWN),
]

STAGE_BY_HEAD = [
    (".env", b"APP_NAME=shop\nAPP_ENV=production\n", Stage.PRODUCTION),
    (".env", b"APP_ENV=local\n", Stage.SANDBOX),
    (".env", b"export NODE_ENV='test'\n", Stage.TEST),
    (".env", b"NODE_ENV=production\nAPP_ENV=staging\n", Stage.UNKNOWN),
    (".env", b"NODE_ENV=${NODE_ENV:-production}\n", Stage.UNKNOWN),
    (".env", b"MY_NODE_ENV=production\n", Stage.UNKNOWN),
    (".env.staging", b"NODE_ENV=production\n", Stage.SANDBOX),
    ("Dockerfile", b"FROM node\nENV NODE_ENV production\n", Stage.PRODUCTION),
    ("compose.yml", b"  environment:\n    - RAILS_ENV=production\n", Stage.PRODUCTION),
    ("deployment.yaml", b"env:\n  - name: APP_ENV\n    value: production\n", Stage.PRODUCTION),
    ("package.json", b'{"scripts": {\n "build": "NODE_ENV=production webpack"}}', Stage.UNKNOWN),
    ("application.properties", b"spring.profiles.active=dev\n", Stage.SANDBOX),
    ("shop/prod.py", b"DEBUG = False\n", Stage.PRODUCTION),
    ("shop/prod.py", b"class Order: ...\n", Stage.UNKNOWN),
    ("shop/views.py", b"NODE_ENV = production\n", Stage.UNKNOWN),
]


def rows(table: str) -> list[tuple[str, str]]:
    lines = (line.split(maxsplit=1) for line in table.strip().splitlines())
    return [(path.strip(), verdict) for verdict, paths in lines for path in paths.split(" | ")]


CONFIGURED = [path for path, stage in rows(STAGES) if stage in ("production", "sandbox")]


@pytest.mark.parametrize(("path", "stage"), rows(STAGES))
def test_a_path_tells_the_stage(path: str, stage: str) -> None:
    assert place_of(path, b"")[1] is Stage(stage)


@pytest.mark.parametrize(("path", "side"), rows(SIDES))
def test_a_path_tells_the_side(path: str, side: str) -> None:
    assert place_of(path, b"")[0] is Side(side)


@pytest.mark.parametrize(("path", "head", "side"), BY_HEAD)
def test_the_beginning_tells_the_side(path: str, head: bytes, side: Side) -> None:
    assert place_of(path, head)[0] is side


@pytest.mark.parametrize(("path", "head", "stage"), STAGE_BY_HEAD)
def test_the_beginning_tells_the_stage(path: str, head: bytes, stage: Stage) -> None:
    assert place_of(path, head)[1] is stage


def test_the_language_may_be_given() -> None:
    assert place_of("shop", b"", "python")[0] is Side.SERVER


@given(st.text(max_size=60), st.binary(max_size=80))
def test_any_path_and_any_bytes_have_a_place(path: str, head: bytes) -> None:
    side, stage = place_of(path, head)
    assert isinstance(side, Side)
    assert isinstance(stage, Stage)


@given(st.sampled_from(["tests", "docs", "spec"]), st.sampled_from(CONFIGURED))
def test_tests_and_documentation_come_before_sandbox_and_production(folder: str, path: str) -> None:
    assert place_of(f"{folder}/{path}", b"")[1] in (Stage.TEST, Stage.DOCS)
