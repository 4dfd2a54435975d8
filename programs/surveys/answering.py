"""Answering: once for each who was asked, and in an anonymous survey so that nothing tells whose answer it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.notifications.preferences import choose
from programs.series.occurrences import Occurrence
from programs.surveys.asking import SETTING
from programs.surveys.models import Asked, Round
from programs.surveys.routing import follow_up_named
from programs.surveys.sheets import NamedSheet, Sheet, shuffle

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.surveys.questions import Answers


class SurveyOver(Exception):
    """Its time is over."""


class AnsweredAlready(Exception):
    """They answered before; what they said then stands."""


@transaction.atomic
def answer(occurrence: Occurrence, answers: Answers, *, by: Member) -> None:
    """Keep what somebody answers who was asked. Raises SurveyOver, AnsweredAlready, Asked.DoesNotExist.

    Of an anonymous answer the log gets no row: it would say by the second who answered.
    """
    # Whoever answers waits for the round: its rows are written anew together.
    round_ = Round.objects.select_for_update().get(occurrence=occurrence.pk)  # and reads its occurrence after waiting
    asked = Asked.objects.get(occurrence=occurrence.pk, member=by)
    if asked.answered_on is not None:
        raise AnsweredAlready
    if not round_.is_open:
        raise SurveyOver
    asked.answered_on = timezone.localdate()
    asked.save(update_fields=["answered_on"])
    round_.answers_count += 1
    round_.save(update_fields=["answers_count"])
    if round_.is_anonymous:
        Sheet.objects.create(occurrence=occurrence, answers=answers)
        shuffle(occurrence.pk)
        return
    sheet = NamedSheet.objects.create(occurrence=occurrence, member=by, answers=answers, score=_score(round_, answers))
    record("survey.answered", actor=by, subject=occurrence)
    follow_up_named(round_, sheet)


def _score(round_: Round, answers: Answers) -> int | None:
    first = next((one for one in round_.asked if one.scale is not None), None)
    said = answers.get(first.key) if first else None
    return said if isinstance(said, int) else None


@transaction.atomic
def put_off(occurrence: Occurrence, *, by: Member) -> None:
    """Not now: it is not shown again and nobody reminds of it; the address stays good until it closes."""
    changed = Asked.objects.filter(occurrence=occurrence, member=by, answered_on=None, put_off_on=None)
    changed.update(put_off_on=timezone.localdate())


@transaction.atomic
def never_ask(occurrence: Occurrence, *, by: Member) -> None:
    """No survey any more, until they say otherwise in their settings."""
    put_off(occurrence, by=by)
    choose(by, SETTING, in_app=False, by_mail=False, by_push=False)
