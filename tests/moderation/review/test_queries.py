"""The workbench asks a fixed number of questions, whatever waits in it: counted, and looked up along indexes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.messages.models import TalkSeat
from members.messages.reporting import report as show_to_the_team
from members.messages.submitting import submit_first
from members.profiles.models import Member
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Severity, Source
from moderation.guidelines.models import Rule
from moderation.reports.models import Report
from moderation.reports.reasons import Reason
from moderation.reports.reporting import Said, report
from moderation.review.cases import Case, CaseNote
from moderation.review.opening import open_case
from moderation.review.queue import SHELVES, shelf
from moderation.review.subjects import KINDS
from moderation.screening.hits import Hit, Origin
from moderation.screening.rules import Action
from tests.factories import a_member, a_post
from tests.moderation.decided import a_decision

As = Callable[..., Any]
QUEUE, CASE, FRAGMENT, DECIDING = 15, 22, 10, 31
"""So many each: a shelf, a case with the shelf beside it, what htmx asks for, and a decision that warns and hides."""


def asked(act: Callable[[], Any], status: int = 200) -> list[str]:
    """What an act asks once the caches are warm, without what keeps the transaction."""
    with CaptureQueriesContext(connection) as seen:
        assert act().status_code == status
    queries = [query["sql"] for query in seen.captured_queries]
    return [sql for sql in queries if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def warm(client: Any, path: str) -> list[str]:
    client.get(path)
    return asked(lambda: client.get(path))


def within(found: list[str], most: int) -> int:
    """Fail with the questions themselves."""
    assert len(found) <= most, f"{len(found)} queries, {most} allowed:\n" + "\n".join(sql[:260] for sql in found)
    return len(found)


@pytest.fixture
def full(thread: Thread, nia: Member, mo: Member, rule: Rule) -> Case:
    """A case of which there is something of everything to show."""
    post = a_post(thread, by=nia, source="Only an idiot would ship that.")
    a_post(thread, by=mo)
    a_decision(nia, by=mo, person="warn", rule=rule)
    item = KINDS["post"].one(post.pk)
    assert item is not None
    for _ in range(3):
        report(item, Said(Reason.RULE, rule, "Not how we talk."), by=a_member())
    case: Case = Case.objects.get(subject_id=post.pk, closed_at=None)
    Hit.objects.create(
        origin=Origin.SCORE, action=Action.REPORT, subject_type="post", subject_id=post.pk, case=case, score=60
    )
    CaseNote.objects.create(case=case, by=mo, words="Look at the thread as well.")
    return case


def more(number: int, *, about: Member | None = None, **fields: Any) -> None:
    """Open cases about posts, as they are when they were reported."""
    author, now = about or a_member(), timezone.now()
    first = a_post(by=author)
    posts = [Post(thread=first.thread, author=author, number=n, source="Words", html="<p>Words</p>", text="Words")
             for n in range(100, 100 + number)]  # fmt: skip
    rows: dict[str, Any] = {"opened_at": now - timedelta(days=1)}
    rows |= {"subject_type": "post", "source": Source.REPORT, "severity": Severity.MEDIUM, "reports_count": 1} | fields
    Case.objects.bulk_create(
        Case(subject_id=post.pk, about=author, due_at=now + timedelta(hours=1 + n / 9), **rows)
        for n, post in enumerate(Post.objects.bulk_create(posts))
    )


def test_every_shelf_asks_the_same_for_one_row_and_for_thirty(as_: As, mo: Member, rule: Rule) -> None:
    client, paths = as_(mo), [reverse("moderate"), *(reverse(f"moderate_{name}") for name in SHELVES[1:])]
    later, now = timezone.now() + timedelta(days=1), timezone.now()
    sorts: list[dict[str, Any]] = [
        {}, {"assigned_to": mo}, {"source": Source.HELD}, {"snoozed_until": later}, {"closed_at": now},
    ]  # fmt: skip
    for fields in sorts:
        more(1, **fields)
    few = [within(warm(client, path), QUEUE) for path in paths]
    for fields in sorts:
        more(40, **fields)
    assert [within(warm(client, path), QUEUE) for path in paths] == few
    assert client.get(paths[0]).text.count("data-opens") == 40  # ten of one's own above thirty


def test_a_case_asks_the_same_for_few_and_for_many(as_: As, mo: Member, full: Case, rule: Rule) -> None:
    client, path = as_(mo), full.get_absolute_url()
    more(1)
    few = within(warm(client, path), CASE)
    assert within(warm(client, reverse("case_beside", args=[full.pk])), CASE - 6) < few
    more(60)
    people = Member.objects.bulk_create(
        [Member(handle=f"one-{n}", name=f"One {n}", email=f"one-{n}@example.org") for n in range(300)]
    )
    shown = {"case": full, "subject_type": "post", "subject_id": full.subject_id, "reason": Reason.RULE, "rule": rule}
    Report.objects.bulk_create(Report(reporter=one, words="Me too.", **shown) for one in people)
    Case.objects.filter(pk=full.pk).update(reports_count=303)
    assert within(warm(client, path), CASE) == few
    assert "And 253 more." in client.get(path).text


def test_others_about_the_same_person_cost_two_questions(as_: As, mo: Member, nia: Member, full: Case) -> None:
    client, path = as_(mo), full.get_absolute_url()
    alone = len(warm(client, path))
    more(1, about=nia)
    assert len(warm(client, path)) == alone + 2  # the cases, and what they are about
    more(30, about=nia)
    assert len(warm(client, path)) == alone + 2


def test_a_profile_a_message_and_an_appeal_stay_within_the_budget(
    as_: As, mo: Member, mia: Member, ben: Member, nia: Member, rule: Rule
) -> None:
    item = KINDS["member"].one(nia.pk)
    assert item is not None
    profile = open_case(item, Source.REPORT, report=True)
    first = submit_first([nia], by=ben, source="Hello")
    TalkSeat.objects.filter(talk=first.talk).update(accepted_at=timezone.now())
    said = first.talk.write(by=ben, source="You again")
    show_to_the_team(said, by=nia, seat=TalkSeat.objects.get(talk=said.talk, member=nia), reason="unkind")
    made = appeal(a_decision(ben, by=mo, person="warn", rule=rule), "It was a joke.", by=ben)
    deliver_all()
    message = Case.objects.get(subject_type="message")
    # Each further kind of thing among the rows is asked for by itself, an appeal with what was said in it; and a look
    # into what is private, and the other cases about the same person.
    for path in (profile.get_absolute_url(), message.get_absolute_url(), reverse("appeal_case", args=[made.pk])):
        within(warm(as_(mia), path), CASE + 7)


def test_what_htmx_asks_for_and_a_decision_stay_within_the_budget(as_: As, mo: Member, full: Case, rule: Rule) -> None:
    client, htmx = as_(mo), {"HX-Request": "true"}
    sent = {"choice": "warn", "rule": str(rule.pk), "facts": "Unkind words.", "message": "Please mind the tone."}
    draft, claim = reverse("case_draft", args=[full.pk]), reverse("case_claim", args=[full.pk])
    chosen = {"choice": "warn", "rule": str(rule.pk)}
    client.post(draft, chosen, headers=htmx)
    within(asked(lambda: client.post(draft, chosen, headers=htmx)), FRAGMENT)
    within(asked(lambda: client.post(claim, headers=htmx), 204), FRAGMENT)
    sent["version"] = KINDS["post"].many([full.subject_id])[full.subject_id].version
    few = within(asked(lambda: client.post(reverse("case_decide", args=[full.pk]), sent), 302), DECIDING)
    full.refresh_from_db()
    assert full.closed_at is not None
    assert few > FRAGMENT


def test_choosing_many_asks_the_same_for_2_and_for_30(as_: As, mo: Member, rule: Rule) -> None:
    client = as_(mo)
    more(30)
    chosen = [f"{pk}:" for pk in Case.objects.values_list("pk", flat=True)]
    path = reverse("moderate_bulk")
    client.post(path, {"case": chosen[:2]})
    few = within(asked(lambda: client.post(path, {"case": chosen[:2]})), QUEUE)
    assert within(asked(lambda: client.post(path, {"case": chosen})), QUEUE) == few


INDEXES = {
    "all": "case_next_due", "mine": "case_assigned", "held": "case_next_by_source", "appeals": "case_next_by_source",
    "done": "case_done",
}  # fmt: skip


@pytest.mark.parametrize("name", INDEXES)
def test_every_shelf_is_read_along_an_index(name: str, mo: Member) -> None:
    more(400)
    more(20, source=Source.HELD)
    more(400, closed_at=timezone.now())
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as seen:
        cursor.execute("ANALYZE moderation_case, members_member, moderation_decision, moderation_casenote")
        # Of many rows a shelf has few, and whom they are about is looked up: neither depends on the size of a table.
        for way in ("seqscan", "mergejoin", "hashjoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        if name in ("all", "done"):  # read in the order of their index; of the others there are few
            cursor.execute("SET LOCAL enable_sort = off")
        shelf(name, mo)
        (asked_for,) = [query["sql"] for query in seen.captured_queries if query["sql"].startswith("SELECT")]
        cursor.execute(f"EXPLAIN {asked_for}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert INDEXES[name] in plan, plan
    assert "Seq Scan on moderation_case" not in plan, plan
