"""An issue in words for a batch of readers: its parts as each may read them, with the digest's personal parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from config.lib.mail import WayBack, letter
from config.lib.mail_html import for_mail
from config.lib.mail_stencil import Both, Twin, hole, whole
from config.lib.markup import NullResolver, render
from config.lib.tokens import sign
from members.digest.gathering import OLDEST, choose_for
from members.digest.sections import Readers
from members.digest.showing import Part, told
from members.digest.stencils import drawn_part
from members.notifications.letters import speaking_to
from members.replying.addresses import Errand, address_for
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.things import Around, seen_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.lib.mail import Letter, Sender
    from members.profiles.models import Member
    from programs.newsletters.models import NewsletterIssue, NewsletterPart

PURPOSE = "newsletter"
OWN = ("date", "end_url", "stop_url", "content")
"""What differs from reader to reader in a letter of the same parts."""
FIRST_TELLS = timedelta(weeks=1)


@dataclass(frozen=True)
class Said:
    """One edited part as it stands in letters of one language."""

    html: str
    text: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Written:
    """What one reader gets."""

    parts: list[NewsletterPart]
    personal: list[Part]

    @property
    def is_worth_it(self) -> bool:
        """Whether anything of it is left for them: words alone that lead to nothing are no less an issue."""
        return bool(self.parts)


class Writing:
    """One issue for a batch of readers; as many queries for all as for one, and none for a letter."""

    def __init__(self, issue: NewsletterIssue, members: Mapping[int, Member]) -> None:
        self.issue, self.members = issue, members
        self._parts = list(issue.parts.all())
        self.around = Around.of(self._parts)
        self.has_audience = issue.occurrence.program.audience_id is not None

    def written(self) -> dict[int, Written]:
        """By member."""
        if not self.members:
            return {}
        readers = Readers(since_of(self.issue, self.members))
        seen = seen_by(self._parts, self.around, readers)
        for pk, parts in seen.items():
            for part in parts:
                for name, number in (
                    ("thread", part.thread_id),
                    ("guide", part.guide_id),
                    ("occurrence", part.date_id),
                ):
                    if number is not None:
                        readers.take(pk, (name, number))
        chosen = choose_for(readers, self.issue.sections)
        personal = told(readers, chosen)
        return {pk: Written(parts, personal[pk].parts if pk in personal else []) for pk, parts in seen.items()}

    def letter(
        self, row: NewsletterLetter, member: Member, written: Written, house: Sender, *, stop: str = ""
    ) -> Letter:
        """One letter, in the member's language; the same Message-ID every time. `stop`: another end than their own."""
        with speaking_to(member):
            subject = self.issue.subject
            if row.is_test:
                subject = _("Test: %(subject)s") % {"subject": subject}
            frame = _frame(
                translation.get_language(), house, self.issue.occurrence_id, self.issue.subject, self.issue.preheader,
                why(house.name, self.has_audience), tuple(self._said(part) for part in written.parts),
            )  # fmt: skip
            personal = [drawn_part(one, house) for one in written.personal]
            content = Both("".join(one.text for one in personal), "".join(one.html for one in personal))
            stop = stop or stop_address(member)
            values = {
                "date": formats.date_format(timezone.localdate(), "DATE_FORMAT"), "end_url": stop,
                "stop_url": f"{stop}#all",
            }  # fmt: skip
            host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
            return letter(
                frame.filled(values, {"content": content}), to=member.email, subject=subject, sender=house,
                unsubscribe_url=stop, message_id=f"<{row.key}@{host}>",
                back=WayBack(reports=address_for(Errand(member.pk))),
            )  # fmt: skip

    def _said(self, part: NewsletterPart) -> Said:
        rendered = render(part.words, NullResolver())
        html, thing = for_mail(rendered.html, settings.PUBLIC_URL), self.around.thing(part)
        if thing is None:
            return Said(html, rendered.text)
        url = settings.PUBLIC_URL + reverse("newsletter_go", args=[self.issue.occurrence_id, part.pk])
        return Said(html, rendered.text, title_of(thing), url)


def title_of(thing: object) -> str:
    """What a thing is called."""
    return str(getattr(thing, "title", "") or getattr(thing, "name", ""))


@lru_cache(maxsize=256)
def _frame(
    language: str, house: Sender, occurrence_id: int, subject: str, preheader: str, because: str,
    parts: tuple[Said, ...],
) -> Twin:  # fmt: skip
    context = {
        "sender": house, "language": language, "subject": subject, "preheader": preheader, "parts": parts,
        "why": because, "read_url": settings.PUBLIC_URL + reverse("newsletter", args=[occurrence_id]),
    }  # fmt: skip
    return whole("newsletter", context | {name: hole(name) for name in OWN})


def why(community: str, has_audience: bool) -> str:
    """Why somebody gets it."""
    if has_audience:
        words = _(
            "You get this because you are a member of %(community)s, and this newsletter is for some of its members."
        )
    else:
        words = _("You get this because you are a member of %(community)s. Its newsletters go to all who want them.")
    return words % {"community": community}


def stop_address(member: Member) -> str:
    """Where newsletters are stopped without signing in."""
    return f"{settings.PUBLIC_URL}{reverse('newsletter_stop', args=[sign(PURPOSE, str(member.pk))])}"


def since_of(issue: NewsletterIssue, members: Mapping[int, Member]) -> dict[Member, datetime]:
    """Since when each was told nothing by this newsletter: their last issue; a week ago for the first."""
    now = timezone.now()
    letters = NewsletterLetter.objects.filter(
        member__in=list(members), is_test=False, sent_at__isnull=False,
        issue__occurrence__program__in=issue.occurrence.program.chain,
    ).exclude(issue=issue)  # fmt: skip
    last = dict(letters.order_by().values("member").annotate(last=Max("sent_at")).values_list("member", "last"))
    return {member: max(last.get(pk, now - FIRST_TELLS), now - OLDEST) for pk, member in members.items()}
