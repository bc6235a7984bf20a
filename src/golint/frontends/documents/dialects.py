"""What a configuration file configures, told from its name and its content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from golint.frontends.documents.scan import Entry
from golint.lazily import compiled

_BY_FORMAT = {"dockerfile": "dockerfile", "nginx": "nginx", "procfile": "procfile"}

# The first pattern that fits the end of the path wins, if the syntax is one of those given.
_BY_NAME = tuple(
    (dialect, formats, compiled(pattern, re.I))
    for dialect, formats, pattern in (
        ("compose", "yaml", r"(?:^|/)(?:docker-)?(?:compose|stack)[\w.-]*\.ya?ml$"),
        ("github-workflow", "yaml", r"(?:^|/)\.github/workflows/[^/]+\.ya?ml$"),
        ("github-action", "yaml", r"(?:^|/)action\.ya?ml$"),
        ("gitlab-ci", "yaml", r"(?:^|/|\.)\.?gitlab-ci\.ya?ml$"),
        ("circleci", "yaml", r"(?:^|/)\.circleci/[^/]+\.ya?ml$"),
        ("azure-pipelines", "yaml", r"(?:^|/)azure-pipelines[\w.-]*\.ya?ml$"),
        ("bitbucket-pipelines", "yaml", r"(?:^|/)bitbucket-pipelines\.ya?ml$"),
        ("travis", "yaml", r"(?:^|/)\.travis\.ya?ml$"),
        ("codebuild", "yaml", r"(?:^|/)buildspec[\w.-]*\.ya?ml$"),
        ("serverless", "yaml json", r"(?:^|/)serverless(?:[.-][\w.-]+)?\.(?:ya?ml|json)$"),
        ("render", "yaml", r"(?:^|/)render\.ya?ml$"),
        ("digitalocean", "yaml", r"(?:^|/)\.do/[^/]+\.ya?ml$"),
        ("npm", "json", r"(?:^|/)package\.json$"),
        ("firebase", "json", r"(?:^|/)(?:firebase\.json|\.firebaserc|google-services\.json|\.runtimeconfig\.json)$"),
        ("vercel", "json", r"(?:^|/)(?:vercel|now)\.json$"),
        ("netlify", "toml", r"(?:^|/)netlify\.toml$"),
        ("fly", "toml", r"(?:^|/)fly[\w.-]*\.toml$"),
        ("wrangler", "toml json", r"(?:^|/)wrangler[\w.-]*\.(?:toml|jsonc?)$"),
        ("dotnet", "json", r"(?:^|/)appsettings[\w.-]*\.json$"),
        ("spring", "yaml properties", r"(?:^|/)(?:application|bootstrap)[\w.-]*\.(?:ya?ml|properties)$"),
        ("terraform", "hcl json", r"\.(?:tf|tfvars|tofu)(?:\.json)?$"),
        ("helm", "yaml", r"(?:^|/)(?:chart\.ya?ml|values[\w.-]*\.ya?ml|[\w.-]*values\.ya?ml)$"),
    )
)
_XML_ROOTS = {
    "resources": "android", "manifest": "android", "project": "maven", "configuration": "dotnet",
    "plist": "plist", "beans": "spring", "web-app": "servlet",
}  # fmt: skip


def recognise(path: str, syntax: str, entries: Sequence[Entry]) -> str:
    """The dialect, or "" where the file is nothing that golint knows by name."""
    if syntax in _BY_FORMAT:
        return _BY_FORMAT[syntax]
    for dialect, formats, pattern in _BY_NAME:
        if syntax in formats.split() and pattern.search(path):
            return dialect
    match syntax:
        case "xml":
            root = next((str(step) for entry in entries[:1] for step in entry.path if isinstance(step, str)), "")
            return _XML_ROOTS.get(root, "")
        case "yaml" | "json":
            return _by_content(path, entries)
    return ""


def _by_content(path: str, entries: Sequence[Entry]) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    roots = {tuple(step for step in entry.path if isinstance(step, str))[:3] for entry in entries}
    tops = {root[0] for root in roots if root}
    if {"apiVersion", "kind"} <= tops:
        return "kubernetes"
    if tops & {"AWSTemplateFormatVersion", "Resources"}:
        return "cloudformation"
    if "containerDefinitions" in tops:
        return "ecs"
    if any(root[0] == "services" and root[-1] in ("image", "build") for root in roots if len(root) == 3):
        return "compose"
    if "jobs" in tops and any(root[0] == "jobs" and root[-1] in ("runs-on", "steps") for root in roots if len(root) == 3):
        return "github-workflow"
    if name in ("app.yaml", "app.yml") and tops & {"runtime", "env_variables"}:
        return "app-engine"
    if name == "app.json":
        return "expo" if "expo" in tops else "heroku"
    if "service" in tops and "provider" in tops and "functions" in tops:
        return "serverless"
    return ""
