"""What pilots have of a member, for a copy and for erasing it. What they said goes with their seat."""

from django.utils.translation import gettext_lazy as _

from members.privacy.erasers import OtherWords, only_a_number
from members.privacy.erasers import register as erase
from members.privacy.owning import Exporter, register
from programs.pilots.models import Pilot, PilotAnswer, PilotPlan, PilotSeat, PilotTask

register(
    Exporter("programs/pilots", _("Pilots you asked for, were invited to, or took part in."), PilotSeat, ("member",),
             ("occurrence_id", "stands", "words", "answer", "at", "joined_at")),
    Exporter("programs/pilot-answers", _("What you said of pilots and their tasks."), PilotAnswer, ("seat__member",),
             ("seat__occurrence_id", "task__title", "is_done", "rating", "helped", "hindered", "words", "may_quote",
              "at")),
)  # fmt: skip
erase(
    OtherWords(Pilot, "report", "html", "quoted"),
    OtherWords(PilotPlan, "terms"),
    OtherWords(PilotTask, "title", "words"),
    OtherWords(PilotSeat, "words", "answer"),
    OtherWords(PilotAnswer, "helped", "hindered", "words"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.PilotSeat.decided_by", "programs.Pilot.reported_by",
)  # fmt: skip
