"""What their own reports say about a member, on the page of a person: how many of them were right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from moderation.reports.panels import tally_of
from moderation.sanctions.deeds import Deed, register

if TYPE_CHECKING:
    from members.profiles.models import Member

WORDS = ngettext_lazy(
    "%(right)s of %(number)s earlier report was right", "%(right)s of %(number)s earlier reports were right", "number"
)


def right_reports(member: Member) -> dict[str, int]:
    """Of the reports they made that are decided, after how many the team did something; nothing without any."""
    number, right = tally_of({member.pk}).get(member.pk, (0, 0))
    return {"number": number, "right": right} if number else {}


register(Deed("reports", "flag", WORDS, count=right_reports, is_good=False))
