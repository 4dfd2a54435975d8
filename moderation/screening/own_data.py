"""What screening has of a member: for a copy of it, and for erasing it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number
from members.privacy.owning import Exporter
from moderation.screening.hits import Hit
from moderation.screening.lifting import Vouch
from moderation.screening.rules import ActingRule, Action, RuleVersion

owning.register(
    Exporter("moderation/screening-hits", _("What rules found in your words."), Hit, ("author",),
             ("at", "action", "words", "subject_type", "subject_id"),
             where=Q(is_shadow=False, action__in=[Action.HOLD, Action.ASK, Action.BLOCK])),
    Exporter("moderation/vouched", _("When the limits of your first day were lifted."), Vouch, ("member",), ("at",)),
)  # fmt: skip
erasers.register(
    OwnWords(Hit, "author", {"words": lambda leaver: ""}),
    OtherWords(Hit, "words"),
    OtherWords(RuleVersion, "name", "message", "label"),
    OtherWords(ActingRule, "broken_why"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "moderation.ActingRule.made_by", "moderation.ActingRule.archived_by", "moderation.RuleVersion.made_by",
    "moderation.RuleVersion.on_by", "moderation.RuleVersion.shadow_by", "moderation.BackTest.asked_by",
    "moderation.Vouch.by",
)  # fmt: skip
