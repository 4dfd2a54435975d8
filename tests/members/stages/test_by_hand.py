"""A stage that is set by hand: who may not, until when it holds, and what managers read of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.activity.models import Activity
from members.profiles.models import Member
from members.segments.models import Segment
from members.stages.models import Stage, StageChoice, StageRule, Standing
from members.stages.moving import move_next
from members.stages.previewing import preview
from members.stages.ruling import StagesRest, rule_stages, rulings
from members.stages.setting import let_rules_decide, move
from members.stages.tasks import move_members
from tests.factories import a_group, a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
LINE = {"is": "has_line", "with": {}}


@pytest.fixture
def ruled(mia: Member) -> None:
    """Whoever has a line is activated, and nobody is away."""
    everybody = {Stage.DORMANT: Segment.create("None", {"all": [LINE, {"not": LINE}]}, by=mia)}
    rule_stages({**everybody, Stage.ACTIVATED: Segment.create("A line", LINE, by=mia)}, by=mia)
    move_members()


def at(member: Member) -> str:
    """At which stage somebody stands."""
    return Standing.objects.get(member=member).stage


def test_nobody_but_managers_sets_a_stage(as_: As, visitor: Any, nia: Member, ben: Member, mo: Member) -> None:
    acts = [reverse(name, args=["nia"]) for name in ("stages_set", "stages_left_to_rules")]
    for who, status in ((visitor, 302), (ben, 403), (mo, 403)):
        client = as_(who)
        assert {client.post(act, {"stage": "advocating", "reason": "x"}).status_code for act in acts} == {status}
    assert not StageChoice.objects.exists()


def test_it_holds_until_the_rules_see_something_new(ruled: None, nia: Member, mia: Member) -> None:
    assert move(nia, "advocating", by=mia, why="Brought her whole choir")
    assert not move(nia, "advocating", by=mia, why="Again")
    assert move_next() == 0 and at(nia) == "advocating" and preview(rulings()).count == 0
    Member.objects.get_queryset().filter(pk=nia.pk).update(line="Sings")
    assert move_next() == 1 and at(nia) == "activated" and Standing.objects.get(member=nia).ruled == ""
    Member.objects.get_queryset().filter(pk=nia.pk).update(line="")
    move_next()
    assert at(nia) == "aware", "they see what they saw then, but it is not held any more"
    move(nia, "contributing", by=None, why="The journey of welcome")
    let_rules_decide(nia, by=mia)
    let_rules_decide(nia, by=mia)
    assert move_next() == 1 and at(nia) == "aware"
    assert move(nia, "dormant", by=mia, why="Wrote that she is away") and move(nia, "aware", by=mia, why="Is back")
    assert Standing.objects.get(member=nia).ruled == "", "where the rules see her, nothing is to be held"
    log = Activity.objects.about(nia).order_by("pk")
    assert [one.actor_id for one in log.filter(verb="stage.changed", facts__has_key="choice")] == [
        mia.pk, None, mia.pk, mia.pk,
    ]  # fmt: skip
    assert log.filter(verb="stage.left_to_rules").count() == 1


def test_what_cannot_be_set_is_refused(nia: Member, mia: Member, ruled: None) -> None:
    gone = a_member("Gone", is_active=False)
    for member, stage, why in ((nia, "famous", "x"), (nia, "aware", ""), (gone, "dormant", "x")):
        with pytest.raises(ValueError):
            move(member, stage, by=mia, why=why)
    group = a_group(name="Passing")
    segment = Segment.create("Of the group", {"is": "in_group", "with": {"group": group.pk}}, by=mia)
    rule_stages({Stage.CONTRIBUTING: segment}, by=mia)
    group.delete()
    with pytest.raises(StagesRest):
        move(nia, "advocating", by=mia, why="x")
    assert at(nia) == "aware" and not StageChoice.objects.exists()


def test_a_manager_sets_it_with_a_reason_and_reads_it_later(as_: As, ruled: None, nia: Member, mia: Member) -> None:
    client, path = as_(mia), reverse("stages_of", args=["nia"])
    act = reverse("stages_set", args=["nia"])
    for typed, words in (
        ({"stage": "advocating"}, "Say why"),
        ({"stage": "zq", "reason": "zqkept"}, "zqkept"),
        ({"stage": "advocating", "reason": "zqkept" * 60}, "zqkept"),
    ):
        answer = client.post(act, typed)
        assert answer.status_code == 422 and words in answer.content.decode(), typed
    said = client.post(act, {"stage": "advocating", "reason": "Brought her choir"}, follow=True).content.decode()
    assert "is at the stage “Advocating” now" in said and "Brought her choir" in said and "by Mia" in said
    assert "Set by hand" in client.get(path, headers={"HX-Request": "true"}).content.decode()
    said = client.post(act, {"stage": "advocating", "reason": "Twice"}, follow=True).content.decode()
    assert "already" in said and "Twice" not in said
    client.post(reverse("stages_left_to_rules", args=["nia"]))
    assert "Set by hand" not in client.get(path).content.decode()


def test_the_second_of_two_managers_is_told_and_keeps_what_they_chose(as_: As, mia: Member, olli: Member) -> None:
    one, other = (Segment.create(name, LINE, by=mia) for name in ("Zqone", "Zqother"))
    first, second = as_(mia), as_(olli)
    edition = first.get(reverse("stages")).context["form"]["edition"].value()
    typed = {"activated": one.pk, "edition": edition}
    assert first.post(reverse("stages_rule"), typed).status_code == 302
    answer = second.post(reverse("stages_rule"), {"activated": other.pk, "edition": edition})
    said = answer.content.decode()
    assert answer.status_code == 409 and "Mia changed these rules while you were choosing" in said
    assert f'<option value="{other.pk}" selected>' in said
    assert StageRule.objects.get().segment == one
    assert second.post(reverse("stages_rule"), typed).status_code == 302, "who chose the same disturbs nobody"
    again = {"activated": other.pk, "edition": answer.context["edition"]}
    assert second.post(reverse("stages_rule"), again).status_code == 302
    assert StageRule.objects.get().segment == other
