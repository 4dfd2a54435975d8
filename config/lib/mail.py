"""Letters: an HTML part with its styles inlined, a text part written by hand, and the headers good mail carries."""

import email.policy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import Policy
from email.utils import formataddr, parseaddr
from functools import cache
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from config.lib.mail_stencil import Both, styled

LINE = 900
"""Characters in a header line: mail allows 998. With the usual 78, Python encodes a longer address beyond reading."""


class _Headers(HeaderRegistry):
    """Keeps the class of each header; Python makes a new one for every header of every letter."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        if name not in self._kept:
            self._kept[name] = super().__getitem__(name)
        return self._kept[name]


_HEADERS = _Headers()


@dataclass(frozen=True)
class Sender:
    """The community a letter comes from; the colours are #rrggbb because mail programs know no others."""

    name: str
    url: str
    accent: str = "#07657d"
    on_accent: str = "#ffffff"
    dark_accent: str = "#61aac3"
    on_dark_accent: str = "#041419"
    link: str = "#076279"
    dark_link: str = "#82cae3"


@dataclass(frozen=True)
class WayBack:
    """Where answers go, and where mail servers report to; the address readers see where it is empty."""

    answers: str = ""
    reports: str = ""


HERE = WayBack()


class Letter(EmailMultiAlternatives):
    """A message whose long headers stay readable for the programs that act on them."""

    def message(self, *, policy: "Policy[Message[str, str]] | None" = None) -> EmailMessage:
        """The message as it is sent."""
        return super().message(policy=_as_readable(policy or email.policy.default))


@cache
def _as_readable(policy: "Policy[Message[str, str]]") -> "Policy[Message[str, str]]":
    given: dict[str, Any] = {"max_line_length": LINE, "header_factory": _HEADERS}
    return policy.clone(**given)


class Head(TypedDict, total=False):
    """What else the head of a letter may say."""

    unsubscribe_url: str
    """Takes one POST without signing in (RFC 8058)."""
    message_id: str
    references: Sequence[str]
    """Both are written <like@this>."""
    back: WayBack


def compose(
    template: str, context: Mapping[str, Any], *, to: str, subject: str, sender: Sender, **head: Unpack[Head]
) -> Letter:
    """A letter from mail/<template>.html and mail/<template>.txt, ready to send.

    Raises TemplateDoesNotExist when a part is missing: a letter always has both.
    """
    shown = {"sender": sender, "subject": subject, "unsubscribe_url": head.get("unsubscribe_url", ""), **context}
    text = render_to_string(f"mail/{template}.txt", shown).strip() + "\n"
    both = Both(text, styled(render_to_string(f"mail/{template}.html", shown)))
    return letter(both, to=to, subject=subject, sender=sender, **head)


def letter(
    words: Both,
    *,
    to: str,
    subject: str,
    sender: Sender,
    unsubscribe_url: str = "",
    message_id: str = "",
    references: Sequence[str] = (),
    back: WayBack = HERE,
) -> Letter:
    """The same with words that are written."""
    headers = _headers(message_id, references, unsubscribe_url)
    address = _address_of(sender.name, settings.DEFAULT_FROM_EMAIL)
    if back.reports:
        headers["From"] = address
    made = Letter(
        subject=" ".join(subject.split()),
        body=words.text,
        from_email=back.reports or address,
        to=[to],
        reply_to=[back.answers] if back.answers else None,
        headers=headers,
    )
    made.attach_alternative(words.html, "text/html")
    return made


@cache
def _address_of(name: str, address: str) -> str:
    return formataddr((" ".join(name.split()), parseaddr(address)[1]))


def _headers(message_id: str, references: Sequence[str], unsubscribe_url: str) -> dict[str, str]:
    headers = {"Auto-Submitted": "auto-generated"}
    if message_id:
        headers["Message-ID"] = message_id
    if references:
        headers["In-Reply-To"] = references[-1]
        headers["References"] = " ".join(references)
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
