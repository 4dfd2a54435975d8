"""Letters that go the short way say what Python's own way says, and mail servers understand all of it."""

import email
import email.policy
from email.message import EmailMessage
from smtplib import SMTP, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

import pytest

from config.lib.mail import Letter, Sender, WayBack, letter
from config.lib.mail_stencil import Both, Stencil, Twin, hole
from config.lib.mail_wire import _say, as_sent

SENDER = Sender("Almanac Commons", "https://forum.example.org")


def a_letter(**changed: Any) -> Letter:
    words = changed.pop("words", Both("Rotate the host.\n", "<p>Rotate the host.</p>\n"))
    given: dict[str, Any] = {
        "to": "ines@example.org", "subject": "3 people answered you, Ines", "sender": SENDER,
        "unsubscribe_url": "https://forum.example.org/unsubscribe/~abc/", "message_id": "<d1@forum.example.org>",
        "back": WayBack(reports="reply+abc@example.org"),
    }  # fmt: skip
    return letter(words, **(given | changed))


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def said(message: EmailMessage) -> dict[str, Any]:
    """What a mail program makes of it."""
    headers = {name: str(value) for name, value in message.items() if name not in ("Content-Type", "Date")}
    parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    return headers | {kind: body and body.get_content().rstrip("\r\n") for kind, body in parts.items()}


LETTERS: dict[str, dict[str, Any]] = {
    "as most are": {},
    "a name beyond ASCII": {"sender": Sender("Käyttäjäyhteisö, “everybody” közreműködők", "https://x.example")},
    "a long subject in Cyrillic": {"subject": "Кто-то ответил на ваш вопрос о расписании дежурств " * 3},
    "a long subject": {"subject": "How do you keep a rota fair " * 30},
    "answers come back": {"back": WayBack(answers="reply+abc@example.org", reports="reply+def@example.org")},
    "nobody is reported to": {"back": WayBack()},
    "an address with a name's signs": {"to": "o'hara+x_y@mail.example.org"},
    "words beyond ASCII": {"words": Both("“Äiti” – yö\n", "<p>“Äiti” – yö</p>\n")},
    "words in Cyrillic": {"words": Both("Кто-то ответил\n" * 30, "<p>Кто-то ответил</p>" * 90)},
    "long lines": {"words": Both("x" * 3000 + "\n", "<p>" + "y" * 3000 + "</p>")},
    "lines that end or begin badly": {"words": Both("a \n.\n..\nFrom x\n\t\n=3D\n", "<p>a \n.\n--\nö \n</p>\n")},
    "nothing at all": {"words": Both("\n", "\n")},
}


@pytest.mark.parametrize("which", LETTERS)
def test_a_letter_by_the_short_way_says_the_same(which: str) -> None:
    made = a_letter(**LETTERS[which])
    raw = as_sent(made)
    assert said(read(raw)) == said(read(made.message(policy=email.policy.SMTP).as_bytes()))
    raw.decode("ascii")
    assert max(map(len, raw.split(b"\r\n"))) < 998 and b"\n" not in raw.replace(b"\r\n", b"")


def test_a_subject_that_looks_encoded_is_read_as_it_was_written() -> None:
    assert read(as_sent(a_letter(subject="=?utf-8?q?no?=")))["Subject"] == "=?utf-8?q?no?="


def test_nothing_in_a_subject_or_an_address_makes_another_header() -> None:
    raw = as_sent(
        a_letter(subject="Hello\r\nBcc: all@example.org\u2028Bcc: x", sender=Sender("A\nBcc: b", "https://x"))
    )
    assert "Bcc" not in read(raw)
    with pytest.raises(ValueError, match="linefeed"):
        as_sent(a_letter(to="a@example.org\r\nBcc: b@example.org"))


class Server(SMTP):
    """smtplib without a socket: what is sent is kept, answers are given one after the other."""

    def __init__(self, *answers: tuple[int, bytes], pipelining: bool) -> None:
        super().__init__()
        self.answers, self.sent = list(answers), list[bytes]()
        self.does_esmtp, self.ehlo_resp = True, b"hello"
        self.esmtp_features = {"pipelining": ""} if pipelining else {}

    def send(self, s: Any) -> None:
        self.sent.append(s if isinstance(s, bytes) else s.encode())

    def getreply(self) -> tuple[int, bytes]:
        return self.answers.pop(0)


OK, GO, NO = (250, b"ok"), (354, b"go on"), (550, b"5.1.1 no")


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_server_gets_the_orders_and_the_letter(pipelining: bool) -> None:
    server = Server(OK, OK, GO, OK, pipelining=pipelining)
    _say(server, "a@example.org", "b@example.org", b"words\r\n.and more\r\n")
    orders = [b"MAIL FROM:<a@example.org>\r\n", b"RCPT TO:<b@example.org>\r\n", b"DATA\r\n"]
    assert server.sent[:-1] == ([b"".join(orders)] if pipelining else orders)
    assert server.sent[-1] == b"words\r\n..and more\r\n.\r\n"


REFUSED: list[tuple[list[tuple[int, bytes]], type[Exception], bool]] = [
    ([NO, (503, b"?"), (503, b"?"), OK], SMTPSenderRefused, True),
    ([OK, NO, (554, b"nobody"), OK], SMTPRecipientsRefused, True),
    ([OK, NO, GO, (554, b"nobody"), OK], SMTPRecipientsRefused, True),  # RFC 2920, 3.1: an empty letter ends it
    ([OK, OK, (451, b"later"), OK], SMTPDataError, True),
    ([OK, OK, GO, (552, b"too much"), OK], SMTPDataError, True),
    ([NO, OK], SMTPSenderRefused, False),
    ([OK, NO, OK], SMTPRecipientsRefused, False),
    ([OK, OK, GO, (452, b"full"), OK], SMTPDataError, False),
]


@pytest.mark.parametrize(("answers", "error", "pipelining"), REFUSED)
def test_what_a_server_refuses_is_said_and_it_is_ready_for_the_next_letter(
    answers: list[tuple[int, bytes]], error: type[Exception], pipelining: bool
) -> None:
    server = Server(*answers, pipelining=pipelining)
    with pytest.raises(error):
        _say(server, "a@example.org", "b@example.org", b"words\r\n")
    assert not server.answers and server.sent[-1].lower() == b"rset\r\n"
    taken = any(b"words" in sent for sent in server.sent)
    assert taken == (error is SMTPDataError and GO in answers)


def test_words_in_holes_are_escaped_in_html_and_are_no_holes_themselves() -> None:
    twin = Twin(Stencil(f"{hole('who')}: {hole('rest')}"), Stencil(f'<a href="{hole("who")}">{hole("rest")}</a>'))
    both = twin.filled({"who": f'<"&{hole("rest")}'}, {"rest": Both("plain", "<b>ready</b>")})
    assert both.text == f'<"&{hole("rest")}: plain'
    assert both.html == f'<a href="&lt;&quot;&amp;{hole("rest")}"><b>ready</b></a>'
