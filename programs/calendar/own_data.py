"""What the calendar has of a member: for a copy of it, and for erasing it; names go out of what it says of programs."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, Rows, only_a_number
from members.privacy.owning import Exporter
from programs.calendar.keys import CalendarKey
from programs.calendar.quiet import QuietWeek
from programs.series.models import Program
from programs.series.occurrences import Occurrence

owning.register(
    Exporter("programs/calendar-address", _("Whether your calendar has an address, and since when."), CalendarKey,
             ("member",), ("made_at", "closed_at")),
    Exporter("programs/quiet-weeks", _("Weeks you marked as quiet."), QuietWeek, ("made_by",), ("monday", "made_at")),
)  # fmt: skip
erasers.register(
    Rows(CalendarKey, lambda leaver: Q(member=leaver.member.pk), "member"),
    OtherWords(Occurrence, "title", "about", "called_off_why", "result_words"),
    OtherWords(Program, "title", "about", "goal_words"),
)
only_a_number("Who did it is in the list of everything the member did.", "programs.QuietWeek.made_by")
