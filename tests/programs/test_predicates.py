"""What rules over members can ask about programs: each finds whom it says, and its contrary all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.recognition.thankable import About
from members.recognition.thanks import thank
from members.segments.predicates import PREDICATES
from members.segments.rules import matching
from programs.celebrations.models import What
from programs.celebrations.noting import celebrate
from programs.challenges.settling import publish as publish_result
from programs.challenges.settling import settle
from programs.challenges.voting import vote
from programs.contributions.deciding import accept
from programs.contributions.publishing import publish
from programs.feedback.drafting import draft
from programs.feedback.publishing import publish as publish_issue
from tests.factories import a_group, a_member, a_post, a_thread
from tests.programs.called import a_call, sent
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, steps
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.newslettered import a_newsletter, agreed, run, written
from tests.programs.piloted import a_pilot, inside, says
from tests.programs.prompts.test_digest import opened
from tests.programs.spotlights.shown import published

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mia", "ben", "nia", "eve")]
ONCE = {"times": 1, "since": 30}


def found(key: str, values: dict[str, Any]) -> set[str]:
    """The names of whom a rule means; its contrary means all others."""
    rule = {"is": key, "with": values}
    inside_, outside = ({one.name for one in matching(said)} for said in (rule, {"not": rule}))
    assert not inside_ & outside
    assert inside_ | outside == set(Member.objects.present().values_list("name", flat=True))
    return inside_


def why(key: str, member: Member, values: dict[str, Any]) -> Any:
    """What is said of somebody it means."""
    asked = PREDICATES[key].why
    assert asked is not None
    return asked(member, values)


def test_a_challenge(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    challenge = a_challenge(mia, space, entries(judge_days=0, criteria=()), "vote")
    best = an_entry(challenge, ben)
    other = a_member()
    an_entry(challenge, other)
    vote(best, by=nia, wanted=True)
    assert found("challenge_entered", ONCE) == {ben.name, other.name}
    assert found("challenge_entered", {"times": 2, "since": 30}) == set()
    assert found("challenge_voted", ONCE) == {nia.name}
    assert why("challenge_voted", nia, ONCE) is None, "votes are secret"
    occurrence = go_to(challenge, "settle")
    result, _same = settle(challenge, by=None)
    assert found("challenge_won", ONCE) == set(), "not before it is published"
    publish_result(occurrence, {best.pk: "It helps."}, "", read_as=result.inputs, by=mia)
    assert found("challenge_won", ONCE) == {ben.name}
    assert why("challenge_won", ben, ONCE) is not None
    assert found("challenge_steps", ONCE) == set()


def test_the_check_ins_of_a_challenge(mia: Member, ben: Member, space: Space) -> None:
    an_entry(a_challenge(mia, space, steps(), "enter"), ben)
    assert found("challenge_steps", ONCE) == {ben.name}
    assert found("challenge_entered", ONCE) == set()


def test_a_call(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    call = a_call(mia, space)
    one, _other = sent(call, ben), sent(call, nia)
    assert found("contribution_sent", ONCE) == {ben.name, nia.name}
    accept(one, "", edition=one.edition, by=mia)
    one.refresh_from_db()
    assert found("contribution_out", ONCE) == set()
    publish(one, edition=one.edition, by=mia)
    assert found("contribution_out", ONCE) == {ben.name}
    assert why("contribution_out", ben, ONCE) is not None


def test_a_pilot(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    pilot = a_pilot(mia, space, day=2)
    for member in (ben, nia):
        inside(pilot, member, by=mia)
    says(pilot, ben)
    assert found("pilot_part", ONCE) == {ben.name}


def test_a_prompt(mia: Member, ben: Member, nia: Member, space: Space, private_space: Space) -> None:
    for place, who in ((space, ben), (private_space, nia)):
        one = opened(mia, place)
        assert one.thread is not None
        a_post(one.thread, by=who)
    assert found("prompt_answered", ONCE) == {ben.name}, "what is behind doors is nobody's to ask"
    assert found("prompt_answered", {"times": 2, "since": 30}) == set()
    assert why("prompt_answered", ben, ONCE) is not None


def test_a_spotlight(mia: Member, ben: Member, space: Space) -> None:
    assert found("spotlight_shown", {"since": 30}) == set()
    published(mia, space, ben)
    assert found("spotlight_shown", {"since": 30}) == {ben.name}
    assert why("spotlight_shown", ben, {"since": 30}) is not None


def test_a_newsletter(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    assert found("newsletter_sent", {"newsletter": 0, "since": 30}) == set()
    assert run()
    assert {mia.name, ben.name} <= found("newsletter_sent", {"newsletter": date.program_id, "since": 30})
    assert found("newsletter_sent", {"newsletter": date.program_id + 1, "since": 30}) == set()


def test_a_celebration(ben: Member, nia: Member, private_space: Space, delivered: Callable[[], int]) -> None:
    def of(what: str) -> dict[str, Any]:
        return {"what": what, "since": 30}

    one = celebrate(ben.pk, What.LEVEL, 3, at=timezone.now())
    assert one is not None
    assert found("celebrated", of("any")) == found("celebrated", of("level")) == {ben.name}
    assert found("celebrated", of("first_post")) == set()
    assert why("celebrated", ben, of("any")) is not None
    assert found("congratulated", ONCE) == set()
    thank(ben, "Congratulations", by=nia, for_what=About("celebration", one.pk))
    assert found("congratulated", ONCE) == {nia.name}
    assert found("congratulated", {"times": 2, "since": 30}) == set()
    assert why("congratulated", nia, ONCE) is not None
    other = a_member()
    thank(other, "For the soup", by=ben)
    assert found("congratulated", ONCE) == {nia.name}, "other thanks are no congratulation"
    a_thread(private_space, by=ben)
    delivered()
    assert found("celebrated", of("first_post")) == set(), "what is behind doors is nobody's to ask"
    Member.objects.filter(pk=ben.pk).update(preferences={"celebrate": "hidden"})
    assert found("celebrated", of("any")) == found("congratulated", ONCE) == set(), "nor what somebody hides"


def test_an_idea_of_which_was_told(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    for who in (ben, nia):
        an_idea(space, "shipped", by=who, title=f"A shelf of {who.name}")
    issue = draft(an_issue(mia, space), space)
    issue.lines.filter(thread__author=nia).update(dropped_at=timezone.now())
    assert found("idea_told", ONCE) == set(), "not before it is published"
    published_issue = publish_issue(issue, edition=issue.edition, by=mia)
    assert found("idea_told", ONCE) == {ben.name}, "a line that was dropped tells of nothing"
    assert found("idea_told", {"times": 2, "since": 30}) == set()
    assert why("idea_told", ben, ONCE) is not None
    assert published_issue.published_at is not None
    Space.objects.filter(pk=space.pk).update(visibility="private", group=a_group())
    assert found("idea_told", ONCE) == set()
