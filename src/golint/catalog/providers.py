"""What golint knows of a payment provider: the values of a pack `rules/providers/<id>.toml`, inheritance resolved.

An unknown fact is absent (an empty tuple or None): the rule that would need it stays silent. Each table of a pack may carry `source` and
`confidence`; facts of confidence "weak" or "general" reach `weak` here, and a rule that rests on them alone speaks at note level.

Calls are dotted paths as facts spell them, in every language: `Stripe.Webhook.constructEvent` for PHP's `Stripe\\Webhook::constructEvent`.
`<client>` stands for what one of the pack's constructors of that language gives, "()" for a call on the way (`<client>.payment().create`).
A REST route ("POST /v1/refunds/{id}") belongs to no language: its `language` is "". Typescript, jsx and tsx count as javascript.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct, field

from golint.model import Mode, Role


@cache
def _compiled(regex: str) -> re.Pattern[bytes]:
    return re.compile(regex.encode())


@cache
def _compiled_name(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


class Key(Struct, frozen=True):
    """A format of credential. `context` are words (lower case) of which one must stand within `context_chars` of a match, where the
    pattern alone proves nothing; `prefix` is the fixed text that every match starts with, "" without one; `public_too`: publishable keys
    are of this form as well."""

    name: str
    role: Role
    mode: Mode
    regex: str
    prefix: str = ""
    context: tuple[str, ...] = ()
    context_chars: int = 0
    frontend_ok: bool = False
    public_too: bool = False
    weak: bool = False

    @property
    def pattern(self) -> re.Pattern[bytes]:
        """The compiled `regex`. Compiled on first use, since a run needs few of all the patterns."""
        return _compiled(self.regex)


class EnvVar(Struct, frozen=True):
    """Names of environment variables (whole-name pattern, public prefixes such as NEXT_PUBLIC_ left out) that hold a credential."""

    regex: str
    role: Role
    mode: Mode = Mode.ANY
    weak: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled `regex`, to be matched against the whole name. Compiled on first use."""
        return _compiled_name(self.regex)


class Host(Struct, frozen=True):
    """`role` is api, checkout, js or dashboard; `environment` sandbox, production or shared; `match` says how `value` fits a host's name:
    exact, suffix (the name ends in it) or regex."""

    value: str
    role: str
    environment: str
    match: str = "exact"
    weak: bool = False


class Marker(Struct, frozen=True):
    """A published sandbox value: `kind` is card, token, nonce, header, value, flag or field, which an answer has for the sandbox alone."""

    kind: str
    value: str
    weak: bool = False


class Sdk(Struct, frozen=True):
    """A client library: `constructors` are call paths whose result is a client, `flags` what selects the sandbox: an argument, a setting
    or a constant."""

    language: str
    package: str
    imports: tuple[str, ...] = ()
    constructors: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    weak: bool = False


class MoneyCall(Struct, frozen=True):
    """A call that moves or commits money: an SDK's call path (`<client>.refunds.create`) or a REST route ("POST /v1/refunds").
    `need` is required, asked, advised or none: how much a repeated call would cost without an idempotency key, which is `asked` for where
    the call only `opens` a payment and the provider wants one all the same. Where the library is there to be `copied` into the shop, the
    ends of the paths at which it lies then. `lines` are the fields of a request whose lines may each bring a price, which it charges where
    no amount stands beside them. What `answers` raises no error where a card is declined: its result says.
    `unique` is the field of the body that does the work of a key: a second request that has the same is refused."""

    call: str
    language: str
    need: str
    weak: bool = False
    copied: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    answers: bool = False
    unique: str = ""

    @property
    def opens(self) -> bool:
        """Whether the call only starts a payment, and moves nothing yet."""
        return self.need in ("asked", "advised")

    @property
    def vendor(self) -> str:
        """What its path begins with, in lower case: `acme` for `Acme.Charge.create`, and for `Acme_Charge.create` of old PHP."""
        return self.call.partition(".")[0].partition("_")[0].lower()


class SdkIdempotency(Struct, frozen=True):
    """How one language's SDK takes the key. `auto`: it makes one for its own retries; `can_pass`: the caller can give one; `apart`: in an
    argument of its own, behind what is asked for; `placed`: what is made with the key at a place of its own, counted from 0."""

    language: str
    keywords: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    auto: bool = False
    can_pass: bool = True
    apart: bool = False
    placed: tuple[tuple[str, int], ...] = ()


class Idempotency(Struct, frozen=True):
    """`supported` is yes, no, docs-conflict or unknown; transports are header, body-field, sdk-option, natural-key."""

    supported: str = "unknown"
    transports: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    body_fields: tuple[str, ...] = ()
    natural_keys: tuple[str, ...] = ()
    max_length: int | None = None
    sdks: tuple[SdkIdempotency, ...] = ()
    weak: bool = False


