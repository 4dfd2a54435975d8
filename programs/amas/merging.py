"""Merging: a question that was asked already becomes part of the other one, and can be taken apart again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.amas.models import AmaQuestion
from programs.amas.permissions import may_lead
from programs.amas.telling import question_changed, turned
from programs.amas.voting import recount
from programs.series.occurrences import Occurrence


@transaction.atomic
def merge(question: AmaQuestion, into: AmaQuestion, *, by: Member) -> None:
    """Let one question be part of another; what was part of the first comes along. Raises NotNow."""
    occurrence = Occurrence.objects.locked(question.occurrence_id)
    check(may_lead(by, occurrence))
    rows = AmaQuestion.objects.select_for_update(of=("self",)).in_bulk(sorted({question.pk, into.pk}))
    one, other = rows[question.pk], rows[into.pk]
    if one.merged_into_id == other.pk:
        return
    if one.pk == other.pk or other.occurrence_id != one.occurrence_id or other.is_gone or one.is_gone:
        raise NotNow(Refusal(_("Choose another question of this AMA to merge it with.")))
    if other.merged_into_id or one.merged_into_id:
        raise NotNow(Refusal(_("One of these is part of another question already.")))
    if one.answering_at or one.answered_at:
        raise NotNow(Refusal(_("This one is being answered. Merge the other one into it.")))
    AmaQuestion.objects.filter(merged_into=one).update(merged_into=other)
    one.merged_into, one.merged_by, one.aside_at, one.aside_by, one.aside_why = other, by, None, None, ""
    one.save(update_fields=["merged_into", "merged_by", "aside_at", "aside_by", "aside_why"])
    record("ama.questions_merged", actor=by, subject=one, into=other.pk, occurrence=occurrence.pk)
    recount(other)
    question_changed(one)
    question_changed(other)
    turned(occurrence)


@transaction.atomic
def take_apart(question: AmaQuestion, *, by: Member) -> None:
    """Let it stand for itself again, with the votes that were given to it. Raises NotNow."""
    occurrence = Occurrence.objects.locked(question.occurrence_id)
    check(may_lead(by, occurrence))
    one = AmaQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if one.merged_into_id is None:
        return
    other = AmaQuestion.objects.get(pk=one.merged_into_id)
    one.merged_into, one.merged_by = None, None
    one.save(update_fields=["merged_into", "merged_by"])
    record("ama.merge_undone", actor=by, subject=one, occurrence=occurrence.pk)
    recount(one)
    recount(other)
    question_changed(one)
    question_changed(other)
    turned(occurrence)
