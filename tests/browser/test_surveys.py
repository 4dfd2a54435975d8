"""A survey in a real browser: from planning to results without scripts, the form with them, and no barrier anywhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from members.profiles.models import Member
from programs.feedback.drafting import draft
from programs.feedback.publishing import publish
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.letters import token_of
from programs.surveys.models import Asked, Round
from tests.browser.looking import a_tab, barriers
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.planned import tomorrow
from tests.programs.surveyed import COLOUR, SCORE, SHADE, WHY, a_round, a_survey, answered, asked_too, closed, scores

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def come_to(occurrence: Occurrence, key: str) -> None:
    """Let the moment of a step have come, and the clock do it."""
    now = timezone.now()
    begun = now - timedelta(hours=2)
    ends = now + timedelta(hours=2) if key == "open" else now - timedelta(minutes=1)
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=begun, ends_at=ends)
    Step.objects.filter(occurrence=occurrence, key=key).update(at=now - timedelta(minutes=1), until=None)
    assert run_due() == 1


def test_a_survey_from_planning_to_results_without_scripts(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, nia: Member, ben: Member
) -> None:
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        context.set_default_timeout(30_000)
        page = context.new_page()
        enter(page, mia)
        page.goto("/manage/surveys/")
        page.get_by_role("link", name="Plan a survey").click()
        page.get_by_label("Title").fill("How is it here?")
        page.get_by_label("First day").fill(str(tomorrow()))
        page.get_by_label("Begins at").fill("10:00")
        page.get_by_label("Anonymous: nobody").check()
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_text("There is a problem")).to_have_count(0)
        program = Program.objects.get()
        page.goto(f"/manage/surveys/{program.pk}/")
        expect(page.get_by_text("as things stand today, 3 would be asked")).to_be_visible()
        first = program.occurrences.earliest("day")
        come_to(first, "open")

        enter(page, nia)
        page.goto("/")
        page.get_by_role("link", name="All events").click()  # what is on is fetched into home by a script
        page.locator(f"main a[href='/surveys/{first.pk}/']").click()
        page.get_by_role("button", name="Send without my name").click()
        expect(page.get_by_text("There is a problem")).to_be_visible()
        page.get_by_role("radio", name="9", exact=True).check()
        page.get_by_label("What is the main reason").fill("The people here.")
        page.get_by_role("button", name="Send without my name").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

        keys = [one.key for one in Round.objects.get().asked]
        answered(Round.objects.get(), *({keys[0]: score} for score in (10, 10, 9, 3)))
        come_to(first, "close")
        enter(page, mia)
        page.goto(f"/manage/surveys/{program.pk}/")
        expect(page.get_by_text("NPS 60")).to_be_visible()
        page.get_by_role("button", name="Show the numbers to members").click()
        enter(page, ben)
        page.goto(f"/surveys/{first.pk}/results/")
        expect(page.get_by_text("NPS 60")).to_be_visible()


def test_the_form_follows_the_answers_and_keeps_a_draft_only_where_it_is_anonymous(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, nia: Member, ben: Member
) -> None:
    anonymous = a_round(a_survey(mia, COLOUR, SHADE, WHY))
    named = a_round(a_survey(mia, WHY, anonymous=False, title="With names"))
    for one in (anonymous, named):
        asked_too(one, nia)
    asked_too(anonymous, ben)
    mine = Asked.objects.get(occurrence=anonymous.occurrence_id, member=nia)
    with a_tab(browser, live_server.url) as page:
        enter(page, nia)
        page.goto(f"/surveys/{anonymous.occurrence_id}/")
        expect(page.get_by_label("Which shade?")).to_be_hidden()
        page.get_by_role("radio", name="Azure").check()
        page.get_by_label("Which shade?").fill("dark")
        page.get_by_label("Why?").fill("It is calm.")
        page.reload()
        expect(page.get_by_label("Why?")).to_have_value("It is calm.")
        expect(page.get_by_label("Which shade?")).to_have_value("dark")
        enter(page, ben)  # at the same machine
        page.goto(f"/surveys/{anonymous.occurrence_id}/")
        expect(page.get_by_label("Why?")).to_have_value("")
        enter(page, nia)
        page.goto(f"/surveys/{anonymous.occurrence_id}/")
        expect(page.get_by_label("Why?")).to_have_value("It is calm.")
        page.get_by_role("button", name="Send without my name").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        page.wait_for_function("key => localStorage.getItem(key) === null", arg=f"draft:survey:{mine.pk}")
        page.goto(f"/surveys/{named.occurrence_id}/")
        page.get_by_label("Why?").fill("Too loud.")
        page.reload()
        expect(page.get_by_label("Why?")).to_have_value("")


def test_no_page_about_surveys_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, nia: Member, space: Space
) -> None:
    survey = a_survey(mia, SCORE, WHY, COLOUR, SHADE)
    past = a_round(survey)
    answered(past, *[one | {"colour": "Azure", "shade": "dark"} for one in scores(10, 9, 8, 3, 0, 9)])
    past = closed(past)
    Round.objects.filter(pk=past.pk).update(shared_at=timezone.now())
    now = a_round(survey, 1)
    token = token_of(asked_too(now, nia))
    an_idea(space, "shipped", title="A shelf for shared tools")
    issue = publish(draft(an_issue(mia, space), space), edition=1, by=mia)
    draft(an_issue(mia, space, 1), space)
    drafted = an_issue(mia, space, 1).pk
    base = f"/manage/surveys/{survey.program_id}"
    for who, addresses in (
        (nia, ["/", f"/surveys/{now.occurrence_id}/", f"/surveys/by-mail/{token}/?score=7",
               f"/surveys/{past.occurrence_id}/results/", "/feedback/", f"/feedback/{issue.occurrence_id}/"]),
        (mia, ["/manage/surveys/", f"{base}/?round={past.occurrence_id}", f"{base}/questions/",
               f"{base}/questions/new/", f"/manage/feedback/{drafted}/",
               f"/surveys/{past.occurrence_id}/looked-after/"]),
    ):  # fmt: skip
        with a_tab(browser, live_server.url) as page:
            enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)
