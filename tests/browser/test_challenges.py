"""A whole challenge in a real browser: planned, announced, entered, voted on, judged blind, published, told."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from members.activity.relay import deliver_all
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.models import MailItem
from members.profiles.models import Member
from programs.challenges.addresses import entries_of, judging_of, page_of
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeWinner
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due, set_steps
from tests.browser.looking import a_tab, barriers
from tests.factories import a_member
from tests.programs.challenged import BEFORE, WEEK, a_challenge, an_entry, entries, judged, steps
from tests.programs.planned import tomorrow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
AUTHOR = "Benedikta Brightwater"


@pytest.fixture
def judge(db: None) -> Member:
    """Somebody of no team, who can judge blind."""
    return a_member("Judit", handle="judit")


@pytest.fixture
def author(db: None) -> Member:
    """Whose name nobody may see too early."""
    return a_member(AUTHOR, handle="benedikta")


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A tab in which no script runs."""
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        context.set_default_timeout(30_000)
        yield context.new_page()


def come_to(occurrence: Occurrence, phase: str) -> None:
    """Let it stand in a phase, and the clock do what that brings."""
    starts = timezone.now() - timedelta(days=BEFORE[phase])
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=starts, ends_at=starts + WEEK)
    set_steps([Occurrence.objects.for_page().get(pk=occurrence.pk)])
    run_due()
    deliver_all()


def planned_by(page: Page, space: Space) -> Occurrence:
    """The manager fills in the form of a challenge; the first try lacks something, and keeps what was typed."""
    page.goto("/manage/programs/plan/?kind=challenge")
    page.get_by_label("Title", exact=True).fill("The best first page")
    page.get_by_label("First day").fill(str(tomorrow()))
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("How long").fill("7")
    page.get_by_label("Space", exact=True).select_option(str(space.pk))
    page.get_by_label("What is done").select_option("entries")
    for heading in ("Entries and votes", "Judges", "Prizes and result"):
        page.locator("summary", has_text=heading).click()
    page.get_by_label("Days of voting").fill("7")
    page.get_by_label("Days of judging").fill("7")
    page.get_by_label("Judges for each entry").fill("1")
    page.get_by_label("Prizes").fill("1: A day with a mentor")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("main")).to_contain_text("Say by which criteria is judged.")
    expect(page.get_by_label("Prizes")).to_have_value("1: A day with a mentor")
    page.get_by_label("Criteria").fill("Useful to others x 3\nClear")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", name="The best first page")).to_be_visible()
    return Program.objects.get().occurrences.get()


def enter_it(page: Page, occurrence: Occurrence, title: str, words: str) -> None:
    """A member sends what they made."""
    page.goto(page_of(occurrence))
    page.get_by_label("Title").fill(title)
    page.get_by_label("What did you make?").fill(words)
    page.get_by_role("button", name="Send the entry").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_whole_challenge_from_planning_to_its_recap(
    plain: Page, enter: Enter, space: Space, mia: Member, nia: Member, author: Member, judge: Member
) -> None:
    enter(plain, mia)
    occurrence = planned_by(plain, space)
    come_to(occurrence, "announce")
    plain.goto(entries_of(occurrence))
    plain.get_by_label("Name a judge").fill("@mia")
    plain.get_by_role("button", name="Name", exact=True).click()
    expect(plain.locator("main [role=alert]").first).to_contain_text("blind")
    plain.get_by_label("Name a judge").fill("@judit")
    plain.get_by_role("button", name="Name", exact=True).click()
    expect(plain.get_by_text("Judit 0 entries finished")).to_be_visible()

    come_to(occurrence, "enter")
    enter(plain, author)
    enter_it(plain, occurrence, "A welcome on one page", f"{AUTHOR} wrote it down in spring.")
    enter(plain, judge)
    enter_it(plain, occurrence, "The list by the door", "Everybody writes on it.")

    come_to(occurrence, "vote")
    enter(plain, nia)
    plain.goto(page_of(occurrence))
    plain.get_by_role("button", name="Vote for “A welcome on one page”").click()
    expect(plain.get_by_text("You have 2 votes left")).to_be_visible()
    expect(plain.get_by_text("You voted")).to_be_visible()
    assert AUTHOR not in plain.content()

    come_to(occurrence, "judge")
    _is_judged_blind(plain, enter, occurrence, judge)
    come_to(occurrence, "settle")
    _is_settled(plain, enter, occurrence, mia, judge)
    _is_told(plain, enter, occurrence, nia, author)


def _is_judged_blind(page: Page, enter: Enter, occurrence: Occurrence, judge: Member) -> None:
    enter(page, judge)
    page.goto(judging_of(occurrence))
    expect(page.get_by_text("You finished 0 of 1 entry")).to_be_visible()
    expect(page.get_by_role("link", name="The list by the door")).to_have_count(0)
    page.get_by_role("link", name="A welcome on one page").click()
    assert "Brightwater" not in page.content()
    page.get_by_label("Useful to others (weight 3)").fill("9")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("main [role=alert]").first).to_be_visible()
    expect(page.get_by_label("Useful to others (weight 3)")).to_have_value("9")
    page.get_by_label("Clear (weight 1)").fill("8")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("You finished 1 of 1 entry")).to_be_visible()
    page.goto(entries_of(occurrence))
    expect(page.get_by_role("heading", name="Entries and result")).to_have_count(0)


