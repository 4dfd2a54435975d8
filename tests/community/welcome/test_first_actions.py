"""The page of newcomers: who may not, each action once and in any order, what is typed is never lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.drafts.models import Draft
from community.spaces.models import Space
from community.threads.models import Thread
from community.welcome.hello import first_words
from community.welcome.models import Action, WelcomeRules, WelcomeStep
from members.activity.models import Activity
from members.experiments.models import Experiment
from members.invitations.models import invite
from members.profiles.models import Member
from tests.factories import a_group, a_guide, a_member, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
HELLO, INTERESTS, SKIP = "/welcome/hello/", "/welcome/interests/", "/welcome/skip/"
SAID = {"title": "Hello from the north", "body": "I mend nets, and I would like to learn how to splice."}


@pytest.fixture
def intros(db: None) -> Space:
    return a_space("Start here", kinds=["intro", "question"], position=5)


def steps(member: Member) -> dict[str, bool]:
    """What is settled: done, or (False) skipped."""
    return {step.action: step.done_at is not None for step in WelcomeStep.objects.filter(member=member)}


def verbs(member: Member) -> list[str]:
    """What the log says of somebody's first actions, in order."""
    said = Activity.objects.filter(actor=member, verb__startswith="welcome.").order_by("pk")
    return [verb.removeprefix("welcome.") for verb in said.values_list("verb", flat=True)]


def test_visitors_and_suspended_members_see_and_do_nothing(
    as_: As, visitor: Any, eve: Member, nia: Member, mo: Member, intros: Space
) -> None:
    guide = a_guide(by=mo)
    sent: dict[str, dict[str, Any]] = {
        HELLO: SAID, INTERESTS: {"interest": "nets"}, SKIP: {"action": "hello"}, "/welcome/dismiss/": {},
        reverse("welcome_read", args=[guide.address]): {},
    }  # fmt: skip
    for who in (visitor, eve):
        client, status = as_(who), {302, 403}
        assert {client.get(path).status_code for path in ("/welcome/", "/welcome/around/")} <= {302, 403}
        assert {client.post(path, data).status_code for path, data in sent.items()} <= status
    assert not WelcomeStep.objects.exists() and not Thread.objects.exists()
    assert {as_(nia).get(path).status_code for path in sent} == {405}


def test_only_managers_arrange_the_page(as_: As, visitor: Any, nia: Member, mo: Member, mia: Member) -> None:
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        assert as_(who).get("/manage/settings/welcome/").status_code == status
        assert as_(who).post("/manage/settings/welcome/choose/", {"words": "mine"}).status_code == status
    assert not WelcomeRules.objects.exists()
    assert as_(mia).get("/manage/settings/welcome/").status_code == 200


