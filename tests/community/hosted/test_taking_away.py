"""Hosts hide something in their space: who may not, what is asked for, who is above them, and what follows."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.chat.opening import open_room
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.appeals.permissions import may_appeal
from moderation.appeals.showing import decider_of
from moderation.guidelines.measures import Severity, Source
from moderation.guidelines.models import Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.deciding import reverse as take_back
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item
from moderation.statements.stating import statement_of
from moderation.stats.counting import kept_in_all, loads
from tests.factories import a_guide, a_member, a_post
from tests.moderation.decided import a_minute_ago

As = Callable[..., Any]
FACTS = "Called somebody names under the first reply."


@pytest.fixture
def host(space: Space) -> Member:
    """Who looks after the space."""
    made = a_member("Hilda")
    space.hostings.create(member=made)
    return made


@pytest.fixture
def rule(db: None) -> Rule:
    """The one rule there is."""
    version = Guidelines.objects.create(number=1, published_at=timezone.now())
    made: Rule = Rule.objects.create(guidelines=version, number="2.1", key="people", title="Criticise the work")
    return made


@pytest.fixture
def reply(thread: Thread, nia: Member) -> Post:
    """A reply by nia."""
    return a_post(thread, by=nia, source="Only an idiot would plant that")


def _thing(thread: Thread, author: Member, kind: str) -> Any:
    if kind == "post":
        return a_post(thread, by=author, source="Only an idiot would plant that")
    if kind == "guide":
        return a_guide(thread.space, by=author, source="Only an idiot would plant that")
    return open_room(thread.space, subject="Tools", by=author).write(by=author, source="Only an idiot")


def _item(thing: Any, kind: str = "post") -> Item:
    item = KINDS[kind].one(thing.pk)
    assert item is not None
    return item


def _path(thing: Any, kind: str = "post") -> str:
    return reverse("take_away", args=[kind, thing.pk])


def _sent(thing: Any, kind: str = "post", **more: str) -> dict[str, str]:
    return {"rule": "people", "facts": FACTS, "version": _item(thing, kind).version, "submission": "one"} | more


# --- who may not ---------------------------------------------------------------------------------------------------


def test_nobody_but_the_hosts_of_the_space_does(
    as_: As, reply: Post, rule: Rule, nia: Member, ben: Member, mo: Member, visitor: Any
) -> None:
    elsewhere = a_member("Elsewhere")
    Space.objects.create(name="Elsewhere", slug="elsewhere").hostings.create(member=elsewhere)
    for who, status in ((visitor, 302), (nia, 403), (ben, 403), (mo, 403), (elsewhere, 403)):
        assert as_(who).get(_path(reply)).status_code == status
        assert as_(who).post(_path(reply), _sent(reply)).status_code == status
    reply.refresh_from_db()
    assert (reply.hidden_at, Case.objects.count()) == (None, 0)


def test_hosts_do_not_hide_what_is_theirs_or_the_teams_nor_people_nor_versions(
    as_: As, thread: Thread, host: Member, mo: Member, nia: Member, rule: Rule
) -> None:
    for author in (host, mo):
        post = a_post(thread, by=author)
        assert as_(host).post(_path(post), _sent(post)).status_code == 403
    for kind in ("member", "version", "message", "nothing"):
        assert as_(host).get(reverse("take_away", args=[kind, nia.pk])).status_code == 404
    assert not Case.objects.exists()


def test_what_a_host_does_not_see_is_not_there(
    as_: As, private_space: Space, host: Member, ben: Member, rule: Rule
) -> None:
    from tests.factories import a_thread

    inside = a_thread(private_space, by=ben).posts.get()
    assert as_(host).get(_path(inside)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "gone"),
    [*product(("post", "line"), ("delete_softly", "remove", "hide")), ("guide", "remove"), ("guide", "hide")],
)
def test_words_that_are_out_of_sight_are_not_read_by_hosts(
    as_: As, thread: Thread, host: Member, nia: Member, mo: Member, rule: Rule, kind: str, gone: str
) -> None:
    thing = _thing(thread, nia, kind)
    more = reverse("post_more", args=[thing.pk]) if kind == "post" else thing.get_absolute_url()
    assert _path(thing, kind) in as_(host).get(more).text
    getattr(thing, gone)(by=nia if gone == "delete_softly" else mo)
    for answer in (as_(host).get(_path(thing, kind)), as_(host).post(_path(thing, kind), _sent(thing, kind, facts=""))):
        assert (answer.status_code, "idiot" in answer.text) == (404, False)
    assert _path(thing, kind) not in as_(host).get(more).text
    assert not Decision.objects.exists()


# --- what is asked for ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rule": ""}, "Choose the rule that was broken."),
        ({"rule": "nothing"}, "Choose the rule that was broken."),
        ({"facts": "  "}, "Say what happened."),
        ({"facts": "x" * 2001}, "at most 2000"),
    ],
)
def test_rule_and_facts_are_demanded_and_what_was_typed_stays(
    as_: As, reply: Post, host: Member, rule: Rule, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_(host).post(_path(reply), _sent(reply, **wrong))
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert ("facts" in wrong and wrong["facts"] in answer.text) or FACTS in answer.text
    assert not Decision.objects.exists()


def test_what_was_changed_meanwhile_is_read_again_first(as_: As, reply: Post, host: Member, rule: Rule) -> None:
    sent = _sent(reply, version="another")
    answer = as_(host).post(_path(reply), sent)
    assert (answer.status_code, FACTS in answer.text, Decision.objects.count()) == (409, True, 0)
    assert f'value="{_item(reply).version}"' in answer.text


# --- what happens --------------------------------------------------------------------------------------------------


def test_it_is_hidden_stated_logged_and_can_be_appealed(
    as_: As, reply: Post, host: Member, nia: Member, ben: Member, rule: Rule
) -> None:
    assert as_(host).get(_path(reply)).status_code == 200
    for _again in range(2):
        assert as_(host).post(_path(reply), _sent(reply)).status_code == 302
    decision = Decision.objects.get()
    case = decision.case
    assert (case.source, case.closed_by, case.about, decision.person) == (Source.TEAM, host, nia, "nothing")
    assert "idiot" not in as_(ben).get(reply.get_absolute_url()).text
    said = statement_of(decision)
    assert (said.facts, said.found) == ([FACTS], "Decided by a host of the space.")
    assert "Criticise the work" in said.rule
    assert (said.subject, decider_of(decision)) == ("A host’s decision, and the reasons for it", "A host of the space")
    assert {"host_decided", "hidden", "edit_asked"} == set(Entry.objects.values_list("act", flat=True))
    a_minute_ago(decision)
    assert may_appeal(nia, decision) is None


def test_a_line_and_a_guide_are_hidden_in_the_same_way(
    as_: As, space: Space, host: Member, ben: Member, nia: Member, rule: Rule
) -> None:
    line = open_room(space, subject="Tools", by=ben).write(by=nia, source="Only an idiot")
    guide = a_guide(space, by=nia)
    for kind, thing in (("line", line), ("guide", guide)):
        assert as_(host).post(_path(thing, kind), _sent(thing, kind)).status_code == 302
        thing.refresh_from_db()
        assert thing.hidden_by == host


def test_the_menu_leads_hosts_to_it_and_the_team_to_a_case(as_: As, reply: Post, host: Member, mo: Member) -> None:
    more, case = reverse("post_more", args=[reply.pk]), reverse("case_open", args=["post", reply.pk])
    first = reply.thread.posts.get(number=1)
    assert _path(reply) in as_(host).get(more).text and case not in as_(host).get(more).text
    assert case in as_(mo).get(more).text and _path(reply) not in as_(mo).get(more).text
    assert _path(first) in as_(host).get(reply.thread.get_absolute_url()).text


def test_a_host_is_not_of_the_team(as_: As, reply: Post, host: Member, rule: Rule) -> None:
    as_(host).post(_path(reply), _sent(reply))
    decision = Decision.objects.get()
    with pytest.raises(Exception, match="look at this case"):
        undo(decision, by=host)
    assert as_(host).post(reverse("decision_undo", args=[decision.pk])).status_code == 403
    assert as_(host).get(reverse("case", args=[decision.case_id])).status_code == 403
    now = timezone.now()
    assert (kept_in_all(now).decided, loads(now)) == (0, [])


# --- the team is above ---------------------------------------------------------------------------------------------


def test_while_a_moderator_looks_the_host_is_told(as_: As, reply: Post, host: Member, mo: Member, rule: Rule) -> None:
    case = open_case(_item(reply), Source.REPORT, report=True)
    case.claim(by=mo)
    answer = as_(host).post(_path(reply), _sent(reply))
    sentence = "Somebody of the team is looking at this right now, and will decide."
    assert (answer.status_code, sentence in answer.text, FACTS in answer.text) == (409, True, True)
    assert sentence in as_(host).get(_path(reply)).text
    assert not Decision.objects.exists()


def test_what_a_moderator_found_fine_a_host_does_not_hide(
    as_: As, reply: Post, host: Member, mo: Member, nia: Member, rule: Rule
) -> None:
    decide(open_case(_item(reply), Source.REPORT), Wanted(version=_item(reply).version), by=mo)
    assert "decided that they stay" in as_(host).post(_path(reply), _sent(reply)).text
    Post.objects.filter(pk=reply.pk).update(source="Other words", version=2)
    assert as_(host).post(_path(reply), _sent(reply)).status_code == 302


def test_reports_stay_with_the_team_and_what_they_decide_is_above_the_hosts_word(
    as_: As, reply: Post, host: Member, mo: Member, rule: Rule
) -> None:
    reported = open_case(_item(reply), Source.REPORT, Severity.MEDIUM, report=True)
    assert as_(host).post(_path(reply), _sent(reply)).status_code == 302
    reported.refresh_from_db()
    assert reported.closed_at is None
    decision = decide(reported, Wanted(version=_item(reply).version), by=mo)
    reply.refresh_from_db()
    assert (reply.hidden_at, reply.edit_asked_at) == (None, None)
    undo(decision, by=mo)
    reply.refresh_from_db()
    assert reply.hidden_at is not None and reply.edit_asked_at is not None


def test_a_moderator_takes_it_back(as_: As, reply: Post, host: Member, mo: Member, rule: Rule) -> None:
    as_(host).post(_path(reply), _sent(reply))
    decision = Decision.objects.get()
    assert as_(mo).get(decision.case.get_absolute_url()).status_code == 200
    take_back(decision, by=mo, why="It was a quote")
    reply.refresh_from_db()
    assert (reply.hidden_at, reply.edit_asked_at) == (None, None)


@pytest.mark.parametrize("by_host", [True, False])
def test_what_the_team_gave_back_a_host_does_not_hide_again_until_it_is_changed(
    as_: As, reply: Post, host: Member, mo: Member, rule: Rule, by_host: bool
) -> None:
    if by_host:
        as_(host).post(_path(reply), _sent(reply))
    else:
        decide(open_case(_item(reply), Source.REPORT), Wanted("hide", version=_item(reply).version), by=mo)
    take_back(Decision.objects.get(), by=None, why="It was a quote", appeal=True)
    answer = as_(host).post(_path(reply), _sent(reply, submission="two"))
    assert (answer.status_code, "decided that they stay" in answer.text) == (409, True)
    Post.objects.filter(pk=reply.pk).update(source="Other words", version=2)
    assert as_(host).post(_path(reply), _sent(reply, submission="three")).status_code == 302


def test_after_a_removal_by_the_team_a_host_changes_nothing(
    as_: As, reply: Post, host: Member, mo: Member, rule: Rule
) -> None:
    reply.remove(by=mo)
    assert as_(host).post(_path(reply), _sent(reply)).status_code == 404
    assert not Decision.objects.exists()
