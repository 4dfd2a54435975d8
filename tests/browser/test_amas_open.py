"""The open page of an AMA while it changes, and all of it without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from community.guides.models import Guide
from members.profiles.models import Member
from programs.amas.answering import finish, say, take
from programs.amas.asking import ask
from programs.amas.models import AmaFollowUp, AmaPlan, AmaQuestion, AmaRecap
from programs.amas.voting import vote
from programs.series.occurrences import Occurrence
from tests.browser.looking import a_tab, barriers_here
from tests.factories import a_member, a_space
from tests.programs.planned import a_program

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
ASKED = ("What do you never plan?", "Who waters the plants?")


@pytest.fixture
def people(transactional_db: None) -> dict[str, Member]:
    """A manager, the guest and two who ask."""
    long_ago = timezone.now() - timedelta(days=300)
    roles = {"Mia": "manager", "Piotr": "member", "Ben": "member", "Ines": "member"}
    return {name: a_member(name, role=role, joined_at=long_ago) for name, role in roles.items()}


@pytest.fixture
def live(people: dict[str, Member]) -> Occurrence:
    """An AMA that goes on."""
    program = a_program(
        people["Mia"], format="ama", rule="", space=a_space("Playbooks"), title="Planning with a team of two"
    )
    AmaPlan.objects.create(program=program, guest=people["Piotr"], guest_words="operations lead")
    now = timezone.now()
    times = {"starts_at": now - timedelta(minutes=5), "ends_at": now + timedelta(hours=1), "opened_at": now}
    Occurrence.objects.filter(program=program).update(**times)
    found: Occurrence = program.occurrences.get()
    return found


@pytest.fixture
def two(live: Occurrence, people: dict[str, Member]) -> list[AmaQuestion]:
    """Two questions, the first with a vote."""
    questions = [ask(live, by=people["Ben"], words=words) for words in ASKED]
    vote(questions[0], by=people["Ines"], wanted=True)
    return questions


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """Without motion, so that colours are measured as they end."""
    with a_tab(browser, live_server.url) as page:
        yield page


def told(page: Page, event: str, **said: Any) -> None:
    """What the stream would bring to this page."""
    detail = {"event": event, **said}
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('talkoot:live', { detail }))", detail)


def answered(question: AmaQuestion, people: dict[str, Member], words: str) -> None:
    """The guest answers."""
    take(AmaQuestion.objects.get(pk=question.pk), by=people["Mia"])
    say(AmaQuestion.objects.get(pk=question.pk), by=people["Piotr"], source=words)
    finish(AmaQuestion.objects.get(pk=question.pk), by=people["Mia"])


def top(row: Locator) -> float:
    """How far down the screen it stands."""
    box = row.bounding_box()
    assert box is not None
    return box["y"]


def test_an_open_page_takes_in_answers_and_moves_nothing_by_itself(
    page: Page, enter: Enter, people: dict[str, Member], live: Occurrence, two: list[AmaQuestion]
) -> None:
    first, second = two
    enter(page, people["Ines"])
    page.goto(live.program.kind.url(live))
    order, rows = page.locator("#ama-questions .ama-words"), page.locator("#ama-questions > li")
    expect(order).to_have_text(list(ASKED))
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
    expect(order).to_have_text(list(reversed(ASKED)))
    expect(pill).to_be_hidden()
    take(first, by=people["Mia"])
    say(AmaQuestion.objects.get(pk=first.pk), by=people["Piotr"], source="The **unplanned**.")
    told(page, "ama.changed", question=first.pk)
    expect(rows.nth(1).locator(".ama-answer strong")).to_have_text("unplanned")


def test_a_long_answer_above_moves_nothing_that_is_under_the_pointer_or_the_focus(
    page: Page, enter: Enter, people: dict[str, Member], live: Occurrence, two: list[AmaQuestion]
) -> None:
    for number in range(12):
        by = people["Ben"] if number % 2 else people["Mia"]
        ask(live, by=by, words=f"Question number {number} of many")
    enter(page, people["Ines"])
    page.goto(live.program.kind.url(live))
    rows = page.locator("#ama-questions > li")
    lower = rows.nth(3)
    arrow = lower.locator("button.ama-up")
    arrow.hover()
    before = top(arrow)
    answered(two[0], people, "A long answer.\n\n" * 12)
    told(page, "ama.changed", question=two[0].pk)
    expect(rows.nth(0).locator(".ama-answer")).to_be_visible()
    assert abs(top(arrow) - before) < 1
    page.mouse.move(2, 2)
    arrow.focus()
    before = top(arrow)
    answered(two[1], people, "Another long answer.\n\n" * 12)
    told(page, "ama.changed", question=two[1].pk)
    expect(rows.filter(has_text=ASKED[1]).locator(".ama-answer")).to_be_visible()
    assert abs(top(arrow) - before) < 1


def test_live_updates_can_be_paused_by_keyboard_for_this_page(
    page: Page, enter: Enter, people: dict[str, Member], live: Occurrence, two: list[AmaQuestion]
) -> None:
    enter(page, people["Ines"])
    page.goto(live.program.kind.url(live))
    pause = page.get_by_role("button", name="Pause live updates")
    pause.focus()
    page.keyboard.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "true")
    for question in two:
        answered(question, people, "By a **list**.")
        told(page, "ama.changed", question=question.pk)
        told(page, "ama.turned")
    told(page, "ama.votes", question=two[1].pk, votes=9)
    told(page, "ama.changed", question=two[1].pk)
    pill = page.get_by_role("button", name="2 answers are new · Show")
    expect(pill).to_be_visible()
    page.wait_for_timeout(700)  # longer than a page waits before it fetches
    expect(page.locator(".ama-answer")).to_have_count(0)
    expect(page.locator("#ama-questions [data-number]").nth(1)).to_have_text("0")
    assert barriers_here(page, "paused") == []
    pill.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ama-answer")).to_have_count(2)
    expect(page.locator("#ama-questions [data-number]").nth(1)).to_have_text("9")
    expect(pill).to_be_hidden()
    expect(pause).to_be_focused()
    expect(pause).to_have_attribute("aria-pressed", "true")
    AmaQuestion.objects.filter(pk=two[0].pk).update(answered_at=None)
    take(two[0], by=people["Mia"])
    told(page, "ama.changed", question=two[0].pk)
    page.keyboard.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".ama-state .chip.bad")).to_be_visible()
    page.reload()
    expect(pause).to_have_attribute("aria-pressed", "false")


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A tab without scripts."""
    with a_tab(browser, live_server.url, java_script_enabled=False) as page:
        yield page


