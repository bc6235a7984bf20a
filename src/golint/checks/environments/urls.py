"""Sandbox hosts, and a developer's own machine, where customers and money are meant to go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint.catalog import words
from golint.checks.environments.answers import sandbox_answers
from golint.checks.environments.fallbacks import wrong_choices
from golint.checks.environments.given import is_replaced, used_anyway
from golint.checks.environments.hosts import Seen, environments, hosts, local, within
from golint.checks.environments.mentions import Around, Mention, mentions
from golint.checks.environments.own_fields import field_of, own_fields
from golint.checks.environments.own_names import sandbox_names
from golint.checks.environments.packed import is_given, is_packed
from golint.checks.environments.pages import asked_by_pages
from golint.checks.environments.settings import fixed_settings
from golint.checks.environments.sites import Site, remarks, sites
from golint.checks.environments.switches import fixed_switches
from golint.checks.environments.words import names_return, names_route, names_sandbox
from golint.checks.subject import concerns_payments, is_trial
from golint.facts import Document, Literal, Name, Program, Template
from golint.lazily import compiled
from golint.model import Hit, Precision, Severity, Side, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_SIDE_BY_SIDE = 3  # lines
_LISTED = compiled(
    r"csp|content_?security|allow|cors|origin|white_?list|connect_?src|script_?src|trusted|hosts?$|domains$|dashboard|docs?$|help|link",
    re.IGNORECASE,
)
_BACK = compiled(
    rb"/[\w./-]*(?<![a-z])(?:web-?_?hooks?|callbacks?|ipn|notif(?:y|ications?)|success|failure|cancel(?:led)?|thank-?_?you|redirect|return)(?![a-z])",
    re.IGNORECASE,
)
_LOGIN = compiled(rb"/(?:o?auth2?|log-?in|sign-?in|sso|saml)(?:[/-]|\b)", re.IGNORECASE)
_CALLED_BACK = compiled(r"call_?back|redirect", re.IGNORECASE)
_LONGEST = 300  # bytes of a path
_PICTURE = compiled(rb"""[^\s"'`]*\.(?:svg|png|jpe?g|gif|webp|ico)\b""", re.IGNORECASE)

_PROBLEMS = {
    None: "the developer's own machine",
    "tunnel": "a tunnel to a developer's machine",
    "workspace": "the workspace in which somebody develops it",
    "network": "a machine in a private network",
    "blank": "a name out of a manual, for which the shop's own was never put in",
}
_LOST = "customers and webhooks never arrive at the shop"
_UNHEARD = "each customer's browser asks the machine that it runs on, and nobody can pay"


def sandbox_url_in_production(view: FileView) -> Iterator[Hit]:
    """Sandbox hosts and local addresses that nothing keeps out of production, and choices that end in the sandbox by mistake."""
    if is_trial(view.source.path) or view.language == "sql":
        return  # rows tell what was, not where requests go
    found: list[Hit] = []
    choices = tuple(wrong_choices(view))  # they name what is wrong with the hosts that they choose from
    hosts_there = () if choices else (*_sandbox_hosts(view), *sandbox_answers(view), *fixed_switches(view), *fixed_settings(view))
    named = () if choices or hosts_there else tuple(sandbox_names(view))
    for hit in (*choices, *hosts_there, *named, *_local_urls(view), *_local_variables(view)):
        if not any(hit.span.overlaps(other.span) for other in found):
            found.append(hit)
    yield from _together(view, sorted(found, key=lambda hit: hit.span))


def _together(view: FileView, hits: Sequence[Hit]) -> Iterator[Hit]:
    """One report per cause: the same host again, and return addresses that stand side by side, become places of the first."""
    held: Hit | None = None
    for hit in hits:
        if held is not None and _is_same_cause(view, held, hit):
            held = replace(held, related=(*held.related, (None, hit.span, "the same here")))
            continue
        if held is not None:
            yield held
        held = hit
    if held is not None:
        yield held


def _is_same_cause(view: FileView, first: Hit, second: Hit) -> bool:
    if first.values["problem"] != second.values["problem"] or first.provider != second.provider:
        return False
    last = max([first.span, *(span for path, span, _ in first.related if path is None)])
    gap = view.source.line_number(second.span.start) - view.source.line_number(last.start)
    return gap <= _SIDE_BY_SIDE if first.provider is None else first.values["what"] == second.values["what"]


