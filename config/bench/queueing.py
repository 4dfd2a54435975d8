"""A review queue of many open cases: what its pages cost, and what deciding costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.posts.models import Post
from config.bench.measuring import Figure, page_figure, timed
from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.guidelines.measures import Content, Person, Severity, Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide

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
    """The queue, its next page, one case, and deciding one (rolled back), for a moderator."""
    moderator = Member.objects.present().filter(role=Role.MODERATOR).first() or _appointed()
    client = Client()
    client.force_login(moderator)
    first = Case.objects.visible_to(moderator).open().next_due()
    middle = first[first.count() // 2]
    yield page_figure("queue", "moderator", [client], "/moderate/", rounds)
    yield page_figure("a case", "moderator", [client], middle.get_absolute_url(), rounds)
    yield _deciding(middle, moderator, rounds)


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
    median, p99 = timed(once, rounds)
    return Figure("deciding", "moderator", len(counted), median, p99, 0)
