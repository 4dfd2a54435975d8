"""Newsletters of the village that have left: one to all with parts from inside, and one of the private space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from config.lib.tokens import sign
from metrics.memos.writing import PURPOSE as MEMO
from programs.newsletters.models import NewsletterIssue, NewsletterPart
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.writing import PURPOSE
from tests.programs.planned import a_program
from tests.visibility.speakers import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visibility.village import Village

OF_LETTERS: dict[str, Callable[[Village], list[Any]]] = {
    "part_id": lambda v: [*NewsletterPart.objects.order_by("pk").values_list("pk", flat=True), NOBODY],
    "letter_token": lambda v: [
        *(sign(purpose, str(v.member("member").pk)) for purpose in (PURPOSE, MEMO)),
        "nothing-here",
    ],
}
"""What arguments of addresses of newsletters are filled with."""


def newsletters_of(village: Village) -> None:
    """Both lead to what stands inside; `member` got both."""
    for space, words in ((None, "Words for all."), (village.space, "Among us: zqlettersaid")):
        program = a_program(
            village.member("community_manager"), format="newsletter", rule="", title="News", space=space, zone="UTC"
        )
        occurrence = program.occurrences.get()
        occurrence.opened_at = timezone.now()
        occurrence.save()
        issue = NewsletterIssue.objects.create(
            occurrence=occurrence, subject="News of the month", edition=2, edited_by=village.member("admin")
        )
        things: list[dict[str, Any]] = [{}, {"thread": village.private}, {"guide": village.guides[1]}]
        for place, thing in enumerate(things):
            NewsletterPart.objects.create(issue=issue, place=place, words=words, **thing)
        NewsletterLetter.objects.create(
            key=f"n{issue.pk}.m", issue=issue, member=village.member("member"), sent_at=timezone.now()
        )
