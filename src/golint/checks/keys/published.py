"""Places of a file whose values are built into what a browser or an app gets, wherever the file itself stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.facts import Document
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

_BUNDLER = compiled(
    r"^(?:vite|webpack|next|nuxt|rollup|esbuild|rspack|vue|craco|metro|babel|app|quasar|astro|electron\.vite)\.(?:config|conf)\."
    r"|^(?:webpack|vite|rspack)[\w.-]*\.[cm]?[jt]s$|^(?:gatsby-node|esbuild|build)\.[cm]?[jt]s$"
)
_APP = compiled(rb"\b(?:expo|slug|ExpoConfig|defineAppConfig)\b")  # a server may have an app.config of its own
_DEFINE = compiled(
    rb"(?:\b(?:define|publicRuntimeConfig|env|public|extra)\s*+:\s*+|(?:DefinePlugin|EnvironmentPlugin|\breplace)\(\s*+)"
    rb"(?P<block>[{\[](?:[^{}\[\]]++|\$?\{[^{}]{0,500}+\}|\[[^\[\]]{0,500}+\]){0,400})"
)
_NAME = compiled(rb"(?<![A-Za-z0-9_$])(?P<name>[A-Z][A-Z0-9_]{5,80})(?![A-Za-z0-9_])")
# What is built into an app by name: Gradle's fields and resources, Dart's defines and packed variables, React Native's variables.
_BUILT_IN = (
    (
        compiled(r"\.gradle(?:\.kts)?$"),
        rb"""\b(?:buildConfigField|resValue)\b[\s(]*+["'][\w.]{1,40}["']\s*+,\s*+["'](?P<name>\w{6,80})["']""",
    ),
    (compiled(r"\.gradle(?:\.kts)?$"), rb"""\bmanifestPlaceholders\b[^\n]{0,200}?\b(?P<name>[A-Za-z]\w{5,80})["']?\]?\s*+[:=]"""),
    (compiled(r"\.dart$"), rb"""\bString\.fromEnvironment\(\s*+["'](?P<name>\w{6,80})["']"""),
    (compiled(r"\.dart$"), rb"""\b(?:dotenv|DotEnv\(\))(?:\.env)?(?:\[|\.(?:get|maybeGet)\()\s*+["'](?P<name>\w{6,80})["']"""),
    (
        compiled(r"\.(?:[jt]sx?|mjs)$"),
        rb"""\bimport\s*+\{[^{}]{0,1000}?\b(?P<name>[A-Z][A-Z0-9_]{5,80})\b[^{}]{0,1000}\}\s*+from\s*+["']@env["']""",
    ),
    (compiled(r"\.plist$"), rb"\$[({](?P<name>[A-Z][A-Z0-9_]{5,80})[)}]"),
    (compiled(r""), rb"""--dart-define[= ]["']?(?P<name>\w{6,80})="""),
)
_PATTERNS = tuple((path, compiled(pattern)) for path, pattern in _BUILT_IN)
_READS_CONFIG = compiled(rb"""["']react-native-config["']""")
_CONFIG = compiled(rb"(?<![\w.$])Config\.(?P<name>[A-Z][A-Z0-9_]{5,80})\b")
# A page that PHP writes, and a setting that it puts into a script there; in a form the shop's own people may see it.
_SHOWN = compiled(rb"""(?:\{\{|\{!!|<\?=|<\?php\s++echo)\s*+(?:env|config|getenv)\(\s*+["'](?P<name>[\w.-]{6,80})["']""")
_LINE = compiled(rb"\b(?:buildConfigField|resValue|manifestPlaceholders)\b|--dart-define")


def names(view: FileView) -> Iterator[tuple[bytes, Span]]:
    """The names of the values that are built in, with their places."""
    data = view.source.data
    for start, end in _defines(view):
        for match in _NAME.finditer(data, start, end):
            yield match["name"], Span(*match.span())
    if view.source.path.endswith(".php") and b"<script" in data:
        shown = (
            match for match in _SHOWN.finditer(data) if data.rfind(b"<script", 0, match.start()) > data.rfind(b"</script", 0, match.start())
        )
        yield from ((match["name"], Span(*match.span("name"))) for match in shown)
    patterns = [pattern for path, pattern in _PATTERNS if path.search(view.source.path)]
    if view.source.path.endswith((".js", ".jsx", ".ts", ".tsx")) and _READS_CONFIG.search(data):
        patterns.append(_CONFIG)
    for pattern in patterns:
        for match in pattern.finditer(data):
            yield match["name"], Span(*match.span("name"))


def holds(view: FileView, span: Span) -> bool:
    """Whether a value stands where it is built in."""
    data, start = view.source.data, span.start
    line = data[data.rfind(b"\n", 0, start) + 1 : start]
    if _LINE.search(line):
        return True
    if any(begin <= start < end for begin, end in _defines(view)):
        return True
    return _is_extra(view, span) or is_packed(view)


def is_packed(view: FileView) -> bool:
    """Whether an app of Flutter packs the file as it is."""
    path = PurePosixPath(view.source.path)
    if not path.name.startswith((".env", "env")) and path.suffix not in (".env", ".json"):
        return False
    for folder in path.parents:
        manifest = str(folder / "pubspec.yaml")
        if manifest in view.project:
            document = view.project.document(manifest)
            listed = (one.value.removeprefix("./") for one in document.settings if one.path == ("flutter", "assets")) if document else ()
            inner = str(path.relative_to(folder))
            return any(inner == one or (one.endswith("/") and inner.startswith(one)) for one in listed)
    return False


def _is_extra(view: FileView, span: Span) -> bool:
    """Whether a value stands in what an app of Expo carries with it."""
    if PurePosixPath(view.source.path).name not in ("app.json", "app.config.json") or not isinstance(view.facts, Document):
        return False
    return any("extra" in setting.path and setting.span.overlaps(span) for setting in view.facts.settings)


def _defines(view: FileView) -> Iterator[tuple[int, int]]:
    """A bundler's lists of values to copy into the code."""
    name = PurePosixPath(view.source.path).name
    if _BUNDLER.match(name) and (not name.startswith("app.") or _APP.search(view.source.data)):
        yield from (block.span("block") for block in _DEFINE.finditer(view.source.data))
