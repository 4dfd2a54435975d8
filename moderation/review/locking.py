"""Cases that are decided as one: found whole, and locked in the one order everybody keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from members.profiles.models import Member
from moderation.review.cases import Case

if TYPE_CHECKING:
    from moderation.review.decisions import Decision


def locked(case: Case, others: Collection[int] = ()) -> dict[int, Case]:
    """The case, and others by number, as they stand, with whom and what they are about; until the transaction ends.

    Everybody locks in this order, as an author does who edits: the person, the things, the cases, the lowest number of
    each first. What is gone is missing.
    """
    if case.about is not None:
        with suppress(Member.DoesNotExist):  # erased since the page was read
            Member.objects.one_at_a_time(case.about)
    numbers = {case.pk, *others}
    wanted = [case, *(Case.objects.filter(pk__in=others).exclude(pk=case.pk) if others else ())]
    for one in sorted(wanted, key=lambda one: (one.subject_type, one.subject_id)):
        if not one.is_appeal:
            one.kind.held_thing(one.subject_id)
    rows: Iterable[Case] = Case.objects.select_for_update(of=("self",)).select_related("about")
    return {one.pk: one for one in rows.filter(pk__in=numbers).order_by("pk")}  # type: ignore[attr-defined]


def locked_whole(decision: Decision) -> list[Decision]:
    """All that was decided as one with this, the leading one first, each with its case; locked.

    Which belong together never changes once they are made.
    """
    leading = decision.leading
    rows = type(decision).objects.filter(joined_to=leading).values_list("case_id", flat=True)
    cases = locked(leading.case, list(rows))
    found = type(decision).objects.select_for_update(of=("self",)).select_related("rule", "decided_by", "second_by")
    whole = list(found.filter(pk=leading.pk)) + list(found.filter(joined_to=leading).order_by("case_id"))
    for one in whole:
        one.case = cases[one.case_id]
    return whole
