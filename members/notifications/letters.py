"""A notification mail in words: what happened in one thread or around the member, the whole of it, and why it came."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.mail import WayBack, compose
from config.lib.mail_replies import MARK
from members.installation.models import Installation
from members.installation.sending import sender
from members.notifications.models import Mail, MailItem
from members.notifications.notices import NOTICES, Told, surfaces
from members.notifications.preferences import mail_is_stopped
from members.profiles.models import Member
from members.replying.addresses import Errand, address_for
from members.replying.bouncing import is_unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.mail import EmailMultiAlternatives

MOST_CHARACTERS = 60_000
"""Of HTML with the words of members; mail programs cut off letters over 100 KB."""


@dataclass(frozen=True)
class Part:
    """One thing in a letter."""

    sentence: str
    told: Told
    is_titled: bool
    """Whether it stands in a thread, or in something with a title like one."""


def why_not(mail: Mail) -> str:
    """Why a mail must not be sent now, in one word; empty if it may."""
    member = mail.member
    if not member.is_active or member.is_suspended or mail_is_stopped(member) or is_unreachable(member):
        return "stopped"
    if not EmailAddress.objects.filter(user=member, email__iexact=member.email, verified=True).exists():
        return "stopped"
    return "" if _unread(mail) else "read"


def letter_for(mail: Mail) -> EmailMultiAlternatives | None:
    """The letter in its member's language and time; None if nothing of it may be read any more."""
    member = mail.member
    with speaking_to(member):
        parts = _parts(member, _unread(mail))
        return _composed(mail, member, parts) if parts else None


def _unread(mail: Mail) -> list[MailItem]:
    """What the member has not seen in the app meanwhile."""
    items = mail.items.filter(kind__in=list(NOTICES)).select_related("notification").order_by("at", "id")
    return [item for item in items if item.notification is None or item.notification.seen_at is None]


def _parts(member: Member, items: list[MailItem]) -> list[Part]:
    told: dict[tuple[int, int], Told] = {}
    for number, surface in enumerate(surfaces()):
        mine = [item for item in items if NOTICES[item.kind].surface is surface]
        told.update({(number, pk): one for pk, one in surface.told(member, mine).items()})
    actors = Member.objects.filter(pk__in={item.actor_id for item in items})
    names = {actor.pk: actor.name for actor in actors.only("name", "is_active")}
    parts = []
    for item in items:
        notice = NOTICES[item.kind]
        found = told.get((surfaces().index(notice.surface), item.subject_id))
        if found is not None:
            sentence = notice.sentence([names[item.actor_id]] if item.actor_id in names else [], 1)
            parts.append(Part(sentence, found, notice.surface.is_titled))
    return parts


def _composed(mail: Mail, member: Member, parts: list[Part]) -> EmailMultiAlternatives:
    first, threads = parts[0].told, len({part.told.thread_url for part in parts})
    is_thread = threads == 1 and parts[0].is_titled
    headline = _headline(parts)
    title = first.thread_title if is_thread else _what_was_left(parts, threads, headline)
    whole, left = _fitting(parts)
    address = f"{settings.PUBLIC_URL}{reverse('unsubscribe', args=[mail.token])}"
    host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
    last = parts[-1].told
    answers = Errand(member.pk, last.answered_as, last.subject_id, is_direct=len(parts) == 1)
    reply_to = address_for(answers) if last.answered_as and threads == 1 else ""
    context: dict[str, Any] = {
        "language": translation.get_language(),
        "date": formats.date_format(timezone.localdate(), "WEEKDAY_FORMAT"),
        "headline": headline,
        "parts": whole,
        "left": left,
        "about": _about(first, threads, title if title != headline else ""),
        "url": first.url if threads == 1 else settings.PUBLIC_URL + reverse("inbox"),
        "is_one_thing": threads == 1,
        "is_thread": is_thread,
        "mark": " ".join([MARK, _("Reply above this line to answer in the thread"), MARK[::-1]]) if reply_to else "",
        "why": _why(mail),
        "less_url": f"{address}#less",
        "topics_url": f"{address}#choose",
        "stop_url": f"{address}#stop",
    }
    return compose(
        "notifications/thread",
        context,
        to=member.email,
        subject=title,
        sender=sender(),
        unsubscribe_url=address,
        back=WayBack(answers=reply_to, reports=address_for(Errand(member.pk))),
        message_id=f"<{mail.key}@{host}>",
        references=[f"<t{mail.thread_id}@{host}>"] if mail.thread_id else [],
    )


def _headline(parts: list[Part]) -> str:
    """The one thing that happened, or how many did."""
    if len({part.sentence for part in parts}) == 1:
        return parts[0].sentence
    if all(part.is_titled for part in parts):
        return ngettext("%(count)d new post", "%(count)d new posts", len(parts)) % {"count": len(parts)}
    words = ngettext("%(count)d new thing waits in your inbox", "%(count)d new things wait in your inbox", len(parts))
    return words % {"count": len(parts)}


def _about(first: Told, threads: int, title: str) -> str:
    """The line under the headline: what it is about and where that stands, nothing of it twice."""
    names = [first.thread_title, first.place_name] if threads == 1 else [title]
    return " · ".join(dict.fromkeys(filter(None, names)))


def _what_was_left(parts: list[Part], threads: int, headline: str) -> str:
    """What a mail is called that is not about one thread: what happened, or, of several threads, how much is new."""
    if not all(part.is_titled for part in parts):
        return headline
    words = ngettext(
        "%(count)d new post in %(threads)d threads", "%(count)d new posts in %(threads)d threads", len(parts)
    )
    return words % {"count": len(parts), "threads": threads}


def _fitting(parts: list[Part]) -> tuple[list[Part], int]:
    """The parts that fit into a letter, at least one, and how many are left for the page."""
    whole: list[Part] = []
    room = MOST_CHARACTERS
    for part in parts:
        room -= len(part.told.html)
        if room < 0 and whole:
            break
        whole.append(part)
    return whole, len(parts) - len(whole)


def _why(mail: Mail) -> str:
    """The reasons of everything in the letter, each once."""
    kinds = dict.fromkeys(mail.items.order_by("at", "id").values_list("kind", flat=True))
    return " ".join(str(NOTICES[kind].why) for kind in kinds if kind in NOTICES)


@contextmanager
def speaking_to(member: Member) -> Iterator[None]:
    """The member's own language and time zone."""
    language = member.language or Installation.current().language
    with translation.override(language), timezone.override(member.zone):
        yield
