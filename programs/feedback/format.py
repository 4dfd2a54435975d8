"""The kind "You said, we did": drafted by the clock, published by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.models import Member
from programs.feedback.drafting import draft
from programs.feedback.models import Feedback
from programs.series.formats import CannotNow, Door, Due, Format, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.participating import replied

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from programs.series.occurrences import Occurrence

KEY = "said"


class YouSaid(Format):
    """What members said and what was done about it, once a month."""

    key = KEY
    noun = gettext_lazy("You said, we did")
    icon = "megaphone"
    sentence = gettext_lazy("What members said and what was done about it: drafted by itself, edited, published.")
    rhythm = Rhythm.MONTHLY
    serves = Serves.GIVE_BACK
    minutes = 60 * 24 * 7
    goals: ClassVar[tuple[str, ...]] = (Goal.REPLIES, Goal.OWN)
    facts_for_all = False

    def due(self, occurrence: Occurrence) -> list[Due]:
        """The draft; a published one is over by itself."""
        return [Due("open", occurrence.starts_at, occurrence.ends_at), Due("close", occurrence.ends_at)]

    def open(self, occurrence: Occurrence) -> None:
        """Gather what there is."""
        if occurrence.program.space is None:
            raise CannotNow(_("Say in which space it is published."))
        draft(occurrence, occurrence.program.space)

    def url(self, occurrence: Occurrence) -> str:
        """The issue, once it is published; before that all earlier ones."""
        is_published = occurrence.thread_id is not None
        return reverse("feedback_issue", args=[occurrence.pk]) if is_published else reverse("feedback")

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """Whether it is a draft still."""
        found = Feedback.objects.filter(occurrence__in=[one.pk for one in occurrences])
        return {one.occurrence_id: _("Published") if one.published_at else _("Draft") for one in found}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """Where it is edited."""
        if not isinstance(viewer, Member) or not viewer.is_manager or occurrence.opened_at is None:
            return []
        return [Door(_("Edit"), reverse("feedback_edit", args=[occurrence.pk]), "pencil")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Replies in its thread."""
        if goal != Goal.REPLIES or occurrence.thread is None:
            return None
        return max(0, int(occurrence.thread.posts_count) - 1)

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who replied."""
        return replied(occurrences)


register(YouSaid())
