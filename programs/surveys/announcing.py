"""Surveys as notices speak of them: who is asked is told once, and reminded once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.following.hearing import seers
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.profiles.models import Member
from programs.series.once import tell_once
from programs.surveys.asking import SETTING
from programs.surveys.letters import token_of
from programs.surveys.models import Asked, Round
from programs.surveys.questions import Kind

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

CLOCK = 0
"""Stands for who did it."""


class Rounds(Surface):
    """Surveys that were opened. The subject of every notice is the occurrence."""

    verbs = ("survey.asked", "survey.reminded")
    is_titled = True

    def happening(self, activity: Activity) -> Happening | None:
        """The round, while one can answer."""
        rounds = Round.objects.select_related("occurrence__program__space")
        found = rounds.filter(occurrence=activity.subject_id or 0).first()
        if found is None or not found.is_open:
            return None
        return Happening(CLOCK, found.occurrence_id, activity.at, thing=found)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who was asked, has neither answered nor put it off, and still sees where it stands."""
        space = happening.thing.occurrence.program.space
        members = members if space is None else seers(space, members)
        waiting = Asked.objects.filter(occurrence=happening.subject_id, answered_on=None, put_off_on=None)
        return set(waiting.filter(member__in=members).values_list("member_id", flat=True))

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Asked]:
        if not isinstance(viewer, Member):
            return {}
        asked = Asked.objects.of(viewer).filter(occurrence__in=list(ids))
        rows = asked.select_related("member", "occurrence__program", "occurrence__round")
        return {one.occurrence_id: one for one in rows}

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Its title leads to the questions."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=asked.occurrence.round.get_absolute_url(), extract=_state(asked),
                thread_title=asked.occurrence.name,
                thread_url=asked.occurrence.round.get_absolute_url(), place_name=_("Surveys"),
            )
            for row in rows if (asked := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The first question with its numbers to press; each opens the form with that number, and sends nothing."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {
            pk: _told(asked)
            for pk, asked in found.items()
            if asked.answered_on is None and asked.occurrence.round.is_open
        }


def _state(asked: Asked) -> str:
    if asked.answered_on is not None:
        return _("You have answered. Thank you.")
    return promise(asked.occurrence.round)


def promise(round_: Round) -> str:
    """What becomes of an answer, in one sentence."""
    if round_.is_anonymous:
        return _("Anonymous: nobody can find out who said what.")
    return _("With your name: the managers see who said what, and can answer you.")


def _told(asked: Asked) -> Told:
    round_ = asked.occurrence.round
    url = settings.PUBLIC_URL + reverse("survey_letter", args=[token_of(asked)])
    first = round_.asked[0]
    numbers: Iterable[SafeString] = ()
    if first.kind in (Kind.NPS, Kind.CSAT):
        numbers = [format_html('<a href="{}?score={}">&nbsp;{}&nbsp;</a>', url, one, one) for one in first.offered]
    html = format_html(
        "<p><b>{}</b></p><p>{}</p><p>{}</p>", first.words, format_html_join(" ", "{}", ((n,) for n in numbers)),
        promise(round_),
    )  # fmt: skip
    return Told(
        subject_id=asked.occurrence_id, url=url, html=html, text=f"{first.words}\n\n{promise(round_)}",
        thread_title=asked.occurrence.name, thread_url=url, place_name=_("Surveys"),
    )  # fmt: skip


class AskedOfMe(Notice):
    """A survey asks me."""

    surface = Rounds()
    key = "survey_asked"
    setting = SETTING
    label = gettext_lazy("Surveys: a few questions, seldom")
    words = ngettext_lazy("A few questions for you", "A few questions for you", "people")
    why = gettext_lazy("You were drawn, or everybody is asked. Switched off here, no survey asks you any more.")
    icon = "list-checks"
    by_mail = True
    verbs = ("survey.asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who was asked."""
        return Asked.objects.filter(occurrence=happening.subject_id).values_list("member_id", flat=True)


class Reminded(AskedOfMe):
    """A survey that asked me closes soon."""

    key = "survey_reminded"
    words = ngettext_lazy("A survey that asked you closes soon", "Surveys that asked you close soon", "people")
    why = gettext_lazy("You have not answered. There is no second reminder.")
    every_time = True
    verbs = ("survey.reminded",)

    def bundle(self, happening: Happening) -> str:
        """The same row, while it is unseen."""
        return f"subject:{happening.subject_id}"

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who was noted down to be reminded."""
        asked = Asked.objects.filter(occurrence=happening.subject_id, reminded_on__isnull=False)
        return asked.values_list("member_id", flat=True)


for kind in (AskedOfMe, Reminded):
    register(kind())


@subscribe(*Rounds.verbs, name="programs.survey_notices")
def tell_of_surveys(activity: Activity) -> None:
    """Tells who is asked by a survey, and reminds once who has not answered."""
    tell_once(activity)
