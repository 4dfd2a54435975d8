"""A whole AMA in a real browser: planned, asked, answered live, summed up, made a guide; also without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.guides.models import Guide
from members.profiles.models import Member
from programs.amas.answering import say, take
from programs.amas.asking import ask
from programs.amas.models import AmaPlan, AmaQuestion
from programs.amas.phases import plan_of
from programs.amas.voting import vote
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due, set_steps
from tests.browser.looking import a_tab, barriers_here
from tests.factories import a_member, a_space
from tests.programs.planned import a_program, tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def people(transactional_db: None) -> dict[str, Member]:
    """A manager, the guest and two who ask."""
    long_ago = timezone.now() - timedelta(days=300)
    roles = {"Mia": "manager", "Piotr": "member", "Ben": "member", "Ines": "member"}
    return {name: a_member(name, role=role, joined_at=long_ago) for name, role in roles.items()}


def an_ama(people: dict[str, Member]) -> Occurrence:
    program = a_program(
        people["Mia"], format="ama", rule="", space=a_space("Playbooks"), title="Planning with a team of two"
    )
    AmaPlan.objects.create(program=program, guest=people["Piotr"], guest_words="operations lead")
    found: Occurrence = program.occurrences.get()
    return found


def on_the_clock(occurrence: Occurrence, begins_in: timedelta) -> None:
    """Let it begin at another moment, and the clock do what is due then."""
    starts = timezone.now() + begins_in
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    set_steps([Occurrence.objects.select_related("program").get(pk=occurrence.pk)])
    run_due()


def told(page: Page, event: str, **said: Any) -> None:
    """What the stream would bring to this page."""
    detail = {"event": event, **said}
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('talkoot:live', { detail }))", detail)


def begin(occurrence: Occurrence, **fields: Any) -> None:
    now = timezone.now()
    times = {"starts_at": now - timedelta(minutes=5), "ends_at": now + timedelta(hours=1), "opened_at": now}
    Occurrence.objects.filter(pk=occurrence.pk).update(**(times | fields))


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Without motion, so that colours are measured as they end."""
    with a_tab(browser, live_server.url) as page:
        yield page


def test_an_ama_from_planning_to_its_guide(page: Page, enter: Enter, people: dict[str, Member]) -> None:
    space = a_space("Playbooks")
    enter(page, people["Mia"])
    page.goto("/manage/programs/plan/?kind=ama")
    page.locator("[name=title]").fill("Planning with a team of two")
    page.locator("[name=begins]").fill(tomorrow().isoformat())
    page.locator("[name=at]").fill("15:00")
    page.locator("[name=space]").select_option(str(space.pk))
    page.locator("[name$=-guest]").fill("@piotr")
    page.locator("[name=goal]").select_option("questions")
    page.locator("[name=goal_number]").fill("1")
    page.locator("button[name=do][value=plan]").last.click()
    expect(page.locator("h1")).to_contain_text("Planning with a team of two")
    occurrence = Program.objects.get().occurrences.get()
    assert plan_of(occurrence.program).guest == people["Piotr"]
    address = occurrence.program.kind.url(occurrence)
    enter(page, people["Ben"])
    page.goto(address)
    page.locator("#ask-question").fill("How do you decide what not to plan?")
    page.locator("#ask").get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".ama-question .chip.accent")).to_have_count(1)
    enter(page, people["Ines"])
    page.goto(address)
    arrow = page.locator("button.ama-up")
    arrow.click()
    expect(arrow).to_have_attribute("aria-pressed", "true")
    expect(arrow.locator("[data-number]")).to_have_text("1")
    page.locator("#ask-question").fill("How do you decide about plans?")
    expect(page.locator("#similar")).to_contain_text("what not to plan")
    assert barriers_here(page, address) == []
    on_the_clock(occurrence, timedelta(minutes=-5))
    enter(page, people["Mia"])
    page.goto(f"/manage/ama/{occurrence.pk}/host/")
    page.keyboard.press("n")
    page.locator("#host-say").fill("We keep a **not now** list on the wall.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".host-paragraph strong")).to_have_text("not now")
    assert barriers_here(page, "host") == []
    page.get_by_role("button", name="Answered", exact=True).click()
    expect(page.locator("#answered-title")).to_be_visible()
    on_the_clock(occurrence, timedelta(hours=-2))
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.locator("[name=source]").fill("Leave out a lot.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".ama-summary")).to_contain_text("Leave out a lot.")
    page.goto(f"/manage/ama/{occurrence.pk}/recap/")
    page.get_by_role("button", name="Make a guide of it").click()
    expect(page.locator("[name=body]")).to_have_value("Leave out a lot.\n\n## How do you decide what not to plan?\n\n"
                                                      "We keep a **not now** list on the wall.")  # fmt: skip
    assert Guide.objects.get().title.startswith("Planning with a team of two")
    page.goto(occurrence.get_absolute_url())
    expect(page.get_by_role("region", name="Result")).to_contain_text("Questions asked: 1 / 1")


def test_an_open_page_takes_in_answers_and_moves_nothing_by_itself(
    page: Page, enter: Enter, people: dict[str, Member]
) -> None:
    occurrence = an_ama(people)
    begin(occurrence)
    asked = ("What do you never plan?", "Who waters the plants?")
    first, second = (ask(occurrence, by=people["Ben"], words=words) for words in asked)
    vote(first, by=people["Ines"], wanted=True)
    enter(page, people["Ines"])
    page.goto(occurrence.program.kind.url(occurrence))
    order, rows = page.locator("#ama-questions .ama-words"), page.locator("#ama-questions > li")
    expect(order).to_have_text(list(asked))
    before = rows.nth(1).bounding_box()
    for one in (people["Mia"], people["Piotr"]):
        vote(second, by=one, wanted=True)
    told(page, "ama.votes", question=second.pk, votes=2)
    expect(rows.nth(1).locator("[data-number]")).to_have_text("2")
    assert rows.nth(1).bounding_box() == before
    pill = page.get_by_role("button", name="1 question moved up or is new · Show")
    expect(pill).to_be_visible()
    assert barriers_here(page, "with news") == []
    pill.click()
    expect(order).to_have_text(list(reversed(asked)))
    expect(pill).to_be_hidden()
    take(first, by=people["Mia"])
    say(AmaQuestion.objects.get(pk=first.pk), by=people["Piotr"], source="The **unplanned**.")
    told(page, "ama.changed", question=first.pk)
    expect(rows.nth(1).locator(".ama-answer strong")).to_have_text("unplanned")


def test_it_all_works_without_script(
    browser: Browser, live_server: Any, enter: Enter, people: dict[str, Member]
) -> None:
    occurrence = an_ama(people)
    begin(occurrence)
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    enter(page, people["Ben"])
    page.goto(occurrence.program.kind.url(occurrence))
    page.locator("#ask-question").fill("How do you decide what not to plan?")
    page.locator("#ask details summary").click()
    page.locator("[name=anonymous]").check()
    page.locator("#ask").get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".ama-meta")).to_contain_text("Anonymous")
    assert AmaQuestion.objects.get().author is None
    page.locator("button.ama-up").click()
    expect(page.locator("button.ama-up")).to_have_attribute("aria-pressed", "true")
    enter(page, people["Mia"])
    page.goto(f"/manage/ama/{occurrence.pk}/host/")
    page.locator("[data-take]").click()
    page.locator("#host-say").fill("By a list on the wall.")
    page.get_by_role("button", name="Save the paragraph").click()
    page.goto(occurrence.program.kind.url(occurrence))
    expect(page.locator(".ama-answer")).to_contain_text("By a list on the wall.")
    context.close()
