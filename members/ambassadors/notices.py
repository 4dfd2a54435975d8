"""Who is told of what around ambassadors; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.ambassadors.announcing import Applications, Years
from members.ambassadors.models import Ambassador
from members.notifications.notices import Notice, Surface, register
from members.notifications.telling import tell
from members.recognition.ladder import Step
from members.recognition.models import LevelMove
from members.recognition.notices import TOLD_ELSEWHERE

if TYPE_CHECKING:
    from members.notifications.notices import Happening


class InMyYear(Notice):
    """My year as an ambassador."""

    setting = "ambassador"
    label = _("Ambassadors: my application, my year, and thanks")
    why = _("It is your own year as an ambassador.")
    icon = "megaphone"
    by_mail = True
    every_time = True
    surface: ClassVar[Surface] = Years()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose year it is."""
        return [happening.thing.member_id]


class Begun(InMyYear):
    """I am an ambassador now."""

    key = "ambassador_begun"
    words = ngettext_lazy("You are an ambassador now", "You are an ambassador now", "people")
    verbs = ("ambassador.begun",)


class AskedToStay(InMyYear):
    """My year ends soon, and I am asked whether I stay; the second time is the last."""

    key = "ambassador_asked"
    words = ngettext_lazy("Your year as an ambassador ends soon", "Your year as an ambassador ends soon", "people")
    verbs = ("ambassador.renewal_asked", "ambassador.reminded")

    def bundle(self, happening: Happening) -> str:
        """The reminder is the same row while it is unseen."""
        return f"ambassador:{happening.subject_id}"

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose year it is, as long as they have not answered."""
        return [happening.thing.member_id] if happening.thing.is_asked else []


class Thanked(InMyYear):
    """I am an ambassador no more, and thanked."""

    key = "ambassador_thanked"
    words = ngettext_lazy("Thank you for being an ambassador", "Thank you for being an ambassador", "people")
    why = _("You were an ambassador.")
    verbs = ("ambassador.left", "ambassador.lapsed")


class AboutMyApplication(InMyYear):
    """The team decided about my application, or asks me something."""

    why = _("You applied to be an ambassador.")
    surface = Applications()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who applied."""
        return [happening.thing.nomination.member_id]


class Decided(AboutMyApplication):
    """My application was decided."""

    key = "ambassador_decided"
    words = ngettext_lazy("Your application was decided", "Your application was decided", "people")
    verbs = ("ambassador_application.accepted", "ambassador_application.declined")


class AskedBack(AboutMyApplication):
    """The team asks me something about my application."""

    key = "ambassador_questioned"
    words = ngettext_lazy(
        "The team has a question about your application", "The team has a question about your application", "people"
    )
    verbs = ("ambassador_application.questioned",)


class AnsweredBack(AboutMyApplication):
    """An applicant answered what I asked."""

    key = "ambassador_answered"
    words = ngettext_lazy("An applicant answered you", "An applicant answered you", "people")
    why = _("You asked.")
    by_mail = False
    verbs = ("ambassador_application.answered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who asked the last question, as long as they may read the answer."""
        asked = happening.thing.asked_back.select_related("asked_by").last()
        by = asked.asked_by if asked else None
        return [by.pk] if by is not None and by.is_manager and by.is_active else []


for kind in (Begun, AskedToStay, Thanked, Decided, AskedBack, AnsweredBack):
    register(kind())


@subscribe(
    "ambassador.begun", "ambassador.renewal_asked", "ambassador.reminded", "ambassador.left", "ambassador.lapsed",
    "ambassador_application.accepted", "ambassador_application.declined", "ambassador_application.questioned",
    "ambassador_application.answered", name="members.ambassador_notices",
)  # fmt: skip
def tell_of_ambassadors(activity: Activity) -> None:
    """Tells ambassadors of their year, and applicants of what became of their application."""
    tell(activity)


def _is_told_here(move: LevelMove) -> bool:
    """The level of an ambassador whose year ends is asked for, and thanked for, here."""
    if move.step != Step.AMBASSADOR:
        return False
    own = Ambassador.objects.filter(member=move.member_id).order_by("-pk").first()
    return own is not None and own.how != "ended" and (own.is_asked or own.left_at is not None)


TOLD_ELSEWHERE.append(_is_told_here)
