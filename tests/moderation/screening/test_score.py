"""The score for spam, on a small set of posts that people called spam or not; and what limits it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from community.composing.submitting import submit_reply
from members.profiles.models import Member
from moderation.review.cases import Case
from moderation.screening import removed, scoring
from moderation.screening.hits import Hit
from moderation.screening.networks import accounts_near, neighbourhood
from moderation.screening.panel import hits_of
from tests.factories import a_member
from tests.moderation.screening.ruling import a_posting
from tests.moderation.screening.test_conditions import Record

SPAM = [
    "BUY CHEAP WATCHES NOW https://w.example/1 https://w.example/2 https://w2.example/3 🔥🔥🔥🔥🔥",
    "Best casino bonus https://c.example/go https://c2.example/go https://c3.example/go click",
    "Earn 5000 a week from home! www.earn.example www.earn2.example www.earn3.example write me",
    "Дёшево и быстро https://d.example/ https://d2.example/ https://d3.example/ пишите",
]
FINE = [
    "Hello, I am Kim and new here. I run a small repair café in Turku and would like to learn how others keep a rota.",
    """We wrote down how we do it: https://cafe.example/rota. It took us about two evenings, and everybody in the team
    could add their own days; ask me if you want to know more about how the swaps work, they took us the longest.""",
    "Moi kaikille! Olen uusi täällä ja kiinnostunut talkoista.",
    "NASA, ESA and JAXA all publish their data. Which of them do you use, and for what?",
    "Thank you 🙂 that helped a lot.",
    "Has anybody moved from a spreadsheet to this? What did you lose, and what would you do in another way now?",
]


def points(text, *, minutes=1, record=None, sender=""):
    author = Member(pk=90, joined_at=timezone.now() - timedelta(minutes=minutes))
    posting = a_posting(author, text, record=record or Record(), sender=sender)
    return min(100, sum(part[1] for part in scoring.parts_of(posting)))


@pytest.mark.parametrize("text", SPAM)
def test_spam_is_at_least_reported(db, text):
    assert points(text) >= 50


@pytest.mark.parametrize("text", SPAM)
def test_spam_said_again_and_again_is_held(db, text):
    assert points(text, record=Record(texts=(("t1", text), ("t2", text)))) >= 80


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine_is_left_alone(db, text):
    assert points(text, minutes=20) < 50


def test_every_part_has_a_sentence():
    for key in ("fresh", "pace", "links", "domains", "repeats", "network", "shouting", "emoji", "removed"):
        for number in (1, 3):
            words = scoring.sentence((key, 5, number))
            assert words != key and "(n)" not in words


def test_what_is_like_removed_spam_says_how_much(db, monkeypatch):
    text = "Meet lonely people near you tonight, write to me and I send you the address of the place"
    monkeypatch.setattr(removed, "spam_texts", lambda: [text])
    assert points(text + " now", minutes=120) == 40


def test_accounts_of_one_network_are_counted_under_a_hash_for_a_week():
    for member in (1, 2, 3):
        near = accounts_near(f"8.8.8.{member}", member)
    assert near == 3
    assert accounts_near("8.8.9.1", 4) == 1
    assert "8.8.8" not in neighbourhood("8.8.8.1")
    assert (
        0 < cache.ttl(f"screening:network:{neighbourhood('8.8.8.1')}") <= 3600 * 24 * 7
        if hasattr(cache, "ttl")
        else True
    )
    assert accounts_near("127.0.0.1", 5) == 0
    assert accounts_near("2001:4860:1:2::1", 6) == 1
    assert accounts_near("2001:4860:1:9::1", 7) == 2


def test_a_known_member_is_not_scored(ben):
    assert not scoring.is_scored(a_posting(ben, SPAM[0], record=Record(approved=10)))
    assert scoring.is_scored(a_posting(ben, SPAM[0], record=Record(approved=2)))


def test_spam_opens_a_case_with_sentences_and_never_blocks(thread, mo):
    kim = a_member("Kim", joined_at=timezone.now() - timedelta(days=2))
    post = submit_reply(thread, by=kim, source=SPAM[1], key="")
    hit = Hit.objects.get(origin="score")
    assert (hit.score or 0) >= 50
    case = Case.objects.get(subject_id=post.pk)
    shown = [one for one in (hits_of(case, None, mo) or {})["hits"] if one.is_score]
    assert "3 links in few words" in [words for _points, words in shown[0].parts]
