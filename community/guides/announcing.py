"""Guides as notices speak of them: the subject of every notice is a step in the course of a guide."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.following.models import Silence
from community.guides.models import Guide, GuideStep
from community.guides.reading import notice_number
from community.posts.announcing import EXTRACT, NOBODY
from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification


class Guides(InSpaces):
    """Guides and what happens to them."""

    verbs = ("guide.review_asked", "guide.sent_back", "guide.published", "guide.went_stale", "guide.handed_over")

    def happening(self, activity: Activity) -> Happening | None:
        """The step; None if the guide is not where it was then: nobody is asked to read what was published since."""
        steps = GuideStep.objects.select_related("guide__space").prefetch_related("guide__editors")
        step = steps.filter(pk=activity.facts.get("step") or 0).first()
        if step is None or step.guide.hidden_at or step.guide.retired_at or not _holds(step):
            return None
        guide = step.guide
        return Happening(activity.actor_id or NOBODY, step.pk, activity.at, notice_number(guide), guide.space_id, guide)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see the guide and did not mute who acted."""
        muted = Silence.objects.filter(member__in=members, other=happening.actor_id).values_list("member_id", flat=True)
        left = Member.objects.present().filter(pk__in=set(members) - set(muted))
        return {one.pk for one in left if Guide.objects.visible_to(one).filter(pk=happening.thing.pk).exists()}

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens the guide, and says what was written to it."""
        steps = self._steps(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            step = next((steps[subject] for subject in row.subjects if subject in steps), None)
            if step is not None:
                looks[row.pk] = _look(step)
        return looks

    def _steps(self, viewer: Viewer, ids: Collection[int]) -> dict[int, GuideStep]:
        if not ids:
            return {}
        guides = Guide.objects.visible_to(viewer).values("pk")
        return GuideStep.objects.filter(guide__in=guides).select_related("guide__space").in_bulk(list(ids))

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The short answer, and what was written about the step."""
        return {pk: _told(step) for pk, step in self._steps(viewer, {item.subject_id for item in items}).items()}


def _holds(step: GuideStep) -> bool:
    """Whether what the step says is still so."""
    guide = step.guide
    match step.what:
        case "review_asked":
            return guide.is_in_review
        case "sent_back":
            return guide.is_draft
        case "stale":
            return guide.is_stale
        case "handed_over":
            return True
    return guide.is_published


def _words(step: GuideStep) -> str:
    return step.reason or step.guide.summary or " ".join(step.guide.text.split())


def _look(step: GuideStep) -> Shown:
    guide = step.guide
    return Shown(
        url=guide.get_absolute_url(),
        extract=Truncator(_words(step)).chars(EXTRACT),
        thread_title=guide.title,
        thread_url=guide.get_absolute_url(),
        place_name=guide.space.name if guide.space else _("Guides"),
        place_hue=guide.space.hue if guide.space else 0,
    )


def _told(step: GuideStep) -> Told:
    guide = step.guide
    url = settings.PUBLIC_URL + guide.get_absolute_url()
    words = Truncator(_words(step)).chars(2000)
    return Told(
        subject_id=step.pk,
        url=url,
        html=format_html("<p>{}</p>", words),
        text=words,
        thread_title=guide.title,
        thread_url=url,
        place_name=guide.space.name if guide.space else _("Guides"),
    )
