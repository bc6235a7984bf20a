"""Every key format of every pack is found in everything that people wrap keys in, with its provider, its role and its mode."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from golint import catalog
from golint.catalog import grow
from golint.catalog.providers import Key, Provider
from golint.credentials import find
from golint.model import Secret
from golint.view import FileView

Look = Callable[..., FileView]

KNOWN = catalog.load()
PROVIDERS = list(KNOWN.providers.values())
FORMATS = [(provider, key) for provider in PROVIDERS if not provider.inherits for key in provider.keys]
NAMES = [f"{provider.id}-{number}-{key.name}" for number, (provider, key) in enumerate(FORMATS)]

# The secrets that their provider's API takes as the user of HTTP Basic.
BASIC = [
    (provider, key)
    for provider, key in FORMATS
    if any(scheme == "Basic" for _, scheme in provider.auth_schemes) and key.prefix and key.role.is_secret
]
LEAST_IN_BASE64 = 6  # characters of a prefix, from which its base64 is looked for

# `{w}` stands for the words that speak of the provider, `{k}` for the key.
WRAPPINGS = {
    "single quotes": ("shop/pay.py", "# {w}\nvalue = '{k}'\n"),
    "double quotes": ("shop/pay.php", '<?php // {w}\n$value = "{k}";\n'),
    "YAML, plain": ("config.yml", "# {w}\npay:\n  value: {k}\n"),
    "YAML, quoted": ("config.yaml", '# {w}\npay:\n  value: "{k}"\n'),
    ".env": (".env", "# {w}\nVALUE={k}\n"),
    ".env with export": (".env.local", "# {w}\nexport VALUE={k}\n"),
    ".env, quoted": (".env", "# {w}\nVALUE='{k}'\n"),
    "JSON": ("conf.json", '{{"about": "{w}", "value": "{k}"}}\n'),
    "header": ("pay.http", "# {w}\nPOST /pay\nAuthorization: Bearer {k}\n"),
    "curl -u": ("pay.sh", "# {w}\ncurl -u {k}: -d amount=5\n"),
    "curl -H": ("pay.sh", '# {w}\ncurl -H "Authorization: Bearer {k}" -d amount=5\n'),
    "argument": ("shop/pay.rb", '# {w}\npay = Client.new("{k}", timeout: 5)\n'),
    "template literal": ("shop/pay.ts", "// {w}\nconst header = `Bearer {k}`;\n"),
    "f-string": ("shop/pay.py", '# {w}\nheader = f"Bearer {k}"\n'),
    "bundle": ("static/app.js", '!function(e){{var t="{w}",n="{k}";e.exports={{a:t,b:n}}}}(module);\n'),
    "Dockerfile": ("Dockerfile", "FROM scratch\n# {w}\nENV VALUE={k}\n"),
    "Dockerfile, old": ("Dockerfile", 'FROM scratch\n# {w}\nENV VALUE "{k}"\n'),
    "XML attribute": ("config.xml", '<!-- {w} -->\n<add key="value" value="{k}"/>\n'),
    "XML text": ("strings.xml", "<!-- {w} -->\n<string>{k}</string>\n"),
    "properties": ("app.properties", "# {w}\npay.value={k}\n"),
}


def grown(provider: Provider, key: Key, seed: int = 1) -> str:
    """A fake key of one format, whichever others of its role and mode the provider has."""
    alone = SimpleNamespace(providers={provider.id: replace(provider, keys=(key,))})
    return grow.grow(provider.id, key.role, key.mode, alone, seed)  # type: ignore[arg-type]  # all that it asks of a catalogue


def spoken_of(provider: Provider, key: Key) -> str:
    """What stands near: the provider, and a word of the key's context where it wants one."""
    return " ".join((*key.context[:1], min(provider.words, key=len)))


def only(view: FileView, text: str) -> Secret:
    (secret,) = find(view)
    assert view.source.text(secret.span) == text
    return secret


@pytest.mark.parametrize(("provider", "key"), FORMATS, ids=NAMES)
def test_a_key_is_found_in_every_wrapping(look: Look, provider: Provider, key: Key) -> None:
    """As its provider's and nobody else's, in its role: what may stand in a browser is never a secret."""
    text, near = grown(provider, key), spoken_of(provider, key)
    wrong = {}
    for name, (path, template) in WRAPPINGS.items():
        view = look(path, template.format(w=near, k=text))
        found = [(view.source.text(secret.span), secret.providers, secret.role, secret.mode) for secret in find(view)]
        if found != [(text, (provider.id,), key.role, key.mode)]:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(("provider", "key"), BASIC, ids=[f"{provider.id}-{key.name}" for provider, key in BASIC])
def test_a_key_is_found_in_basic_authentication(look: Look, provider: Provider, key: Key) -> None:
    """As the user of a URL, and in the base64 of a header, where its prefix is long enough to tell it there."""
    text, near = grown(provider, key), spoken_of(provider, key)
    encoded = base64.b64encode(f"{text}:".encode()).decode()
    sent = {text: f"curl https://{text}:@shop.example/pay", encoded: f'curl -H "Authorization: Basic {encoded}"'}
    for written, line in list(sent.items())[: 2 if len(key.prefix) >= LEAST_IN_BASE64 else 1]:
        secret = only(look("pay.sh", f"# {near}\n{line}\n"), written)
        assert (secret.providers, secret.role, secret.mode) == ((provider.id,), key.role, key.mode)


@pytest.mark.parametrize(("provider", "key"), [one for one in FORMATS if one[1].context], ids=lambda one: getattr(one, "id", ""))
def test_a_format_that_needs_its_context_is_silent_without_it(look: Look, provider: Provider, key: Key) -> None:
    text = grown(provider, key)
    assert provider.id not in {name for secret in find(look("shop/pay.py", f"value = '{text}'\n")) for name in secret.providers}


@pytest.mark.parametrize(("provider", "key"), [one for one in FORMATS if not one[1].context], ids=lambda one: getattr(one, "id", ""))
def test_without_a_word_each_provider_that_may_own_a_key_is_named(look: Look, provider: Provider, key: Key) -> None:
    """Where several packs have a format, nothing is guessed: the finding names all of them. A format that needs its context counts with
    the others once one of them has proved that the text is a key."""
    text = grown(provider, key)
    secret = only(look("shop/pay.py", f"value = '{text}'\n"), text)
    fitting = {
        one.id
        for one, other in FORMATS
        if (other.prefix or not other.context) and (match := other.pattern.search(f" {text} ".encode())) and match[0] == text.encode()
    }
    assert provider.id in secret.providers
    assert set(secret.providers) == fitting
    assert secret.role.is_secret == key.role.is_secret


@pytest.mark.parametrize("provider", [one for one in PROVIDERS if one.inherits], ids=lambda one: one.id)
def test_a_white_label_owns_a_key_where_its_own_name_stands(look: Look, provider: Provider) -> None:
    for key in provider.keys:
        text = grown(provider, key)
        near = next((word for word in key.context if provider.id in word), provider.id)
        assert only(look("pay.py", f"# {near}\nvalue = '{text}'\n"), text).providers == (provider.id,)
