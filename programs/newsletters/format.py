"""The kind newsletter: drafted some days before, sent by the clock when somebody else has agreed to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.profiles.models import Member
from programs.newsletters.counting import numbers_of
from programs.newsletters.details import NewsletterDetails
from programs.newsletters.drafting import ask_editor, draft
from programs.newsletters.enrolling import enrol
from programs.newsletters.models import KEY, NewsletterIssue, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.windows import earliest, latest, never_opens
from programs.series.formats import CannotNow, Door, Due, Format, register
from programs.series.measures import Goal, Rhythm, Serves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.lib.audience import Viewer
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence


class Newsletter(Format):
    """A letter to many, written by people."""

    key = KEY
    noun = gettext_lazy("Newsletter")
    icon = "mail"
    sentence = gettext_lazy(
        "A letter you write, with parts made for each reader; a second person agrees before it leaves."
    )
    rhythm = Rhythm.MONTHLY
    serves = Serves.ARRIVE
    minutes = 60 * 24 * 3
    goals: ClassVar[tuple[str, ...]] = (Goal.PEOPLE, Goal.OWN)
    needs_space = False
    details = NewsletterDetails
    facts_for_all = False

    def due(self, occurrence: Occurrence) -> list[Due]:
        """The draft some days before; it leaves where its hour comes first."""
        plan = NewsletterPlan.of(occurrence.program)
        first = earliest(plan, occurrence)
        return [
            Due("draft", first - timedelta(days=plan.draft_days), occurrence.ends_at),
            Due("open", first, occurrence.ends_at),
            Due("close", latest(plan, occurrence)),
        ]

    def step_words(self, key: str) -> str:
        """What the clock does before."""
        return _("Ask for the draft") if key == "draft" else super().step_words(key)

    def draft(self, occurrence: Occurrence) -> None:
        """Begin the issue, and give its editor the task, unless somebody wrote it already."""
        if draft(occurrence).edited_by_id is None:
            ask_editor(occurrence)

    def open(self, occurrence: Occurrence) -> None:
        """Let it leave, if somebody agreed to it as it is."""
        found = NewsletterIssue.objects.select_related("occurrence__program__audience")
        issue = found.filter(occurrence=occurrence).first()
        if issue is None or not issue.is_agreed:
            raise CannotNow(_("A second person has to agree to the issue as it is."))
        audience = issue.occurrence.program.audience
        if audience is not None and audience.problem:
            raise CannotNow(_("Its segment cannot be asked any more. Change it or choose another one."))
        if never_opens(issue.plan, occurrence):
            raise CannotNow(_("Its send window does not open in time. Change the window or the length."))
        enrol(issue)

    def close(self, occurrence: Occurrence) -> None:
        """It is too late for everybody by now: keep how many letters left."""
        for issue in NewsletterIssue.objects.filter(occurrence=occurrence):
            issue.sent_count = numbers_of(issue).sent
            issue.save(update_fields=["sent_count"])

    def url(self, occurrence: Occurrence) -> str:
        """The issue once it leaves; before that all earlier ones."""
        if occurrence.opened_at is None:
            return reverse("newsletters")
        return reverse("newsletter", args=[occurrence.pk])

    def carried(self, program: Program, later: Program) -> None:
        """The later part leaves in the same window."""
        plan = NewsletterPlan.objects.filter(program=program).first()
        if plan is not None:
            plan.pk, plan.program = None, later
            plan.save(force_insert=True)

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many letters left; before that how far the issue is."""
        issues = NewsletterIssue.objects.filter(occurrence__in=[one.pk for one in occurrences])
        opened = {one.pk for one in occurrences if one.opened_at is not None}
        leaving = [one.pk for one in issues if one.occurrence_id in opened and one.sent_count is None]
        letters = NewsletterLetter.objects.filter(issue__in=leaving, sent_at__isnull=False, is_test=False)
        left = dict(letters.order_by().values_list("issue").annotate(n=Count("pk")))
        return {
            one.occurrence_id: _fact(one, left.get(one.pk, 0) if one.occurrence_id in opened else None)
            for one in issues
        }  # fmt: skip

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """Where it is written."""
        if not isinstance(viewer, Member) or not viewer.is_manager:
            return []
        return [Door(_("Write the issue"), reverse("newsletter_edit", args=[occurrence.pk]), "pencil")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Nobody is watched, so that how many read it can only be guessed, and said by hand."""
        return None


def _fact(issue: NewsletterIssue, left: int | None) -> str:
    if left is not None:
        left = left if issue.sent_count is None else issue.sent_count
        return ngettext("%(count)d letter sent", "%(count)d letters sent", left) % {"count": left}
    return _("Agreed") if issue.agreed_at is not None else _("Draft")


register(Newsletter())
