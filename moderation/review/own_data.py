"""What cases and decisions have of a member: for a copy of it, and for erasing it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import Leaver, OtherWords, OwnWords, only_a_number, words_stay
from members.privacy.owning import Exporter
from moderation.review.cases import Case, CaseNote
from moderation.review.decisions import Decision
from moderation.review.takingback import TakeBack

TOLD = Q(letters__isnull=False) | Q(joined_to__letters__isnull=False)
"""What was told in a letter, also in that of another case it was decided with."""


def _nothing(leaver: Leaver) -> str:
    return ""


owning.register(
    Exporter("moderation/decisions", _("What was decided about you or what you wrote, and why."), Decision, ("about",),
             ("content", "person", "days", "rule__number", "rule__title", "facts", "quote", "message",
              "decided_at", "in_force_at", "reversed_at"), where=TOLD),
    Exporter("moderation/decisions-made", _("What you decided about others, without their words."), Decision,
             ("decided_by", "second_by"), ("case_id", "content", "person", "days", "decided_at")),
    Exporter("moderation/case-notes", _("What you noted for the team about cases."), CaseNote, ("by",),
             ("case_id", "words", "at")),
    Exporter("moderation/take-backs", _("Decisions you wanted taken back, and why."), TakeBack, ("asked_by",),
             ("decision_id", "why", "asked_at", "is_agreed")),
)  # fmt: skip
erasers.register(
    OwnWords(Decision, "about", {"facts": _nothing, "quote": _nothing, "message": _nothing, "reversed_why": _nothing}),
    OwnWords(CaseNote, "by", {"words": _nothing}),
    OtherWords(Decision, "facts", "quote", "message", "declined_why", "reversed_why"),
    OwnWords(TakeBack, "asked_by", {"why": _nothing}),
    OtherWords(CaseNote, "words"),
    OtherWords(Case, "assigned_why"),
    OtherWords(TakeBack, "why", "declined_why"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "moderation.Case.claimed_by", "moderation.Case.assigned_to", "moderation.Case.snoozed_by",
    "moderation.Case.closed_by", "moderation.CaseLook.by", "moderation.Decision.declined_by",
    "moderation.Decision.undone_by", "moderation.Decision.reversed_by", "moderation.TakeBack.settled_by",
    "moderation.Guidelines.published_by",
)  # fmt: skip
only_a_number("What was decided in it is in the copy.", "moderation.Case.about")
words_stay(
    "A decision stands whoever made it; what it says is about somebody else.",
    "moderation.Decision.decided_by", "moderation.Decision.second_by",
)  # fmt: skip
