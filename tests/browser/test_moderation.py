"""Moderation in a browser: by keyboard alone, without scripts from the report to the appeal, and without barriers."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.posts.models import Post
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from moderation.appeals.models import Appeal
from moderation.guidelines.adopting import adopt
from moderation.reports.reasons import Reason
from moderation.reports.reporting import Said, report
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from moderation.sanctions.models import Strike
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from tests.browser.looking import a_tab, barriers, silence_the_stream
from tests.factories import a_member, a_post, let_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def unkind(thread: Thread, nia: Member) -> Post:
    """A reply that hurts."""
    return a_post(thread, by=nia, source="Only an idiot would ship that.")


@pytest.fixture
def reka(db: None) -> Member:
    """A second moderator."""
    return a_member("Réka", handle="reka", role="moderator")


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Callable[[Member], Page]]:
    """Tabs in which no script runs, one for each member."""
    contexts = []

    def tab(member: Member) -> Page:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": _session(member), "url": live_server.url}])
        return context.new_page()

    yield tab
    for context in contexts:
        context.close()


def _session(member: Member) -> str:
    from django.test import Client

    client = Client()
    let_in(client, member)
    return client.cookies["sessionid"].value


def _reported(post: Post, by: Member) -> Case:
    item = KINDS["post"].one(post.pk)
    assert item is not None
    report(item, Said(Reason.UNKIND, words="Not how we talk."), by=by)
    found: Case = Case.objects.get(subject_type="post", subject_id=post.pk, closed_at=None)
    return found


def _a_minute_ago(decision: Decision) -> None:
    """Its 30 seconds are over, and its member is told."""
    past = timezone.now() - timedelta(minutes=1)
    Decision.objects.filter(pk=decision.pk).update(in_force_at=past, letter_at=past)
    owe_due()


def test_a_case_is_decided_and_undone_by_keyboard(
    page: Page, enter: Enter, unkind: Post, thread: Thread, ben: Member, mo: Member
) -> None:
    silence_the_stream(page.context)
    first = _reported(unkind, ben)
    second = _reported(a_post(thread, by=a_member("Otto"), source="Half price until Friday."), ben)
    Case.objects.filter(pk=second.pk).update(due_at=first.due_at + timedelta(hours=1))
    enter(page, mo)
    page.goto("/moderate/")
    expect(page.locator("#case")).to_have_attribute("data-case", str(first.pk))
    for key, place in (("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(page.locator(".case-link").nth(place)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/moderate/{first.pk}/**")
    page.keyboard.press("e")
    expect(page.locator("#id_choice input[data-key=e]")).to_be_checked()
    expect(page.locator("#id_message")).not_to_have_value("")
    page.locator("#id_facts").press_sequentially("Called others idiots.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".bench-undo .undo")).to_contain_text("Decided")
    expect(page.locator("#case-title")).to_be_focused()
    expect(page.locator("#case")).to_have_attribute("data-case", str(second.pk))
    decision = Decision.objects.get(case=first)
    assert (decision.person, decision.decided_by) == ("educate", mo)
    with page.expect_navigation():
        page.keyboard.press("z")
    first.refresh_from_db()
    assert first.closed_at is None and Decision.objects.get(case=first).undone_by == mo


def test_from_report_to_a_reversed_warning_without_scripts(
    plain: Callable[[Member], Page], unkind: Post, ben: Member, nia: Member, mo: Member, reka: Member
) -> None:
    reader = plain(ben)
    reader.goto(f"/report/post/{unkind.pk}/")
    reader.get_by_label("Unkind").check()
    reader.get_by_role("button", name="Send report").click()
    case = Case.objects.get(subject_id=unkind.pk)

    bench = plain(mo)
    bench.goto(f"/moderate/{case.pk}/")
    bench.get_by_role("radio", name="Warn").check()
    bench.get_by_label("What happened").fill("Called others idiots.")
    bench.get_by_role("button", name="Send and close").click()
    expect(bench.locator(".bench-undo .undo")).to_contain_text("Decided")
    decision = Decision.objects.get(case=case)
    assert Strike.objects.live().get().member == nia
    _a_minute_ago(decision)
    assert StatementLetter.objects.get().decision == decision
    deliver_all()

    own = plain(nia)
    own.goto(f"/standing/decisions/{decision.pk}/")
    expect(own.locator("main")).to_contain_text("idiot")
    own.goto("/standing/")
    own.get_by_role("link", name="Appeal").first.click()
    own.locator("main textarea").first.fill("I meant the release, not a person.")
    own.get_by_role("button", name="Send appeal").click()
    appeal = Appeal.objects.get()

    bench.goto(f"/moderate/appeals/{appeal.pk}/")
    expect(bench.get_by_role("button", name="Reverse")).to_have_count(0)
    other = plain(reka)
    other.goto(f"/moderate/appeals/{appeal.pk}/")
    reverse = other.locator("form", has=other.get_by_role("button", name="Reverse"))
    reverse.locator("textarea").fill("It was about the release.")
    other.get_by_role("button", name="Reverse").click()
    decision.refresh_from_db()
    assert decision.reversed_by == reka and not Strike.objects.live().exists()
    own.goto(f"/appeals/{appeal.pk}/")
    expect(own.locator(".appeal-outcome")).to_be_visible()


def test_no_barrier_stands_on_the_way(
    browser: Browser, live_server: Any, unkind: Post, thread: Thread, ben: Member, nia: Member, mo: Member, mia: Member
) -> None:
    from moderation.appeals.opening import appeal
    from moderation.review.deciding import Wanted, decide

    adopt("We mend things.\n\n1. Be kind. Say what you **tried**.\n2. Sell nothing. Lend it.", by=mia)
    before = _reported(a_post(thread, by=nia, source="Read before you ask, fool."), ben)
    version = KINDS["post"].many([before.subject_id])[before.subject_id].version
    decision = decide(before, Wanted(person="warn", facts="Called somebody a fool.", version=version), by=mo)
    _a_minute_ago(decision)
    decision.refresh_from_db()
    made = appeal(decision, "I meant myself.", by=nia)
    case = _reported(unkind, ben)
    team = [
        "/moderate/", f"/moderate/{case.pk}/", "/moderate/done/", "/moderate/appeals/", f"/moderate/appeals/{made.pk}/",
        "/moderate/people/nia/", "/moderate/log/", "/moderate/rota/", "/moderate/rota/weekly/", "/moderate/stats/",
        "/moderate/rules/", "/moderate/policies/", "/moderate/templates/", "/moderate/escalation/",
    ]  # fmt: skip
    own = ["/standing/", f"/standing/decisions/{decision.pk}/", f"/appeals/{made.pk}/", "/guidelines/"]
    found = []
    for member, pages in ((mo, team), (nia, own), (mia, [f"/report/post/{unkind.pk}/", "/transparency/"])):
        with a_tab(browser, live_server.url, _session(member)) as page:
            found += barriers(page, pages)
    assert not found, "\n".join(found)