def test_one_asks_and_votes_without_script(
    plain: Page, enter: Enter, people: dict[str, Member], live: Occurrence
) -> None:
    enter(plain, people["Ben"])
    plain.goto(live.program.kind.url(live))
    plain.locator("#ask-question").fill("How do you decide what not to plan?")
    plain.locator("#ask details summary").click()
    plain.locator("[name=anonymous]").check()
    plain.locator("#ask").get_by_role("button", name="Ask", exact=True).click()
    expect(plain.locator(".ama-meta")).to_contain_text("Anonymous")
    expect(plain.locator("#ama-pause")).to_be_hidden()
    assert AmaQuestion.objects.get().author is None
    plain.locator("button.ama-up").click()
    expect(plain.locator("button.ama-up")).to_have_attribute("aria-pressed", "true")


def test_one_hosts_without_script(
    plain: Page, enter: Enter, people: dict[str, Member], live: Occurrence, two: list[AmaQuestion]
) -> None:
    third = ask(live, by=people["Ines"], words="Who waters your plants at home?")
    enter(plain, people["Mia"])
    console = f"/manage/ama/{live.pk}/host/"
    plain.goto(console)
    row = plain.locator("[data-row]").filter(has_text=third.words)
    row.locator("summary", has_text="Merge").click()
    row.locator("[name=into]").fill(str(two[1].number))
    row.get_by_role("button", name="Merge").click()
    expect(plain.locator("#merged-title")).to_be_visible()
    plain.get_by_role("button", name="Next question").click()
    expect(plain.locator(".host-on .host-words")).to_have_text(ASKED[0])
    plain.locator("#host-say").fill("By a **list** on the wall.")
    plain.get_by_role("button", name="Save the paragraph").click()
    expect(plain.locator(".host-paragraph strong")).to_have_text("list")
    plain.get_by_role("button", name="Answered", exact=True).click()
    aside = plain.locator("[data-row]").filter(has_text=ASKED[1])
    aside.locator("summary", has_text="Set aside").click()
    aside.locator("[name=why]").fill("For another day")
    aside.get_by_role("button", name="Set aside").click()
    expect(plain.locator("#aside-title")).to_be_visible()
    plain.locator("summary", has_text="Promise something").click()
    plain.locator("[name=words]").fill("Send a photo of the wall")
    plain.locator("[name=owner]").select_option(label="Mia (@mia)")
    plain.locator("[name=due]").fill((timezone.localdate() + timedelta(days=4)).isoformat())
    plain.get_by_role("button", name="Make it a task").click()
    assert AmaFollowUp.objects.get().duty.owner == people["Mia"]
    Occurrence.objects.filter(pk=live.pk).update(closed_at=timezone.now())
    plain.goto(console)
    plain.get_by_role("link", name="Write the recap").click()
    assert "2 questions were asked" in plain.locator("[name=source]").input_value()
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator(".ama-summary")).to_contain_text("Send a photo of the wall")
    assert AmaRecap.objects.get().best == [two[0].number]
    plain.goto(f"/manage/ama/{live.pk}/recap/")
    plain.get_by_role("button", name="Make a guide of it").click()
    assert "Send a photo" in Guide.objects.get().source
