"""What escalations have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from moderation.escalation.matrix import Rung
from moderation.escalation.models import Escalation, EscalationCall

owning.register(
    Exporter("moderation/escalated", _("What you wrote when you escalated cases."), Escalation, ("by",),
             ("case_id", "matter", "severity", "why", "at", "acknowledged_at")),
    Exporter("moderation/escalated-to-you", _("Escalations and severe cases you were told of."), EscalationCall,
             ("member",), ("case_id", "step", "created_at", "sent_at")),
    Exporter("moderation/named-for", _("Matters of which escalations tell you."), Rung, ("member",),
             ("matter", "severity", "step", "minutes", "added_at", "removed_at")),
)  # fmt: skip
erasers.register(OwnWords(Escalation, "by", {"why": lambda leaver: ""}), OtherWords(Escalation, "why"))
only_a_number(
    "Who did it is in the list of everything the member did.",
    "moderation.Escalation.acknowledged_by", "moderation.Rung.added_by", "moderation.Rung.removed_by",
)  # fmt: skip
