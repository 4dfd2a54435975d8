"""What reports have of a member: who wrote one has it in their copy; who is reported never learns of it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords
from members.privacy.owning import Exporter
from moderation.reports.models import Report

owning.register(
    Exporter("moderation/reports", _("What you reported to the team, and when it was dealt with."), Report,
             ("reporter",), ("subject_type", "subject_id", "reason", "rule__title", "words", "at", "closed_at")),
)  # fmt: skip
erasers.register(
    OwnWords(Report, "reporter", {"words": lambda leaver: ""}),
    OtherWords(Report, "words"),
)
