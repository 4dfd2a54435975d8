"""The kind "spotlight": somebody is chosen three weeks before, and shown on the day if they said yes to the words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.following.hearing import seers
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import barred
from programs.series.around import ask_owner
from programs.series.formats import CannotNow, Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.participating import replied
from programs.series.quoting import plain
from programs.series.starting import start_thread
from programs.spotlights.choosing import may_be_shown
from programs.spotlights.models import Spotlight

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.occurrences import Occurrence

KEY = "spotlight"
CHOSEN_BEFORE = timedelta(days=21)


class InSpotlight(Format):
    """One member, in their own words."""

    key = KEY
    noun = gettext_lazy("Spotlight")
    icon = "star"
    sentence = gettext_lazy("One member in their own words; nothing is shown without their yes to exactly these words.")
    rhythm = Rhythm.MONTHLY
    serves = Serves.GIVE_BACK
    minutes = 60 * 24 * 7
    goals: ClassVar[tuple[str, ...]] = (Goal.REPLIES, Goal.OWN)

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Choosing somebody, showing them."""
        return [
            Due("pick", occurrence.starts_at - CHOSEN_BEFORE, occurrence.starts_at),
            Due("open", occurrence.starts_at, occurrence.ends_at),
            Due("close", occurrence.ends_at),
        ]

    def step_words(self, key: str) -> str:
        """The step before it begins."""
        return _("The owner is asked to choose somebody") if key == "pick" else super().step_words(key)

    def pick(self, occurrence: Occurrence) -> None:
        """Ask the owner to choose, where nobody was asked yet."""
        if not Spotlight.objects.live().filter(occurrence=occurrence).exists():
            with translation.override(Installation.current().language):
                note = _("Who is in the spotlight next? Choose somebody.")
            ask_owner(
                occurrence.program,
                f"spotlight:{occurrence.pk}",
                note,
                reverse("spotlight_manage", args=[occurrence.pk]),
            )

    def open(self, occurrence: Occurrence) -> None:
        """Show whoever agreed, as a thread of theirs; waits for their yes as long as the date lasts."""
        space = occurrence.program.space
        if space is None:
            raise CannotNow(_("Say in which space it is published."))
        rows = Spotlight.objects.live().filter(occurrence=occurrence).select_for_update(of=("self",))
        spotlight = rows.select_related("member").first()
        if spotlight is None or not spotlight.is_agreed:
            raise CannotNow(_("Nobody said yes to the final words yet."))
        member = spotlight.member
        is_free = may_be_shown(timezone.now()).filter(pk=member.pk).exists()
        if not is_free or barred(member) is not None or not seers(space, [member.pk]) or space.archived_at:
            raise CannotNow(_("Whoever agreed cannot be shown at the moment. Ask somebody else."))
        with translation.override(Installation.current().language):
            title = _("In the spotlight: %(name)s") % {"name": member.name}
        occurrence.thread = start_thread(space, by=member, title=title, source=source_of(spotlight), key=spotlight.key)
        occurrence.save(update_fields=["thread"])
        spotlight.published_at = timezone.now()
        spotlight.save(update_fields=["published_at"])
        record("spotlight.published", actor=None, subject=spotlight, thread=occurrence.thread.pk)

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """Whoever agreed: that it is published."""
        spotlight = Spotlight.objects.live().filter(occurrence=occurrence).first() if key == "open" else None
        return Heard("spotlight.published", spotlight) if spotlight is not None and spotlight.is_agreed else None

    def url(self, occurrence: Occurrence) -> str:
        """The thread of whoever is shown; all spotlights before, and after it was taken back."""
        thread = occurrence.thread
        return thread.get_absolute_url() if thread is not None and thread.deleted_at is None else reverse("spotlights")

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who is asked for it, and nobody else."""
        asked = Spotlight.objects.live().filter(occurrence__in=occurrences)
        return Member.objects.present().filter(pk__in=asked.values("member"))

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """Only that it is published: who is asked is nobody's matter before."""
        return {one.pk: _("Published") for one in occurrences if one.thread_id is not None}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """Where somebody is chosen."""
        if not isinstance(viewer, Member) or not viewer.is_manager:
            return []
        return [Door(_("Choose and edit"), reverse("spotlight_manage", args=[occurrence.pk]), "user")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Replies in its thread."""
        if goal != Goal.REPLIES or occurrence.thread is None:
            return None
        return max(0, int(occurrence.thread.posts_count) - 1)

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who replied."""
        return replied(occurrences)


def source_of(spotlight: Spotlight) -> str:
    """Questions and answers as one text in Markdown; what was left empty is left out."""
    return "\n\n".join(f"**{plain(question)}**\n\n{answer}" for question, answer in spotlight.pairs if answer)


register(InSpotlight())
