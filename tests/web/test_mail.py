"""Test e-mail against a real server: what is sent, in whose language, and what happens without one."""

import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from app.config import ROOT
from app.web import mail
from tests.conftest import MakeApp
from tests.web.postbox import SECRET, USER, Postbox, free_port, open_postbox

FROM = "bearings@example.org"

# The test's own server asks for a name without TLS: on this machine nobody listens.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Run a mail server."""
    with open_postbox() as opened:
        yield opened


def send(app: Flask, to: str = "ada@example.org", **more: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        mail.send(to, "fr" if more else "en", "account/mail/new-password", link="https://example.org/x")


def test_a_message_arrives_with_all_it_needs(make_app: MakeApp, postbox: Postbox) -> None:
    send(make_app(mail_url=postbox.url, mail_from=FROM))
    (message,) = postbox.messages
    assert message["From"] == FROM
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "A new password for Bearings"
    assert message["Date"]
    assert message["Message-ID"]
    assert message.get_content_type() == "text/plain"
    assert "https://example.org/x\n" in postbox.words()


def test_it_speaks_the_language_of_whom_it_is_for(make_app: MakeApp, postbox: Postbox) -> None:
    app = make_app(mail_url=postbox.url, mail_from=FROM)
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        from flask_babel import gettext

        from app.web.language import language

        mail.send("ada@example.org", "fr", "account/mail/new-password", link="https://example.org/x")
        # The page itself goes on in the reader's.
        assert (language(), gettext("Start")) == ("en", "Start")
    assert postbox.messages[0]["Subject"] == "Un nouveau mot de passe pour Repères"
    assert postbox.words().startswith("Bonjour")


WITHOUT_A_SERVER = """
from app import create_app
from app.web import mail
with create_app().test_request_context("/"):
    mail.send("ada@example.org", "en", "account/mail/new-password", link="https://example.org/x")
"""


def test_without_a_mail_server_the_message_is_in_the_log(tmp_path: Path) -> None:
    environment = {**os.environ, "QUIZ_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", WITHOUT_A_SERVER]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    (told,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (told["event"], told["to"]) == ("mail", "ada@example.org")
    assert "https://example.org/x" in told["words"]


def test_a_server_that_is_away_is_told_apart_from_every_other_trouble(make_app: MakeApp) -> None:
    app = make_app(mail_url=f"smtp://127.0.0.1:{free_port()}", mail_from=FROM)
    with pytest.raises(mail.MailAway):
        send(app)


def test_a_server_that_hangs_keeps_a_page_for_a_moment_only(
    make_app: MakeApp, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "PAGE_SECONDS", 0.1)
    with socket() as hanging:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen()
        app = make_app(mail_url=f"smtp://127.0.0.1:{hanging.getsockname()[1]}", mail_from=FROM)
        with pytest.raises(mail.MailAway):
            send(app)
        with pytest.raises(mail.MailAway):
            send(make_app(mail_url=postbox.url, mail_from=FROM))
    mail.OUTBOX.join()
    # What was said not to be sent is not sent later.
    assert postbox.messages == []


def test_what_waits_for_a_server_that_hangs_is_bounded(make_app: MakeApp) -> None:
    with socket() as hanging:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen()
        app = make_app(mail_url=f"smtp://127.0.0.1:{hanging.getsockname()[1]}", mail_from=FROM)
        with app.test_request_context("/"):
            message = mail.written("ada@example.org", "en", "account/mail/password-changed")
            for _ in range(mail.OUTBOX.maxsize + 2):
                mail.send_soon(message)
        assert mail.OUTBOX.full()
        with pytest.raises(mail.MailAway):
            send(app)
    mail.OUTBOX.join()


def test_a_name_that_mail_cannot_say_is_no_fault_of_the_page(make_app: MakeApp, guarded: Postbox) -> None:
    with pytest.raises(mail.MailAway):
        send(make_app(mail_url=with_name(guarded.url, "%C3%A9t%C3%A9"), mail_from=FROM))


def with_name(url: str, secret: str = SECRET) -> str:
    return url.replace("//", f"//{USER}:{secret.replace('/', '%2F').replace(' ', '%20')}@")


@contextmanager
def asking_who_one_is(**more: Any) -> Iterator[Postbox]:
    found: list[Postbox] = []

    def ask(server: Any, session: Any, envelope: Any, how: str, said: Any) -> AuthResult:
        return found[0].authenticate(server, session, envelope, how, said)

    settings = {"auth_required": True, "auth_require_tls": False, "authenticator": ask}
    with open_postbox(**settings, **more) as opened:
        found.append(opened)
        yield opened


@pytest.fixture
def guarded() -> Iterator[Postbox]:
    """Run a mail server that asks who one is."""
    with asking_who_one_is() as opened:
        yield opened


def test_a_server_that_asks_is_told_the_name_and_the_secret(make_app: MakeApp, guarded: Postbox) -> None:
    send(make_app(mail_url=with_name(guarded.url), mail_from=FROM))
    assert len(guarded.messages) == 1
    assert guarded.signed_in == [USER]


def test_a_server_that_refuses_the_name_is_away(make_app: MakeApp, guarded: Postbox) -> None:
    with pytest.raises(mail.MailAway):
        send(make_app(mail_url=with_name(guarded.url, "another"), mail_from=FROM))
    assert guarded.messages == []


def test_a_password_never_travels_in_the_clear(make_app: MakeApp) -> None:
    # Only 127.0.0.1 is known to be this machine: this address stands for another one.
    with asking_who_one_is(hostname="127.0.0.2") as guarded:
        with pytest.raises(mail.MailAway):
            send(make_app(mail_url=with_name(guarded.url), mail_from=FROM))
        assert guarded.signed_in == []


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return what a server of 127.0.0.1 and .2 proves itself with, by a certificate this machine trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    addresses = [x509.IPAddress(ip_address(f"127.0.0.{last}")) for last in (1, 2)]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(addresses), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "mail.pem"
    file.write_bytes(secret + certificate.public_bytes(pem))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context


@pytest.mark.parametrize("way", ["tls_context", "ssl_context"])
def test_a_name_is_told_to_a_server_that_proves_who_it_is(
    make_app: MakeApp, trusted: ssl.SSLContext, way: str
) -> None:
    with asking_who_one_is(hostname="127.0.0.2", **{way: trusted}) as guarded:
        send(make_app(mail_url=with_name(guarded.url), mail_from=FROM))
        assert guarded.signed_in == [USER]
        assert len(guarded.messages) == 1


def test_a_server_whose_certificate_nobody_knows_is_not_trusted(make_app: MakeApp, postbox: Postbox) -> None:
    with pytest.raises(mail.MailAway):
        send(make_app(mail_url=postbox.url.replace("smtp:", "smtps:"), mail_from=FROM))
