"""Trust limits: what an account may do on its first day. They end with the day or with an approved contribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from members.profiles.models import Member

FIRST_DAY = timedelta(days=1)
THREADS, REPLIES, GUIDES, LINES = 3, 10, 3, 60
MOST = {"thread": THREADS, "reply": REPLIES, "guide": GUIDES, "line": LINES}
LINKS, PICTURES, MENTIONS = 2, 1, 2


@dataclass(frozen=True)
class Verdict:
    """Whether something may be posted; if not, why, and from when on it may."""

    allowed: bool = True
    sentence: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Contents:
    """What is in a text, as far as the limits look at it."""

    links: int = 0
    pictures: int = 0
    mentions: int = 0


NOTHING = Contents()


@dataclass(frozen=True)
class Writing:
    """What somebody wants to post: how often they did so today, and what is in it."""

    act: str
    """`thread`, `reply`, `guide`, `line` or `edit`."""
    today: int = 0
    oldest: datetime | None = None
    """When the earliest of those of today was posted."""
    contents: Contents = NOTHING
    proven: bool = False
    """Whether a contribution of theirs was approved, which lifts the limits."""


def is_new(member: Member) -> bool:
    """Whether this account is in its first day; the team never is."""
    return not member.is_moderator and timezone.now() - member.joined_at < FIRST_DAY


def screen(member: Member, writing: Writing) -> Verdict:
    """Say whether `member` may post this now; a refusal says why in one sentence."""
    if writing.proven or not is_new(member):
        return Verdict()
    pace = _pace(member, writing)
    if not pace.allowed:
        return pace
    found_and_most = (
        (writing.contents.links, LINKS, ngettext("one link", "%(count)d links", LINKS)),
        (writing.contents.pictures, PICTURES, ngettext("one picture", "%(count)d pictures", PICTURES)),
        (writing.contents.mentions, MENTIONS, ngettext("one mention", "%(count)d mentions", MENTIONS)),
    )
    for found, most, words in found_and_most:
        if found > most:
            allowed = words % {"count": most} if "%" in words else words
            return Verdict(False, _("On the first day a post may have %(allowed)s.") % {"allowed": allowed})
    return Verdict()


def allowance(member: Member, writing: Writing) -> str:
    """One sentence that says what is left on the first day, before it runs out; empty for everybody else."""
    if writing.proven or not is_new(member) or writing.act == "edit":
        return ""
    left = max(0, MOST[writing.act] - writing.today)
    if left == 0:
        return _pace(member, writing).sentence
    if writing.act in ("reply", "line") and left > REPLIES // 2:
        return ""
    words = _left(writing.act, left)
    return _("%(words)s; from tomorrow on there is no such limit.") % {"words": words % {"count": left}}


def _left(act: str, left: int) -> str:
    if act == "thread":
        return ngettext("You can start %(count)d more thread today", "You can start %(count)d more threads today", left)
    if act == "guide":
        return ngettext("You can begin %(count)d more guide today", "You can begin %(count)d more guides today", left)
    if act == "line":
        return ngettext("You can write %(count)d more line today", "You can write %(count)d more lines today", left)
    return ngettext("You can write %(count)d more reply today", "You can write %(count)d more replies today", left)


def in_a_post(member: Member, *, proven: bool = False) -> str:
    """What one post may have on the first day, said beside the text before it runs out; empty for everybody else."""
    if proven or not is_new(member):
        return ""
    pictures = ngettext("%(count)d picture", "%(count)d pictures", PICTURES) % {"count": PICTURES}
    links = ngettext("%(count)d link", "%(count)d links", LINKS) % {"count": LINKS}
    mentions = ngettext("%(count)d mention", "%(count)d mentions", MENTIONS) % {"count": MENTIONS}
    words = _("On your first day a post can have: %(links)s, %(pictures)s, %(mentions)s.")
    return words % {"links": links, "pictures": pictures, "mentions": mentions}


def _pace(member: Member, writing: Writing) -> Verdict:
    most = MOST.get(writing.act)
    if most is None or writing.today < most:
        return Verdict()
    until = min(member.joined_at, writing.oldest or member.joined_at) + FIRST_DAY
    clock = formats.date_format(timezone.localtime(until), "H:i")
    if writing.act == "thread":
        words = _("You can start another thread at %(time)s. Your draft is kept.")
    elif writing.act == "guide":
        words = _("You can begin another guide at %(time)s. Your draft is kept.")
    elif writing.act == "line":
        words = _("That was a lot at once. You can write again at %(time)s.")
    else:
        words = _("You can write another reply at %(time)s. Your draft is kept.")
    return Verdict(False, words % {"time": clock}, until)
