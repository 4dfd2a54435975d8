"""Trying a version on what was posted in the last 30 days, before it may act; in the background."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from moderation.guidelines.measures import Content, Person
from moderation.review.decisions import Decision
from moderation.screening.book import ready
from moderation.screening.ground import Past, known
from moderation.screening.rules import BackTest, RuleVersion

if TYPE_CHECKING:
    from members.profiles.models import Member

LOOKED_BACK, MOST, SHOWN, STEP = timedelta(days=30), 10_000, 50, 500
LOST_AFTER = timedelta(minutes=10)


@transaction.atomic
def ask_for_test(version: RuleVersion, *, by: Member) -> BackTest:
    """Try it; what runs already is not begun again."""
    version.locked_rule()
    running = version.tests.filter(finished_at=None, failed_why="", asked_at__gt=timezone.now() - LOST_AFTER).first()
    if running is not None:
        return running
    test = BackTest.objects.create(version=version, asked_by=by)
    from moderation.screening.tasks import back_test

    transaction.on_commit(lambda: back_test.delay(test.pk))
    return test


def run(test: BackTest) -> None:
    """Look at everything that was posted, count, and keep the newest examples. What fails says so on the page."""
    try:
        rule = ready(test.version)
        ground = known()
        found: list[tuple[Past, tuple[str, ...]]] = []
        for past in ground.posted(timezone.now() - LOOKED_BACK, MOST) if ground is not None else ():
            test.looked += 1
            if not past.posting.author.is_moderator and rule.looks_at(past.posting):
                words = rule.found(past.posting)
                if words is not None:
                    found.append((past, words))
            if test.looked % STEP == 0:
                BackTest.objects.filter(pk=test.pk).update(looked=test.looked, found=len(found))
        _finish(test, found)
    except Exception as error:
        BackTest.objects.filter(pk=test.pk).update(failed_why=f"{type(error).__name__}: {error}"[:200])
        raise


def _finish(test: BackTest, found: list[tuple[Past, tuple[str, ...]]]) -> None:
    things = {(past.key, past.pk) for past, _words in found}
    decided = decided_about(things)
    test.found = len(found)
    test.decided = len(decided)
    test.fine = sum(decided.values())
    test.examples = [[past.key, past.pk, [word[:60] for word in words[:5]]] for past, words in reversed(found[-SHOWN:])]
    test.finished_at = timezone.now()
    test.save()


def decided_about(things: set[tuple[str, int]]) -> dict[tuple[str, int], bool]:
    """Of these things, those somebody decided about, and whether all of it found nothing wrong."""
    keys, pks = {key for key, _pk in things}, {pk for _key, pk in things}
    rows = Decision.objects.in_force().filter(case__subject_type__in=keys, case__subject_id__in=pks)
    decided: dict[tuple[str, int], bool] = {}
    for key, pk, content, person in rows.values_list("case__subject_type", "case__subject_id", "content", "person"):
        if (key, pk) in things:
            is_fine = content == Content.KEEP and person == Person.NOTHING
            decided[key, pk] = decided.get((key, pk), True) and is_fine
    return decided
