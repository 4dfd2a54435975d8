"""Mails made to keep the server busy or to make it fail: whoever knows its address can send one."""

import time

from config.lib.mail_in import Incoming
from config.lib.mail_replies import written

FROM = b"From: ann@example.org\nMessage-ID: <1@x>\n"
HEAVY = {
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(600)
    ),
    "messages within messages": b"Content-Type: message/rfc822\n\n" * 3000,
    "very many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
    "a part with many parameters": b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain"
    + b"; a=b" * 100_000 + b"\n\nx",
    "many parameters": b"Content-Type: text/plain; " + b"a*0*=b;" * 100_000 + b"\n\nx",
    "folded parameters": b"Content-Type: text/plain" + b";\n a=b" * 100_000 + b"\n\nx",
    "headers without end": b"X: y\n" * 500_000,
    "comments within comments": b"To: " + b"(" * 20_000 + b"\n\nx",
    "a slow character set": b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * 500_000 + b"-" + b"a" * 500_000,
}  # fmt: skip
ODD = [b'charset="a\0b"', b"charset=undefined", b"charset=zlib", b"charset*=utf-8''%ff%00", b"charset=unicode_escape"]
"""Names of character sets that there are not, or that Python makes something else of."""


def test_no_mail_takes_long_to_read_or_fails_and_who_sent_it_is_known() -> None:
    for name, what in HEAVY.items():
        begun = time.process_time()
        mail = Incoming(FROM + what)
        assert mail.sender == "ann@example.org" and len(mail.key) == 40, name
        assert isinstance(mail.recipients, list) and mail.failure is None and not mail.is_automatic, name
        assert isinstance(written(mail.text), str) and isinstance(mail.files, list), name
        assert time.process_time() - begun < 1, name


def test_a_character_set_that_is_none_is_read_as_utf_8() -> None:
    for name in ODD:
        mail = Incoming(FROM + b"Content-Type: text/plain; " + name + b"\n\n" + "Kiitos, sopii hyvin. Ä".encode())
        assert mail.text == "Kiitos, sopii hyvin. Ä", name
    old = Incoming(FROM + b"Content-Type: text/plain; charset=iso-8859-2\n\n" + "Dziękuję.".encode("iso-8859-2"))
    assert old.text == "Dziękuję."
