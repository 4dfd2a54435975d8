"""Taking part: a check-in a day, or an entry. Pressed twice it is there once; words are screened as replies are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.screened.records import Live
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from members.profiles.submissions import digest_of, sent_before
from moderation.review.mending import mended
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen
from moderation.screening.postings import Posting, Written
from programs.challenges import pictures
from programs.challenges.models import NOTE_MAX, TITLE_MAX, WORDS_MAX, Challenge, ChallengeEntry
from programs.challenges.permissions import may_change, may_enter
from programs.challenges.phases import phase_of
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.pictures import Picture

KEY = "challenge_entry"
SHORTEST = 3


class NothingToEnter(ValueError):
    """What was typed is no entry; the message is one sentence."""


@dataclass(frozen=True)
class Sent:
    """What somebody typed and attached."""

    words: str
    title: str = ""
    picture: Picture | None = None
    key: str = ""
    insist: str = ""
    sender: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return f"{self.title}\n{self.words}".strip()


def cleaned(sent: Sent, *, is_step: bool) -> Sent:
    """As it is kept. Raises NothingToEnter."""
    most = NOTE_MAX if is_step else WORDS_MAX
    words = sent.words.replace("\x00", "").replace("\r\n", "\n").strip()
    title = "" if is_step else " ".join(sent.title.replace("\x00", "").split())
    if not is_step and not title:
        raise NothingToEnter(_("Give your entry a title."))
    if len(title) > TITLE_MAX:
        raise NothingToEnter(_("A title has at most %(most)d characters.") % {"most": TITLE_MAX})
    if len(words) < SHORTEST:
        raise NothingToEnter(_("Write a line about what you did."))
    if len(words) > most:
        raise NothingToEnter(_("Write at most %(most)d characters.") % {"most": most})
    return Sent(words, title, sent.picture, (sent.key or uuid.uuid4().hex)[:64], sent.insist, sent.sender)


def today_of(member: Member, occurrence: Occurrence) -> date:
    """Which day of the challenge it is where the member is; none before its first or after its last in its own zone."""
    zone = ZoneInfo(occurrence.program.zone)
    first, last = (moment.astimezone(zone).date() for moment in (occurrence.starts_at, occurrence.ends_at))
    return min(max(timezone.localdate(timezone=ZoneInfo(member.time_zone)), first), last)


@noting
@transaction.atomic
def enter(occurrence: Occurrence, sent: Sent, *, by: Member) -> ChallengeEntry:
    """Check in for today, or send an entry. Raises NotNow, NothingToEnter, SameKeyOtherText."""
    Member.objects.one_at_a_time(by)
    current = Occurrence.objects.locked(occurrence.pk)
    challenge = Challenge.objects.select_for_update(no_key=True).filter(occurrence=current).first()
    if challenge is None:
        raise NotNow(Refusal(_("This challenge has not begun yet.")))
    terms = challenge.said
    sent = cleaned(sent, is_step=terms.has_steps)
    mine = ChallengeEntry.objects.filter(challenge=challenge)
    again = sent_before(mine, sent.key, sent.text, by=by)
    if again is not None:
        return again
    check(may_enter(by, current, terms, challenge))
    day = today_of(by, current) if terms.has_steps else None
    check(_too_many(challenge, day, by))
    found = screen(_posting(current, sent, by=by), insist=sent.insist)
    challenge.entries_count += 1
    challenge.save(update_fields=["entries_count"])
    entry = ChallengeEntry(
        challenge=challenge, number=challenge.entries_count, author=by, day=day, title=sent.title, words=sent.words,
        held_at=timezone.now() if found.held else None, submission=sent.key, submission_digest=digest_of(sent.text),
    )  # fmt: skip
    if sent.picture is not None:
        pictures.put(entry, sent.picture)
    entry.save()
    if terms.has_steps:
        record("challenge.checked_in", actor=by, subject=entry, occurrence=current.pk)
    else:
        record("challenge.entered", actor=by, subject=entry, occurrence=current.pk)
    keep(found, KEY, entry)
    return entry


def _too_many(challenge: Challenge, day: date | None, by: Member) -> Refusal | None:
    mine = ChallengeEntry.objects.filter(challenge=challenge, author=by, withdrawn_at=None)
    if day is not None:
        return (
            Refusal(_("You checked in today already. Come back tomorrow.")) if mine.filter(day=day).exists() else None
        )
    most = challenge.said.entries_each
    if mine.count() < most:
        return None
    words = ngettext("One entry a person, and yours is in.", "%(n)d entries a person, and yours are in.", most)
    return Refusal(words % {"n": most})


def _posting(occurrence: Occurrence, sent: Sent, *, by: Member, before: str = "") -> Posting:
    """As screening looks at it: rules for replies hold for entries."""
    space = occurrence.program.space
    place = (space.pk if space else None, space is not None and space.visibility == "private", f"c{occurrence.pk}")
    old = Posting(Written.REPLY, by, before, space_id=place[0], is_private=place[1], place=place[2]) if before else None
    return Posting(
        Written.REPLY, by, sent.text, record=Live(by), sender=sent.sender, before=old, space_id=place[0],
        is_private=place[1], place=place[2],
    )  # fmt: skip


@noting
@transaction.atomic
def edit(entry: ChallengeEntry, sent: Sent, *, by: Member, drops_picture: bool = False) -> None:
    """Say it in other words, or with another picture, while entries are taken. Raises NotNow, NothingToEnter."""
    Member.objects.one_at_a_time(by)
    occurrence, current = _locked(entry)
    sent = cleaned(sent, is_step=current.day is not None)
    check(may_change(by, current, phase_of(occurrence, current.challenge.said, current.challenge)))
    before = f"{current.title}\n{current.words}".strip()
    if before == sent.text and sent.picture is None and not drops_picture:
        return
    found = screen(_posting(occurrence, sent, by=by, before=before), insist=sent.insist)
    was_asked = current.edit_asked_at is not None
    current.title, current.words, current.edited_at = sent.title, sent.words, timezone.now()
    if sent.picture is not None:
        pictures.put(current, sent.picture)
    elif drops_picture:
        pictures.take_away(current)
    current.save(update_fields=["title", "words", "edited_at", "picture", "width", "height"])
    record("challenge.entry_edited", actor=by, subject=current, occurrence=occurrence.pk)
    mended(KEY, current.pk, by=by, was_asked=was_asked, is_hidden=current.hidden_at is not None)
    keep(found, KEY, current)


@transaction.atomic
def withdraw(entry: ChallengeEntry, *, by: Member) -> None:
    """Take it back, while entries are taken; of a check-in: undo it. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    occurrence, current = _locked(entry)
    if current.withdrawn_at is not None and current.author_id == by.pk:
        return
    check(may_change(by, current, phase_of(occurrence, current.challenge.said, current.challenge)))
    current.withdrawn_at = timezone.now()
    pictures.take_away(current)
    current.save(update_fields=["withdrawn_at", "picture", "width", "height"])
    record("challenge.entry_withdrawn", actor=by, subject=current, occurrence=occurrence.pk)


def _locked(entry: ChallengeEntry) -> tuple[Occurrence, ChallengeEntry]:
    occurrence = Occurrence.objects.locked(entry.challenge.occurrence_id)
    rows = ChallengeEntry.objects.select_for_update(of=("self",)).select_related("challenge")
    return occurrence, rows.get(pk=entry.pk)
