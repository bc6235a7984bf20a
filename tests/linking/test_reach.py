"""What reaches a browser or a phone, and by which way: small shops, and the chain to the file that holds the secret."""

from __future__ import annotations

import pytest

from golint.linking.reach import Reach
from golint.project import Project

NEXT = '{"dependencies": {"next": "15"}}'
MARKUP, PARTS = (
    b"const Part = () => <b/>\n",
    ("App.tsx", "App.jsx", "Pay.tsx", "Cart.tsx", "Long.tsx", "Short.tsx", ".test.tsx", ".stories.tsx"),
)
COMPONENT = "export default function Pay() { return <b/> }\n"


def chain(files: dict[str, str], path: str, at: int | None = None) -> list[str] | None:
    """The chain as lines of "file: specifier"."""
    data = {name: text.encode() + (MARKUP if name.endswith(PARTS) else b"") for name, text in files.items()}
    found = Reach(Project.of(data)).chain(path, at)
    return None if found is None else [f"{one.path}: {data[one.path][one.span.start : one.span.end].decode()}" for one in found]


KEYS = "export const KEY = 1;\n"


@pytest.mark.parametrize(
    ("files", "steps"),
    [
        ({"src/App.tsx": "import { KEY } from './keys'\n"}, ["src/App.tsx: ./keys"]),
        ({"src/use.tsx": "import { useState } from 'react'\nimport { KEY } from './keys'\n"}, ["src/use.tsx: ./keys"]),
        ({"src/api.ts": "import { KEY } from './keys'\n", "src/App.jsx": "import './api'\n"}, ["src/App.jsx: ./api", "src/api.ts: ./keys"]),
        ({"src/Pay.vue": "<script setup>\nimport { KEY } from './keys'\n</script>\n"}, ["src/Pay.vue: ./keys"]),
        ({"src/routes/Pay.svelte": "<script>\nimport { KEY } from '../keys'\n</script>\n"}, ["src/routes/Pay.svelte: ../keys"]),
        (
            {"index.html": '<script type="module" src="/src/main.js"></script>', "src/main.js": "import './keys'\n"},
            ["index.html: /src/main.js", "src/main.js: ./keys"],
        ),
        (
            {"src/app/pay.service.ts": "import { Injectable } from '@angular/core'\nimport { KEY } from '../keys'\n"},
            ["src/app/pay.service.ts: ../keys"],
        ),
        ({"index.js": "import { AppRegistry } from 'react-native'\nimport { KEY } from './src/keys'\n"}, ["index.js: ./src/keys"]),
        (
            {"src/hello.js": "require('./keys')\n", "webpack.config.js": "module.exports = { entry: { shop: './src/hello.js' } }"},
            ["src/hello.js: ./keys"],
        ),
        ({"src/hello.js": "require('./keys')\n", "package.json": '{"browser": "src/hello.js"}'}, ["src/hello.js: ./keys"]),
        (
            {"src/App.tsx": "const Pay = lazy(() => import('./pay'))\n", "src/pay.ts": "export * from './keys'\n"},
            ["src/App.tsx: ./pay", "src/pay.ts: ./keys"],
        ),
        (
            {"src/index.ts": "export * from './keys'\n", "src/App.tsx": "import { KEY } from '.'\n"},
            ["src/App.tsx: .", "src/index.ts: ./keys"],
        ),
        ({"src/+page.ts": "import { KEY } from './keys'\n"}, ["src/+page.ts: ./keys"]),
        (
            {"composables/pay.ts": "import { KEY } from '~/src/keys'\n", "package.json": '{"devDependencies": {"nuxt": "3"}}'},
            ["composables/pay.ts: ~/src/keys"],
        ),
        (
            {"src/pay.astro": "---\nimport Pay from './Pay'\n---\n<script>import { KEY } from './keys'</script>\n"},
            ["src/pay.astro: ./keys"],
        ),
    ],
)
def test_a_client_gets_it(files: dict[str, str], steps: list[str]) -> None:
    assert chain({"src/keys.ts": KEYS, **files}, "src/keys.ts") == steps


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"src/App.tsx": "import type { Key } from './keys'\n"},
        {"src/App.tsx": "import { Shape } from './keys'\n"},
        {"src/App.tsx": "// import { KEY } from './keys'\n"},
        {"src/App.test.tsx": "import { KEY } from './keys'\n"},
        {"src/Pay.stories.tsx": "import { KEY } from './keys'\n"},
        {"src/app.ts": "import express from 'express'\nimport { KEY } from './keys'\n"},
        {"src/charge.server.ts": "import { KEY } from './keys'\n", "src/App.tsx": "import './charge.server'\n"},
        {"src/act.ts": "'use server'\nimport { KEY } from './keys'\n", "src/App.tsx": "import { pay } from './act'\n"},
        {"src/guard.ts": "import 'server-only'\nimport { KEY } from './keys'\n", "src/App.tsx": "import './guard'\n"},
        {"server/pay.ts": "import { KEY } from '../src/keys'\n", "src/App.tsx": "import '../server/pay'\n"},
        {"src/index.ts": "export * from './keys'\nexport * from './money'\n", "src/App.tsx": "import { format } from './index'\n"},
        {"src/index.ts": "export { KEY as SECRET } from './keys'\n", "src/App.tsx": "import { KEY } from './index'\n"},
        {"src/hello.js": "require('./keys')\n", "webpack.config.js": "module.exports = { target: 'node', entry: './src/hello.js' }"},
        {"src/pay.astro": "---\nimport { KEY } from './keys'\n---\n<b>{KEY}</b>\n"},
        {"src/webhooks/handle.tsx": "import { KEY } from '../keys'\nexport const handle = () => KEY\n"},
        {"src/graphql/Widget/resolvers.js": "import { KEY } from '../../keys'\n"},
        {"src/a.ts": "import './b'\nimport './keys'\n", "src/b.ts": "import './a'\n"},
    ],
)
def test_no_client_gets_it(files: dict[str, str]) -> None:
    assert chain({"src/keys.ts": KEYS + "export interface Shape {}\n", **files}, "src/keys.ts") is None


