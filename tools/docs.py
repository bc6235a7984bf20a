"""Builds the documentation site: README, docs/, and one page for each rule, as plain HTML that needs no network.

Usage: docs.py [--strict] FOLDER. With --strict a broken link, a rule without examples or an unclosed marker fails the build.
"""

from __future__ import annotations

import html
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from golint import catalog
from golint.catalog import Catalog
from golint.catalog.rules import Example, Rule

ROOT = Path(__file__).resolve().parent.parent
LEVELS = {"launch": "before going live", "practice": "good practice", "audit": "audits"}
STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem 1.5rem 4rem; }
nav { border-bottom: 1px solid var(--line); margin-bottom: 2rem; padding-bottom: .6rem; }
nav a { margin-right: 1rem; }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--soft); overflow-x: auto; padding: .8rem 1rem; }
:not(pre) > code { background: var(--soft); padding: .1em .3em; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
mark { background: #f5c54288; color: inherit; }
.fault { border-left: 4px solid #c33; }
.sound { border-left: 4px solid #393; }
.note { border-left: 4px solid #b80; }
"""
LINKS = (
    ("index.html", "golint"),
    ("rules/index.html", "Rules"),
    ("providers.html", "Providers"),
    ("languages/index.html", "Languages"),
    ("configuration.html", "Configuration"),
    ("ci.html", "Hooks and CI"),
    ("fleet.html", "Many repositories"),
    ("contributing.html", "Contributing"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site. `source` is its path in the repository, from which its links are written; `output` its path on the site."""

    source: str
    output: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """The pages by source, and what was found wrong while they were rendered."""

    pages: Mapping[str, Page]
    problems: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def render(self, page: Page) -> str:
        """The HTML of one page. Links to pages lead to the site; a link to nothing is a problem."""
        tokens = _markdown().parse(page.text)
        for token in _flat(tokens):
            if token.type == "link_open":
                token.attrSet("href", self._target(page, str(token.attrGet("href"))))
            if token.type == "image" and urlsplit(str(token.attrGet("src"))).netloc:
                self.problems.append(f"{page.source}: the image {token.attrGet('src')} is not part of the site")
        _name_headings(tokens)
        markdown = _markdown()
        return _html(page, markdown.renderer.render(tokens, markdown.options, {}))

    def _target(self, page: Page, link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return link
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), parts.path)) if parts.path else page.source
        target = self.pages.get(source)
        if target is None and not (ROOT / source).is_file():
            self.problems.append(f"{page.source}: the link {link} leads nowhere")
            return link
        if target is None:
            self.files.add(source)
            return posixpath.relpath(source, posixpath.dirname(page.output) or ".")
        if parts.fragment and parts.fragment not in set(_anchors(target.text)):
            self.problems.append(f"{page.source}: {target.source} has no heading #{parts.fragment}")
        path = posixpath.relpath(target.output, posixpath.dirname(page.output) or ".")
        return f"{path}#{parts.fragment}" if parts.fragment else path


def pages(known: Catalog) -> Iterator[Page]:
    """Every page of the site, front page first."""
    for name, output in (("README.md", "index.html"), ("CONTRIBUTING.md", "contributing.html"), ("CHANGELOG.md", "changelog.html")):
        yield _file(ROOT / name, output)
    yield _file(ROOT / "SECURITY.md", "security.html")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield _file(path, path.relative_to(ROOT / "docs").with_suffix(".html").as_posix())
    yield Page("rules/README.md", "rules/index.html", "Rules", "\n".join(_index(known.rules.values())))
    for rule in known.rules.values():
        yield Page(f"rules/{rule.family}/{rule.id}.md", f"rules/{rule.id}.html", rule.title, "\n".join(_rule(rule)))
        for language, examples in rule.further_examples.items():
            title, text = f"{rule.title}: {language}", "\n".join(_further(rule, language, examples))
            yield Page(f"rules/{rule.family}/{rule.id}/{language}.md", f"rules/{rule.id}/{language}.html", title, text)
    yield Page("rules/providers/README.md", "providers.html", "Providers", "\n".join(_providers(known)))


def _file(path: Path, output: str) -> Page:
    text = path.read_text("utf-8")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return Page(path.relative_to(ROOT).as_posix(), output, heading[1] if heading else path.stem, text)


def _index(known: Collection[Rule]) -> Iterator[str]:
    yield f"# Rules\n\ngolint knows {len(known)} rules. `golint explain RULE` shows the same pages in a terminal.\n"
    for family in sorted({rule.family for rule in known}):
        yield f"## {family}\n\n| rule | what it finds | level | severity |\n|---|---|---|---|"
        for rule in known:
            if rule.family == family:
                yield f"| [{rule.id}]({family}/{rule.id}.md) | {rule.title} | {LEVELS[rule.level]} | {rule.severity} |"
        yield ""


def _rule(rule: Rule) -> Iterator[str]:
    yield f"# {rule.title}\n\n`{rule.id}` · {rule.severity} · precision {rule.precision} · {LEVELS[rule.level]}"
    if rule.cwe:
        yield "· " + ", ".join(f"[CWE-{number}](https://cwe.mitre.org/data/definitions/{number}.html)" for number in rule.cwe)
    yield f"\n{rule.body}\n\n## Examples\n"
    yield from _examples(rule.leading_examples)
    if further := ", ".join(f"[{language}]({rule.id}/{language}.md)" for language in rule.further_examples):
        yield f"More of them: {further}.\n"
    yield f"To accept one: `golint: ignore[{rule.id}] -- the reason` in a comment on the line. [All rules](../README.md)"


def _further(rule: Rule, language: str, examples: Sequence[Example]) -> Iterator[str]:
    yield f"# {rule.title}: {language}\n\nMore examples of [{rule.id}](../{rule.id}.md).\n"
    yield from _examples(examples)


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    words = {"fault": "Reported:", "sound": "Not reported:", "note": "Reported as a note at most:"}
    for example in examples:
        yield words[example.expect] + "\n"
        for path, text in example.shown:
            yield f"`{path}`\n\n````{example.language} {example.expect}\n{text.rstrip()}\n````\n"


def _providers(known: Catalog) -> Iterator[str]:
    yield "# Providers\n\nWhat golint knows of each payment provider. An unknown fact silences the rules that need it.\n"
    yield "| provider | key formats | hosts | money calls | webhook proof | idempotency |\n|---|---|---|---|---|---|"
    for provider in sorted(known.providers.values(), key=lambda one: one.name.lower()):
        proof = ", ".join(sorted({webhook.mode for webhook in provider.webhooks})) or "unknown"
        numbers = f"{len(provider.keys)} | {len(provider.hosts)} | {len(provider.money)}"
        yield f"| {provider.name} | {numbers} | {proof} | {provider.idempotency.supported} |"


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("fence", _fence)
    return markdown


def _fence(_: object, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    """A code block; « » become marks in an example."""
    kinds = set(tokens[at].info.split()) & {"fault", "sound", "note"}
    code = html.escape(tokens[at].content)
    if kinds:
        code = code.replace("«", "<mark>").replace("»", "</mark>")
    return f'<pre class="{" ".join(kinds)}"><code>{code}</code></pre>\n'


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _name_headings(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _slug(tokens[at + 1].content))


def _anchors(text: str) -> Iterator[str]:
    tokens = _markdown().parse(text)
    return (_slug(tokens[at + 1].content) for at, token in enumerate(tokens) if token.type == "heading_open")


def _slug(heading: str) -> str:
    """The anchor that GitHub gives a heading, so that links work in both places."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _html(page: Page, body: str) -> str:
    up = posixpath.relpath(".", posixpath.dirname(page.output) or ".")
    bar = "".join(f'<a href="{up}/{path}">{name}</a>' for path, name in LINKS)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(page.title)} · golint</title>\n<style>{STYLE}</style>\n<nav>{bar}</nav>\n<main>\n{body}</main>\n</html>\n"
    )


def build(folder: Path) -> list[str]:
    """Write the site and return what is wrong with it."""
    known = catalog.load()
    site = Site({page.source: page for page in pages(known)})
    site.problems.extend(f"{rule.source}: the page has no examples" for rule in known.rules.values() if not rule.examples)
    shutil.rmtree(folder, ignore_errors=True)
    for page in site.pages.values():
        target = folder / page.output
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(site.render(page), "utf-8")
    for name in sorted(site.files):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    print(f"{len(site.pages)} pages in {os.path.relpath(folder)}")
    return site.problems


def main(arguments: Sequence[str]) -> int:
    """Build, say what is wrong, and fail on it when --strict is given."""
    (folder,) = (argument for argument in arguments if argument != "--strict")
    problems = build(Path(folder))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems and "--strict" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
