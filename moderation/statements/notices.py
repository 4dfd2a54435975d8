"""Who is told of decisions in the app: whom they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import tell
from moderation.statements.announcing import Statements

if TYPE_CHECKING:
    from members.notifications.notices import Happening

SURFACE = Statements()


class Decided(Notice):
    """Something was decided about me."""

    key = "statement"
    setting = "statement"
    label = _("Decisions of moderators about you; the letter is always sent")
    words = ngettext_lazy(
        "The moderators decided something about you", "The moderators decided something about you", "people"
    )
    why = _("It is about you.")
    icon = "gavel"
    verbs: ClassVar[tuple[str, ...]] = ("statement.made",)
    every_time = True
    mails_itself = True
    surface = SURFACE

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom it is about."""
        return [happening.thing.about_id]


class TakenBack(Decided):
    """A decision about me was taken back."""

    key = "statement_taken_back"
    words = ngettext_lazy(
        "A decision about you was taken back", "A decision about you was taken back", "people"
    )  # fmt: skip
    icon = "undo-2"
    verbs = ("statement.taken_back",)


register(Decided())
register(TakenBack())


@subscribe(*SURFACE.verbs, name="moderation.statement_notices")
def tell_of_statements(activity: Activity) -> None:
    """Tells members in the app of decisions about them."""
    tell(activity)