def _sandbox_hosts(view: FileView) -> Iterator[Hit]:
    seen = hosts(view.catalog).found_in(view)
    if "sandbox" not in environments(seen):
        return
    config = isinstance(view.facts, Document)
    packed = config and view.stage is not Stage.PRODUCTION
    if packed and not is_packed(view):
        return  # which environment such a file is for, nobody can tell
    twins = set() if config else _used_in_production(view, seen)
    for site in sites(view):
        if packed and (is_given(view, site.span) or any(map(names_sandbox, site.names))):
            continue
        for one in within(seen, site.span):
            if one.environment != "sandbox" or one.provider.id in twins or _is_picture(view, one):
                continue
            if not (_has_reason(site, config) or is_replaced(view, site)):
                yield _sandbox_hit(view, one)
            elif (use := used_anyway(view, site)) is not None and not _has_reason(_unnamed(site), config):
                yield replace(_sandbox_hit(view, one), precision=Precision.MEDIUM, related=((None, use, "used here"),))


def _unnamed(site: Site) -> Site:
    """The same place, as it were under a name that says nothing."""
    return replace(site, names=site.names[:-1])


def _is_picture(view: FileView, seen: Seen) -> bool:
    """Whether an address is that of a provider's logo: no payment is made there, in whichever environment."""
    return _PICTURE.match(view.source.data, seen.span.end, seen.span.end + _LONGEST) is not None


def _used_in_production(view: FileView, seen: Sequence[Seen]) -> set[str]:
    """The providers whose production is there to be chosen; an address in a comment waits for somebody who edits the file."""
    live = [one for one in seen if one.environment == "production"]
    aside = tuple(remarks(view)) if live else ()
    return {one.provider.id for one in live if not any(one.span in remark for remark in aside)}


def _has_reason(site: Site, config: bool) -> bool:
    """Whether the sandbox is wanted here: chosen by the environment, under a name that says so, or not used as an address."""
    if config:
        return names_sandbox(site.names[-1]) if site.names else False
    return site.chosen or site.default or site.compared or any(names_sandbox(name) or _LISTED.search(name) for name in site.names)


def _sandbox_hit(view: FileView, seen: Seen) -> Hit:
    hosts_there = (h for h in seen.provider.hosts if h.environment == "production" and h.role == seen.host.role)
    written = [h.value for h in hosts_there if h.match != "regex"]  # a pattern is no address that somebody could write
    labels = set(seen.host.value.split("."))
    live = max(written, key=lambda host: len(labels & set(host.split("."))), default="")
    values = {
        "provider": seen.provider.name,
        "what": view.source.text(seen.span),
        "problem": f"the sandbox of {seen.provider.name}",
        "consequence": "no real payment is ever made",
        "remedy": f"Use `{live}` in production" if live else f"Use {seen.provider.name}'s production address in production",
        "env": f"{re.sub('[^A-Z0-9]+', '_', seen.provider.id.upper())}_BASE_URL",
    }
    severity = Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING
    return Hit(seen.span, values, provider=seen.provider.id, severity=severity)


def _local_urls(view: FileView) -> Iterator[Hit]:
    """`success_url="http://localhost:8000/thanks"` in code that charges, or in a production configuration."""
    if not _names_local(view) or not concerns_payments(view):
        return
    config = isinstance(view.facts, Document)
    if config and view.stage is not Stage.PRODUCTION:
        return
    for site in sites(view, local(view.catalog)):
        match = local(view.catalog).search(view.source.data, site.span.start, site.span.end)
        names = tuple(name for name in site.names if name)
        if match is None or match.start() - site.span.start > 4 or _is_excused(site) or _is_for_no_customer(view, site):
            continue
        if _is_of_login(view, match, site, names):
            continue
        if match["blank"] is not None and (config or any(map(names_sandbox, names))):
            continue  # a sample of settings, or of what may be sent
        told = names_route(names) or _leads_back(view, match, site)
        if told or _is_asked(view, site):
            span = Span(match.start(), _url_end(view.source.data, match.end(), site.span.end))
            yield _local_hit(view, span, names[-1] if names else "", consequence=_LOST if told else _UNHEARD)


def _is_asked(view: FileView, site: Site) -> bool:
    """Whether a text is where an address begins of which a page asks something about payments."""
    begun = view.source.text(site.span).strip("\"'`").partition("${")[0]
    return bool(begun) and any(url.startswith(begun) for url in asked_by_pages(view))


def _leads_back(view: FileView, match: re.Match[bytes], site: Site) -> bool:
    """Whether a tunnel's own path, or a workspace's, says that it is where the provider sends customers or webhooks, whatever takes the
    address."""
    told = _BACK.match(view.source.data, match.end(), site.span.end) if match["tunnel"] or match["workspace"] else None
    return told is not None and isinstance(view.facts, Program)


