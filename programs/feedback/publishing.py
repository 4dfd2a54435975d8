"""Editing and publishing an issue: as a thread of its space and as a page, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.posts.permissions import may_start
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.refusing import NotNow, Refusal
from programs.feedback.drafting import rounds_told_in, threads_told_in
from programs.feedback.models import Feedback, FeedbackLine, Source
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.quoting import plain
from programs.series.starting import start_thread
from programs.surveys.models import Round

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def edit(
    feedback: Feedback, said: dict[str, Any], lines: Sequence[dict[str, Any]], *, edition: int, by: Member
) -> None:
    """Keep the words of a draft and of its lines; a line without a number is a new one.

    Raises ChangedMeanwhile, and NotNow for what is published.
    """
    current = _locked(feedback)
    if current.edition != edition:
        raise ChangedMeanwhile
    current.title, current.intro = said["title"], said["intro"]
    current.edition, current.edited_by = edition + 1, by
    current.save(update_fields=["title", "intro", "edition", "edited_by"])
    known = {line.pk: line for line in current.lines.all()}
    for place, words in enumerate(lines):
        line = known.get(words["line"] or 0) or FeedbackLine(feedback=current, source=Source.OWN)
        line.place, line.said, line.did = place, words["said"], words["did"]
        line.status, line.link = words["status"], words["link"]
        line.dropped_at = None if words["keep"] else line.dropped_at or timezone.now()
        line.save()
    record("feedback.edited", actor=by, subject=current.occurrence)


def _locked(feedback: Feedback) -> Feedback:
    current = Feedback.objects.select_for_update(of=("self",)).select_related("occurrence").get(pk=feedback.pk)
    if current.published_at is not None:
        raise NotNow(Refusal(_("It is published. Its thread can be edited like any other.")))
    found: Feedback = current
    return found


@transaction.atomic
def publish(feedback: Feedback, *, edition: int, by: Member) -> Feedback:
    """Say it: a thread in the space, the page, and one notice for whoever had an idea in it.

    Lines whose source those who read it may not read (any more) are dropped first. Raises ChangedMeanwhile, NotNow.
    """
    occurrence = Occurrence.objects.locked(feedback.occurrence_id)
    current, space = _locked(feedback), occurrence.program.space
    if current.edition != edition:
        raise ChangedMeanwhile
    refusal = may_start(by, space) if space is not None else Refusal(_("Say in which space it is published."))
    if refusal is not None or space is None:
        raise NotNow(refusal or Refusal(_("Say in which space it is published.")))
    gone = current.lines.filter(thread__isnull=False, dropped_at=None)
    gone.exclude(thread__in=threads_told_in(space).values("pk")).update(dropped_at=timezone.now())
    unshown = Round.objects.exclude(pk__in=rounds_told_in(space).values("pk")).values_list("occurrence_id", flat=True)
    links = [reverse("survey_shared", args=[pk]) for pk in unshown]
    current.lines.filter(source=Source.SURVEY, link__in=links, dropped_at=None).update(dropped_at=timezone.now())
    lines = list(current.lines.filter(dropped_at=None))
    if not lines:
        raise NotNow(Refusal(_("Keep at least one line.")))
    with translation.override(Installation.current().language):
        occurrence.thread = start_thread(
            space, by=by, title=current.title, source=source_of(current, lines), key=f"feedback:{current.pk}"
        )
    occurrence.save(update_fields=["thread"])
    current.published_at, current.published_by = timezone.now(), by
    current.save(update_fields=["published_at", "published_by"])
    record("feedback.published", actor=by, subject=occurrence, thread=occurrence.thread.pk)
    return current


def source_of(feedback: Feedback, lines: Sequence[FeedbackLine]) -> str:
    """The issue in Markdown."""
    parts = [feedback.intro] if feedback.intro else []
    you, we = _("You said:"), _("We did:")
    for line in lines:
        said = f"[{plain(line.said)}]({_whole(line.link)})" if line.link else plain(line.said)
        did = " ".join(filter(None, (f"*{plain(line.status)}.*" if line.status else "", plain(line.did))))
        parts.append(f"**{you}** {said}\n\n**{we}** {did or '–'}")
    return "\n\n".join(parts)


def _whole(link: str) -> str:
    return f"{settings.PUBLIC_URL}{link}" if link.startswith("/") else link
