"""The pages of the digest: behind its footer without signing in, in the settings, and for managers."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.activity.models import Activity
from members.digest.delivering import deliver
from members.digest.models import Digest, DigestChoice, DigestNote, DigestPlan
from members.digest.opening import reading_token
from members.digest.planning import preview_of
from members.digest.sections import in_order
from members.digest.tidying import tidy
from members.groups.models import Group, GroupMembership
from members.notifications.preferences import mail_is_stopped
from members.profiles.models import Member
from tests.factories import a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer

pytestmark = pytest.mark.django_db
As = Callable[["Viewer"], Client]


@pytest.fixture
def row(ben: Member, nia: Member) -> Digest:
    """A digest of ben with one answer to him."""
    a_post(a_thread(by=ben, title="How do you keep a rota fair?"), by=nia, source="Rotate the host, and write a list.")
    now = timezone.now()
    made: Digest = Digest.objects.create(
        key="d1", member=ben, week=now.date(), since=now - timedelta(weeks=1), chosen=preview_of(ben), chosen_at=now
    )
    return made


def read_at(row: Digest) -> str:
    """Where a digest is read in the browser."""
    return f"/digest/{reading_token(row, row.member)}/"


@pytest.mark.parametrize("path", ["/manage/digest/", "/manage/digest/preview/", "/manage/digest/test/"])
def test_only_managers_plan_it(path: str, as_: As, ben: Member, mo: Member, visitor: "Viewer") -> None:
    for viewer in (ben, mo):
        assert as_(viewer).get(path).status_code == 403
        assert as_(viewer).post(path, {"person": "nia"}).status_code == 403
    assert as_(visitor).get(path).status_code == 302


def test_a_preview_shows_what_that_member_may_see_and_is_written_down(
    as_: As, mia: Member, nia: Member, ben: Member, private_space: "Space", circle: Group
) -> None:
    a_thread(private_space, by=ben, title="Keys zqsecret and where they are")
    a_thread(by=ben, title="A thread that all may read")
    said = as_(mia).post("/manage/digest/preview/", {"person": "@nia"})
    assert "A thread that all may read" in said.text and "zqsecret" not in said.text
    assert Activity.objects.filter(verb="digest.previewed", actor=mia, subject_id=nia.pk).count() == 1
    GroupMembership.objects.create(group=circle, member=nia)
    assert "zqsecret" in as_(mia).post("/manage/digest/preview/", {"person": "nia"}).text
    wrong = as_(mia).post("/manage/digest/preview/", {"person": "nobody-here"})
    assert wrong.status_code == 422 and "nobody-here" in wrong.text


def test_it_can_be_read_by_its_address_as_its_member_may_read_it_now(client: Client, row: Digest, mo: Member) -> None:
    page = client.get(read_at(row))
    assert "1 person answered you, Ben" in page.text and "Rotate the host" in page.text
    assert page["X-Robots-Tag"] == "noindex" and page["Referrer-Policy"] == "no-referrer"
    row.member.threads.get().posts.get(number=2).hide(by=mo)
    assert "Rotate the host" not in client.get(read_at(row)).text


@pytest.mark.parametrize("gone", ["left", "suspended", "old"])
def test_an_address_leads_nowhere_when_its_member_is_gone_or_it_is_old(client: Client, row: Digest, gone: str) -> None:
    if gone == "left":
        Member.objects.filter(pk=row.member_id).update(is_active=False)
    elif gone == "suspended":
        Member.objects.filter(pk=row.member_id).update(suspended_until=timezone.now() + timedelta(days=2))
    else:
        Digest.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=61))
    assert client.get(read_at(row)).status_code == 404
    assert client.get(f"/digest/{'0' * 32}/").status_code == 404


@pytest.mark.parametrize("what", ["password", "email", "nothing"])
def test_an_old_letter_opens_nothing_once_its_member_has_another_password_or_address(
    client: Client, row: Digest, what: str
) -> None:
    assert client.get(f"/digest/{row.token}/").status_code == 404, "what stops digests opens none"
    address = read_at(row)
    Member.objects.filter(pk=row.member_id).update(**{} if what == "nothing" else {what: "other@example.org"})
    assert client.get(address).status_code == (200 if what == "nothing" else 404)
    assert client.get(f"/unsubscribe/~{row.token}/").status_code == 200


def test_one_click_in_a_mail_program_stops_the_digest_and_nothing_else(row: Digest) -> None:
    strict = Client(enforce_csrf_checks=True)
    path = f"/unsubscribe/~{row.token}/"
    assert strict.get(path).status_code == 200
    assert not DigestChoice.of(row.member).is_stopped
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert DigestChoice.of(row.member).is_stopped and not mail_is_stopped(row.member)
    row.refresh_from_db()
    assert row.dropped_why == "stopped"
    assert deliver() == 0 and not mail.outbox


def test_the_footer_offers_less_parts_all_and_the_way_back(client: Client, row: Digest) -> None:
    path, ben = f"/unsubscribe/~{row.token}/", row.member
    assert "every second week" in client.post(path, {"act": "less"}, follow=True).text
    client.post(path, {"act": "choose", "wanted": ["answers", "thanks"]})
    assert "worthwhile" in DigestChoice.of(ben).without and "answers" not in DigestChoice.of(ben).without
    client.post(path, {"act": "all"})
    assert mail_is_stopped(ben)
    client.post(path, {"act": "resume"})
    assert not mail_is_stopped(ben)
    assert client.post(path, {"act": "nonsense"}).status_code == 404
    assert client.put(path).status_code == 405


def test_a_member_chooses_day_hour_and_parts(as_: As, ben: Member) -> None:
    mine = as_(ben)
    assert mine.get("/settings/digest/").status_code == 200
    mine.post("/settings/digest/hour/", {"weekday": "1", "hour": "7", "every": "4"})
    mine.post("/settings/digest/sections/", {"wanted": ["answers"]})
    choice = DigestChoice.of(ben)
    assert (choice.weekday, choice.hour, choice.every) == (1, 7, 4) and "people" in choice.without
    mine.post("/settings/digest/hour/", {"weekday": "", "hour": "", "every": "1"})
    assert DigestChoice.of(ben).weekday is None
    assert mine.post("/settings/digest/hour/", {"weekday": "9", "hour": "7", "every": "4"}).status_code == 422
    assert mine.post("/settings/digest/sections/", {"wanted": ["nonsense"]}).status_code == 422
    mine.post("/settings/digest/stop/")
    assert DigestChoice.of(ben).is_stopped and "You stopped the digest" in mine.get("/settings/digest/").text
    mine.post("/settings/digest/resume/")
    assert not DigestChoice.of(ben).is_stopped


def test_a_manager_plans_arranges_and_says_a_word(as_: As, mia: Member) -> None:
    hers = as_(mia)
    hers.post("/manage/digest/plan/", {"weekday": "2", "hour": "18", "asks_approval": "on"})
    assert (DigestPlan.current().weekday, DigestPlan.current().hour) == (2, 18)
    assert "waits for your approval" in hers.get("/manage/digest/").text
    hers.post("/manage/digest/approve/")
    assert "waits for your approval" not in hers.get("/manage/digest/").text
    first, second = in_order([])[:2]
    hers.post(f"/manage/digest/sections/{first.key}/move/", {"to": "down"})
    assert DigestPlan.current().order[:2] == [second.key, first.key]
    hers.post("/manage/digest/sections/people/switch/")
    assert DigestPlan.current().left_out == ["people"]
    hers.post("/manage/digest/sections/people/switch/", {"on": "1"})
    assert DigestPlan.current().left_out == []
    assert hers.post("/manage/digest/sections/answers/move/", {"to": "away"}).status_code == 404
    day = (timezone.localdate() + timedelta(days=4)).isoformat()
    hers.post("/manage/digest/note/", {"source": "Doors open at seven.", "last_day": day})
    hers.post("/manage/digest/note/", {"source": "Doors open at **eight**.", "last_day": day})
    shown = hers.get("/manage/digest/").text
    assert "<strong>eight</strong>" in shown and "key=digest-subject&amp;variant=fact" in shown
    new = hers.get("/manage/experiments/new/?name=Subject&key=digest-subject&variant=fact&variant=week").text
    assert 'value="digest-subject"' in new and "fact\nweek" in new
    note = DigestNote.current()
    assert note is not None and note.source == "Doors open at **eight**."
    hers.post(f"/manage/digest/note/{note.pk}/end/")
    assert DigestNote.current() is None


def test_what_cannot_be_is_answered_with_a_sentence_and_what_was_typed(as_: As, mia: Member) -> None:
    hers = as_(mia)
    for day, source in (("2020-01-01", "Kept words"), ("tomorrow", "Kept words"), ("", "Kept words")):
        wrong = hers.post("/manage/digest/note/", {"source": source, "last_day": day})
        assert wrong.status_code == 422 and "Kept words" in wrong.text
    long = hers.post("/manage/digest/note/", {"source": "x" * 1501, "last_day": "2020-01-01"})
    assert long.status_code == 422
    assert hers.post("/manage/digest/plan/", {"weekday": "8", "hour": "25"}).status_code == 422
    assert "holds nothing for you" in hers.post("/manage/digest/test/", follow=True).text


def test_what_was_chosen_is_forgotten_after_its_time(row: Digest) -> None:
    Digest.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=61), sent_at=timezone.now())
    tidy()
    row.refresh_from_db()
    assert row.chosen == {}
    Digest.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=401))
    assert tidy() == 1
