"""What somebody typed is not lost to a second tab, to another window, or to a letter that was on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.contributions.models import Contribution
from programs.contributions.writing import save
from programs.newsletters.delivering import _may_leave
from programs.newsletters.enrolling import enrol
from programs.newsletters.models import NewsletterIssue
from programs.newsletters.rows import NewsletterLetter
from programs.series.checking import CheckItem, set_list
from programs.spotlights.agreeing import call_back
from programs.spotlights.models import Spotlight
from programs.surveys.sheets import NamedSheet
from tests.programs.called import TEXT, a_call, form_of, typed
from tests.programs.newslettered import a_newsletter, agreed, written
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date, its_day_comes
from tests.programs.spotlights.shown import agreed as said_yes
from tests.programs.surveyed import a_round, a_survey, asked_too, closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.spaces.models import Space
    from members.profiles.models import Member

    As = Callable[..., Any]

pytestmark = pytest.mark.django_db
LONGER = f"{TEXT} And then we wrote on, for a whole evening."


def test_a_sheet_sent_again_from_another_tab_does_not_take_away_what_was_written_since(
    mia: Member, ben: Member, space: Space, as_: As
) -> None:
    call = a_call(mia, space)
    address = reverse("contribution_write", args=[call.pk])
    sheet = form_of(key="f" * 32, do="save")
    assert as_(ben).post(address, sheet).status_code == 302
    one = Contribution.objects.get()
    save(one, typed(source=LONGER, read_as=one.saved_as), by=ben)
    again = as_(ben).post(address, sheet | {"source": f"{TEXT} From the old tab."})
    assert again.status_code == 409
    assert "From the old tab." in again.text and "for a whole evening" in again.text
    assert Contribution.objects.get().source == LONGER


def test_the_same_sheet_pressed_twice_is_one_text(mia: Member, ben: Member, space: Space, as_: As) -> None:
    address = reverse("contribution_write", args=[a_call(mia, space).pk])
    sheet = form_of(key="f" * 32)
    assert [as_(ben).post(address, sheet).status_code for _press in range(2)] == [302, 302]
    assert Contribution.objects.get().state == "sent"


def test_lines_of_a_checklist_that_somebody_else_cut_short_are_kept_as_typed(
    mia: Member, olli: Member, space: Space, as_: As
) -> None:
    program = a_program(mia, space=space)
    set_list(program, [(f"Line {number}", number) for number in range(9)], by=mia)
    sent = {f"words-{place}": f"Line {place}" for place in range(9)} | {"words-9": "The last line"}
    set_list(program, [("Line 0", 0)], by=olli)
    as_(mia).post(reverse("program_checklist", args=[program.pk]), sent)
    kept = CheckItem.objects.filter(retired_at=None).values_list("words", flat=True)
    assert set(kept) == {*(f"Line {number}" for number in range(9)), "The last line"}


def test_words_for_a_survey_that_closed_meanwhile_can_be_copied(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    asked_too(round_, ben)
    closed(round_)
    page = as_(ben).post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "3", "why": "Zq is too loud"})
    assert page.status_code == 422
    assert "Zq is too loud" in page.text and "has closed" in page.text
    assert not NamedSheet.objects.exists()


@pytest.mark.parametrize("meanwhile", ["called back", "published"])
def test_words_for_a_spotlight_that_ended_meanwhile_can_be_copied(
    mia: Member, ben: Member, nia: Member, space: Space, as_: As, meanwhile: str
) -> None:
    date = a_date(mia, space)
    one = said_yes(date, ben, by=mia)
    if meanwhile == "published":
        its_day_comes(date)
    else:
        call_back(one, by=mia)
    address, sent = reverse("spotlight_write", args=[date.pk]), {"edition": one.edition, "answer0": "Zq, much longer"}
    page = as_(ben).post(address, sent)
    assert page.status_code == 422 and "Zq, much longer" in page.text and "Copy from here" in page.text
    assert "Zq" not in str(Spotlight.objects.values_list("answers", flat=True))
    assert as_(nia).post(address, sent).status_code == 404


def test_a_letter_read_before_the_issue_was_changed_does_not_leave(mia: Member, ben: Member) -> None:
    occurrence = a_newsletter(mia)
    issue = written(occurrence, mia)
    agreed(occurrence)
    enrol(issue)
    NewsletterLetter.objects.update(attempts=1)  # as it is taken
    row = NewsletterLetter.objects.get(member=ben)
    read = NewsletterIssue.objects.select_related("occurrence__program").get(pk=issue.pk)
    NewsletterIssue.objects.filter(pk=issue.pk).update(edition=issue.edition + 1)
    assert _may_leave(row, read) is False
    row.refresh_from_db()
    assert (row.leaving_at, row.dropped_at) == (None, None) and row.retry_at <= timezone.now()
    read.refresh_from_db()
    assert _may_leave(row, read) is True
