"""Drafting: what became of ideas, what surveys told, what was decided since; nothing from behind doors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.ideas.models import StatusChange
from community.polls.models import Decision
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from community.threads.models import Thread
from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Kind as Task
from members.duties.owning import may_own
from members.installation.models import Installation
from programs.feedback.models import DID_MAX, LINES_MOST, SAID_MAX, STATUS_MAX, Feedback, FeedbackLine, Source
from programs.series.naming import for_the_team
from programs.surveys.models import Round

if TYPE_CHECKING:
    from datetime import datetime

    from programs.series.occurrences import Occurrence

FIRST_REACHES_BACK = timedelta(days=31)


def told_in(space: Space) -> Any:
    """The spaces of which a space may tell: those that whoever reads it may read too."""
    as_wide = Q(visibility=Visibility.OPEN)
    if space.visibility != Visibility.OPEN:
        as_wide |= Q(visibility=Visibility.MEMBERS)
    if space.visibility == Visibility.PRIVATE:
        as_wide |= Q(pk=space.pk)
    return Space.objects.filter(as_wide, deleted_at=None)


def threads_told_in(space: Space) -> Any:
    """Threads of those spaces that everybody there can read now."""
    return Thread.objects.filter(
        space__in=told_in(space), deleted_at=None, held_at=None, merged_at=None, posts__number=1,
        posts__hidden_at=None, posts__held_at=None, posts__deleted_at=None, posts__removed_at=None,
    )  # fmt: skip


def rounds_told_in(space: Space) -> Any:
    """Surveys whose numbers are shown to everybody who reads there."""
    place = Q(occurrence__program__space=None) | Q(occurrence__program__space__in=told_in(space))
    rounds = Round.objects.filter(place, shared_at__isnull=False)
    return rounds.filter(occurrence__program__is_public=True) if space.visibility == Visibility.OPEN else rounds


@transaction.atomic
def draft(occurrence: Occurrence, space: Space) -> Feedback:
    """Gather the lines of one issue and give its owner the task to edit it. Once for each occurrence."""
    since, until = _since(occurrence), timezone.now()
    with translation.override(Installation.current().language):
        title = occurrence.title or occurrence.program.title
        feedback, is_new = Feedback.objects.get_or_create(
            occurrence=occurrence, defaults={"title": title, "since": since, "until": until}
        )
        if not is_new:
            return feedback
        lines = [*_ideas(space, since, until), *_surveys(space, since, until), *_decisions(space, since, until)]
        for place, line in enumerate(lines[:LINES_MOST]):
            line.feedback, line.place = feedback, place
        FeedbackLine.objects.bulk_create(lines[:LINES_MOST])
        record("feedback.drafted", actor=None, subject=occurrence, lines=len(lines))
        _give(occurrence, title)
    found: Feedback = feedback
    return found


def _give(occurrence: Occurrence, title: str) -> None:
    leads = occurrence.leads
    note = _("“%(title)s” is drafted. Edit and publish it: %(link)s") % {
        "title": for_the_team(occurrence.program, title), "link": reverse("feedback_edit", args=[occurrence.pk])
    }  # fmt: skip
    to = leads if leads is not None and may_own(leads) else None
    ask_somebody(Task.REVIEW, key=f"feedback:{occurrence.pk}", note=note, to=to)


def _since(occurrence: Occurrence) -> datetime:
    """Where the last issue of the series ended; a month ago for the first."""
    issues = Feedback.objects.filter(occurrence__program__in=occurrence.program.chain)
    last = issues.exclude(occurrence=occurrence).order_by("-until").first()
    return last.until if last is not None else timezone.now() - FIRST_REACHES_BACK


def _ideas(space: Space, since: datetime, until: datetime) -> list[FeedbackLine]:
    """Ideas whose status changed, each with what was said last."""
    changes = StatusChange.objects.filter(at__gt=since, at__lte=until, status=F("thread__status"))
    changes = changes.filter(thread__in=threads_told_in(space).values("pk")).select_related("thread")
    latest = {change.thread_id: change for change in changes.order_by("at", "pk")}
    return [
        FeedbackLine(
            source=Source.IDEA, thread=change.thread, said=_cut(change.thread.title, SAID_MAX),
            did=_cut(change.reason, DID_MAX), status=_cut(change.get_status_display(), STATUS_MAX),
            link=change.thread.get_absolute_url(),
        )
        for change in latest.values()
    ]  # fmt: skip


def _surveys(space: Space, since: datetime, until: datetime) -> list[FeedbackLine]:
    """Surveys whose numbers were shown to those who read here."""
    rounds = rounds_told_in(space).filter(shared_at__gt=since, shared_at__lte=until).order_by("shared_at")
    return [
        FeedbackLine(
            source=Source.SURVEY, said=_cut(one.occurrence.name, SAID_MAX), status=_cut(_("Results shown"), STATUS_MAX),
            did=_("%(answers)d of %(people)d answered.") % {"answers": one.answers_count, "people": one.asked_count},
            link=reverse("survey_shared", args=[one.occurrence_id]),
        )
        for one in rounds.select_related("occurrence__program")
    ]  # fmt: skip


def _decisions(space: Space, since: datetime, until: datetime) -> list[FeedbackLine]:
    """Polls that were decided upon."""
    found = Decision.objects.filter(
        decided_at__gt=since, decided_at__lte=until, poll__post__thread__in=threads_told_in(space).values("pk"),
        poll__post__deleted_at=None, poll__post__hidden_at=None, poll__post__held_at=None, poll__post__removed_at=None,
    )  # fmt: skip
    lines: dict[int, FeedbackLine] = {}
    for one in found.select_related("poll__post__thread").order_by("decided_at"):
        lines[one.poll.post.thread_id] = FeedbackLine(
            source=Source.DECISION, thread=one.poll.post.thread, said=_cut(one.poll.question, SAID_MAX),
            did=_cut(one.reason, DID_MAX), status=_cut(one.get_upshot_display(), STATUS_MAX),
            link=one.poll.post.get_absolute_url(),
        )  # fmt: skip
    return list(lines.values())


def _cut(words: object, most: int) -> str:
    return Truncator(" ".join(str(words).split())).chars(most)
