"""One conversation with the mail server, and what its answers mean."""

import re
import smtplib
import ssl
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings


class DeliveryError(Exception):
    """A letter was not handed over. The text is the server's own words."""


class SetupError(DeliveryError):
    """The server will not work with us at all: no letter is to blame."""


class UnreachableError(DeliveryError):
    """There is no conversation to be had just now: no letter is to blame."""


class BrokenError(DeliveryError):
    """The line broke while a letter was being handed over; it may have arrived."""


class PutOffError(DeliveryError):
    """The server refuses this letter for the time being (4xx)."""


class RefusedError(DeliveryError):
    """The server refuses this letter for good (5xx)."""

    def __init__(self, words: str, *, address_gone: bool):
        super().__init__(words)
        self.address_gone = address_gone


@dataclass(frozen=True)
class Server:
    """Where letters go and how."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def parse(cls, url: str) -> "Server":
        """Read `smtp://`, `smtps://` or `smtp+starttls://user:password@host:port`."""
        parts = urlsplit(url)
        ports = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
        if parts.scheme not in ports or not parts.hostname:
            raise SetupError("MAIL_URL must look like smtp+starttls://user:password@host:port")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or ports[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class SMTPSession:
    """A connection that is opened when first needed and used again for every letter."""

    def __init__(self, url: str):
        self.url = url
        self.smtp: smtplib.SMTP | None = None
        self.used = False

    def open(self) -> None:
        """Make sure that there is a greeted, encrypted and signed-in connection.

        Encryption asked for and not given is a `SetupError`: nothing is ever sent
        in the clear instead.
        """
        if self.smtp is not None:
            return
        try:
            self.smtp = self._connect(Server.parse(self.url))
        except smtplib.SMTPResponseException as error:
            kind = SetupError if error.smtp_code >= 500 else UnreachableError
            raise kind(words(error)) from error
        except smtplib.SMTPServerDisconnected as error:
            raise UnreachableError(words(error)) from error
        except (smtplib.SMTPException, ssl.SSLError) as error:
            raise SetupError(words(error)) from error
        except OSError as error:
            raise UnreachableError(words(error)) from error
        self.used = False

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand over one message for one recipient; returns when the server took it."""
        try:
            self._begin(sender)
            self._expect(self._line().rcpt(recipient))
            self._expect(self._line().data(message))
        except smtplib.SMTPDataError as error:
            self._expect((error.smtp_code, error.smtp_error))
        except OSError as error:
            self.close()
            raise BrokenError(words(error)) from error
        self.used = True

    def _line(self) -> smtplib.SMTP:
        if self.smtp is None:
            raise UnreachableError("not connected")
        return self.smtp

    def _begin(self, sender):
        """Name the sender; a server that hung up while we were silent is called again."""
        try:
            answer = self._line().mail(sender)
        except smtplib.SMTPServerDisconnected:
            if not self.used:
                raise
            self.close()
            self.open()
            answer = self._line().mail(sender)
        if answer[0] >= 500:
            self.close()
            raise SetupError(f"{answer[0]} {answer[1].decode(errors='replace')}")
        self._expect(answer)

    def close(self) -> None:
        """Say goodbye if anyone is still listening."""
        smtp, self.smtp = self.smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def _connect(self, server):
        context = ssl.create_default_context()
        timeout = settings.MAIL_TIMEOUT
        smtp: smtplib.SMTP
        if server.scheme == "smtps":
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=timeout)
        try:
            if server.scheme == "smtp+starttls":
                code, answer = smtp.starttls(context=context)
                if code != 220:
                    raise SetupError(f"{code} {answer.decode(errors='replace')}")
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _expect(self, reply):
        code, answer = reply
        if 200 <= code < 300:
            return
        text = f"{code} {answer.decode(errors='replace')}"
        if code == 421:
            self.close()
        else:
            self._line().rset()
        if code in {530, 534, 535, 538}:
            raise SetupError(text)
        if code >= 500:
            raise RefusedError(text, address_gone=is_address_gone(code, text))
        raise PutOffError(text)


class FolderSession:
    """The try-out without a mail server: messages become files below DATA_DIR/mail."""

    def __init__(self, folder: Path):
        self.folder = folder

    def open(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        (self.folder / f"{uuid.uuid4()}.eml").write_bytes(message)

    def close(self) -> None:
        """Nothing is kept open."""


Session = SMTPSession | FolderSession


def new_session() -> Session:
    """A session with the server that MAIL_URL names, or with a folder where it is empty."""
    if settings.MAIL_URL:
        return SMTPSession(settings.MAIL_URL)
    return FolderSession(Path(settings.DATA_DIR) / "mail")


def is_address_gone(code: int, text: str) -> bool:
    """Whether a refusal says that there is no such mailbox, and not that we are unwelcome.

    RFC 3463: 5.1.x speaks of the address, 5.2.1 of a mailbox shut down, 5.7.x of policy.
    Servers without such codes are understood by their words.
    """
    if enhanced := re.search(r"\b5\.(\d{1,3})\.(\d{1,3})\b", text):
        return enhanced.groups() in {
            ("1", "1"),
            ("1", "2"),
            ("1", "3"),
            ("1", "6"),
            ("1", "10"),
            ("2", "1"),
        }
    unknown = r"user unknown|unknown (user|recipient)|no such (user|mailbox)|does not exist"
    return code in {550, 551, 553} and re.search(unknown, text, re.IGNORECASE) is not None


def words(error: BaseException) -> str:
    """What an error says, in one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
        return f"{error.smtp_code} {text}"
    return " ".join(str(error).split()) or type(error).__name__
