"""What is screened: one thing somebody wants to post, as rules and the score look at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from members.profiles.models import Member

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'\]\[()]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,4}\.(?:com|net|org|info|biz|ru|xyz|top|shop|site|online|club|io)\b",
    re.IGNORECASE,
)
_MARKS = str.maketrans("", "", "*_~`")
_WORD = re.compile(r"\w+")


class Written(models.TextChoices):
    """What somebody writes. Private messages are never among it."""

    THREAD = "thread", _("Threads")
    REPLY = "reply", _("Replies")
    LINE = "line", _("Lines in chat")
    GUIDE = "guide", _("Guides")
    PROFILE = "profile", _("Words of profiles")


class Record(Protocol):
    """What the author did before, as of the moment of posting; each answer is looked up once, when it is asked for."""

    def approved(self) -> int:
        """How many of their posts stand; counted no further than it matters (20)."""

    def since(self, moment: datetime) -> int:
        """How often they posted since then."""

    def last(self) -> datetime | None:
        """When they posted last."""

    def texts(self, since: datetime) -> list[tuple[str, str]]:
        """Where (a word for the place) and what they wrote since then, and what other new accounts wrote of late."""


class Nothing:
    """The record of somebody of whom nothing is known."""

    def approved(self) -> int:
        """None."""
        return 0

    def since(self, moment: datetime) -> int:
        """Never."""
        return 0

    def last(self) -> datetime | None:
        """Never."""
        return None

    def texts(self, since: datetime) -> list[tuple[str, str]]:
        """Nowhere."""
        return []


@dataclass(frozen=True, eq=False)
class Posting:
    """One thing somebody wants to post, or as it reads after an edit."""

    kind: str
    author: Member
    text: str
    """As it was typed, in Markdown."""
    title: str = ""
    tags: tuple[str, ...] = ()
    space_id: int | None = None
    is_private: bool = False
    place: str = ""
    """A word for where it stands: the thread, the room."""
    at: datetime = field(default_factory=timezone.now)
    record: Record = field(default_factory=Nothing)
    sender: str = ""
    """The network it came from."""
    before: Posting | None = None
    """For an edit: as it read until now."""
    beside: str = ""
    """Words that stand beside the text: those of a poll."""
    is_mended: bool = False
    """Whether its author was asked to change it, or it is hidden."""

    @property
    def is_edit(self) -> bool:
        """Whether it stands already."""
        return self.before is not None

    @cached_property
    def whole(self) -> str:
        """All its words: title, text, tags and what stands beside them."""
        return "\n".join(filter(None, [self.title, self.text, " ".join(self.tags), self.beside]))

    @cached_property
    def plain(self) -> str:
        """All its words in small letters, without what hides one word from a list: marks, invisible letters."""
        return plain(self.whole)

    @cached_property
    def tokens(self) -> list[str]:
        """Its words, one by one."""
        return _WORD.findall(self.plain)

    @cached_property
    def links(self) -> list[str]:
        """The addresses in it that lead elsewhere."""
        own = settings.PUBLIC_HOST.rsplit(":", 1)[0].lower()
        found = _ADDRESS.findall(self.whole)
        rest = _ADDRESS.sub(" ", self.whole)
        found += _BARE.findall(rest)
        return [address for address in found if domain_of(address) not in ("", own)]

    @cached_property
    def domains(self) -> set[str]:
        """Where its links lead."""
        return {domain_of(address) for address in self.links}

    @cached_property
    def new_links(self) -> list[str]:
        """The links that an edit brought; all of a new thing."""
        earlier: Collection[str] = self.before.links if self.before is not None else ()
        return [link for link in self.links if link not in earlier]

    @cached_property
    def pictures(self) -> int:
        """How many pictures are in it."""
        return self.text.count("![")


def plain(text: str) -> str:
    """Small letters of one kind, without marks and invisible letters."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    if text.isascii():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(plain(text))


def domain_of(address: str) -> str:
    """The host of an address, without `www.`; empty for none."""
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".").lower()
