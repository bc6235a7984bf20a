"""Literals that a call makes secrets of the shop, in any file of it, and the private keys that have a file to themselves."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from golint.credentials import KEY_FILE, LOGIN_KEY, MAILBOX_PASSWORD, find
from golint.view import FileView

Look = Callable[..., FileView]

_WORDS = "-".join(("orange", "lantern", "bridge"))
_PASSWORD = "".join(("Lantern", "-2031;"))
_LETTERS = " ".join(("bvkq", "xwre", "tmzo", "hjcd"))


def _pem(kind: str = "RSA ") -> str:
    body = "".join(random.Random(7).choices(string.ascii_letters + string.digits, k=240))
    return f"-----BEGIN {kind}PRIVATE" + f" KEY-----\n{body}\n-----END {kind}PRIVATE" + " KEY-----\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Program.cs", "options.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes({}));"),
        ("Program.cs", "var text = {};\nvar key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));"),
        ("Entry.java", "Algorithm signed = Algorithm.HMAC256({});"),
        ("Entry.java", "String KEY = {};\nKey key = Keys.hmacShaKeyFor(Decoders.BASE64.decode(KEY));"),
        ("Entry.java", "Jwts.builder().signWith(SignatureAlgorithm.HS256, {})"),
        ("jwt.strategy.ts", "super({{ jwtFromRequest: from, secretOrKey: {} }});"),
        ("app.js", "const session = require('express-session');\napp.use(session({{ resave: false, secret: {} }}));"),
        ("app.js", "const cookies = require('cookie-session');\napp.use(cookieSession({{ name: 'session', keys: [{}], maxAge: 3600 }}));"),
        ("app.js", "import session from 'koa-session';\napp.keys = [{}];\napp.use(session(app));"),
        ("guard.js", "const told = jwt.verify(token, {});"),
    ],
)
def test_what_log_ins_are_signed_with(look: Look, path: str, text: str) -> None:
    view = look(path, text.format(f'"{_WORDS}"') + "\n")
    [secret] = find(view)
    assert (secret.kind, view.source.text(secret.span)) == (LOGIN_KEY, _WORDS)
    assert not set(secret.masked) - {"*"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Program.cs", "var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[{}]));"),
        ("jwt.strategy.ts", "super({{ secretOrKey: config.get({}) }});"),
        ("app.js", "const session = require('express-session');\napp.use(session({{ secret: process.env[{}] }}));"),
        ("app.js", "import cookieSession from 'cookie-session';\napp.use(cookieSession({{ keys: [process.env[{}]] }}));"),
        ("guard.js", "const told = jwt.verify({}, keys.current);"),
    ],
)
def test_what_is_read_from_settings_signs_nothing_here(look: Look, path: str, text: str) -> None:
    assert find(look(path, text.format(f'"{_WORDS}"') + "\n")) == ()


@pytest.mark.parametrize("password", [_PASSWORD, _LETTERS, _LETTERS.replace(" ", "")])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mail.js", "nodemailer.createTransport({{ host, auth: {{ user: 'till@shop.example', pass: {} }} }});"),
        ("mail.php", "<?php\n$mail = new PHPMailer(true);\n$mail->Password = {};"),
        ("mail.php", "<?php\n$opens = {};\n$mail = new PHPMailer(true);\n$mail->Password = $opens;"),
        ("mail.py", "import smtplib\nsmtplib.SMTP(host).login('till@shop.example', {})"),
        ("Mail.cs", "box.Credentials = new NetworkCredential(settings.User, {});"),
        ("Mail.cs", "letters.EmailPassword = {};"),
        ("settings.py", "EMAIL_HOST_PASSWORD = {}"),
        ("Email.php", "<?php\nclass Email\n{{\n    public $SMTPPass = {};\n}}"),
        ("mail.js", "module.exports = {{ smtp_password: {} }};"),
    ],
)
def test_what_opens_the_shops_mailbox(look: Look, path: str, text: str, password: str) -> None:
    view = look(path, text.format(f'"{password}"') + "\n")
    [secret] = find(view)
    assert (secret.kind, view.source.text(secret.span)) == (MAILBOX_PASSWORD, password)
    assert not set(secret.masked) - {"*"}


@pytest.mark.parametrize(
    "password",
    ["yourpasswordhere", "mypassword123", "secret-of-mail", "testtesttesttest", "<app password>", "${SMTP_PASS}", "aaaabbbbaaaabbbb"],
)
def test_what_opens_no_mailbox(look: Look, password: str) -> None:
    assert find(look("mail.js", f"nodemailer.createTransport({{ auth: {{ user: 'a@b.example', pass: '{password}' }} }});\n")) == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("methods.rb", 'EMAIL_PASSWORD = "email_password"'),
        ("settings.py", 'EMAIL_HOST_PASSWORD = os.environ["EMAIL_HOST_PASSWORD"]'),
        ("mail.js", 'if (given.smtpPassword === "Lantern-2031;x") refuse();'),
        ("schema.php", "<?php\n$defaults = ['mailserver_pass' => 'password'];"),
    ],
)
def test_a_name_alone_opens_none(look: Look, path: str, text: str) -> None:
    assert find(look(path, f"{text}\n")) == ()


@pytest.mark.parametrize("path", ["storage/certs/jwt-private.pem", "keys/merchant.key", "id_rsa"])
def test_a_private_key_that_has_a_file_to_itself(look: Look, path: str) -> None:
    [secret] = find(look(path, _pem()))
    assert (secret.kind, secret.providers) == (KEY_FILE, ())


@pytest.mark.parametrize(
    "path", ["localhost-key.pem", "test-key.pem", "docker/dev/server.key", "docs/keys.md", "AdyenApi/keys-dev/own.key"]
)
def test_one_for_a_developers_machine_is_none(look: Look, path: str) -> None:
    assert find(look(path, _pem(""))) == ()
