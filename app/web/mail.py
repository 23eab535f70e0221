"""Send e-mail, in the language of whom it is for; without a mail server it goes to the log."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from flask import render_template

from app.quiz.text import Language
from app.web.ground import ground
from app.web.language import speaking
from app.web.logs import log

SECONDS = 10
"""How long a mail server may keep a page waiting."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class MailAway(Exception):
    """Say that the mail server took nothing; whoever asked can ask again."""


def is_set() -> bool:
    """Tell whether there is a mail server; without one, messages are in the log."""
    return bool(ground.config.mail_url)


def send(to: str, language: Language, template: str, **values: object) -> None:
    """Send a message whose template holds its subject, an empty line, and its words; raise MailAway."""
    with speaking(language):
        subject, _, words = render_template(f"{template}.txt", **values).partition("\n\n")
    message = EmailMessage()
    message["Subject"] = subject.strip()
    message["From"] = ground.config.mail_from or "nobody@localhost"
    message["To"] = to
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="bearings")
    message.set_content(words.strip() + "\n")
    if is_set():
        _deliver(message)
    else:
        log.warning("mail", to=to, subject=subject.strip(), words=words.strip())


def try_out() -> None:
    """Do all that sending does but send: it takes as long and fails as well. Raise MailAway."""
    if is_set():
        _deliver(None)


def _deliver(message: EmailMessage | None) -> None:
    server = urlsplit(ground.config.mail_url)
    host = server.hostname or ""
    try:
        with _connected(server.scheme, host, server.port) as smtp:
            if server.username:
                smtp.login(unquote(server.username), unquote(server.password or ""))
            if message:
                smtp.send_message(message)
            else:
                smtp.noop()
    except (OSError, smtplib.SMTPException) as error:
        # Its words may hold an address: the kind is enough to look for the cause.
        log.warning("mail server unavailable", kind=type(error).__name__)
        raise MailAway from error


def _connected(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or smtplib.SMTP_SSL_PORT, timeout=SECONDS, context=context)
    smtp = smtplib.SMTP(host, port or 587, timeout=SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    elif host not in LOOPBACK and ground.config.mail_url.count("@"):
        smtp.close()
        # Else the password would travel in the clear.
        raise smtplib.SMTPNotSupportedError("the mail server offers no TLS")
    return smtp
