"""The overview of a fleet as one HTML file, made of the same parts as the report of one repository."""

from __future__ import annotations

from importlib.resources import files

from golint.formats.fleet import wording
from golint.formats.fleet.html.keys import keys
from golint.formats.fleet.html.repositories import repositories, signed
from golint.formats.fleet.html.rules import rules
from golint.formats.readiness.html import controls, document, pieces, resource
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.formats.summary import counted
from golint.readiness.fleet import Fleet, Outcome

_WORDS = {
    Outcome.NOT_READY: "not ready",
    Outcome.FAILED: "not audited",
    Outcome.PENDING: "not audited yet",
    Outcome.RISKS: "ready with risks",
}


def render(fleet: Fleet) -> str:
    """The page. It holds no time of its own and no order of chance."""
    title = f"{_word(fleet)[1]}: go-live readiness of {_number(fleet)}, {fleet.date}"
    style = Markup(resource("report.css").text + _own("fleet.css"))
    script = Markup(resource("report.js").text + _own("fleet.js"))
    return document(title, fleet.tool, _body(fleet), style, script)


def _own(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _body(fleet: Fleet) -> Markup:
    parts = [repositories(fleet), keys(fleet), rules(fleet)]
    main = element("main", {"id": "main", "tabindex": -1}, parts)
    side = element("div", {"class": "side"}, _finder(fleet), _contents(fleet))
    skip = element("a", {"class": "skip", "href": "#main"}, "Skip to the overview")
    return element("body", {"class": "fleet"}, skip, resource("symbols.svg"), _masthead(fleet), side, main, _footer(fleet))


def _masthead(fleet: Fleet) -> Markup:
    name, word = _word(fleet)
    words = element("div", None, element("p", {"class": "word"}, word), element("p", {"class": "reason"}, wording.headline(fleet)))
    numbers = [(signed(outcome)[0], signed(outcome)[1], number) for outcome, number in wording.tally(fleet).items()]
    date = element("div", None, element("dt", None, "Date"), element("dd", None, element("time", {"datetime": fleet.date}, fleet.date)))
    return element(
        "header",
        {"class": "masthead"},
        controls.tools(),
        element("p", {"class": "kicker"}, "Go-live readiness of a fleet"),
        element("h1", None, _number(fleet)),
        element("dl", {"class": "facts"}, date),
        element("div", {"class": f"verdict {name}"}, pieces.symbol(name), words, element("div", {"class": "sum"}, pieces.strip(numbers))),
        _alarms(fleet),
    )


def _word(fleet: Fleet) -> tuple[str, str]:
    """The sign and the words for what wants somebody most."""
    numbers = wording.tally(fleet)
    for outcome, words in _WORDS.items():
        if number := numbers.get(outcome):
            return signed(outcome)[0], f"{number:,} {words}"
    return ("pass", "All ready") if Outcome.READY in numbers else ("na", "Nothing to audit")


def _number(fleet: Fleet) -> str:
    number = len(fleet.entries)
    return "1 repository" if number == 1 else f"{number:,} repositories"


def _alarms(fleet: Fleet) -> Child:
    partly = sum(not entry.complete for entry in fleet.entries)
    alarms = [f"A part of the check failed in {_of(partly)}, so a fault may be missing; the table names them."] if partly else []
    if not fleet.compared:
        alarms.append("The run was broken off: not all keys have been compared yet. The next run goes on.")
    return [element("p", {"class": "alarm"}, words) for words in alarms]


def _of(number: int) -> str:
    return "one repository" if number == 1 else f"{number:,} repositories"


def _finder(fleet: Fleet) -> Markup:
    providers = {part.provider: part.name for entry in fleet.entries for part in entry.parts}
    options = sorted(providers.items(), key=lambda pair: pair[1].lower())
    choice = controls.choice("Provider", options) if len(options) > 1 else None
    kinds = controls.boxes("Outcome", [(signed(outcome)[0], signed(outcome)[1]) for outcome in wording.tally(fleet)])
    return controls.finder("repositories", len(fleet.entries), [choice, kinds])


def _contents(fleet: Fleet) -> Markup:
    has = {"repositories": True, "keys": bool(fleet.keys), "rules": any(entry.counts for entry in fleet.entries)}
    titles = {"repositories": "Repositories", "keys": "Keys in several repositories", "rules": "Findings by rule"}
    links = [element("li", None, element("a", {"href": f"#{name}"}, title)) for name, title in titles.items() if has[name]]
    return element("nav", {"aria-label": "Contents"}, element("ul", {"class": "plain"}, links))


def _footer(fleet: Fleet) -> Markup:
    made = element(
        "p", None, "Made by ", element("strong", None, f"golint {fleet.tool}"), " with the rules of digest ", pieces.code(fleet.digest), "."
    )
    promise = "golint reads files; it has not run the shops. Keys are masked, and compared by digests whose salt is thrown away."
    took = sum(entry.seconds for entry in fleet.entries)
    spent = element("p", None, f"{counted(round(took), 'second')} of work in all.") if took else None
    return element("footer", {"class": "foot"}, made, element("p", None, promise), spent)
