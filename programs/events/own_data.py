"""What events have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from programs.events.models import Attendance, EventDay, EventMessage, EventPlan

owning.register(
    Exporter("programs/events", _("Events you answered to, whether you had a place, and whether you came."), Attendance,
             ("member",), ("occurrence__starts_at", "occurrence__program__title", "says", "guests", "asked_at",
                           "seated_at", "came_at", "taken_off_at", "taken_off_why")),
    Exporter("programs/event-messages", _("What you wrote as a host to all who went to an event."), EventMessage,
             ("by",), ("occurrence_id", "words", "at")),
)  # fmt: skip
erasers.register(
    OwnWords(EventMessage, "by", {"words": lambda leaver: ""}),
    OtherWords(EventMessage, "words"),
    OtherWords(EventDay, "note", "recording_words"),
    OtherWords(EventPlan, "place", "address", "way", "access", "question"),
    OtherWords(Attendance, "taken_off_why"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.Attendance.added_by", "programs.Attendance.taken_off_by", "programs.Attendance.came_by",
)  # fmt: skip
