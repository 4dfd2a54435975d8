"""A mail as it came in: who sent it, to whom, what it says and brings, and whether a machine wrote it."""

import email.policy
import hashlib
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parseaddr
from html.parser import HTMLParser

from config.lib.charsets import decoded

MOST_BYTES = 25_000_000
MOST_FILES = 10
MOST_CHARACTERS = 400_000
_MOST_PARTS = 200
_MOST_HEAD, _MOST_ABOUT, _MOST_RULES = 64 * 1024, 4 * 1024, 2_000
"""Bytes of all headers, and of one that says how a part is to be read; lines that may part a mail."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_ABOUT = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*\n?", re.IGNORECASE | re.MULTILINE)
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To")
_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@-]|$)", re.IGNORECASE)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True)
class Attached:
    """A file that came along."""

    name: str
    data: bytes
    is_inside: bool = False
    """Whether it stands inside the text."""


@dataclass(frozen=True)
class Failure:
    """What a mail server reports about a mail of ours: for good or for now, and its three numbers."""

    is_final: bool
    status: str


class Incoming:
    """One mail, read with care: whatever is missing or broken in it is empty."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.message = _parsed(raw)

    @property
    def key(self) -> str:
        """Names the mail: the same for each copy of it that is handed in. 40 characters."""
        named = self._header("Message-ID").strip()
        return hashlib.sha256(named.encode() if named else self.raw).hexdigest()[:40]

    @property
    def sender(self) -> str:
        """The address of who wrote it, in small letters; empty if there is none, or are several."""
        found = _addresses([self._header("From")])
        return found[0][1].strip().lower() if len(found) == 1 else ""

    @property
    def recipients(self) -> list[str]:
        """Every address it was sent or handed on to, in small letters."""
        lines = [line for name in _RECIPIENTS for line in self._headers(name)]
        return [address.strip().lower() for _name, address in _addresses(lines) if address]

    @property
    def is_automatic(self) -> bool:
        """Whether a machine wrote it: an absence note, a list, a report. Such mail is never answered (RFC 3834)."""
        if self._header("Auto-Submitted").split(";")[0].strip().lower() not in ("", "no"):
            return True
        if self._header("Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply"):
            return True
        if any(self.message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "List-Id")):
            return True
        if self._header("Return-Path").strip() == "<>" or self.message.get_content_type() == "multipart/report":
            return True
        return bool(_MACHINES.match(self.sender or parseaddr(self._header("From"))[1]))

    @property
    def failure(self) -> Failure | None:
        """What a mail server says about a mail it could not deliver (RFC 3464); None if this is no such report."""
        if self.message.get_content_type() != "multipart/report":
            return None
        for part in self._parts():
            if part.get_content_type() != "message/delivery-status":
                continue
            text = part.as_bytes()[:20_000].decode("latin-1")
            action = re.search(r"^Action:\s*(\w+)", text, re.MULTILINE | re.IGNORECASE)
            status = re.search(r"^Status:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE)
            numbers = _STATUS.search(status[1]) if status else None
            failed = bool(action and action[1].lower() == "failed")
            return Failure(failed and (numbers is None or numbers[1] == "5"), numbers[0] if numbers else "")
        return None

    @property
    def text(self) -> str:
        """What it says, as plain text; of a mail in HTML alone, the words of it without what is quoted."""
        plain = self._body("plain")
        return plain if plain.strip() else _words_of(self._body("html"))

    @property
    def files(self) -> list[Attached]:
        """The files that came along, in their order, at most MOST_FILES."""
        found = []
        for part in self._parts():
            kind = part.get_content_maintype()
            named = part.get_filename() or ""
            if part.is_multipart() or not (part.is_attachment() or kind == "image" or (named and kind != "text")):
                continue
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data:
                name = named or f"picture.{part.get_content_subtype()[:8]}"
                found.append(Attached(name, data, is_inside=not part.is_attachment()))
        return found[:MOST_FILES]

    def _parts(self) -> list[EmailMessage]:
        found = []
        for part in self.message.walk():
            if isinstance(part, EmailMessage):
                found.append(part)
            if len(found) >= _MOST_PARTS:
                break
        return found

    def _body(self, kind: str) -> str:
        for part in self._parts():
            if part.get_content_type() != f"text/{kind}" or part.is_attachment():
                continue
            text = _decoded(part)
            flows = str(part.get_param("format", "")).lower() == "flowed"
            return _unwrapped(text, glue=str(part.get_param("delsp", "")).lower() == "yes") if flows else text
        return ""

    def _header(self, name: str) -> str:
        return next(iter(self._headers(name)), "")

    def _headers(self, name: str) -> list[str]:
        try:
            return [str(value) for value in self.message.get_all(name, [])]
        except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
            return []  # the library stumbles over some broken headers


def _parsed(raw: bytes) -> EmailMessage:
    """The whole mail; of one that would take long to read, or cannot be, only who sent what to whom.

    The library needs time in proportion to the square of a header's parts, and goes down into parts within parts.
    """
    parser = BytesParser(policy=email.policy.default)
    head = _HEAD_END.split(raw[:_MOST_HEAD], maxsplit=1)[0]
    heavy = len(head) == _MOST_HEAD or raw.count(b"\n--") > _MOST_RULES
    if not heavy and all(len(found[0]) < _MOST_ABOUT for found in _ABOUT.finditer(raw)):
        try:
            return parser.parsebytes(raw)
        except RecursionError:
            pass
    return parser.parsebytes(_ABOUT.sub(b"", head + b"\n\n"), headersonly=True)


def _addresses(lines: list[str]) -> list[tuple[str, str]]:
    try:
        return getaddresses(lines)
    except RecursionError:  # comments within comments within comments
        return []


def _decoded(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return decoded(data[: 4 * MOST_CHARACTERS], [_charset(part)])[:MOST_CHARACTERS]


def _charset(part: EmailMessage) -> str:
    try:
        return (part.get_content_charset() or "").lower()
    except (ValueError, LookupError):  # the library decodes the name of the character set itself, with any codec
        return ""


def _unwrapped(text: str, *, glue: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    lines: list[str] = []
    flows = False
    for stuffed in text.replace("\r\n", "\n").split("\n"):
        line = stuffed.removeprefix(" ")
        if flows and not line.startswith(">") and line != "-- ":
            lines[-1] = (lines[-1][:-1] if glue else lines[-1]) + line
        else:
            lines.append(line)
        flows = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in "".join(reader.parts).split("\n"))


class _Words(HTMLParser):
    """The words of a mail in HTML: paragraphs, lines, lists and links; what mail programs mark as quoted stays out."""

    _BLOCKS = frozenset({"p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "pre"})
    _SILENT = frozenset({"style", "script", "head", "title", "blockquote"})
    _ALONE = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr"})
    _QUOTES = re.compile(
        r"gmail_quote|gmail_attr|gmail_signature|moz-cite-prefix|yahoo_quoted|protonmail_quote", re.IGNORECASE
    )
    _ORIGINAL = re.compile(r"divRplyFwdMsg|appendonsend|mail-editor-reference-message|OLK_SRC_BODY", re.IGNORECASE)

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[tuple[str, bool, str]] = []
        self._silent = 0
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._ORIGINAL.search(given.get("id", "")):
            self._over = True
        if tag in self._ALONE:
            self._say("\n" if tag == "br" else "")
            return
        silent = tag in self._SILENT or bool(self._QUOTES.search(given.get("class", "")))
        href = given.get("href", "") if tag == "a" else ""
        if len(self._open) < 500:
            self._open.append((tag, silent, href))
            self._silent += silent
        self._say("\n\n" if tag in self._BLOCKS else "\n" if tag in ("div", "tr") else "\n- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if not any(opened == tag for opened, _silent, _href in self._open):
            return
        while self._open:
            opened, silent, href = self._open.pop()
            self._silent -= silent
            if opened == tag:
                if href.startswith(("http://", "https://")) and not "".join(self.parts[-1:]).strip().startswith("http"):
                    self._say(f" ({href})")
                break
        self._say("\n\n" if tag in self._BLOCKS else "\n" if tag == "div" else "")

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        if self._silent or self._over:
            return
        last = self.parts[-1] if self.parts else "\n\n"
        said = words.lstrip("\n") if last.endswith("\n\n") else words
        said = said.lstrip(" ") if last.endswith("\n") else said
        if said:
            self.parts.append(said)
