"""Who is told of calls: for whom one is meant, when it opens; editors, what came in; authors, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from programs.challenges.notices import meant_for
from programs.contributions.announcing import Calls, Contributions, Editing
from programs.contributions.models import CallEditor
from programs.series.once import tell_once

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

CALLS, EDITING, CONTRIBUTIONS = Calls(), Editing(), Contributions()


class Commented(Notice):
    """The editors said something about my contribution."""

    key = "contrib_comment"
    setting = "contribution"
    label = _("The editors say something about what I wrote for a call")
    words = ngettext_lazy(
        "The editors commented on what you wrote", "The editors commented on what you wrote", "people"
    )
    why = _("You sent it to them.")
    icon = "message-square"
    by_mail = True
    every_time = True
    verbs: ClassVar[tuple[str, ...]] = ("contribution.commented",)
    surface = CONTRIBUTIONS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its author."""
        return {happening.thing.author_id} - {None}

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each matter of a contribution."""
        return f"{self.key}:{happening.subject_id}"


class SentBack(Commented):
    """The editors ask for changes."""

    key = "contrib_changes"
    words = ngettext_lazy("The editors ask you for changes", "The editors ask you for changes", "people")
    icon = "pencil"
    verbs = ("contribution.sent_back",)


class Accepted(Commented):
    """My contribution was accepted."""

    key = "contrib_accepted"
    words = ngettext_lazy("What you wrote was accepted", "What you wrote was accepted", "people")
    icon = "circle-check"
    verbs = ("contribution.accepted",)


class Declined(Commented):
    """My contribution is not taken."""

    key = "contrib_declined"
    words = ngettext_lazy("What you wrote is not taken this time", "What you wrote is not taken this time", "people")
    icon = "info"
    verbs = ("contribution.declined",)


class Published(Commented):
    """My contribution is published."""

    key = "contrib_published"
    words = ngettext_lazy("What you wrote is published", "What you wrote is published", "people")
    icon = "award"
    every_time = False
    verbs = ("contribution.published",)


class CameIn(Notice):
    """Something came in for a call I edit."""

    key = "contrib_sent"
    setting = "contribution_desk"
    label = _("Something comes in for a call I edit, or I am named an editor")
    words = ngettext_lazy("Something came in for your call", "Something came in for your call", "people")
    why = _("You are one of its editors.")
    icon = "pencil"
    every_time = True
    verbs: ClassVar[tuple[str, ...]] = ("contribution.sent", "item.approved")
    surface = CONTRIBUTIONS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The named editors, and who owns the program and manages; but not its author."""
        call = happening.thing.occurrence
        people = set(CallEditor.objects.filter(occurrence=call).values_list("member_id", flat=True))
        owner = call.program.owner
        if owner is not None and owner.is_manager:
            people.add(owner.pk)
        return people - {happening.thing.author_id}

    def bundle(self, happening: Happening) -> str:
        """A row of its own."""
        return f"{self.key}:{happening.subject_id}"


class NamedEditor(Notice):
    """I edit a call."""

    key = "contrib_editor"
    setting = "contribution_desk"
    label = CameIn.label
    words = ngettext_lazy(
        "You are an editor of a call for contributions", "You are an editor of a call for contributions", "people"
    )
    why = _("A community manager named you.")
    icon = "list-checks"
    by_mail = True
    verbs = ("contribution.editor_named",)
    surface = EDITING

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The editor."""
        return {happening.thing.member_id}


class Called(Notice):
    """A call for me is open."""

    key = "contrib_called"
    setting = "contribution_call"
    label = _("A call for contributions for me opens")
    words = ngettext_lazy("A call for contributions is open", "A call for contributions is open", "people")
    why = _("It is meant for you.")
    icon = "megaphone"
    personal = False
    verbs = ("contribution.called",)
    surface = CALLS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """For whom it is meant."""
        return meant_for(happening.thing)

    def bundle(self, happening: Happening) -> str:
        """A row of its own."""
        return f"{self.key}:{happening.subject_id}"


for notice in (Published, Accepted, SentBack, Declined, Commented, CameIn, NamedEditor, Called):
    register(notice())

OWN = [verb for surface in (CALLS, EDITING, CONTRIBUTIONS) for verb in surface.verbs if verb != "item.approved"]
"""The rest is told by community, to all surfaces that know the verb."""


@subscribe(*OWN, name="programs.notices_of_calls")
def tell_members(activity: Activity) -> None:
    """Tells authors, editors and those a call is meant for."""
    tell_once(activity)
