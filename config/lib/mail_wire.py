"""A letter as it goes over the wire: the short way for the many of a digest.

Python builds a message from parsed headers and folds it again, which takes longer than all else that is done for a
letter. Here headers that are plain are written as they are; whatever is not goes Python's way, which is kept, because
most of it is the same in all letters.
"""

from __future__ import annotations

import binascii
import email.policy
import re
import secrets
from base64 import encodebytes
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from smtplib import SMTP, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import TYPE_CHECKING, Any

from django.core.mail.backends.smtp import EmailBackend

if TYPE_CHECKING:
    from config.lib.mail import Letter

LONGEST = 900
"""Characters in a line, of a header or of words; mail allows 998."""
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_GOES_ON = (250, 251, 354)
_HIGH = bytes(range(128, 256))
_END = b"\r\n"
# Neither quoted-printable nor Base64 ever has an equals sign before a low line, and nobody knows what follows.
_BOUNDARY = f"=_{secrets.token_hex(12)}".encode()
_BETWEEN = b"--" + _BOUNDARY + _END


def hand_over(server: Any, letter: Letter) -> None:
    """Give a letter to the mail server (a backend of Django, open). Raises what the server says."""
    short = isinstance(server, EmailBackend) and server.connection is not None
    if short and len(letter.recipients()) == 1 and _PLAIN_ADDRESS.fullmatch(letter.to[0]):
        sender = letter.from_email
        plain = sender if _PLAIN_ADDRESS.fullmatch(sender) else parseaddr(sender)[1]
        _say(server.connection, plain, letter.to[0], as_sent(letter))
    else:
        server.send_messages([letter])


def _say(server: SMTP, sender: str, to: str, content: bytes) -> None:
    """From whom, to whom, and the letter; a server that takes several orders at once (RFC 2920) gets them so."""
    server.ehlo_or_helo_if_needed()
    orders = [f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"]
    if server.has_extn("pipelining"):
        server.send("".join(f"{order}\r\n" for order in orders))
        answers = [server.getreply() for _order in orders]
    else:
        answers = []
        while len(answers) < len(orders) and all(code in _GOES_ON for code, _said in answers):
            answers.append(server.docmd(orders[len(answers)]))
    refused = next((at for at, (code, _said) in enumerate(answers) if code not in _GOES_ON), None)
    if refused is None:
        server.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        answers.append(server.getreply())
        if answers[-1][0] == 250:
            return
    elif answers[-1][0] == 354:  # it wants a letter for nobody: an empty one ends that
        server.docmd(".")
    code, said = answers[-1 if refused is None else refused]
    server._rset()  # type: ignore[attr-defined]  # smtplib's own way to be ready for the next letter
    if refused == 0:
        raise SMTPSenderRefused(code, said, sender)
    raise SMTPRecipientsRefused({to: (code, said)}) if refused == 1 else SMTPDataError(code, said)


def as_sent(letter: Letter) -> bytes:
    """What `letter.message()` says, for a letter with one text, one HTML and one recipient."""
    headers = {"Subject": str(letter.subject), "From": letter.from_email, "To": letter.to[0]}
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to[0]
    headers |= {"Date": format_datetime(datetime.now(UTC)), **letter.extra_headers}
    html = str(letter.alternatives[0][0])
    return b"".join(
        [
            b"MIME-Version: 1.0", _END, b'Content-Type: multipart/alternative; boundary="', _BOUNDARY, b'"', _END,
            *(_line(name, value) for name, value in headers.items()), _END,
            _BETWEEN, _body(str(letter.body), b"plain"), _BETWEEN, _body(html, b"html"), b"--", _BOUNDARY, b"--\r\n",
        ]
    )  # fmt: skip


def _line(name: str, value: str) -> bytes:
    plain = value.isascii() and value.isprintable() and len(value) < LONGEST and "=?" not in value
    if plain and (name not in ("From", "To", "Reply-To") or _PLAIN_ADDRESS.fullmatch(value)):
        return f"{name}: {value}\r\n".encode()
    if name == "Subject":
        return f"Subject: {Header(value, 'utf-8', header_name=name).encode(linesep='\r\n')}\r\n".encode()
    return _line_as_python_has_it(name, value)


@lru_cache(maxsize=256)
def _line_as_python_has_it(name: str, value: str) -> bytes:
    policy = email.policy.SMTP.clone(max_line_length=LONGEST)
    message: EmailMessage = EmailMessage(policy=policy)
    message[name] = value
    return message.as_bytes().removesuffix(_END)


def _body(words: str, kind: bytes) -> bytes:
    """Words in letters that all mail servers let through."""
    content = words.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    high = len(content) - len(content.translate(None, _HIGH))
    if not high and max(map(len, content.splitlines()), default=0) <= LONGEST:
        way, content = b"7bit", content + _END
    elif high < len(content) // 6:  # beyond that Base64 is shorter
        way, content = b"quoted-printable", binascii.b2a_qp(content + _END)  # it ends lines as the first one does
    else:
        way, content = b"base64", encodebytes(content).replace(b"\n", _END)
    head = b'Content-Type: text/%b; charset="utf-8"\r\nContent-Transfer-Encoding: %b\r\n\r\n' % (kind, way)
    return head + content
