"""A review queue of many open cases: what its pages cost, and what deciding costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from config.bench.measuring import Figure, page_figure, timed
from config.lib.cursors import Cursor
from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.guidelines.measures import Content, Person, Severity, Source
from moderation.guidelines.rules import rules_in_force
from moderation.review.bulk import MOST
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.subjects import KINDS

REPORTED = "post"
AIM_MS = 150
"""Deciding takes less."""


def fill(cases: int) -> int:
    """Open cases about posts until there are so many; returns how many there are then."""
    now, missing = timezone.now(), cases - Case.objects.open().count()
    taken = Case.objects.open().filter(subject_type=REPORTED).values("subject_id")
    posts = Post.objects.filter(author__isnull=False, number__gt=1).exclude(pk__in=taken).order_by("pk")
    rows = posts.values_list("pk", "author", "space")[: max(0, missing)]
    severities = Severity.values
    Case.objects.bulk_create(
        [
            Case(
                subject_type=REPORTED, subject_id=pk, about_id=author, space_id=space, source=Source.REPORT,
                severity=severities[place % 3], opened_at=now - timedelta(minutes=place % 3000), reports_count=1,
                due_at=now + timedelta(minutes=(place * 7919) % 2880 - 600),
            )
            for place, (pk, author, space) in enumerate(rows)
        ],
        batch_size=2000,
    )  # fmt: skip
    return int(Case.objects.open().count())


def queue_figures(rounds: int) -> Iterator[Figure]:
    """The queue, its next page, a case beside it and by itself, deciding one and 50 (rolled back), for a moderator."""
    moderator = Member.objects.present().filter(role=Role.MODERATOR).first() or _appointed()
    client = Client()
    client.force_login(moderator)
    seen = Case.objects.visible_to(moderator).open().filter(subject_type=REPORTED).next_due()
    middle = seen[seen.count() // 2]
    after = Cursor(middle.due_at, middle.pk)
    for page, address in {
        "queue": reverse("moderate"),
        "queue, a page in its middle": f"{reverse('moderate')}?after={after}",
        "what is done": reverse("moderate_done"),
        "a case": middle.get_absolute_url(),
        "a case, fetched beside the list": reverse("case_beside", args=[middle.pk]),
    }.items():
        yield page_figure(page, "moderator", [client], address, rounds)
    yield _deciding(middle, moderator, rounds)
    yield _deciding_many(list(seen[:MOST]), client, max(1, rounds // 10))


def _appointed() -> Member:
    """One of the members becomes a moderator."""
    member = Member.objects.present().filter(role=Role.MEMBER).first()
    if member is None:
        raise RuntimeError("there is nobody")
    member.give_role(Role.MODERATOR, by=member)
    return member


def _deciding(case: Case, moderator: Member, rounds: int) -> Figure:
    Case.objects.filter(pk=case.pk).update(claimed_by=None, claimed_at=None)

    def once() -> None:
        with transaction.atomic():
            version = case.kind.many([case.subject_id])[case.subject_id].version
            wanted = Wanted(
                content=Content.HIDE, person=Person.WARN, message="Could you say it in another way?", version=version,
                submission=uuid.uuid4().hex,
            )  # fmt: skip
            decide(case, wanted, by=moderator)
            transaction.set_rollback(True)

    with CaptureQueriesContext(connection) as counted:
        once()
    return Figure("deciding", "moderator", len(counted), *timed(once, rounds))


def _deciding_many(cases: list[Case], client: Client, rounds: int) -> Figure:
    """So many decided alike by one press, each in a savepoint of its own here, and all taken back."""
    things = KINDS[REPORTED].many([case.subject_id for case in cases])
    chosen = [f"{case.pk}:{things[case.subject_id].version}" for case in cases if case.subject_id in things]
    sent = {"case": chosen, "content": Content.HIDE, "person": Person.NOTHING, "facts": "Alike."}
    if rules := rules_in_force():
        sent["rule"] = rules[0].key

    def once() -> None:
        with transaction.atomic():
            answer = client.post(reverse("moderate_bulk"), sent | {"submission": uuid.uuid4().hex})
            if answer.status_code != 200:
                raise RuntimeError(f"deciding many answered {answer.status_code}")
            transaction.set_rollback(True)

    with CaptureQueriesContext(connection) as counted:
        once()
    return Figure(f"deciding {len(chosen)} together", "moderator", len(counted), *timed(once, rounds))
