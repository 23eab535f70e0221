"""Send e-mail, in the language of whom it is for; without a mail server it goes to the log."""

import smtplib
import ssl
from concurrent.futures import Future
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from queue import Full, Queue
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

from flask import render_template

from app.quiz.text import Language
from app.web.ground import ground
from app.web.language import speaking
from app.web.logs import log

STEP_SECONDS = 5
"""How long a mail server may take for one step."""
PAGE_SECONDS = 5
"""How long a page may wait until its message is with the mail server."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")


OUTBOX: Queue[tuple[str, EmailMessage, Future[None]]] = Queue(100)
"""What waits to be sent, each with its server and how to learn what became of it."""

_BEGINNING = Lock()
_SENDERS: list[Thread] = []


class MailAway(Exception):
    """Say that the mail server took nothing; whoever asked can ask again."""


def is_set() -> bool:
    """Tell whether there is a mail server; without one, messages are in the log."""
    return bool(ground.config.mail_url)


def send(to: str, language: Language, template: str, **values: object) -> None:
    """Send a message and wait until the server has it, a few seconds at most; raise MailAway."""
    message = written(to, language, template, **values)
    if not is_set():
        _tell(message)
        return
    sent = _hand_over(message)
    try:
        sent.result(PAGE_SECONDS)
    except TimeoutError:
        # What has not begun yet is not sent after it was said not to be.
        sent.cancel()
        raise MailAway from None


def send_soon(message: EmailMessage) -> None:
    """Send a written message after the page is answered; whether that succeeds only the log tells."""
    if not is_set():
        _tell(message)
        return
    with suppress(MailAway):
        _hand_over(message)


def written(to: str, language: Language, template: str, **values: object) -> EmailMessage:
    """Write a message by a template that holds its subject, an empty line, and its words."""
    with speaking(language):
        subject, _, words = render_template(f"{template}.txt", **values).partition("\n\n")
    message = EmailMessage()
    message["Subject"] = subject.strip()
    message["From"] = ground.config.mail_from or "nobody@localhost"
    message["To"] = to
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="bearings")
    message.set_content(words.strip() + "\n")
    return message


def _tell(message: EmailMessage) -> None:
    words = str(message.get_content()).strip()
    log.warning("mail", to=message["To"], subject=message["Subject"], words=words)


def _hand_over(message: EmailMessage) -> Future[None]:
    """Put a message into the outbox, which one thread of this process empties; raise MailAway: it is full."""
    with _BEGINNING:
        if not _SENDERS:
            _SENDERS.append(Thread(target=_send_all, daemon=True))
            _SENDERS[0].start()
    sent: Future[None] = Future()
    try:
        OUTBOX.put_nowait((ground.config.mail_url, message, sent))
    except Full:
        log.warning("mail outbox full")
        raise MailAway from None
    return sent


def _send_all() -> None:
    while True:
        url, message, sent = OUTBOX.get()
        if sent.set_running_or_notify_cancel():
            try:
                _deliver(url, message)
                sent.set_result(None)
            except Exception as error:
                # Its words may hold an address: the kind is enough to look for the cause.
                log.warning("mail server unavailable", kind=type(error).__name__)
                sent.set_exception(MailAway())
        OUTBOX.task_done()


def _deliver(url: str, message: EmailMessage) -> None:
    server = urlsplit(url)
    with _connected(server.scheme, server.hostname or "", server.port, named="@" in url) as smtp:
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        smtp.send_message(message)


def _connected(scheme: str, host: str, port: int | None, *, named: bool) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or smtplib.SMTP_SSL_PORT, timeout=STEP_SECONDS, context=context)
    smtp = smtplib.SMTP(host, port or 587, timeout=STEP_SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    elif host not in LOOPBACK and named:
        smtp.close()
        # Else the password would travel in the clear.
        raise smtplib.SMTPNotSupportedError("the mail server offers no TLS")
    return smtp
