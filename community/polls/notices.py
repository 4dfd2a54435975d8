"""Who is told of polls: those who voted, and who asked; each once when it closes and once when it is decided upon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.polls.models import PollVote
from members.notifications.notices import Notice

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening


class AboutPoll(Notice):
    """A notice about the poll of a post; its surface is that of posts."""

    setting = "poll"
    label = _("A poll I took part in closes, or is decided upon")
    icon = "vote"

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who voted, and who asked."""
        voters = PollVote.objects.filter(poll__post=happening.subject_id).exclude(member=None)
        author = happening.thing.author_id
        return {*voters.values_list("member_id", flat=True), *([author] if author else [])}


class Closed(AboutPoll):
    """A poll I voted in, or asked, has closed. Who closed it is not said: mostly it is the clock."""

    key = "poll_closed"
    words = ngettext_lazy("A poll you took part in has closed", "A poll you took part in has closed", "people")
    why = _("You voted in this poll, or asked it.")
    verbs = ("poll.closed",)


class Decided(AboutPoll):
    """What is done with the result is written down."""

    key = "poll_decided"
    words = ngettext_lazy(
        "%(who)s wrote what comes of a poll you took part in", "%(who)s wrote what comes of a poll you took part in",
        "people",
    )  # fmt: skip
    why = _("You voted in this poll, or asked it.")
    verbs = ("poll.decided",)


KINDS: list[type[AboutPoll]] = [Closed, Decided]
