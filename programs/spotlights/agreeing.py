"""From asking somebody to their yes, and back: each act by whoever may, under the lock of the spotlight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.leaving.posts import retitle, rewrite
from community.posts.models import Post, Revision
from community.previews.models import PreviewUse
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, barred, check
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.spotlights.choosing import why_not
from programs.spotlights.models import Ending, Spotlight, SpotlightVersion

if TYPE_CHECKING:
    from collections.abc import Sequence


@transaction.atomic
def ask(occurrence: Occurrence, member: Member, questions: Sequence[str], *, by: Member) -> Spotlight:
    """Ask somebody for one date. Raises NotNow."""
    current = Occurrence.objects.locked(occurrence.pk)  # before the member, as when the clock publishes
    Member.objects.one_at_a_time(member)
    if not current.is_to_come:
        raise NotNow(Refusal(_("This date has begun, or does not take place.")))
    if Spotlight.objects.live().filter(occurrence=current).exists():
        raise NotNow(Refusal(_("Somebody is asked for this date already.")))
    check(why_not(member, current.program.space))
    for past in Spotlight.objects.live().filter(member=member, published_at=None).select_for_update():
        _end(past, Ending.CALLED_BACK)  # its date shows nobody any more
    asked: Spotlight = Spotlight.objects.create(
        occurrence=current, member=member, questions=list(questions), asked_by=by
    )
    record("spotlight.asked", actor=by, subject=asked, member=member.pk)
    return asked


@transaction.atomic
def accept(spotlight: Spotlight, *, by: Member) -> None:
    """Say yes to being asked; the words come later, and have a yes of their own. Raises NotNow."""
    current = _mine(spotlight, by)
    check(barred(by))
    if current.accepted_at is None:
        current.accepted_at = timezone.now()
        current.save(update_fields=["accepted_at"])
        record("spotlight.accepted", actor=by, subject=current)


@transaction.atomic
def decline(spotlight: Spotlight, *, by: Member, later: bool = False) -> None:
    """Say no, which holds for a year, or ask for another time. Raises NotNow."""
    current = _mine(spotlight, by)
    _unpublished(current)
    _end(current, Ending.LATER if later else Ending.DECLINED)
    record("spotlight.declined", actor=by, subject=current, later=later)


@transaction.atomic
def write(spotlight: Spotlight, answers: Sequence[str], *, edition: int, by: Member, send: bool = False) -> None:
    """Keep one's own words; with `send` the team may edit them. Raises NotNow, ChangedMeanwhile."""
    current = _mine(spotlight, by)
    check(barred(by))
    _unpublished(current)
    if current.accepted_at is None:
        raise NotNow(Refusal(_("Say yes first, then write.")))
    if (send or current.sent_at is not None) and not any(answers):
        raise NotNow(Refusal(_("Answer at least one question.")))
    _say(current, answers, edition, by)
    if send and current.sent_at is None:
        current.sent_at = timezone.now()
        current.save(update_fields=["sent_at"])
        record("spotlight.answered", actor=by, subject=current)


@transaction.atomic
def edit(spotlight: Spotlight, answers: Sequence[str], *, edition: int, by: Member) -> None:
    """Change the words that were handed over; the member has to say yes to them anew. Raises as `write`."""
    current = _locked(spotlight)
    _unpublished(current)
    if current.sent_at is None:
        raise NotNow(Refusal(_("The words were not handed over yet.")))
    if not any(answers):
        raise NotNow(Refusal(_("Answer at least one question.")))
    if _say(current, answers, edition, by):
        record("spotlight.edited", actor=by, subject=current, edition=current.edition)


@transaction.atomic
def agree(spotlight: Spotlight, *, edition: int, by: Member) -> None:
    """Say yes to the words as they stand. Raises NotNow, ChangedMeanwhile."""
    current = _mine(spotlight, by)
    check(barred(by))
    if current.sent_at is None:
        raise NotNow(Refusal(_("Hand your words over first.")))
    if current.edition != edition:
        raise ChangedMeanwhile
    if not current.is_agreed:
        current.agreed_edition, current.agreed_at = edition, timezone.now()
        current.save(update_fields=["agreed_edition", "agreed_at"])
        record("spotlight.agreed", actor=by, subject=current, edition=edition)


