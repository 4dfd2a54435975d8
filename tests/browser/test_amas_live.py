"""An AMA over the real stream: the host merges, the guest answers at an account of their own, open pages read along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from members.profiles.models import Member
from programs.amas.asking import ask
from programs.amas.models import AmaPlan
from programs.amas.voting import vote
from programs.series.occurrences import Occurrence
from tests.browser.looking import barriers_here
from tests.browser.streaming import streaming
from tests.factories import a_member, a_space
from tests.programs.planned import a_program

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Tab = Callable[[str], Page]
FIRST, ALIKE = "How do you decide what not to plan?", "How do you decide about plans?"
PATIENCE_MS = 15_000


@pytest.fixture
def people(transactional_db: None) -> dict[str, Member]:
    """A manager, a member who keeps the order, the guest and two who ask."""
    long_ago = timezone.now() - timedelta(days=300)
    roles = {"Mia": "manager", "Hana": "member", "Piotr": "member", "Ben": "member", "Ines": "member"}
    return {name: a_member(name, role=role, joined_at=long_ago) for name, role in roles.items()}


@pytest.fixture
def live(people: dict[str, Member]) -> Occurrence:
    """An AMA that goes on, with two questions that are much alike; two people want the second, one of them both."""
    program = a_program(people["Mia"], format="ama", rule="", space=a_space("Playbooks"), title="Planning for two")
    AmaPlan.objects.create(program=program, guest=people["Piotr"], guest_words="operations lead")
    now = timezone.now()
    times = {"starts_at": now - timedelta(minutes=5), "ends_at": now + timedelta(hours=1), "opened_at": now}
    Occurrence.objects.filter(program=program).update(host=people["Hana"], **times)
    found: Occurrence = program.occurrences.get()
    first = ask(found, by=people["Ben"], words=FIRST)
    alike = ask(found, by=people["Ines"], words=ALIKE)
    for question, name in ((first, "Mia"), (alike, "Mia"), (alike, "Ben")):
        vote(question, by=people[name], wanted=True)
    return found


@pytest.fixture
def tab(browser: Browser, people: dict[str, Member], enter: Callable[[Page, Member], None]) -> Iterator[Tab]:
    """Tabs that stay open side by side, each in a browser of its own, signed in as somebody, with a stream."""
    with streaming() as address:
        contexts = []

        def opened(name: str) -> Page:
            context = browser.new_context(
                base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
            )
            contexts.append(context)
            page = context.new_page()
            enter(page, people[name])
            return page

        yield opened
        for context in contexts:
            context.close()


def listening(page: Page, address: str) -> Page:
    """The page once its stream is open; whether it is loaded anew later can be told from the mark it gets."""
    with page.expect_response(re.compile(r"/live/\?")):
        page.goto(address)
    page.evaluate("window.isAsItWas = true")
    return page


def test_what_a_guest_answers_appears_to_others_as_it_is_said(tab: Tab, live: Occurrence) -> None:
    console = f"/manage/ama/{live.pk}/host/"
    ines = listening(tab("Ines"), live.program.kind.url(live))
    counts, row = ines.locator(".ama-counts"), ines.locator(".ama-question").filter(has_text=FIRST)
    expect(counts).to_have_text("0 answered · 2 wait")
    hana = tab("Hana")
    hana.goto(console)
    alike = hana.locator("[data-row]").filter(has_text=ALIKE)
    alike.locator("summary", has_text="Merge").click()
    alike.locator("[name=into]").fill("1")
    alike.get_by_role("button", name="Merge").click()
    expect(hana.locator("[data-row] .host-votes")).to_have_text(["2 votes"])
    expect(counts).to_have_text("0 answered · 1 waits", timeout=PATIENCE_MS)
    expect(row.locator("[data-number]")).to_have_text("2", timeout=PATIENCE_MS)
    piotr = listening(tab("Piotr"), console)
    expect(piotr.locator("#waiting-title")).to_be_visible()
    expect(piotr.locator("[data-take]")).to_have_count(0)
    hana.keyboard.press("n")
    expect(hana.locator(".host-on .host-words")).to_have_text(FIRST)
    expect(piotr.locator("#host-say")).to_be_visible(timeout=PATIENCE_MS)
    expect(ines.locator("#ama-now")).to_contain_text("what not to plan", timeout=PATIENCE_MS)
    piotr.locator("#host-say").fill("We keep a **not now** list on the wall.")
    piotr.keyboard.press("Control+Enter")
    expect(row.locator(".ama-answer strong")).to_have_text("not now", timeout=PATIENCE_MS)
    expect(counts).to_have_text("0 answered · 1 waits")
    hana.goto(console)
    hana.get_by_role("button", name="Answered", exact=True).click()
    expect(counts).to_have_text("1 answered · 0 wait", timeout=PATIENCE_MS)
    expect(ines.locator(".tabs a", has_text="Answered").locator(".count")).to_have_text("1")
    expect(row.locator(".ama-state .chip.ok")).to_be_visible(timeout=PATIENCE_MS)
    assert ines.evaluate("window.isAsItWas")
    assert barriers_here(ines, "read along") == []
