"""What appeals have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from moderation.appeals.models import Appeal, AppealMessage

owning.register(
    Exporter("moderation/appeals", _("Your appeals, and how they ended."), Appeal, ("by",),
             ("decision_id", "opened_at", "decided_at", "outcome", "reasons")),
    Exporter("moderation/appeal-messages", _("What you wrote in appeals, and what the moderators answered you."),
             AppealMessage, ("author", "appeal__by"), ("appeal_id", "is_team", "words", "at")),
)  # fmt: skip
erasers.register(
    OwnWords(AppealMessage, "author", {"words": lambda leaver: leaver.who.erased}),
    OtherWords(AppealMessage, "words"),
    OtherWords(Appeal, "reasons"),
)
only_a_number(
    "Who decided is in the log, which holds numbers and no names.",
    "moderation.Appeal.first_moderator", "moderation.Appeal.second_moderator", "moderation.Appeal.decided_by",
)  # fmt: skip
only_a_number("Whose appeal it is: what they wrote in it stands in its messages.", "moderation.Appeal.by")
