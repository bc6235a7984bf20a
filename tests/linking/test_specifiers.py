"""Which file a module specifier means: a row for each way to write one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.linking.ecmascript import Specifiers
from golint.linking.manifests import Pattern
from golint.project import Project


def resolved(files: dict[str, str], importer: str, specifier: str) -> str | None:
    return Specifiers(Project.of({path: text.encode() for path, text in files.items()})).resolve(importer, specifier)


def tree(*paths: str) -> dict[str, str]:
    return dict.fromkeys(paths, "")


@pytest.mark.parametrize(
    ("specifier", "path"),
    [
        ("./keys", "src/pay/keys.ts"),
        ("./keys.js", "src/pay/keys.ts"),
        ("./keys.ts", "src/pay/keys.ts"),
        ("./Button", "src/pay/Button.vue"),
        ("./old.mjs", "src/pay/old.mts"),
        ("./data", "src/pay/data.json"),
        ("./native", "src/pay/native.ios.ts"),
        ("../util", "src/util/index.tsx"),
        ("..", "src/index.js"),
        (".", "src/pay/index.ts"),
        ("./", "src/pay/index.ts"),
        ("./keys?raw", "src/pay/keys.ts"),
        ("raw-loader!./keys", "src/pay/keys.ts"),
        ("/src/util", "src/util/index.tsx"),
        ("./none", None),
        ("../../../out", None),
        ("react", None),
        ("node:fs", None),
        ("https://esm.sh/react", None),
        ("", None),
    ],
)
def test_relative_ones(specifier: str, path: str | None) -> None:
    files = tree(
        "src/index.js",
        "src/util/index.tsx",
        "src/pay/keys.ts",
        "src/pay/keys.css",
        "src/pay/Button.vue",
        "src/pay/old.mts",
        "src/pay/data.json",
        "src/pay/native.ios.ts",
        "src/pay/index.ts",
        "src/pay/view.tsx",
    )
    assert resolved(files, "src/pay/view.tsx", specifier) == path


BASE = """{ // comments, and a comma too many
  "compilerOptions": {
    "baseUrl": "./src",
    "paths": {"@env": ["config/env"], "@lib/*": ["lib/*", "more/*"], "*.view": ["views/*"],},
  }
}"""


@pytest.mark.parametrize(
    ("config", "specifier", "path"),
    [
        ({"tsconfig.json": BASE}, "@env", "src/config/env.ts"),
        ({"tsconfig.json": BASE}, "@lib/pay", "src/lib/pay.ts"),
        ({"tsconfig.json": BASE}, "@lib/other", "src/more/other.ts"),
        ({"tsconfig.json": BASE}, "cart.view", "src/views/cart.ts"),
        ({"tsconfig.json": BASE}, "lib/pay", "src/lib/pay.ts"),
        ({"jsconfig.json": BASE}, "lib/pay", "src/lib/pay.ts"),
        (
            {"tsconfig.json": '{"extends": "./configs/base"}', "configs/base.json": BASE.replace("./src", "../src")},
            "@env",
            "src/config/env.ts",
        ),
        ({"tsconfig.json": '{"extends": ["./a.json", "./b"]}', "a.json": "{}", "b.json": BASE}, "@env", "src/config/env.ts"),
        ({"tsconfig.json": '{"references": [{"path": "./tsconfig.app.json"}]}', "tsconfig.app.json": BASE}, "@env", "src/config/env.ts"),
        ({"tsconfig.json": '{"extends": "./tsconfig.json"}'}, "@env", None),
        ({"tsconfig.json": '{"compilerOptions": {"paths": {"~x": ["src/lib/pay"]}}}'}, "~x", "src/lib/pay.ts"),
        ({"tsconfig.json": "{"}, "@env", None),
        ({}, "@env", None),
    ],
)
def test_names_of_a_tsconfig(config: dict[str, str], specifier: str, path: str | None) -> None:
    files = tree("src/config/env.ts", "src/lib/pay.ts", "src/more/other.ts", "src/views/cart.ts", "src/a/b/c.ts")
    assert resolved({**files, **config}, "src/a/b/c.ts", specifier) == path


def test_the_nearest_tsconfig_counts() -> None:
    near, far = '{"compilerOptions": {"paths": {"@x": ["./near"]}}}', '{"compilerOptions": {"paths": {"@x": ["./far"]}}}'
    files = {**tree("far.ts", "app/near.ts", "app/src/a.ts", "b.ts"), "app/tsconfig.json": near, "tsconfig.json": far}
    assert resolved(files, "app/src/a.ts", "@x") == "app/near.ts"
    assert resolved(files, "b.ts", "@x") == "far.ts"


@pytest.mark.parametrize(
    ("specifier", "path"),
    [
        ("@/lib/pay", "shop/src/lib/pay.ts"),
        ("~/lib/pay", "shop/src/lib/pay.ts"),
        ("@@/root", "shop/root.ts"),
        ("~~/root", "shop/root.ts"),
        ("$lib/pay", "shop/src/lib/pay.ts"),
        ("src/lib/pay", "shop/src/lib/pay.ts"),
        ("@lib/pay", "shop/src/lib/pay.ts"),
        ("@/root", "shop/root.ts"),
        ("App/Services/Ledger", "shop/app/Services/Ledger.js"),
        ("@stripe/stripe-js", None),
    ],
)
def test_aliases_by_convention(specifier: str, path: str | None) -> None:
    files = {**tree("shop/src/lib/pay.ts", "shop/root.ts", "shop/app/Services/Ledger.js", "src/lib/pay.ts"), "shop/package.json": "{}"}
    assert resolved(files, "shop/src/views/a/x.ts", specifier) == path


@pytest.mark.parametrize(
    ("manifest", "specifier", "path"),
    [
        ("", "@shop/pay", "packages/pay/src/index.ts"),
        ('"main": "./lib/main.js"', "@shop/pay", "packages/pay/lib/main.js"),
        ('"main": "./dist/index.js"', "@shop/pay", "packages/pay/src/index.ts"),
        ('"module": "dist/esm/start.mjs", "source": "src/start.ts"', "@shop/pay", "packages/pay/src/start.ts"),
        ('"exports": {".": {"types": "./x.d.ts", "import": "./src/start.ts"}}', "@shop/pay", "packages/pay/src/start.ts"),
        ('"exports": "./src/start.ts"', "@shop/pay", "packages/pay/src/start.ts"),
        ('"exports": {"./keys": {"default": "./dist/keys.js"}}', "@shop/pay/keys", "packages/pay/src/keys.ts"),
        ('"exports": {"./*": "./src/*.ts"}', "@shop/pay/keys", "packages/pay/src/keys.ts"),
        ("", "@shop/pay/src/keys", "packages/pay/src/keys.ts"),
        ("", "@shop/pay/keys", "packages/pay/src/keys.ts"),
        ("", "@shop/other", None),
    ],
)
def test_packages_of_a_workspace(manifest: str, specifier: str, path: str | None) -> None:
    files = tree(
        "packages/pay/src/index.ts", "packages/pay/src/keys.ts", "packages/pay/src/start.ts", "packages/pay/lib/main.js", "apps/web/a.ts"
    )
    files["packages/pay/package.json"] = f'{{"name": "@shop/pay"{", " if manifest else ""}{manifest}}}'
    assert resolved(files, "apps/web/a.ts", specifier) == path


@pytest.mark.parametrize(("specifier", "path"), [("#keys", "src/keys.ts"), ("#lib/a", "src/lib/a.ts"), ("#none", None)])
def test_imports_of_the_own_package(specifier: str, path: str | None) -> None:
    files = tree("src/keys.ts", "src/lib/a.ts", "src/b/c.ts")
    files["package.json"] = '{"imports": {"#keys": {"browser": "./x.js", "default": "./src/keys.ts"}, "#lib/*": "./src/lib/*.js"}}'
    assert resolved(files, "src/b/c.ts", specifier) == path


def test_nothing_is_read_before_it_is_asked() -> None:
    files, asked = {"package.json": b"{}", "tsconfig.json": b"{}", "src/a.ts": b"", "src/b.ts": b""}, []

    def read(path: str) -> bytes:
        asked.append(path)
        return files[path]

    specifiers = Specifiers(Project(tuple(files), read))
    assert specifiers.resolve("src/a.ts", "./b") == "src/b.ts"
    assert asked == []
    assert specifiers.resolve("src/a.ts", "@/b") == "src/b.ts"
    assert sorted(asked) == ["package.json", "tsconfig.json"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_a_specifier(importer: str, specifier: str) -> None:
    files = {**tree("a.ts", "b/index.ts"), "tsconfig.json": BASE, "package.json": '{"name": "x", "imports": {"#*": "./*"}}'}
    assert resolved(files, importer, specifier) in {None, *files}


@given(st.text(max_size=10), st.text(max_size=10), st.text(max_size=10))
def test_a_pattern_means_what_its_star_stands_for(before: str, rest: str, after: str) -> None:
    if "*" not in before + rest + after:
        assert list(Pattern.of(f"{before}*{after}", ["x/*.ts"]).meant_by(before + rest + after)) == [f"x/{rest}.ts"]
