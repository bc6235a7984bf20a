"""Tells by their shape the trees that others wrote and the files that are no text.

Output of a front-end's build (dist/, build/) is no such tree: what is committed there is served, and is looked at for keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

VENDORED = frozenset({
    "node_modules", "bower_components", "jspm_packages", "web_modules", "elm-stuff", ".yarn", ".pnpm-store",
    "site-packages", "dist-packages", "__pypackages__", "__pycache__", ".venv", ".tox", ".nox", ".eggs",
    "Pods", "Carthage", "DerivedData", ".bundle", ".gradle", ".terraform", ".dart_tool", ".pub-cache", "wp-includes", "wp-admin",
    "phpseclib",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".git", ".hg", ".svn", "CVS",
})  # fmt: skip
_VENDORED_ENDS = (".dist-info", ".egg-info", ".egg")
# What shows by lying in it that a folder is vendored: any folder, and one called "vendor".
_MARKER = "pyvenv.cfg"
_VENDOR_MARKERS = ("autoload.php", "modules.txt", "bundle")

BINARY = frozenset({
    "png", "jpg", "jpeg", "gif", "bmp", "ico", "icns", "webp", "avif", "heic", "tif", "tiff", "psd", "ai", "eps", "sketch", "fig",
    "xcf", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "ogg", "ogv", "wav", "flac",
    "aac", "zip", "gz", "tgz", "bz2", "xz", "zst", "lz4", "7z", "rar", "tar", "jar", "war", "ear", "apk", "aab", "ipa", "whl", "gem",
    "nupkg", "deb", "rpm", "dmg", "iso", "phar", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "pyc", "pyo", "pyd",
    "class", "so", "dll", "dylib", "exe", "pdb", "o", "a", "lib", "obj", "wasm", "node", "sqlite", "sqlite3", "mdb", "rdb", "parquet",
    "npy", "npz", "pkl", "pickle", "onnx", "pt", "h5", "mo", "gmo", "lockb", "swf", "keystore", "jks", "p12", "pfx", "snk", "glb",
    "gltf", "fbx", "stl", "blend", "ds_store",
})  # fmt: skip


def is_binary(path: str) -> bool:
    """Whether the extension alone says that the file holds no text."""
    return path.rpartition(".")[2].lower() in BINARY


def is_vendored(name: str, entries: Iterable[str] = ()) -> bool:
    """Whether a folder of this name, with these names in it, holds what others wrote."""
    if name in VENDORED or name.endswith(_VENDORED_ENDS):
        return True
    return _MARKER in entries or (name == "vendor" and any(marker in entries for marker in _VENDOR_MARKERS))


class Vendored:
    """The same for a list of paths: answers in which vendored tree a path lies. The folder that the paths start from is never one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._trees: dict[str, str] = {"": ""}
        self._marked = frozenset(_marked(paths))

    def tree_of(self, path: str) -> str:
        """The outermost vendored folder above a path; "" if there is none."""
        return self._of_folder(path.rpartition("/")[0])

    def _of_folder(self, folder: str) -> str:
        if folder not in self._trees:
            parent, _, name = folder.rpartition("/")
            own = folder if folder in self._marked or is_vendored(name) else ""
            self._trees[folder] = self._of_folder(parent) or own
        return self._trees[folder]


def _marked(paths: Iterable[str]) -> Iterator[str]:
    """The folders that something in them shows to be vendored."""
    for path in paths:
        if path.endswith(_MARKER) or "vendor/" in path:
            parts = path.split("/")
            yield from ("/".join(parts[:at]) for at in range(1, len(parts)) if is_vendored(parts[at - 1], parts[at : at + 1]))
