"""What is blocked states its reasons, and everybody may ask a human to look: so many times a day, and never more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from community.composing.submitting import submit_edit, submit_reply
from community.posts.models import Post
from members.profiles.refusing import NotNow
from moderation.guidelines.models import Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.screening.hits import Hit
from moderation.screening.panel import hits_of
from moderation.screening.stopping import ATTEMPTS, OBJECTIONS, Stopped, Stopping
from tests.factories import a_post
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}
SAID = "A word about the casino."


@pytest.fixture
def blocked(mia):
    return a_rule(mia, WORDS, action="block", message="No gambling here.")


def refusal_of(thread, by, source=SAID, **said):
    with pytest.raises(Stopped) as stopped:
        submit_reply(thread, by=by, source=source, key="", **said)
    refusal = stopped.value.refusal
    assert isinstance(refusal, Stopping)
    return refusal


def objected(thread, by, source=SAID):
    return submit_reply(thread, by=by, source=source, key="", insist=refusal_of(thread, by, source).token)


def test_a_silenced_member_cannot_object(as_, thread, ben, mia, blocked):
    token = refusal_of(thread, ben).token
    type(ben).objects.filter(pk=ben.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    answer = as_(ben).post(reverse("thread_reply", args=[thread.pk]), {"body": SAID, "insist": token})
    assert answer.status_code in (403, 429)
    assert not Post.objects.filter(author=ben, number__gt=1).exists() and not Case.objects.exists()


def test_the_token_of_somebody_else_or_of_a_mere_question_objects_to_nothing(thread, ben, nia, mia, blocked):
    with pytest.raises(Stopped):
        submit_reply(thread, by=ben, source=SAID, key="", insist=refusal_of(thread, nia).token)
    a_rule(mia, {"words": {"words": "roulette"}}, action="ask", message="Look again.")
    asked = refusal_of(thread, ben, "A word about roulette.").token
    with pytest.raises(Stopped):
        submit_reply(thread, by=ben, source=SAID, key="", insist=asked)
    assert not Post.objects.filter(number__gt=1).exists()


def test_the_page_says_which_rule_what_matched_and_that_no_human_did_it(as_, thread, ben, mia):
    latest = Guidelines.objects.create(number=99, published_at=timezone.now())
    Rule.objects.create(guidelines=latest, number="7.1", key="gambling", title="No gambling")
    a_rule(mia, WORDS, action="block", message="No gambling here.", guideline="gambling")
    answer = as_(ben).post(reverse("thread_reply", args=[thread.pk]), {"body": SAID})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No gambling here." in page and "7.1 No gambling" in page and "<mark>casino</mark>" in page
    assert "A rule stopped this, not a human." in page and "Ask a moderator to look" in page
    assert "You can ask 3 times a day; 3 times are left." in page
    assert SAID in page


def test_an_objection_is_held_for_the_team_alone_and_says_so(as_, thread, ben, nia, mo, mia, blocked):
    client, address = as_(ben), reverse("thread_reply", args=[thread.pk])
    token = client.post(address, {"body": SAID}).context["composer"].refusal.token
    client.post(address, {"body": SAID, "insist": token})
    post = Post.objects.get(author=ben, number__gt=1)
    assert post.held_at is not None and post not in Post.objects.visible_to(nia)
    case = Case.objects.get()
    assert (case.source, case.about) == ("held", ben)
    part = hits_of(case, None, mo)
    assert part is not None
    (shown,) = part["hits"]
    assert shown.hit.was_objected and shown.hit.case == case
    assert not Hit.objects.exclude(pk=shown.hit.pk).get().was_objected, "the attempt before it was not posted"
    objection = Entry.objects.get(act="objected")
    assert (objection.actor_id, objection.is_automatic, objection.case_id) == (ben.pk, False, case.pk)
    page = client.get(reverse("standing")).content.decode()
    assert "What waits for a moderator" in page and "You asked for a human to look at it." in page


def test_whoever_changes_the_words_and_posts_objects_to_nothing(as_, thread, ben, blocked):
    client, address = as_(ben), reverse("thread_reply", args=[thread.pk])
    page = client.post(address, {"body": SAID}).content.decode()
    assert 'type="hidden" name="insist"' not in page, "the token goes with its own button"
    client.post(address, {"body": "A word about the garden."})
    assert Post.objects.get(author=ben, number__gt=1).held_at is None


def test_three_objections_a_day_and_the_fourth_says_from_when_on(thread, ben, blocked):
    for number in range(OBJECTIONS):
        assert objected(thread, ben, f"{SAID} {number}").held_at is not None
    last = refusal_of(thread, ben)
    assert last.token == "" and "From" in last.limit
    Hit.objects.update(at=timezone.now() - timedelta(hours=25))
    assert refusal_of(thread, ben).token


def test_two_tokens_do_not_make_a_fourth(thread, ben, blocked):
    early = refusal_of(thread, ben).token
    for number in range(OBJECTIONS):
        objected(thread, ben, f"{SAID} {number}")
    with pytest.raises(Stopped):
        submit_reply(thread, by=ben, source=SAID, key="", insist=early)
    assert Post.objects.filter(author=ben, number__gt=1).count() == OBJECTIONS


def test_whatever_the_score_everybody_may_object(thread, nia, mia, blocked):
    spam = "CASINO CASINO WIN NOW https://a.example https://b.example"
    assert objected(thread, nia, spam).held_at is not None


def test_an_edit_that_is_blocked_can_be_objected_to(thread, ben, blocked):
    post = a_post(thread, by=ben, source="A word about the garden.")
    with pytest.raises(Stopped) as stopped:
        submit_edit(post, by=ben, source=SAID, version=1)
    submit_edit(post, by=ben, source=SAID, version=1, insist=stopped.value.refusal.token)  # type: ignore[attr-defined]
    post.refresh_from_db()
    assert post.held_at is not None and post.source == SAID


def test_a_line_of_chat_that_is_blocked_can_be_objected_to(as_, space, ben, mia, blocked):
    room = ChatRoom.objects.create(space=space, subject="Tea", author=mia)
    client, address = as_(ben), reverse("chat_write", args=[space.slug, room.pk])
    answer = client.post(address, {"body": SAID})
    assert answer.status_code == 422 and SAID in answer.content.decode()
    client.post(address, {"body": SAID, "insist": answer.context["problem"].token})
    assert ChatLine.objects.get(author=ben).held_at is not None


def test_more_than_twenty_attempts_an_hour_are_refused_without_a_trace(as_, thread, ben, blocked):
    for number in range(ATTEMPTS):
        refusal_of(thread, ben, f"{SAID} {number}")
    with pytest.raises(NotNow) as refused:
        submit_reply(thread, by=ben, source=SAID, key="")
    assert not isinstance(refused.value, Stopped)
    assert (Hit.objects.count(), Entry.objects.filter(act="blocked").count()) == (ATTEMPTS, ATTEMPTS)
    answer = as_(ben).post(reverse("thread_reply", args=[thread.pk]), {"body": SAID})
    assert answer.status_code == 429 and SAID in answer.content.decode() and answer["Retry-After"]
    assert submit_reply(thread, by=ben, source="A word about the garden.", key="").held_at is None
    Hit.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert refusal_of(thread, ben).token
