"""What the review has of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from moderation.review.cases import CaseNote
from moderation.review.decisions import Decision

owning.register(
    Exporter("moderation/decisions", _("What moderators decided about what you wrote, and why."), Decision, ("about",),
             ("decided_at", "content", "person", "days", "rule__title", "facts", "quote", "message", "is_automatic",
              "in_force_at", "reversed_at", "reversed_why")),
    Exporter("moderation/decided", _("What you decided as a moderator; whom it was about is theirs."), Decision,
             ("decided_by",), ("case_id", "decided_at", "content", "person", "days", "undone_at", "reversed_at")),
    Exporter("moderation/notes", _("What you noted for the team about cases."), CaseNote, ("by",),
             ("case_id", "words", "at")),
)  # fmt: skip
erasers.register(
    OwnWords(Decision, "about", {"quote": lambda leaver: ""}),
    OwnWords(CaseNote, "by", {"words": lambda leaver: ""}),
    OtherWords(Decision, "facts", "message", "declined_why", "reversed_why"),
    OtherWords(CaseNote, "words"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "moderation.Case.claimed_by", "moderation.Case.assigned_to", "moderation.Case.snoozed_by",
    "moderation.Case.closed_by", "moderation.CaseLook.by", "moderation.Decision.declined_by",
    "moderation.Decision.undone_by", "moderation.Decision.reversed_by", "moderation.Decision.second_by",
    "moderation.Decision.decided_by",
)  # fmt: skip
only_a_number("What was decided about the member is in their copy; a case names nobody else.", "moderation.Case.about")
