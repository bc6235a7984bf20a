"""What a file configures, and the names that the configured program sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.frontends.documents import lower

Seen = Callable[..., list[str]]

RECOGNISED = [
    ("compose", "docker-compose.prod.yml", "yaml", "x: y"),
    ("compose", "deploy/stack.yaml", "yaml", "x: y"),
    ("compose", "local.yml", "yaml", "services:\n  web:\n    image: a\n"),
    ("kubernetes", "k8s/secret.yaml", "yaml", "apiVersion: v1\nkind: Secret\n"),
    ("kubernetes", "k8s/list.json", "json", '{"apiVersion": "v1", "kind": "List"}'),
    ("helm", "charts/shop/values-prod.yaml", "yaml", "a: b"),
    ("github-workflow", ".github/workflows/ci.yml", "yaml", "on: push"),
    ("github-workflow", "ci.yaml", "yaml", "jobs:\n  a:\n    runs-on: b\n"),
    ("github-action", "action.yml", "yaml", "runs: {using: composite}"),
    ("gitlab-ci", ".gitlab-ci.yml", "yaml", "a: b"),
    ("serverless", "serverless.yml", "yaml", "service: a"),
    ("cloudformation", "template.yaml", "yaml", "Resources: {A: {Type: B}}"),
    ("ecs", "task.json", "json", '{"containerDefinitions": [{"name": "a"}]}'),
    ("app-engine", "app.yaml", "yaml", "runtime: python312"),
    ("heroku", "app.json", "json", '{"name": "a"}'),
    ("expo", "app.json", "json", '{"expo": {"name": "a"}}'),
    ("npm", "web/package.json", "json", "{}"),
    ("firebase", "firebase.json", "json", "{}"),
    ("vercel", "vercel.json", "json", "{}"),
    ("netlify", "netlify.toml", "toml", ""),
    ("dotnet", "appsettings.Production.json", "json", "{}"),
    ("dotnet", "Web.config", "xml", "<configuration><a b='c'/></configuration>"),
    ("android", "app/src/main/res/values/strings.xml", "xml", "<resources><string name='a'>b</string></resources>"),
    ("maven", "pom.xml", "xml", "<project><a>b</a></project>"),
    ("plist", "Info.plist", "xml", "<plist><dict><key>a</key><string>b</string></dict></plist>"),
    ("spring", "src/main/resources/application-prod.yml", "yaml", "a: b"),
    ("spring", "application.properties", "properties", "a=b"),
    ("terraform", "infra/prod.tfvars", "hcl", 'a = "b"'),
    ("dockerfile", "Dockerfile", "dockerfile", "FROM a"),
    ("nginx", "conf.d/shop.conf", "nginx", "a b;"),
    ("procfile", "Procfile", "procfile", "web: a"),
    ("", "config/shop.yml", "yaml", "a: b"),
    ("", "data.json", "json", "[1]"),
]


@pytest.mark.parametrize(("dialect", "path", "syntax", "text"), RECOGNISED)
def test_recognised(dialect: str, path: str, syntax: str, text: str) -> None:
    assert lower(text.encode(), path, syntax).dialect == dialect


COMPOSE = """
services:
  web:
    build: {context: ., args: [A=b]}
    env_file: [.env]
    environment:
      - C=d=e
      - F
      - G=${H:-i}
  db:
    environment: {J: "k", L: "${M}"}
"""

DEPLOYMENT = """
apiVersion: apps/v1
kind: Deployment
spec:
  containers:
    - name: web
      env:
        - name: A
          value: "b"
        - value: c
          name: D
        - name: E
          valueFrom: {secretKeyRef: {name: f, key: g}}
        - {name: H, value: "$(A)"}
"""

SECRETS = """
apiVersion: v1
kind: Secret
data:
  A: aGVsbG8=
  B: not base64!
stringData:
  C: d
---
apiVersion: v1
kind: ConfigMap
data: {E: f}
---
apiVersion: v1
kind: List
items:
  - kind: Secret
    data: {G: aGk=}
"""

WORKFLOW = """
env: {A: "${{ secrets.B }}"}
jobs:
  c:
    environment: {name: production}
    env: {D: e}
    steps:
      - uses: f
        with: {token: "${{ github.token }}"}
        env: {G: h}
