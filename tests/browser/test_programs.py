"""Planning a weekly prompt: by mouse, by keyboard and without scripts; and its pages are for everyone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from members.profiles.models import Member
from programs.prompts.addresses import page_of
from programs.series.checking import set_list
from programs.series.hosting import set_rota
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from tests.browser.looking import a_tab, barriers
from tests.factories import a_member
from tests.programs.planned import a_program, tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def mia() -> Member:
    return a_member("Mia", role="manager")


def fill(page: Page, space: Space) -> None:
    """The form of a weekly prompt."""
    page.get_by_label("Title", exact=True).fill("Friday case review")
    page.get_by_label("First day").fill(f"{tomorrow()}")
    page.get_by_label("Begins at").fill("18:00")
    page.get_by_label("How often").select_option("weekly")
    page.get_by_label("Friday").check()
    page.get_by_label("Space", exact=True).select_option(str(space.pk))


def test_a_weekly_prompt_is_planned_by_mouse(page: Page, enter: Enter, mia: Member, space: Space) -> None:
    enter(page, mia)
    page.goto("/manage/programs/plan/")
    page.get_by_role("link", name="Prompt").click()
    expect(page.get_by_label("Rule")).to_be_hidden()
    fill(page, space)
    expect(page.locator("#preview")).to_contain_text("Every week: Friday, 18:00")
    expect(page.locator("#preview li")).to_have_count(5)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", name="Friday case review")).to_be_visible()
    assert Program.objects.get().rule == "FREQ=WEEKLY;BYDAY=FR"


def test_a_weekly_prompt_is_planned_by_keyboard(page: Page, enter: Enter, mia: Member, space: Space) -> None:
    enter(page, mia)
    page.goto("/manage/programs/plan/?kind=prompt")
    page.get_by_label("Title", exact=True).focus()
    page.keyboard.type("Friday case review")
    page.get_by_label("First day").fill(f"{tomorrow()}")
    page.get_by_label("Begins at").fill("18:00")
    page.get_by_label("How often").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Friday").focus()
    page.keyboard.press("Space")
    page.get_by_label("Space", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Plan it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Friday case review")).to_be_visible()
    program = Program.objects.get()
    assert (program.rule, program.space, program.is_draft) == ("FREQ=WEEKLY;BYDAY=FR", space, False)


def test_a_weekly_prompt_is_planned_without_scripts(plain: Page, enter: Enter, mia: Member, space: Space) -> None:
    enter(plain, mia)
    plain.goto("/manage/programs/plan/?kind=prompt")
    fill(plain, space)
    plain.get_by_role("button", name="Preview").click()
    expect(plain.locator("#preview")).to_contain_text("Every week: Friday, 18:00")
    plain.get_by_label("Title", exact=True).fill("")
    plain.get_by_role("button", name="Plan it").click()
    expect(plain.locator("main [role=alert]")).to_contain_text("Give it a name.")
    plain.get_by_label("Title", exact=True).fill("Friday case review")
    plain.get_by_role("button", name="Plan it").click()
    expect(plain.get_by_role("heading", name="Friday case review")).to_be_visible()
    assert Program.objects.count() == 1


def test_an_answer_is_one_line(page: Page, enter: Enter, mia: Member, space: Space) -> None:
    one = _begun(mia, space)
    ben = a_member("Ben")
    enter(page, ben)
    page.goto("/")
    page.get_by_role("link", name="Answer in one line").click()
    page.get_by_label("Your answer").fill("We dropped the minutes.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("main")).to_contain_text("We dropped the minutes.")
    one.refresh_from_db()
    assert one.thread is not None
    assert one.thread.posts_count == 2


def _begun(mia: Member, space: Space) -> Occurrence:
    program = a_program(mia, space=space, texts=3, minutes=7 * 24 * 60)
    set_list(program, [("Say it in chat", 2)], by=mia)
    set_rota(program, [mia, a_member("Nia")], by=mia)
    one = program.occurrences.earliest("day")
    Occurrence.objects.filter(pk=one.pk).update(starts_at=timezone.now())
    Step.objects.filter(occurrence=one, key="open").update(at=timezone.now())
    run_due()
    one.refresh_from_db()
    return one


def test_no_page_of_programs_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, space: Space
) -> None:
    one = _begun(mia, space)
    program = one.program
    later = program.occurrences.order_by("day")[1]
    pages = [
        "/manage/programs/plan/", "/manage/programs/plan/?kind=prompt", one.get_absolute_url(),
        later.get_absolute_url(), program.get_absolute_url(), f"{later.get_absolute_url()}change/",
        f"{later.get_absolute_url()}later/", f"{later.get_absolute_url()}call-off/",
        f"{program.get_absolute_url()}end/", "/hosting/", page_of(program),
    ]  # fmt: skip
    with a_tab(browser, live_server.url) as page:
        enter(page, mia)
        found = barriers(page, pages)
    assert not found, "\n".join(found)
