"""How the words for the statement of reasons begin: which rule it is about, in the member's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.notifications.letters import speaking_to
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case


def stated(case: Case, rule: Rule) -> str:
    """One sentence a moderator goes on from; empty where nobody reads it."""
    if case.about is None or case.subject_type not in KINDS:
        return ""
    with speaking_to(case.about):
        words = _("%(kind)s: it goes against the rule “%(rule)s”.")
        return words % {"kind": KINDS[case.subject_type].noun, "rule": rule}
