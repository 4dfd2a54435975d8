"""Pilots, "You said, we did", celebrations and surveys from beginning to end in a browser in which no script runs."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from members.recognition.thanks import Thanks
from programs.celebrations.models import Celebration, What
from programs.celebrations.noting import celebrate
from programs.feedback.drafting import draft
from programs.feedback.models import Feedback
from programs.pilots.addresses import board_of, page_of, report_of
from programs.pilots.models import PilotAnswer, PilotSeat
from programs.surveys.models import Survey
from programs.surveys.sheets import NamedSheet
from tests.browser.looking import press
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.piloted import DAYS, a_pilot, begins, inside
from tests.programs.surveyed import COLOUR, SCORE, a_round, a_survey, answered, asked_too, closed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_a_pilot_gets_its_tasks_and_its_people(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    pilot = a_pilot(mia, space, tasks=0)
    enter(plain, mia)
    plain.goto(board_of(pilot))
    add = plain.locator("form[action$='/tasks/add/']")
    add.get_by_label("What to do").fill("Take it from one house to the next.")
    add.get_by_role("button").click()
    expect(plain.get_by_text("Give the task a title.").first).to_be_visible()
    expect(add.get_by_label("What to do")).to_have_value("Take it from one house to the next.")
    add.get_by_label("Task", exact=True).fill("Push the cart")
    add.get_by_role("button").click()
    expect(plain.get_by_role("heading", name="Push the cart")).to_be_visible()
    plain.locator("form[action$='/invite/']").get_by_role("textbox").fill(nia.handle)
    press(plain, "Invite")

    enter(plain, ben)
    plain.goto(page_of(pilot))
    plain.get_by_label("Why you would like to").fill("I have a shed.")
    press(plain, "Ask to take part")
    expect(plain.get_by_role("button", name="Ask no more")).to_be_visible()
    enter(plain, nia)
    plain.goto(page_of(pilot))
    press(plain, "Take part")
    expect(plain.get_by_role("button", name="Leave the pilot")).to_be_visible()
    enter(plain, mia)
    plain.goto(board_of(pilot))
    press(plain, f"Take in {ben.name}")
    assert PilotSeat.objects.filter(occurrence=pilot, stands="in").count() == 2


def test_what_is_said_of_a_pilot_comes_into_its_report(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    pilot = a_pilot(mia, space, day=2, tasks=1)
    for member in (ben, nia):
        inside(pilot, member, by=mia)
    enter(plain, ben)
    plain.goto(page_of(pilot))
    plain.get_by_role("link", name="Say how it went: Task 1").click()
    plain.get_by_label("What helped").fill("The bell on the cart.")
    press(plain, "Keep it")
    expect(plain.get_by_text("Say whether you did it.").first).to_be_visible()
    expect(plain.get_by_label("What helped")).to_have_value("The bell on the cart.")
    plain.get_by_label("I did it").check()
    plain.get_by_label("4", exact=True).check()
    plain.get_by_label("This may be quoted").check()
    press(plain, "Keep it")
    enter(plain, nia)
    plain.goto(page_of(pilot))
    press(plain, "Done: Task 1")
    press(plain, "Undo: Task 1")
    press(plain, "Done: Task 1")
    assert sorted(PilotAnswer.objects.values_list("seat__member__name", "rating")) == [(ben.name, 4), (nia.name, None)]

    begins(pilot, day=DAYS + 1)
    enter(plain, mia)
    plain.goto(report_of(pilot))
    press(plain, "Draft it now")
    report = plain.get_by_label("Closing report")
    expect(report).to_have_value(re.compile("The bell on the cart"))
    report.fill(f"{report.input_value()}\n\nWe go on with two carts.")
    press(plain, "Save")
    plain.get_by_label("Everybody who sees the space").check()
    press(plain, "Publish")
    expect(plain.get_by_text("We go on with two carts.")).to_be_visible()
    enter(plain, ben)
    plain.goto(page_of(pilot))
    plain.get_by_role("link", name="Read and talk about the report").click()
    expect(plain.get_by_text("We go on with two carts.")).to_be_visible()


def test_what_was_done_from_draft_to_what_members_read(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    an_idea(space, "shipped", by=ben, title="A shelf for shared tools")
    an_idea(space, "declined", by=nia, title="A second kettle")
    draft(an_issue(mia, space), space)
    enter(plain, mia)
    plain.goto(reverse("feedback"))
    plain.locator("section[aria-labelledby=drafts] a").click()
    shelf, kettle = (
        plain.locator("fieldset.draft-line", has=plain.get_by_text(title)) for title in ("A shelf", "A second kettle")
    )
    shelf.get_by_label("We did").fill("It stands by the door.")
    shelf.get_by_label("Link").fill("not an address")
    kettle.get_by_label("Keep this line").uncheck()
    own = plain.locator("fieldset.draft-line").last
    own.get_by_label("You said").fill("It is cold in here.")
    own.get_by_label("We did").fill("There is a stove.")
    own.get_by_label("Keep this line").check()
    press(plain, "Save")
    expect(plain.get_by_text("Write an address that begins with").first).to_be_visible()
    expect(shelf.get_by_label("We did")).to_have_value("It stands by the door.")
    shelf.get_by_label("Link").fill("/")
    press(plain, "Save")
    expect(plain.get_by_text("Saved.")).to_be_visible()
    press(plain, "Publish")
    expect(plain.get_by_text("It stands by the door.")).to_be_visible()
    assert Feedback.objects.get().published_at is not None

    deliver_all()
    enter(plain, ben)
    plain.goto(reverse("inbox"))
    plain.get_by_text("wrote what was done about an idea of yours").first.click()
    plain.goto(reverse("feedback"))
    plain.locator("main li.setting a").first.click()
    expect(plain.get_by_text("There is a stove.")).to_be_visible()
    expect(plain.get_by_text("A second kettle")).to_have_count(0)
    plain.get_by_role("link", name="Talk about it").click()
    expect(plain.locator("article.post").first).to_contain_text("It stands by the door.")
    assert Thread.objects.exclude(kind="idea").count() == 1


def test_celebrations_are_thanked_for_chosen_and_turned_off(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member
) -> None:
    assert celebrate(ben.pk, What.THANKS, 10, at=timezone.now()) is not None
    enter(plain, nia)
    plain.goto(reverse("celebrations"))
    expect(plain.get_by_text(f"{ben.name} was thanked 10 times")).to_be_visible()
    press(plain, f"Thank {ben.name}")
    expect(plain.get_by_text(f"{ben.name} is told of your thanks.")).to_be_visible()
    expect(plain.get_by_text("You said thanks")).to_be_visible()
    assert Thanks.objects.get().giver == nia

    enter(plain, ben)
    plain.goto(reverse("celebrations"))
    expect(plain.get_by_text("You were thanked 10 times.")).to_be_visible()
    plain.get_by_role("link", name="Whether you are celebrated in public").click()
    plain.get_by_label("Only you are told").check()
    press(plain, "Save")
    enter(plain, nia)
    plain.goto(reverse("celebrations"))
    expect(plain.get_by_text(f"{ben.name} was thanked")).to_have_count(0)

    enter(plain, mia)
    plain.goto(reverse("celebrations"))
    plain.get_by_role("link", name="What is celebrated").click()
    plain.get_by_role("group", name="A level").get_by_label("Celebrate it").uncheck()
    press(plain, "Save")
    expect(plain.get_by_role("group", name="A level").get_by_label("Celebrate it")).not_to_be_checked()
    assert celebrate(nia.pk, What.LEVEL, 3, at=timezone.now()) is None
    assert not Celebration.objects.filter(member=nia).exists()


def test_questions_are_changed_answered_with_names_and_looked_after(
    plain: Page, enter: Enter, mia: Member, nia: Member, ben: Member
) -> None:
    survey = a_survey(mia, SCORE, anonymous=False)
    enter(plain, mia)
    plain.goto(reverse("survey_questions", args=[survey.program_id]))
    plain.get_by_role("link", name="Add a question").click()
    plain.get_by_label("How it is answered").select_option("one")
    plain.get_by_label("Question", exact=True).fill("Which colour?")
    plain.get_by_label("Choices").fill("Crimson")
    press(plain, "Save")
    expect(plain.get_by_text("Write 2 to 20 choices, one on each line.").first).to_be_visible()
    plain.get_by_label("Choices").fill("Crimson\nAzure #bug")
    press(plain, "Save")
    plain.get_by_role("link", name="Add a question").click()
    plain.get_by_label("How it is answered").select_option("text")
    plain.get_by_label("Question", exact=True).fill("Which shade?")
    plain.get_by_label("Ask it only after").select_option(label="Which colour?")
    plain.get_by_label("Which answers").fill("Azure")
    press(plain, "Save")
    press(plain, "Up: Which colour?")
    assert [one.words for one in Survey.objects.get().asked] == ["Which colour?", SCORE.words, "Which shade?"]

    round_ = a_round(Survey.objects.get())
    for member in (nia, ben):
        asked_too(round_, member)
    enter(plain, nia)
    plain.goto(reverse("survey", args=[round_.occurrence_id]))
    plain.get_by_role("radio", name="Azure").check()
    plain.get_by_label("Which shade?").fill("It leaks.")
    press(plain, "Send with my name")
    expect(plain.get_by_text("Answer this question.").first).to_be_visible()
    expect(plain.get_by_label("Which shade?")).to_have_value("It leaks.")
    plain.get_by_role("radio", name="9", exact=True).check()
    press(plain, "Send with my name")
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
    assert NamedSheet.objects.get().member == nia
    enter(plain, ben)
    plain.goto(reverse("survey", args=[round_.occurrence_id]))
    press(plain, "Not now")
    enter(plain, mia)
    plain.goto(reverse("survey_follow_ups", args=[round_.occurrence_id]))
    expect(plain.get_by_text("It leaks.")).to_be_visible()
    plain.get_by_role("link", name=f"Write to {nia.name}").click()
    expect(plain.get_by_label("To", exact=True).or_(plain.locator("main [name=to]")).first).to_have_value(nia.handle)


def test_a_part_of_the_answers_and_the_table(plain: Page, enter: Enter, mia: Member) -> None:
    survey = a_survey(mia, SCORE, COLOUR)
    said = [{"score": 10, "colour": "Crimson"}] * 6 + [{"score": 0, "colour": "Azure"}] * 5
    answered(round_ := a_round(survey), *said)
    closed(round_)
    enter(plain, mia)
    plain.goto(reverse("survey_results", args=[survey.program_id]))
    expect(plain.get_by_text("NPS 9", exact=True)).to_be_visible()
    plain.get_by_label("Only those who answered").select_option(label="Which colour? Azure")
    press(plain, "Show")
    expect(plain.get_by_text("5 people in this part")).to_be_visible()
    expect(plain.get_by_text("NPS -100", exact=True)).to_be_visible()
    with plain.expect_download() as table:
        plain.get_by_role("link", name="As a table (CSV)").click()
    assert "Crimson,6" in table.value.path().read_text()
