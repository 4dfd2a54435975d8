"""What the rota has of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from moderation.rota.away import Away
from moderation.rota.handing import HandOver
from moderation.rota.patterns import ShiftPattern
from moderation.rota.shifts import Shift

owning.register(
    Exporter("moderation/shifts", _("Shifts you had on the team’s rota."), Shift, ("member",),
             ("starts_at", "ends_at", "offered_at", "taken_at", "cancelled_at")),
    Exporter("moderation/weekly-shifts", _("Shifts of yours that come every week."), ShiftPattern, ("member",),
             ("weekday", "begins", "ends", "zone", "made_at", "ended_at")),
    Exporter("moderation/away", _("Days on which you keep no shifts."), Away, ("member",),
             ("first_day", "last_day", "made_at")),
    Exporter("moderation/hand-over", _("Notes you wrote for whoever was on duty next."), HandOver, ("edited_by",),
             ("shift_id", "words", "edited_at")),
)  # fmt: skip
erasers.register(OwnWords(HandOver, "edited_by", {"words": lambda leaver: ""}), OtherWords(HandOver, "words"))
only_a_number(
    "Who did it is in the list of everything the member did.",
    "moderation.Shift.made_by", "moderation.Shift.cancelled_by", "moderation.Shift.taken_from",
    "moderation.ShiftPattern.made_by", "moderation.ShiftPattern.ended_by", "moderation.HandOver.read_by",
)  # fmt: skip
only_a_number("Whom somebody offers a shift to is in the list of what they did.", "moderation.Shift.offered_to")
