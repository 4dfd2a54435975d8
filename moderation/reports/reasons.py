"""Why something is reported: a rule of the community, or what is against the law; and how severe that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from moderation.guidelines.measures import Severity

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule

RULE = "rule"
"""The reason of a report that names one of the community's rules."""


class Reason(models.TextChoices):
    """What is wrong with it."""

    RULE = RULE, _("Against a rule")
    SPAM = "spam", _("Spam")
    UNKIND = "unkind", _("Unkind")
    PRIVATE = "private", _("Private data")
    ILLEGAL = "illegal", _("Illegal")
    OTHER = "other", _("Something else")
    DANGER = "danger", _("Danger for somebody’s life, or for children")
    HATE = "hate", _("Hatred or threats")
    FRAUD = "fraud", _("Fraud")
    RIGHTS = "rights", _("Somebody’s rights, such as copyright")


BY_MEMBERS = (Reason.SPAM, Reason.UNKIND, Reason.PRIVATE, Reason.ILLEGAL, Reason.OTHER)
"""What members choose from where no guidelines are in force."""
BESIDE_RULES = (Reason.ILLEGAL, Reason.OTHER)
"""And what stands below the rules where some are."""
BY_VISITORS = (Reason.DANGER, Reason.HATE, Reason.PRIVATE, Reason.FRAUD, Reason.RIGHTS)
"""What whoever has no account chooses from, beside anything else that is illegal: what is against the law."""


AGAINST_THE_LAW = (Reason.ILLEGAL, Reason.DANGER, Reason.HATE, Reason.FRAUD, Reason.RIGHTS)
"""What counts as illegal content, whoever says it; whatever a visitor reports is."""


def severity_of(reason: str, rule: Rule | None) -> int:
    """How severe a case is that begins with this. What is more than medium without a rule is for the team to say."""
    if rule is not None:
        return rule.severity
    return {Reason.SPAM: Severity.LOW, Reason.DANGER: Severity.HIGH}.get(Reason(reason), Severity.MEDIUM)
