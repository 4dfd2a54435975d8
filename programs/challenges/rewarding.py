"""What taking part leads to: a badge, and the thread that tells who won. Inside the transaction that publishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.posts.permissions import may_start
from community.spaces.models import Made
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.refusing import NotNow, Refusal
from members.recognition.badges import Badge, BadgeAward
from programs.challenges.addresses import page_of
from programs.challenges.models import ChallengeEntry, ChallengeWinner
from programs.series.quoting import plain
from programs.series.starting import start_thread

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.challenges.models import Challenge
    from programs.series.occurrences import Occurrence


def finishers(challenge: Challenge) -> dict[int, int]:
    """Who checked in as often as it takes, with how often."""
    rows = ChallengeEntry.objects.standing().filter(challenge=challenge, day__isnull=False, author__isnull=False)
    counted = rows.order_by().values_list("author").annotate(n=Count("pk"))
    return {pk: n for pk, n in counted if n >= challenge.said.target}


def reward(challenge: Challenge, winners: Sequence[ChallengeWinner], *, by: Member) -> None:
    """Give the badge of the terms to who won, or is done; who has or had it keeps things as they are."""
    terms = challenge.said
    badge = Badge.objects.select_for_update(of=("self",)).filter(pk=terms.badge or 0, retired_at=None).first()
    if badge is None:
        return
    with translation.override(Installation.current().language):
        reasons = _reasons(challenge, winners)
    had = set(BadgeAward.objects.filter(badge=badge, member__in=reasons).values_list("member_id", flat=True))
    rows = [
        BadgeAward(
            badge=badge, member_id=pk, reason=words[:300], awarded_at=timezone.now(),
            awarded_by=by if by.pk != pk else None,
        )
        for pk, words in reasons.items()
        if pk not in had
    ]  # fmt: skip
    for award in BadgeAward.objects.bulk_create(rows):
        record("badge.awarded", actor=by, subject=award, badge=badge.pk, member=award.member_id)


def _reasons(challenge: Challenge, winners: Sequence[ChallengeWinner]) -> dict[int, str]:
    name = _told_to_all(challenge.occurrence)
    if challenge.said.has_steps:
        return {
            pk: ngettext("%(n)d check-in in “%(name)s”", "%(n)d check-ins in “%(name)s”", n) % {"n": n, "name": name}
            for pk, n in finishers(challenge).items()
        }
    entries = ChallengeEntry.objects.in_bulk([one.entry_id for one in winners])
    found: dict[int, str] = {}
    for one in winners:
        author = entries[one.entry_id].author_id
        if author is not None:
            found.setdefault(author, _("Place %(place)d in “%(name)s”") % {"place": one.place, "name": name})
    return found


def _told_to_all(occurrence: Occurrence) -> str:
    """Its name as everybody reads it with a badge: of what visitors do not see only what kind it is."""
    program = occurrence.program
    is_open = program.is_public and (program.space is None or program.space.is_open)
    return occurrence.name if is_open else str(program.kind.noun)


def tell_in_thread(occurrence: Occurrence, challenge: Challenge, *, by: Member) -> None:
    """Start the thread that tells the result, in the space of the challenge. Raises NotNow if it cannot stand there."""
    space = occurrence.program.space
    if space is None:
        return
    refusal = may_start(by, space)
    if refusal is not None:
        raise NotNow(Refusal(refusal.sentence))
    with translation.override(Installation.current().language):
        title = _("Result: %(name)s") % {"name": occurrence.name}
        source = _words(occurrence, challenge)
    occurrence.thread = start_thread(
        space, by=by, title=title[:120], source=source, kind=Made.CHALLENGE, key=f"challenge:{occurrence.pk}"
    )
    occurrence.save(update_fields=["thread"])


def _words(occurrence: Occurrence, challenge: Challenge) -> str:
    parts = [challenge.words] if challenge.words else []
    rows = challenge.winners.select_related("entry__author", "entry__challenge").order_by("place")
    lines = [_line(one) for one in rows]
    if lines:
        parts.append("\n".join(lines))
    if challenge.said.has_steps:
        done = len(finishers(challenge))
        total = ChallengeEntry.objects.standing().filter(challenge=challenge).count()
        words = ngettext("%(n)d check-in of all together.", "%(n)d check-ins of all together.", total) % {"n": total}
        more = ngettext("%(n)d person is done.", "%(n)d people are done.", done) % {"n": done}
        parts.append(f"{words} {more}")
    link = f"[{plain(occurrence.name)}]({settings.PUBLIC_URL}{page_of(occurrence)})"
    parts.append(_("Everything about it: %(link)s") % {"link": link})
    return "\n\n".join(parts)


def _line(one: ChallengeWinner) -> str:
    entry = one.entry
    link = f"[{plain(entry.title)}]({settings.PUBLIC_URL}{entry.get_absolute_url()})"
    name = plain(entry.author.name) if entry.author else _("Former member")
    prize = f" ({plain(one.prize)})" if one.prize else ""
    return f"{one.place}. {link}, {name}{prize}: {plain(one.reason)}"
