"""Which language a path and a beginning stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.context import language_of

BY_NAME = {
    "shop/views.py": "python", "stubs/shop.pyi": "python", "app.wsgi": "python", "src/index.js": "javascript", "src/App.JSX": "jsx",
    "next.config.mjs": "javascript", "src/main.ts": "typescript", "src/main.cts": "typescript", "src/App.tsx": "tsx",
    "src/App.vue": "vue", "src/App.svelte": "svelte", "src/pages/index.astro": "astro", ".env": "dotenv", ".env.local": "dotenv",
    ".env.production": "dotenv", ".env.production.local": "dotenv", ".env.example": "dotenv", ".env(example)": "dotenv",
    ".env-sample": "dotenv", "config/prod.env": "dotenv", "env.example": "dotenv", "env-example": "dotenv", ".envrc": "dotenv",
    ".dev.vars": "dotenv", ".dev.vars.example": "dotenv", ".flaskenv": "dotenv", "src/env.ts": "typescript", "alembic/env.py": "python",
    "src/env.d.ts": "typescript", "environment.rb": "ruby", "environments.txt": "", ".env.js": "javascript", ".env.json": "json",
    ".env.local.php": "php", "envoy.yaml": "yaml", "environment": "", "docker-compose.yml": "yaml", "docker-compose.prod.yaml": "yaml",
    "docker-compose.yml.prod": "yaml", "Dockerfile": "dockerfile", "Dockerfile.prod": "dockerfile", "docker/api.Dockerfile": "dockerfile",
    "Dockerfile-web": "dockerfile", "Containerfile": "dockerfile", "dockerfiles.py": "python", "Procfile": "procfile",
    "Procfile.dev": "procfile", "nginx.conf": "nginx", "deploy/nginx/shop.conf": "nginx", "etc/nginx/sites-available/shop": "nginx",
    "supervisor/worker.conf": "ini", "main.tf": "hcl", "prod.tfvars": "hcl", "prod.tfvars.json": "json", "terragrunt.hcl": "hcl",
    ".npmrc": "ini", "home/.pypirc": "ini", "setup.cfg": "ini", "my.cnf": "ini", "shop.service": "ini",
    "src/main/resources/application.properties": "properties", "android/gradle.properties": "properties",
    "ios/Release.xcconfig": "properties", "Web.config": "xml", "Web.Release.config": "xml", "ios/Info.plist": "xml", "pom.xml": "xml",
    "phpunit.xml.dist": "xml", "Shop.csproj": "xml", "notebook.ipynb": "notebook", "package.json": "json", "composer.lock": "json",
    "tsconfig.jsonc": "json", "pyproject.toml": "toml", "Pipfile": "toml", "poetry.lock": "toml", "README.md": "markdown",
    "docs/index.rst": "restructuredtext", "docs/page.mdx": "markdown", "index.html": "html", "resources/views/pay.blade.php": "php",
    "app/views/pay.html.erb": "html", "config/database.yml.erb": "yaml", "templates/settings.py.j2": "python", "email.html.twig": "html",
    "views/pay.ejs": "html", "Pages/Pay.cshtml": "html", "shop.php": "php", "config.php.bak": "php", "wp-config.php.old": "php",
    "config.json.dist": "json", "settings.py~": "python", "config.yml.sample": "yaml", "app.rb": "ruby", "Gemfile": "ruby",
    "config.ru": "ruby", "main.go": "go", "Shop.java": "java", "Shop.kt": "kotlin", "build.gradle.kts": "kotlin",
    "build.gradle": "groovy", "Jenkinsfile": "groovy", "Shop.cs": "csharp", "lib/main.dart": "dart", "App.swift": "swift",
    "main.rs": "rust", "run.sh": "shell", "run.ps1": "powershell", "dump.sql": "sql", "static/app.js.map": "sourcemap",
    "static/app.css": "css", "LICENSE": "", "notes.txt": "", "Makefile": "makefile", ".htaccess": "apache", ".gitignore": "",
    "app.conf": "", "caf\udce9.py": "python", "": "",
    ".history/pay_20240101120000.js": "", "shop/.history/app/pay_20240101120000.php": "", ".lh/app.py": "", "history/pay.js": "javascript",
    ".history/.env_20240101120000": "dotenv", ".history/config_20240101120000.json": "json",
}  # fmt: skip

BY_HEAD = [
    ("bin/worker", b"#!/usr/bin/env python3\n", "python"),
    ("bin/worker", b"#!/usr/bin/python3.11 -u\n", "python"),
    ("bin/worker", b"#!/usr/bin/env -S FOO=1 node --trace\n", "javascript"),
    ("bin/deploy", b"#!/bin/bash\nexport A=1\n", "shell"),
    ("bin/rails", b"#!/usr/bin/env ruby\n", "ruby"),
    ("bin/console", b"#!/usr/bin/env php\n<?php\n", "php"),
    ("bin/odd", b"#!\n", ""),
    ("bin/odd", b"#!/opt/frobnicate\n", ""),
    ("config/db.inc", b"<?php\n$key = 1;\n", "php"),
    ("feed", b"\xef\xbb\xbf<?xml version='1.0'?>", "xml"),
    ("page", b"\n <!DOCTYPE html>\n", "html"),
    ("lang/es.ts", b"<?xml version='1.0'?>\n<!DOCTYPE TS>", "xml"),
    ("proxy.conf", b"upstream api {\n  server 10.0.0.1;\n}\n", "nginx"),
    ("proxy.conf", b"# comment\nserver {\n  listen 443;\n}\n", "nginx"),
    ("worker.conf", b"; comment\n[program:worker]\ncommand=run\n", "ini"),
    ("app.conf", b"key { a = 1 }\n", ""),
    ("data.txt", b"plain words\n", ""),
]


@pytest.mark.parametrize(("path", "language"), BY_NAME.items())
def test_a_name_tells_the_language(path: str, language: str) -> None:
    assert language_of(path, b"") == language


@pytest.mark.parametrize(("path", "head", "language"), BY_HEAD)
def test_the_beginning_tells_where_the_name_does_not(path: str, head: bytes, language: str) -> None:
    assert language_of(path, head) == language


@given(st.text(max_size=40), st.binary(max_size=60))
def test_any_name_and_any_bytes_have_an_answer(path: str, head: bytes) -> None:
    assert language_of(path, head) == language_of(path.upper().lower(), head) or path != path.upper().lower()


def test_a_conf_that_is_all_comments_is_told_at_once() -> None:
    head = b"# one of many settings, each of them explained   \n   \n\t\n" * 80
    assert language_of("etc/postgresql.conf", head) == ""
    assert language_of("etc/shop.conf", head + b"[section]\nname = 1\n") == "ini"