def test_somebody_silenced_picks_interests_and_says_nothing(as_: As, nia: Member, intros: Space) -> None:
    Member.objects.get_queryset().filter(pk=nia.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert as_(nia).post(HELLO, SAID).status_code == 403
    assert as_(nia).post(INTERESTS, {"interest": "nets"}).status_code == 302
    assert steps(nia) == {"interests": True} and not Thread.objects.exists()
    assert "No space takes threads from you" in as_(nia).get("/welcome/?open=hello").text


def test_hello_is_begun_with_what_is_known_and_goes_to_the_chosen_space(
    as_: As, nia: Member, mia: Member, intros: Space
) -> None:
    first, other = a_space("Kitchen", position=1), a_space("Porch", kinds=["intro"], position=9)
    assert as_(mia).post("/manage/settings/welcome/choose/", {"intro_space": first.pk}).status_code == 422
    closed = a_space("Cellar", kinds=["intro"], group=a_group(mia))
    assert as_(mia).post("/manage/settings/welcome/choose/", {"intro_space": closed.pk}).status_code == 422
    nia.describe(by=nia, interests=["nets", "knots"], place="Oulu")
    page = as_(nia).get("/welcome/").text
    assert "It goes to Start here" in page and "Hello from Nia" in page
    assert "Where I am: Oulu" in page and "What I am interested in: nets, knots" in page
    as_(mia).post("/manage/settings/welcome/choose/", {"intro_space": other.pk, "words": "Coffee is on the left."})
    page = as_(nia).get("/welcome/").text
    assert "It goes to Porch" in page and "Coffee is on the left." in page
    other.archive(by=mia)
    assert as_(nia).post(HELLO, SAID)["Location"] == "/welcome/"
    thread = Thread.objects.get()
    assert (thread.space, thread.kind, thread.author) == (intros, "intro", nia)
    assert Activity.objects.filter(verb="welcome.rules_changed").count() == 1


def test_where_no_space_takes_introductions_hello_is_said_in_the_first_there_is(as_: As, nia: Member) -> None:
    assert "No space takes threads from you" in as_(nia).get("/welcome/").text
    assert as_(nia).post(HELLO, SAID).status_code == 403
    a_space("Kitchen", position=2), a_space("Hall", position=1, kinds=["question"])
    as_(nia).post(HELLO, SAID)
    assert Thread.objects.get().kind == "question" and steps(nia)["hello"]


def test_hello_is_said_once_by_double_click_and_in_two_tabs(as_: As, nia: Member, intros: Space) -> None:
    client = as_(nia)
    for _again in range(3):
        assert client.post(HELLO, SAID | {"key": "first-tab"})["Location"] == "/welcome/"
    second = client.post(HELLO, {"title": "Hello again, it is me", "body": "Other words", "key": "other-tab"})
    assert second.status_code == 422 and "You have said hello already" in second.text and "Other words" in second.text
    asked = client.post(HELLO, SAID | {"key": "third-tab"}, headers={"HX-Request": "true"})
    assert asked.status_code == 422 and "<html" not in asked.text
    assert Thread.objects.count() == 1 and verbs(nia) == ["step_done"]


def test_what_is_wrong_with_an_introduction_is_said_and_all_is_kept(as_: As, nia: Member, intros: Space) -> None:
    client, begun = as_(nia), first_words(nia, intros)
    for title, body, words in (
        ("Hello from the north", begun.replace("\n", "\r\n"), "Answer one of the lines"),
        ("Hello from the north", "  ", "Write something first."),
        ("Short", "My own words", "Say a little more"),
    ):
        answer = client.post(HELLO, {"title": title, "body": body})
        assert answer.status_code == 422 and words in answer.text and title in answer.text
    assert client.post(HELLO, {"title": "x" * 300, "body": "\0"}).status_code == 422
    assert not Thread.objects.exists() and not steps(nia)


def test_what_is_being_typed_is_kept_apart_from_other_drafts(as_: As, nia: Member, intros: Space) -> None:
    client = as_(nia)
    for key, body in (("new", "Half a question"), ("hello", "Half a hello")):
        client.post("/drafts/save/", {"draft_key": key, "body": body, "draft_version": 0})
    assert "Half a hello" in client.get("/welcome/").text and "/welcome/?open=hello" in client.get("/drafts/").text
    client.post(HELLO, SAID)
    assert list(Draft.objects.values_list("key", flat=True)) == ["new"]
    assert Client().post(HELLO, SAID).status_code == 403


def test_interests_are_picked_typed_and_counted(as_: As, nia: Member) -> None:
    client = as_(nia)
    many = [f"word{number}" for number in range(13)]
    for sent, words in (
        ({}, "Pick at least one, or leave this out."),
        ({"interest": many}, "That is 13. Pick at most 12."),
        ({"more": "x" * 41}, "A word or phrase may have up to 40 letters."),
        ({"interest": "a|b"}, "A word or phrase may have up to 40 letters."),
        ({"interest": "a\0b"}, "Null characters are not allowed."),
    ):
        answer = client.post(INTERESTS, sent)
        assert answer.status_code == 422 and words in answer.text, sent
    assert not steps(nia)
    client.post(INTERESTS, {"interest": ["nets", "knots"], "more": "tea, nets"})
    nia.refresh_from_db()
    assert nia.interests == ["nets", "knots", "tea"]
    client.post(INTERESTS, {"interest": ["tea"]})
    assert verbs(nia) == ["step_done"]


def test_spaces_and_people_around_interests_are_those_one_may_see(as_: As, nia: Member, ben: Member) -> None:
    nets, secret = a_space("Net loft"), a_space("Zqloft", group=a_group(ben))
    for space in (nets, secret):
        a_thread(space, by=ben, tags=["nets"])
    Member.objects.get_queryset().filter(pk=ben.pk).update(interests=["Nets", "tea"])
    a_member("Zqhidden", interests=["nets"], preferences={"directory": "hidden"})
    a_member("Zqother", interests=["boats"])
    client = as_(nia)
    around = client.get("/welcome/around/", {"interest": "nets", "more": ""}).text
    assert "Net loft" not in client.get("/welcome/around/").text
    answer = client.post(INTERESTS, {"interest": "Nets", "look": "yes"}).text
    assert "Net loft" in around and "Net loft" in answer and "Ben" in answer and not steps(nia)
    assert not re.search("zq(loft|hidden|other)", around.lower())
    assert not re.search("zq(loft|hidden)", answer.lower())
    offered = client.get("/welcome/?open=interests").text
    assert 'value="Nets"' in offered and "zqloft" not in offered.lower()


def test_each_is_skipped_resumed_and_done_in_any_order_and_the_end_is_noted_once(
    as_: As, nia: Member, mo: Member, intros: Space
) -> None:
    client = as_(nia)
    assert client.post(SKIP, {"action": "nothing"}).status_code == 404
    guide = a_guide(by=mo, title="How to mend a net")
    client.post(reverse("welcome_read", args=[guide.address]))
    for _twice in range(2):
        client.post(SKIP, {"action": "hello"})
    client.post(SKIP, {"action": "useful"})
    assert steps(nia) == {"useful": True, "hello": False}
    page = client.get("/welcome/").text
    assert "2 of 3 done · about 1 minute left" in page and "Do it after all" in page and "How to mend a net" in page
    client.post(SKIP, {"action": "interests"})
    assert "You are in, Nia" in client.get("/welcome/").text
    client.post(HELLO, SAID)
    client.post(INTERESTS, {"interest": "nets"})
    assert steps(nia) == dict.fromkeys(Action.values, True)
    assert verbs(nia) == ["step_done", "step_skipped", "step_skipped", "finished", "step_done", "step_done"]


def test_a_guide_is_only_taken_along_by_who_may_read_it(as_: As, nia: Member, ben: Member) -> None:
    hidden = a_guide(a_space("Zqloft", group=a_group(ben)), by=ben, title="Zqguide")
    draft = a_guide(by=ben, published=False)
    client = as_(nia)
    for guide in (hidden, draft):
        assert client.post(reverse("welcome_read", args=[guide.address])).status_code == 404
    assert "zqguide" not in client.get("/welcome/?open=useful").text.lower() and not steps(nia)
    nia.describe(by=nia, interests=["nets"])
    useful, fits = a_guide(by=ben, title="A useful one"), a_guide(by=ben, title="All about nets")
    type(useful).objects.filter(pk=useful.pk).update(useful=9)
    page = client.get("/welcome/?open=useful").text
    assert page.index(fits.title) < page.index(useful.title)


def test_home_reminds_until_all_is_settled_or_the_newcomer_has_enough(as_: As, nia: Member, ben: Member) -> None:
    card = "Do not remind me"
    client = as_(nia)
    shown = [card in one.get(path).text for one, path in ((client, "/"), (client, "/latest/"), (as_(ben), "/"))]
    assert shown == [True, False, False]
    client.post(SKIP, {"action": "hello"})
    assert "1 of 3 done" in client.get("/").text
    for _twice in range(2):
        assert client.post("/welcome/dismiss/")["Location"] == "/"
    assert card not in client.get("/").text and verbs(nia) == ["step_skipped", "dismissed"]
    new = a_member("New one")
    for action in Action.values:
        as_(new).post(SKIP, {"action": action})
    assert card not in as_(new).get("/").text


def test_the_order_is_that_of_the_experiment_and_stays(as_: As, nia: Member, olli: Member, intros: Space) -> None:
    found = Experiment.define("welcome_order", "Order", [("useful-interests", 1), ("nonsense", 0)], by=olli)
    client = as_(nia)

    def order() -> list[str]:
        page = client.get("/welcome/").text
        return sorted(Action.values, key=lambda action: page.index(f'id="{action}"'))

    assert order() == ["hello", "interests", "useful"]
    found.start(by=olli)
    assert order() == ["useful", "interests", "hello"] == order()
    assert found.assignments.count() == 1


def test_an_invitation_leads_on_to_where_it_says(as_: As, nia: Member, mia: Member) -> None:
    assert 'href="/">Skip for now' in as_(nia).get("/welcome/").text
    invite(by=mia, landing="/people/").use(by=nia)
    assert 'href="/people/">Skip for now' in as_(nia).get("/welcome/").text


def test_a_question_begins_where_most_are_asked(as_: As, nia: Member, ben: Member, intros: Space) -> None:
    asked, secret = a_space("Net questions"), a_space("Zqloft", group=a_group(ben))
    assert '/t/new/?kind=question"' in as_(nia).get("/welcome/?open=useful").text
    for space in (asked, secret, secret):
        a_thread(space, by=ben, kind="question")
    assert "/t/new/?kind=question&amp;space=net-questions" in as_(nia).get("/welcome/?open=useful").text
