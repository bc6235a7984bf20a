"""Tells the environment that a file configures or runs in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

from golint.context.names import Globs, Texts, globs, phrase, texts_of, words_of
from golint.lazily import compiled
from golint.model import Stage


class Stages(Struct, frozen=True):
    """The table `stage` of words.toml. Docs come before tests, tests before sandbox and production, whose nearest word wins."""

    lists: Mapping[str, frozenset[str]]
    docs: Mapping[str, frozenset[str]]
    test: Mapping[str, frozenset[str]]
    sandbox: Mapping[str, frozenset[str]]
    production: Mapping[str, frozenset[str]]
    docs_files: Globs
    test_files: Globs
    camel: re.Pattern[str]
    exceptions: re.Pattern[str]
    production_globs: Globs
    hints: Texts
    variables: re.Pattern[bytes]
    vocabulary: frozenset[str]

    @classmethod
    def from_words(cls, stage: Mapping[str, Any]) -> Stages:
        docs, test, sandbox, production = (_sets(stage[name]) for name in ("docs", "test", "sandbox", "production"))
        return cls(
            _sets({key: value for key, value in stage.items() if isinstance(value, list)}),
            docs,
            test,
            sandbox,
            production,
            globs(stage["docs"]["files"]),
            globs(stage["test"]["files"]),
            compiled(rf"(?:[a-z0-9])(?:{'|'.join(stage['test']['camel_words'])})\Z"),
            compiled("|".join(rf"(?<![a-z]){text.replace(' ', '[._-]?')}(?![a-z])" for text in stage["test"]["except"])),
            globs(stage["production"]["globs"]),
            texts_of(stage["settings_hints"]),
            _assignments(stage["variables"]),
            test["words"] | test["last_words"] | sandbox["words"] | sandbox["weak"] | production["words"] | production["weak"],
        )

    def of(self, path: str, head: bytes, language: str) -> Stage:
        """The stage of a file; unknown where nothing tells, or where two say different things."""
        *folders, name = self.without_packages(path).split("/")
        stem = self._stem(name)
        config = language in self.lists["config_languages"]
        if self._is_docs(folders, name, language, config):
            return Stage.DOCS
        if self._is_test(folders, name, stem, language, config):
            return Stage.TEST
        if self.production_globs.search(f"/{path.lower()}"):
            return Stage.PRODUCTION
        named = self._by_words([*folders, stem], config, head)
        return named or (self._by_content(head) if config else None) or Stage.UNKNOWN

    def without_packages(self, path: str) -> str:
        """A path without the names of packages that would be taken for those of folders."""
        for root in self.lists["package_roots"]:
            above, found, below = path.partition(root)
            if found:
                *folders, name = below.split("/")
                return "/".join((above + root.rstrip("/"), *(f for f in folders if f not in self.lists["package_names"]), name))
        return path

    def _stem(self, name: str) -> str:
        """The name without its extension, unless that is a word about stages (".env.live")."""
        stem, _, extension = name.rpartition(".")
        return name if not stem or extension.lower() in self.vocabulary or extension.lower() in self.docs["marks"] else stem

    def _is_docs(self, folders: Sequence[str], name: str, language: str, config: bool) -> bool:
        docs, lower = self.docs, name.lower()
        if (
            language in docs["languages"]
            or self.docs_files.search(lower)
            or any(folder.lower() in docs["directories"] for folder in folders)
        ):
            return True
        marks = docs["marks"] | (docs["dotenv_marks"] if language == "dotenv" else frozenset())
        return not marks.isdisjoint(words_of(name) if config else lower.split(".")[1:])

    def _is_test(self, folders: Sequence[str], name: str, stem: str, language: str, config: bool) -> bool:
        test = self.test
        if any(folder.lower() in test["directories"] or not test["words"].isdisjoint(self._tested(folder)) for folder in folders):
            return True
        if self.test_files.search(self.exceptions.sub("", name.lower())):
            return True
        if language in test["camel_languages"]:
            return bool(self.camel.search(stem))
        words = self._tested(stem)
        return config and not (test["words"].isdisjoint(words) and test["last_words"].isdisjoint(words[-1:]))

    def _tested(self, name: str) -> Sequence[str]:
        """The words of a name, those phrases taken out that are no test."""
        words = words_of(name)
        text = phrase(words)
        for exception in self.test["except"]:
            text = text.replace(f" {exception} ", " ")
        return text.split()

    def _by_words(self, segments: Sequence[str], config: bool, head: bytes) -> Stage | None:
        for at in range(len(segments) - 1, -1, -1):
            found = self._of_segment(segments, at, config, head)
            if found:
                return found
        return None

    def _of_segment(self, segments: Sequence[str], at: int, config: bool, head: bytes) -> Stage | None:
        """What one name says. In code, and for weak words in folders, it must itself, or a neighbour must, speak of configuration."""
        words, is_file = words_of(segments[at]), at == len(segments) - 1
        strong, weak = self._strong(words), self._weak(words)
        if not is_file and segments[at].lower() in self.sandbox["directories"]:
            return Stage.SANDBOX
        if config and (strong or is_file):
            return strong or weak
        if not (strong or weak):
            return None
        near = [word for segment in segments[max(0, at - 1) : at + 2] for word in words_of(segment)]
        backed = not self.lists["config_words"].isdisjoint(near) or not self.lists["config_names"].isdisjoint(words)
        alone = is_file and self.vocabulary.issuperset(words) and self.hints.stand_in(head)
        return (strong or weak) if backed or alone else None

    def _strong(self, words: Collection[str]) -> Stage | None:
        sandbox, production = self.sandbox, self.production
        text = phrase(words)
        if any(f" {each} " in text for each in sandbox["phrases"]):
            return Stage.SANDBOX
        in_sandbox, in_production = not sandbox["words"].isdisjoint(words), not production["words"].isdisjoint(words)
        if in_sandbox == in_production:
            return None
        return Stage.SANDBOX if in_sandbox else Stage.PRODUCTION

    def _weak(self, words: Sequence[str]) -> Stage | None:
        sandbox, production = self.sandbox, self.production
        if not (sandbox["words"] | production["words"]).isdisjoint(words):
            return None
        last = next((word for word in reversed(words) if word not in self.lists["config_words"]), "")
        if last in production["weak"]:
            return Stage.PRODUCTION
        return Stage.SANDBOX if last in sandbox["weak"] else None

    def _by_content(self, head: bytes) -> Stage | None:
        """What the settings that select an environment say, if they agree."""
        values = {words_of(match[1].decode("ascii", "replace")) for match in self.variables.finditer(head)}
        stages = {self._of_value(value) for value in values}
        return stages.pop() if len(stages) == 1 else None

    def _of_value(self, words: Sequence[str]) -> Stage | None:
        return Stage.TEST if not self.test["words"].isdisjoint(words) else self._strong(words) or self._weak(words)


def _sets(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in table.items()}


def _assignments(variables: Sequence[str]) -> re.Pattern[bytes]:
    """Finds the word that one of the variables is given: NAME=word, NAME: word, ENV NAME word; or `value: word` below `name: NAME`."""
    names = "|".join(map(re.escape, variables))
    start = r"^[ \t\"'-]*(?:export +|ENV +|ARG +|set +|env +)?(?:name: *[\"']?)?"
    between = r"[\"']?(?:[ \t]*[=:][ \t]*|[ \t]+|[ \t]*\n[ \t]*value: *)[\"']?"
    return compiled(f"{start}(?:{names}){between}([A-Za-z]+)".encode(), re.MULTILINE)