@transaction.atomic
def withdraw(spotlight: Spotlight, *, by: Member) -> None:
    """Take the yes back, also when it is published: the words leave the page and the thread. Raises NotNow."""
    current = _mine(spotlight, by)
    _take_away(current, by=by)
    _end(current, Ending.WITHDRAWN)
    record("spotlight.withdrawn", actor=by, subject=current)


@transaction.atomic
def call_back(spotlight: Spotlight, *, by: Member) -> None:
    """Ask somebody no more, as long as it is not published. Raises NotNow."""
    current = _locked(spotlight)
    _unpublished(current)
    _end(current, Ending.CALLED_BACK)
    record("spotlight.called_back", actor=by, subject=current)


@transaction.atomic
def choose_badge(spotlight: Spotlight, *, shows: bool, by: Member) -> None:
    """Show it on one's profile, or not. Raises NotNow."""
    current = _mine(spotlight, by)
    if current.shows_badge != shows:
        current.shows_badge = shows
        current.save(update_fields=["shows_badge"])
        record("spotlight.badge_chosen", actor=by, subject=current, shows=shows)


def _take_away(spotlight: Spotlight, *, by: Member) -> None:
    """Take the words out of thread, history and search; the post says why, and is deleted, replies stay."""
    # Wherever it stands by now: its thread may have been merged into another one, or split.
    thread = spotlight.occurrence.thread
    post = Post.objects.filter(author=spotlight.member, submission=spotlight.key).first()
    if post is not None:
        Revision.objects.filter(post=post).delete()
        PreviewUse.objects.filter(post=post).delete()
        with translation.override(Installation.current().language):
            rewrite(post, _("*Whoever was shown here took the words back.*"))
            if thread is not None:
                retitle(thread, _("A spotlight that was taken back"))
        post.refresh_from_db()
        post.delete_softly(by=by)
        Occurrence.objects.filter(pk=spotlight.occurrence_id).update(thread=None)


def _say(current: Spotlight, answers: Sequence[str], edition: int, by: Member) -> bool:
    """Keep other words under a number of their own; the yes to earlier ones does not hold for them."""
    if current.edition != edition:
        raise ChangedMeanwhile
    said = [*answers][: len(current.questions)]
    if said == current.answers:
        return False
    current.answers, current.edition = said, edition + 1
    current.save(update_fields=["answers", "edition"])
    SpotlightVersion.objects.create(spotlight=current, edition=current.edition, answers=said, written_by=by)
    return True


def _end(current: Spotlight, how: Ending) -> None:
    """It is over, and nothing is kept of what was written for it."""
    current.versions.all().delete()
    current.answers, current.shows_badge = [], False
    current.ended_at, current.ending = timezone.now(), how
    current.save(update_fields=["answers", "shows_badge", "ended_at", "ending"])


def _locked(spotlight: Spotlight) -> Spotlight:
    """As it stands now; its date is locked first, as the clock does."""
    Occurrence.objects.locked(spotlight.occurrence_id)
    rows = Spotlight.objects.select_for_update(of=("self",)).select_related("occurrence__thread", "member")
    current: Spotlight = rows.get(pk=spotlight.pk)
    if current.ended_at is not None:
        raise NotNow(Refusal(_("This has ended already.")))
    return current


def _mine(spotlight: Spotlight, by: Member) -> Spotlight:
    current = _locked(spotlight)
    if current.member_id != by.pk:
        raise NotNow(Refusal(_("Only who is asked can decide this.")))
    return current


def _unpublished(current: Spotlight) -> None:
    if current.published_at is not None:
        raise NotNow(Refusal(_("It is published already.")))