def _is_of_login(view: FileView, match: re.Match[bytes], site: Site, names: tuple[str, ...]) -> bool:
    """Whether people come back there who sign in with somebody else, and no payment does: `callbackURL: ".../auth/google/callback"`."""
    end = _url_end(view.source.data, match.end(), site.span.end)
    return bool(names) and _CALLED_BACK.search(names[-1]) is not None and _LOGIN.search(view.source.data, match.end(), end) is not None


def _names_local(view: FileView) -> bool:
    return view.holds(words.local_words(view.catalog)) and local(view.catalog).search(view.source.data) is not None


def _local_variables(view: FileView) -> Iterator[Hit]:
    """`domain = "http://localhost:8000/"`, used in `success_url=domain + ...` of the same function, of the class that has it as a field, or
    of the file."""
    if not _names_local(view) or not concerns_payments(view) or not isinstance(view.facts, Program):
        return
    uses: list[Mention] = []
    given: dict[tuple[str, str], Span] = {}
    for mention in mentions(view.facts, view.source):
        around = mention.around
        if isinstance(mention.node, Name):
            if not around.called:
                uses.append(mention)
        elif (
            around.names
            and not (around.chosen or around.default or names_sandbox(around.names[-1]))
            and not _is_for_no_customer(view, around)
            and _starts_local(view, mention.node)
        ):
            given[around.function, around.names[-1]] = mention.node.span
    fields = own_fields(view.facts, given) if given else {}
    reported: set[Span] = set()
    for use in uses:
        assert isinstance(use.node, Name)
        span = given.get((use.around.function, use.node.path)) or given.get(("", use.node.path)) or field_of(use, fields)
        names = use.around.names
        if span and span not in reported and names and names[-1] != use.node.path and names_return(names) and not use.around.chosen:
            reported.add(span)
            yield _local_hit(view, span, names[-1], use.node.span)


def _starts_local(view: FileView, node: Literal | Template | Name) -> bool:
    match = local(view.catalog).search(view.source.data, node.span.start, node.span.end)
    return match is not None and match.start() - node.span.start <= 4


def _is_for_no_customer(view: FileView, around: Site | Around) -> bool:
    """Whether the address only stands in while a server draws the page, `typeof window === "undefined" ? ... : location.origin`. Code that
    no browser ever runs asks in vain."""
    return around.split and view.side is not Side.SERVER


def _is_excused(site: Site) -> bool:
    return site.chosen or site.default or site.compared or any(map(names_sandbox, site.names[-1:]))


def _local_hit(view: FileView, span: Span, name: str, use: Span | None = None, consequence: str = _LOST) -> Hit:
    text = view.source.text(span).strip("\"'`rbf")
    match = local(view.catalog).search(view.source.data, span.start)
    values = {
        "provider": "payment",
        "what": text,
        "problem": _PROBLEMS[match.lastgroup if match else None],
        "consequence": consequence,
        "remedy": "Build the address from the shop's public base URL",
        "env": "PUBLIC_BASE_URL",
    }
    related = ((None, use, f"used as {name} here"),) if use else ()
    return Hit(span, values, symbol=name, severity=Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING, related=related)


def _url_end(data: bytes, start: int, end: int) -> int:
    match = re.compile(rb"[^\s\"'`<>)\]]*").match(data, start, end)
    return match.end() if match else start


def hardcoded_base_url(view: FileView) -> Iterator[Hit]:
    """An API address that is fixed in code although the provider has one for each environment."""
    seen = tuple(s for s in hosts(view.catalog).found_in(view) if s.host.role == "api")
    if "production" not in environments(seen) or not isinstance(view.facts, Program):
        return
    both = {s.provider.id for s in seen if s.environment == "sandbox"} & {s.provider.id for s in seen if s.environment == "production"}
    reported: set[str] = set()
    for site in sites(view):
        for one in within(seen, site.span):
            fixed = one.environment == "production" and _has_two(one) and one.provider.id not in both | reported
            if fixed and not (site.chosen or site.default or site.compared or any(_LISTED.search(name) for name in site.names)):
                reported.add(one.provider.id)
                env = f"{re.sub('[^A-Z0-9]+', '_', one.provider.id.upper())}_BASE_URL"
                yield Hit(
                    one.span,
                    {"provider": one.provider.name, "what": view.source.text(one.span), "env": env},
                    provider=one.provider.id,
                    precision=Precision.MEDIUM,
                )


def _has_two(seen: Seen) -> bool:
    """Whether the provider's API has a host for the sandbox and another for production."""
    return {"sandbox", "production"} <= {h.environment for h in seen.provider.hosts if h.role == "api"}
