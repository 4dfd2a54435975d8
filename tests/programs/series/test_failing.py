"""One step that fails holds up nothing else: it is written down and tried again, and the rest goes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.posts.calling import TooManyCalled
from community.spaces.models import Space
from community.threads.models import Thread
from members.duties.models import Duty
from members.profiles.models import Member
from programs.prompts.format import Prompt
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(mia: Member, space: Space) -> tuple[Occurrence, Occurrence]:
    """Two prompts whose hour has come, one a little before the other."""
    first, second = (
        a_program(mia, space=space, texts=3, title=title, minutes=60 * 24).occurrences.order_by("day")[0]
        for title in ("First", "Second")
    )
    now = timezone.now()
    for one, ago in ((first, 2), (second, 1)):
        moment = now - timedelta(minutes=ago)
        Occurrence.objects.filter(pk=one.pk).update(starts_at=moment)
        Step.objects.filter(occurrence=one, key="open").update(at=moment)
    return first, second


@pytest.mark.parametrize("error", [RuntimeError("Nobody foresaw this."), TooManyCalled(101)])
def test_what_fails_is_written_down_and_the_next_one_opens(
    two: tuple[Occurrence, Occurrence], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    opens = Prompt.open

    def fails(self: Prompt, occurrence: Occurrence) -> None:
        if occurrence.pk == two[0].pk:
            raise error
        opens(self, occurrence)

    monkeypatch.setattr(Prompt, "open", fails)
    run_due()
    first, second = (Step.objects.get(occurrence=one, key="open") for one in two)
    assert second.done_at is not None
    assert first.done_at is None
    assert first.retry_at is not None
    assert first.failed_why
    assert Duty.objects.filter(key=f"program-stuck:{first.pk}").count() == 1
    assert Thread.objects.count() == 1
    monkeypatch.setattr(Prompt, "open", opens)
    Step.objects.filter(pk=first.pk).update(retry_at=None)
    run_due()
    assert Thread.objects.count() == 2


def test_words_that_no_post_takes_are_told_to_the_owner_in_a_sentence(
    two: tuple[Occurrence, Occurrence], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Prompt, "words", lambda self, occurrence: ("A title", "x" * 40_000))
    run_due()
    failed = Step.objects.filter(key="open", occurrence__in=two)
    assert all("Shorten it" in one.failed_why for one in failed)