class Helper(Struct, frozen=True):
    """A vendor's function around webhooks, and what it really does."""

    language: str
    call: str
    verifies: bool = True
    parses: bool = False
    timing_safe: bool = True
    checks_timestamp: bool = False


class Webhook(Struct, frozen=True):
    """How one kind of webhook (`profile`) is proved.

    `mode`: hmac, hash, rsa, ed25519, static-token, refetch, post-back, ip-allowlist or none. `parse_before_verify`: forbidden, required or
    harmless. `payload` is a template over {raw}, {ts}, {header:NAME}, {query:NAME}, {json:PATH}, {form:NAME}, {url}, {secret} ...;
    `fields` are those of the body that nothing else has. `header_format` shows the parts of a composed header. `addresses` are those that
    it is sent from, as (environment, addresses).
    """

    profile: str
    mode: str
    where: str = ""
    headers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    algorithm: str = ""
    encoding: str = ""
    payload: str = ""
    timestamp: str = ""
    tolerance_seconds: int | None = None
    parse_before_verify: str = ""
    enforced: bool | None = None
    header_format: str = ""
    addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    helpers: tuple[Helper, ...] = ()
    unsafe: tuple[Helper, ...] = ()
    weak: bool = False

    @property
    def queried(self) -> tuple[str, ...]:
        """What the provider puts into the query of the address that it calls, as far as it signs that."""
        return tuple(re.findall(r"\{query:([^}]+)\}", self.payload))

    @property
    def returned(self) -> tuple[str, ...]:
        """The ids that a page sends on, where these are all that is signed: which payment was made, neither how much nor what for."""
        names = re.findall(r"\{([^}]+)\}", self.payload)
        forms = tuple(name.removeprefix("form:") for name in names if name.startswith("form:"))
        return forms if len(forms) == len(names) and all(name.endswith("_id") for name in forms) else ()


class Delivery(Struct, frozen=True):
    """How webhooks are sent. `dedupe` are the fields of the event, or "header:NAME", that name it together; `livemode` is the field that
    tells live events from test ones. `paid` is the field that tells how much came in, with providers of transfers, virtual
    accounts, wallets and vouchers, which are paid long after they were asked for, and some with another sum; "" elsewhere. `part` is the
    field of a payment that tells how much it paid of what was asked for, where a customer may pay that by several, and `parted` what
    betrays in code that the shop opens such."""

    acknowledge_seconds: int | None = None
    ok_status: str = ""
    retries: int | None = None
    dedupe: tuple[str, ...] = ()
    livemode: str = ""
    paid: str = ""
    part: str = ""
    parted: tuple[str, ...] = ()
    weak: bool = False


class Popup(Struct, frozen=True):
    """How a page opens a payment with the public key alone, and so chooses its amount, its reference and its metadata: the names of what
    `opens` one, and what tells that it only `resumes` one that the server has opened. Nothing where no page can. `references` are what an
    event calls a reference that such a page may take from an order of the shop's, whose amount the provider does not know."""

    opens: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


class Provider(Struct, frozen=True):
    """One payment provider. `words` are the lower-case texts that betray it in a file (its name, hosts, env prefixes, headers); `names` are
    ordinary words that do so where code joins them with a word of payments (`migo_webhook`, `/hooks/migo`); `naming` are both as bytes.
    `method`: other providers offer it as a way to pay, so that its name alone does not say who is asked.

    `auth_schemes` are (route, scheme): what stands before the credential in the Authorization header ("Bearer", "Basic", "Token", "" for
    the bare credential) where the route's path starts so; `events` are the types of its webhooks. `statuses` are the states of a payment by
    what they mean for the shop, as (kind, names): paid, pending, action (the customer has to do something), failed, other.
    `error_codes` are the fields of an answer that alone say what went wrong; `expired` is the code of an access token that has to be
    refreshed. `settings` are patterns for the names of variables that choose its environment or address and hold no credential.
    """

    id: str
    name: str
    kind: str = "psp"
    inherits: str = ""
    environment_selector: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    naming: frozenset[bytes] = frozenset()
    method: bool = False
    keys: tuple[Key, ...] = ()
    env_vars: tuple[EnvVar, ...] = ()
    settings: tuple[str, ...] = ()
    hosts: tuple[Host, ...] = ()
    markers: tuple[Marker, ...] = ()
    sdks: tuple[Sdk, ...] = ()
    money: tuple[MoneyCall, ...] = ()
    idempotency: Idempotency = field(default_factory=Idempotency)
    webhooks: tuple[Webhook, ...] = ()
    popup: Popup = field(default_factory=Popup)
    delivery: Delivery = field(default_factory=Delivery)
    events: tuple[str, ...] = ()
    auth_schemes: tuple[tuple[str, str], ...] = ()
    statuses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    error_codes: tuple[str, ...] = ()
    expired: str = ""

    def answers_at(self, host: str) -> bool:
        """Whether a host is one of the provider's, or belongs to one."""
        return any(known.value in host for known in self.hosts)
