"""The budget of an ambassador: what is there for their year, and what managers noted as spent."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.ambassadors.models import Ambassador, Spending
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal


def _of_somebody_else(ambassador: Ambassador, by: Member) -> None:
    if ambassador.member_id == by.pk:
        raise NotNow(Refusal(_("Somebody else keeps your own budget.")))


@transaction.atomic
def set_budget(ambassador: Ambassador, amount: Decimal | None, words: str, *, by: Member) -> None:
    """Say what is there for a year, in a number and in words; no number is no budget. Raises NotNow for one's own."""
    _of_somebody_else(ambassador, by)
    if (ambassador.budget, ambassador.budget_words) != (amount, words):
        ambassador.budget, ambassador.budget_words = amount, words
        ambassador.save(update_fields=["budget", "budget_words"])
        record("ambassador.budget_set", actor=by, subject=ambassador)


@transaction.atomic
def spend(ambassador: Ambassador, amount: Decimal, words: str, *, by: Member) -> Spending:
    """Note what was paid, and for what. Raises NotNow for one's own."""
    _of_somebody_else(ambassador, by)
    made = Spending.objects.create(ambassador=ambassador, amount=amount, words=words, noted_by=by)
    record("ambassador.spending_noted", actor=by, subject=ambassador)
    return made


@transaction.atomic
def strike(spending: Spending, *, by: Member) -> None:
    """Take a note away that was wrong. Raises NotNow for one's own."""
    _of_somebody_else(spending.ambassador, by)
    record("ambassador.spending_struck", actor=by, subject=spending.ambassador)
    spending.delete()