"""

TERRAFORM = """
variable "a" { default = "b" }
resource "lambda" "c" {
  environment { variables = { D = "e", F = var.a } }
  env {
    name  = "G"
    value = "h"
  }
  tasks = jsonencode([{ environment = [{ name = "I", value = "j" }] }])
}
"""

NAMED = {
    "compose": ("compose.yml", "yaml", COMPOSE, [
        "services.web.build.context = '.'",
        "services.web.build.args.A = 'b' ; in build-arg",
        "services.web.env_file = '.env' ; in env-file",
        "services.web.environment.C = 'd=e' ; in env",
        "services.web.environment.F = 'F' ; reference ; in env",
        "services.web.environment.G = '${H:-i}' ; reference ; in env",
        "services.web.environment.G = 'i' ; in env",
        "services.db.environment.J = 'k' ; in env",
        "services.db.environment.L = '${M}' ; reference ; in env",
    ]),
    "kubernetes containers": ("web.yaml", "yaml", DEPLOYMENT, [
        "apiVersion = 'apps/v1'",
        "kind = 'Deployment'",
        "spec.containers.name = 'web'",
        "spec.containers.env.A = 'b' ; in env",
        "spec.containers.env.D = 'c' ; in env",
        "spec.containers.env.E = 'g' ; reference ; in env",
        "spec.containers.env.H = '$(A)' ; reference ; in env",
    ]),
    "kubernetes data": ("secret.yaml", "yaml", SECRETS, [
        "apiVersion = 'v1'",
        "kind = 'Secret'",
        "data.A = 'hello' ; in secret ; written 'aGVsbG8='",
        "data.B = 'not base64!' ; in secret",
        "stringData.C = 'd' ; in secret",
        "apiVersion = 'v1'",
        "kind = 'ConfigMap'",
        "data.E = 'f' ; in config",
        "apiVersion = 'v1'",
        "kind = 'List'",
        "items.kind = 'Secret'",
        "items.data.G = 'hi' ; in secret ; written 'aGk='",
    ]),
    "github workflow": (".github/workflows/ci.yml", "yaml", WORKFLOW, [
        "env.A = '${{ secrets.B }}' ; reference ; in env",
        "jobs.c.environment.name = 'production'",
        "jobs.c.env.D = 'e' ; in env",
        "jobs.c.steps.uses = 'f'",
        "jobs.c.steps.with.token = '${{ github.token }}' ; reference ; in with",
        "jobs.c.steps.env.G = 'h' ; in env",
    ]),
    "gitlab": (".gitlab-ci.yml", "yaml", "variables:\n  A: b\nj:\n  variables: {C: $D}\n  script: [e]\n", [
        "variables.A = 'b' ; in env", "j.variables.C = '$D' ; reference ; in env", "j.script = 'e'",
    ]),
    "terraform": ("main.tf", "hcl", TERRAFORM, [
        "variable.a = 'b' ; in variable ; key 'default'",
        "resource.lambda.c.environment.variables.D = 'e' ; in env",
        "resource.lambda.c.environment.variables.F = 'var.a' ; reference ; in env",
        "resource.lambda.c.env.G = 'h' ; in env",
        "resource.lambda.c.tasks.environment.I = 'j' ; in env",
    ]),
    "cloudformation": ("template.yml", "yaml", "Resources: {A: {Environment: {Variables: {B: {Ref: C}, D: !Ref E, F: g}}}}\n", [
        "Resources.A.Environment.Variables.B = 'C' ; reference ; in env ; key 'Ref'",
        "Resources.A.Environment.Variables.D = 'E' ; reference ; in env",
        "Resources.A.Environment.Variables.F = 'g' ; in env",
    ]),
    "serverless": ("serverless.yml", "yaml", "provider:\n  environment:\n    A: ${env:B, 'c'}\n    D: ${ssm:/e}\n", [
        "provider.environment.A = \"${env:B, 'c'}\" ; reference ; in env",
        "provider.environment.A = 'c' ; in env",
        "provider.environment.D = '${ssm:/e}' ; reference ; in env",
    ]),
    "app engine": ("app.yaml", "yaml", "runtime: a\nenv_variables: {B: c}\n", ["runtime = 'a'", "env_variables.B = 'c' ; in env"]),
    "heroku": ("app.json", "json", '{"env": {"A": {"value": "b"}, "C": "d"}}', [
        "env.A = 'b' ; in env ; key 'value'", "env.C = 'd' ; in env",
    ]),
    "a comma is missing": ("shop.json", "json", '{"env": ["A=b" {"name": "C", "value": "d"}]}', [
        "env.A = 'b' ; in env", "env.C = 'd' ; in env",
    ]),
    "vercel": ("vercel.json", "json", '{"build": {"env": {"A": "b"}}, "headers": [{"headers": [{"key": "C", "value": "d"}]}]}', [
        "build.env.A = 'b' ; in env", "headers.headers.C = 'd' ; in header",
    ]),
    "netlify": ("netlify.toml", "toml", '[build.environment]\nA = "b"\n[context.production.environment]\nC = "d"\n', [
        "build.environment.A = 'b' ; in env", "context.production.environment.C = 'd' ; in env",
    ]),
    "render": ("render.yaml", "yaml", "envVars:\n- {key: A, value: b}\n- {key: C, fromDatabase: {name: d}}\n- {key: E, sync: false}\n", [
        "envVars.A = 'b' ; in env",
        "envVars.C = 'd' ; reference ; in env",
        "envVars.key = 'E'",
        "envVars.sync = 'false' ; boolean",
    ]),
    "an environment that is a word": ("shop.yml", "yaml", "environment: production\n", ["environment = 'production'"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "syntax", "text", "expected"), NAMED.values(), ids=NAMED)
def test_named_as_the_program_sees_it(seen: Seen, path: str, syntax: str, text: str, expected: list[str]) -> None:
    assert seen(text, syntax, path) == expected