def _is_settled(page: Page, enter: Enter, occurrence: Occurrence, mia: Member, judge: Member) -> None:
    enter(page, mia)
    page.goto(entries_of(occurrence))
    expect(page.get_by_text("1 entry was judged by too few so far.")).to_be_visible()
    page.get_by_role("link", name="The list by the door").click()
    page.get_by_label("Why it does not take part").fill("Its author judges.")
    page.get_by_role("button", name="Take it out").click()
    page.goto(entries_of(occurrence))
    page.get_by_role("button", name="Compute it again").click()
    expect(page.get_by_role("row", name="A welcome on one page")).to_contain_text("938")
    page.get_by_role("button", name="Confirm and publish").click()
    expect(page.locator("main")).to_contain_text("Say for each winner why, by the criteria.")
    page.get_by_label("Place 1, “A welcome on one page”").fill("The most useful by far.")
    page.get_by_label("A few words to all").fill("Thank you all for what you made.")
    page.get_by_role("button", name="Confirm and publish").click()
    expect(page.get_by_text("The result is published.")).to_be_visible()
    page.goto(entries_of(occurrence))
    page.get_by_role("button", name="Given", exact=True).click()
    expect(page.get_by_role("button", name="Not given after all")).to_be_visible()
    assert ChallengeWinner.objects.get().given_by == mia


def _is_told(page: Page, enter: Enter, occurrence: Occurrence, nia: Member, author: Member) -> None:
    enter(page, nia)
    page.goto(page_of(occurrence))
    winners = page.get_by_role("region", name="Winners")
    expect(winners).to_contain_text("The most useful by far.")
    expect(winners).to_contain_text(AUTHOR)
    page.get_by_role("link", name="Talk about the result").click()
    expect(page.locator("main")).to_contain_text("Thank you all for what you made.")
    deliver_all()
    enter(page, author)
    page.goto("/inbox/everything/")
    expect(page.get_by_text("Your entry won")).to_be_visible()
    MailItem.objects.update(at=timezone.now() - timedelta(hours=1))
    gather()
    deliver()
    body = next(str(letter.body) for letter in mail.outbox if letter.to == [author.email])
    assert "The most useful by far." in body


def test_a_day_is_checked_in_by_keyboard_and_undone(page: Page, enter: Enter, mia: Member, nia: Member) -> None:
    challenge = a_challenge(mia, Space.objects.create(name="Workshop", slug="workshop"), steps())
    enter(page, nia)
    page.goto(page_of(challenge.occurrence))
    page.get_by_role("link", name="Check in today").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What did you do today?").focus()
    page.keyboard.type("Three meetings gone.")
    page.get_by_role("button", name="Check in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Checked in today")).to_be_visible()
    assert ChallengeEntry.objects.standing().get().author == nia
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Checked in today")).to_have_count(0)
    assert not ChallengeEntry.objects.standing().exists()


def _in_every_phase(mia: Member, space: Space, ben: Member, nia: Member, judge: Member) -> dict[str, Challenge]:
    found = {
        phase: a_challenge(mia, space, steps() if phase == "enter" else entries(), phase) for phase in BEFORE
    }  # fmt: skip
    an_entry(found["enter"], ben)
    for phase in ("vote", "judge", "settle"):
        an_entry(found[phase], ben, "A list by the door, with a title that goes on for longer than one line does")
        an_entry(found[phase], nia, "Slowly")
    for entry in ChallengeEntry.objects.filter(challenge=found["settle"]):
        judged(found["settle"], entry, judge, 7, 5, by=mia)
    judged(found["judge"], ChallengeEntry.objects.filter(challenge=found["judge"]).earliest("pk"), judge, 7, 5, by=mia)
    return found


def test_no_page_of_challenges_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, space: Space, mia: Member, ben: Member, nia: Member, judge: Member
) -> None:
    found = _in_every_phase(mia, space, ben, nia, judge)
    pages = {phase: page_of(one.occurrence) for phase, one in found.items()}
    base = f"/challenges/{found['judge'].occurrence_id}"
    for who, addresses in (
        (nia, [*pages.values(), f"/challenges/{found['vote'].occurrence_id}/e/2/",
               f"/challenges/{found['enter'].occurrence_id}/e/1/"]),
        (ben, [f"/challenges/{found['enter'].occurrence_id}/e/1/edit/"]),
        (judge, [f"{base}/judging/", f"{base}/judging/1/", f"{base}/judging/2/"]),
        (mia, [entries_of(found[phase].occurrence) for phase in ("announce", "enter", "judge", "settle")]),
        (mia, [f"/manage/challenges/{found['settle'].occurrence_id}/entries/1/",
               "/manage/programs/plan/?kind=challenge"]),
    ):  # fmt: skip
        with a_tab(browser, live_server.url) as page:
            enter(page, who)
            wrong = barriers(page, addresses)
            assert not wrong, "\n".join(wrong)
