"""Stages: who may not, which rule decides, who is moved and how often, and what is seen before it happens."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.segments.models import Segment
from members.stages.concerns import stages_rest
from members.stages.models import Stage, StageRule, Standing
from members.stages.moving import move_next, place_next
from members.stages.ruling import rule_stages
from members.stages.tasks import move_members
from tests.factories import a_group, a_member, a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
LINE = {"is": "has_line", "with": {}}
PHOTO = {"is": "has_photo", "with": {}}


def at(*members: Member) -> list[str | None]:
    """At which stage they stand."""
    stages = dict(Standing.objects.values_list("member_id", "stage"))
    return [stages.get(member.pk) for member in members]


def ways() -> list[tuple[str, str, str]]:
    """Every movement: who, from, to."""
    names = dict(Member.objects.get_queryset().values_list("pk", "name"))
    moved = Activity.objects.filter(verb="stage.changed").order_by("pk")
    return [(names[one.subject_id or 0], one.facts["before"], one.facts["after"]) for one in moved]


def test_nobody_but_managers_sees_or_changes_anything(as_: As, visitor: Any, nia: Member, mo: Member) -> None:
    pages = [reverse("stages"), reverse("stages_of", args=["nia"])]
    for who, status in ((visitor, 302), (mo, 403)):
        client = as_(who)
        answers = {client.get(path).status_code for path in pages}
        answers |= {client.post(reverse(name)).status_code for name in ("stages_rule", "stages_preview")}
        assert answers == {status}, who
    assert "way of Nia" not in as_(mo).get(nia.get_absolute_url()).content.decode()


def test_members_come_to_the_stage_whose_rule_is_so_first(space: Any, nia: Member, ben: Member, mo: Member) -> None:
    place_next()
    Standing.objects.update(stage="aware")
    thread = a_thread(space, by=nia, kind="question")
    replies = [a_post(thread, by=ben) for _ in range(3)]
    Member.objects.get_queryset().update(last_seen_at=timezone.now())
    move_members()
    assert at(nia, ben, mo) == ["activated", "contributing", "aware"]
    for _number in range(2):
        other = a_thread(space, by=nia, kind="question")
        other.accept(a_post(other, by=ben), by=nia)
    thread.accept(replies[0], by=nia)
    move_members()
    assert at(nia, ben, mo) == ["contributing", "advocating", "aware"]
    Member.objects.get_queryset().filter(pk=ben.pk).update(last_seen_at=timezone.now() - timedelta(days=61))
    move_members()
    assert at(ben) == ["dormant"] and ways()[-1] == ("Ben", "advocating", "dormant")
    assert ("Nia", "activated", "contributing") in ways() and not [way for way in ways() if way[0] == "Mo"]


def test_whoever_brings_others_who_stay_advocates(nia: Member, ben: Member, mo: Member) -> None:
    now = timezone.now()
    Member.objects.get_queryset().update(last_seen_at=now)
    place_next()
    Referral.objects.create(member=mo, referrer=nia, activated_at=now)
    Referral.objects.create(member=nia, referrer=ben)
    move_members()
    assert at(nia, ben) == ["advocating", "aware"], "Whom Ben brought did not stay."


def test_whoever_was_here_before_is_placed_and_not_moved(nia: Member, ben: Member, thread: Any) -> None:
    now = timezone.now()
    Member.objects.get_queryset().update(last_seen_at=now)
    Member.objects.get_queryset().filter(pk=ben.pk).update(confirmed_at=now - timedelta(days=2))
    gone = a_member("Gone", is_active=False)
    assert place_next() == 2 and place_next() == 0
    assert at(nia, ben, gone) == ["aware", "activated", None] and ways() == []


def test_everybody_is_moved_by_a_few_statements_each_once(mia: Member) -> None:
    segment = Segment.create("With a line", LINE, by=mia)
    for number in range(30):
        a_member(line="Here" if number % 2 else "")
    move_members()
    rule_stages({Stage.DORMANT: None, Stage.ACTIVATED: segment}, by=mia)
    with CaptureQueriesContext(connection) as asked:
        assert move_next() == 15
    written = [
        sql for query in asked.captured_queries if (sql := query["sql"].strip()).startswith(("INSERT", "UPDATE"))
    ]
    assert len(written) == 2 and "SKIP LOCKED" in written[0]
    assert move_next() == 0 and len(ways()) == 15
    assert move_members() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_move_nobody_twice(mia: Member) -> None:
    segment = Segment.create("With a line", LINE, by=mia)
    people = [a_member(line="Here") for _number in range(6)]
    move_members()
    rule_stages({Stage.ACTIVATED: segment}, by=mia)
    moved: list[int] = []

    def work() -> None:
        try:
            moved.append(move_next())
        finally:
            connection.close()

    with transaction.atomic():
        list(Standing.objects.select_for_update().filter(member__in=people[:2]))
        other = threading.Thread(target=work)
        other.start()
        other.join(20)
    assert moved == [4], "what somebody else has is left to them"
    assert move_next() == 2 and len(ways()) == 6


def test_a_rule_that_cannot_be_asked_moves_nobody_and_says_so(as_: As, mia: Member, ben: Member) -> None:
    group = a_group(name="Passing")
    segment = Segment.create("Of the group", {"is": "in_group", "with": {"group": group.pk}}, by=mia)
    Segment.create("Where they are", {"is": "stage", "with": {"stage": "aware"}}, by=mia)
    move_members()
    rule_stages({Stage.ACTIVATED: segment, Stage.DORMANT: None}, by=mia)
    before = at(mia, ben)
    assert stages_rest() == ""
    group.delete()
    Member.objects.get_queryset().update(last_seen_at=timezone.now() - timedelta(days=300))
    assert move_members() == 0 and at(mia, ben) == before
    assert "cannot be asked" in stages_rest()
    page = as_(mia).get(reverse("stages")).content.decode()
    assert "Nobody moves as long as this rule cannot be asked." in page
    with pytest.raises(ProtectedError):
        segment.delete()


def test_a_manager_sees_who_would_move_and_then_saves(as_: As, mia: Member, nia: Member, ben: Member) -> None:
    Member.objects.get_queryset().update(last_seen_at=timezone.now())
    Member.objects.get_queryset().filter(pk=nia.pk).update(line="Sings", photo="a.webp")
    line, photo = Segment.create("A line", {"all": [LINE]}, by=mia), Segment.create("A photo", PHOTO, by=mia)
    circle = Segment.create("Where they are", {"not": {"is": "stage", "with": {"stage": "aware"}}}, by=mia)
    move_members()
    client = as_(mia)
    typed = {"dormant": "", "advocating": photo.pk, "contributing": "", "activated": line.pk}
    said = client.post(reverse("stages_preview"), typed).content.decode()
    assert "1 member would move. Nothing is saved yet." in said and "from Aware to Advocating" in said
    assert "@nia" in said and "@ben" not in said and not StageRule.objects.exists()
    assert f'<option value="{photo.pk}" selected>' in said
    assert at(nia) == ["aware"]
    for wrong in ({"activated": circle.pk}, {"activated": "999"}, {"activated": "x"}):
        for name in ("stages_rule", "stages_preview"):
            answer = client.post(reverse(name), typed | wrong)
            assert answer.status_code == 422 and f'<option value="{photo.pk}" selected>' in answer.content.decode()
    assert "cannot ask for the stage" in client.post(reverse("stages_rule"), {"activated": circle.pk}).content.decode()
    assert client.post(reverse("stages_rule"), typed).status_code == 302
    assert Activity.objects.get(verb="stages.ruled").facts == {"stages": ["advocating", "activated"]}
    client.post(reverse("stages_rule"), typed)
    assert Activity.objects.filter(verb="stages.ruled").count() == 1
    move_members()
    assert at(nia, ben) == ["advocating", "aware"]
    photo.archive(by=mia)
    assert f'<option value="{photo.pk}" selected>' in client.get(reverse("stages")).content.decode()
    said = client.post(reverse("stages_preview"), typed).content.decode()
    assert "Nobody: all members are where these rules see them." in said
    client.post(reverse("stages_rule"), {})
    assert not StageRule.objects.exists()


def test_the_way_of_a_member_stands_beside_the_profile(as_: As, mia: Member, nia: Member) -> None:
    client, path = as_(mia), reverse("stages_of", args=["nia"])
    assert path in client.get(nia.get_absolute_url()).content.decode()
    assert "Stage: Aware" in client.get(path).content.decode()
    move_members()
    rule_stages({Stage.ACTIVATED: Segment.create("Nia", {"not": PHOTO}, by=mia), Stage.DORMANT: None}, by=mia)
    move_members()
    whole, part = client.get(path).content.decode(), client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" in whole and "<h1>" not in part
    assert all("Stage: Activated, since" in page and "from Aware to Activated" in page for page in (whole, part))
    assert client.get(reverse("stages_of", args=["nobody"])).status_code == 404
