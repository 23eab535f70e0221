"""Be a mail server, with all that a real one says on the wire."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from app.web.mail import OUTBOX

USER, SECRET = "bearings", "mail secret/1"


class Postbox:
    """Take messages and keep them."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.signed_in: list[str] = []
        self.url = ""

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 kept"

    def words(self) -> str:
        """Return the words of the one message, once it is there, and forget it."""
        OUTBOX.join()
        (message,) = self.messages
        self.messages.clear()
        return str(message.get_content()).replace("\r\n", "\n")

    def link(self) -> str:
        """Return the path of the link in the one message, and forget it."""
        (found,) = re.findall(r"https?://[^/\s]+(/\S+)", self.words())
        return str(found)

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _how: str, said: Any) -> AuthResult:
        """Take one name and one secret."""
        right = (said.login, said.password) == (USER.encode(), SECRET.encode())
        self.signed_in.append(said.login.decode())
        return AuthResult(success=right)


@contextmanager
def open_postbox(**settings: Any) -> Iterator[Postbox]:
    """Run a mail server for a while."""
    postbox = Postbox()
    host = settings.pop("hostname", "127.0.0.1")
    controller = Controller(postbox, hostname=host, port=free_port(), **settings)
    controller.start()
    scheme = "smtps" if controller.ssl_context else "smtp"
    postbox.url = f"{scheme}://{host}:{controller.port}"
    try:
        yield postbox
    finally:
        # Who is still talking to it is heard out.
        OUTBOX.join()
        controller.stop()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