@pytest.mark.parametrize(
    ("files", "steps"),
    [
        ({"app/page.tsx": "import { KEY } from '@/lib/keys'\n" + COMPONENT}, None),
        ({"app/api/pay/route.ts": "import { KEY } from '@/lib/keys'\n"}, None),
        ({"pages/api/pay.ts": "import { KEY } from '../../lib/keys'\n"}, None),
        ({"components/Pay.tsx": "import { KEY } from '@/lib/keys'\n", "app/page.tsx": "import Pay from '@/components/Pay'\n"}, None),
        ({"components/Pay.tsx": "'use client'\nimport { KEY } from '@/lib/keys'\n"}, ["components/Pay.tsx: @/lib/keys"]),
        (
            {"components/Pay.tsx": "import { KEY } from '@/lib/keys'\n", "components/Cart.tsx": "'use client'\nimport Pay from './Pay'\n"},
            ["components/Cart.tsx: ./Pay", "components/Pay.tsx: @/lib/keys"],
        ),
        ({"pages/pay.tsx": "import { KEY } from '../lib/keys'\n" + COMPONENT}, ["pages/pay.tsx: ../lib/keys"]),
    ],
)
def test_next(files: dict[str, str], steps: list[str] | None) -> None:
    project = {"lib/keys.ts": KEYS, "package.json": NEXT, "app/layout.tsx": COMPONENT, **files}
    assert chain(project, "lib/keys.ts") == steps


DATA = "import { KEY } from '../lib/keys'\nasync function load() { return KEY }\n"


@pytest.mark.parametrize(
    ("page", "reached"),
    [
        (DATA + "export async function getServerSideProps() { return load() }\n" + COMPONENT, False),
        (DATA + "export const getStaticProps = async () => ({ props: await load() })\n" + COMPONENT, False),
        (DATA + "export async function getServerSideProps() { return {} }\nexport default () => <b onClick={load}/>\n", True),
        (DATA + "export const loader = async () => load()\n" + COMPONENT, False),
        (DATA + "export const action = async () => load()\nexport default () => <b>{KEY}</b>\n", True),
        (DATA + "export const loader = async () => load()\n", False),
    ],
)
def test_what_only_the_data_functions_of_a_page_use_stays_on_the_server(page: str, reached: bool) -> None:
    files = {"lib/keys.ts": KEYS, "routes/pay.tsx": page}
    assert (chain(files, "lib/keys.ts") is not None) is reached


def test_a_page_of_both_sides_is_asked_for_a_place() -> None:
    page = "export async function getServerSideProps() { return 'here' }\nexport default () => <b>there</b>\n"
    assert chain({"pages/pay.tsx": page}, "pages/pay.tsx", page.index("here")) is None
    assert chain({"pages/pay.tsx": page}, "pages/pay.tsx", page.index("there")) == []


def test_an_astro_island() -> None:
    pages = {name: f"---\nimport Pay from '../keys'\n---\n<Pay {word}/>\n" for name, word in (("a", ""), ("b", "client:load "))}
    assert chain({"src/keys.js": KEYS, "src/pages/a.astro": pages["a"]}, "src/keys.js") is None
    assert chain({"src/keys.js": KEYS, "src/pages/b.astro": pages["b"]}, "src/keys.js") == ["src/pages/b.astro: ../keys"]


def test_the_shortest_chain_is_told() -> None:
    files = {
        "src/keys.ts": KEYS,
        "src/a.ts": "import './keys'\n",
        "src/b.ts": "import './a'\n",
        "src/Long.tsx": "import './b'\n",
        "src/Short.tsx": "import './a'\n",
    }
    assert chain(files, "src/keys.ts") == ["src/Short.tsx: ./a", "src/a.ts: ./keys"]


def test_settings_of_a_package_that_is_imported() -> None:
    files = {
        "packages/config/package.json": '{"name": "@shop/config", "main": "dist/index.js"}',
        "packages/config/src/index.ts": "export * from './keys'\n",
        "packages/config/src/keys.ts": KEYS,
        "apps/web/src/App.tsx": "import { KEY } from '@shop/config'\n",
        "apps/web/package.json": "{}",
    }
    assert chain(files, "packages/config/src/keys.ts") == ["apps/web/src/App.tsx: @shop/config", "packages/config/src/index.ts: ./keys"]
