"""Each kind of condition: what it finds, what it leaves alone, and what is no condition."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.profiles.models import Member
from moderation.screening.conditions import (
    Alike,
    Language,
    Links,
    Mood,
    Pattern,
    Pictures,
    Rate,
    Words,
    WrongCondition,
    YoungAccount,
)
from tests.moderation.screening.ruling import a_posting


class Record:
    """What somebody did before, as a test says it."""

    def __init__(
        self, approved: int = 0, moments: tuple[Any, ...] = (), texts: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self._approved, self._moments, self._texts = approved, moments, texts

    def approved(self):
        return self._approved

    def since(self, moment):
        return sum(one >= moment for one in self._moments)

    def last(self):
        return max(self._moments, default=None)

    def texts(self, since):
        return list(self._texts)


@pytest.fixture
def author() -> Member:
    return Member(pk=7, joined_at=timezone.now() - timedelta(days=100))


def test_a_word_is_found_whole_whatever_its_case_and_language(author):
    words = Words({"words": "Äänestä\nкупить дёшево", "whole": True})
    assert words.found(a_posting(author, "NYT: ÄÄNESTÄ jo tänään")) == ("äänestä",)
    assert words.found(a_posting(author, "Можно купить  дёшево, пишите")) == ("купить дёшево",)
    assert words.found(a_posting(author, "äänestäminen on hyvästä")) is None


def test_a_word_is_found_inside_of_others_only_if_that_is_wanted(author):
    assert Words({"words": "cas", "whole": False}).found(a_posting(author, "A broadcast")) == ("cas",)
    assert Words({"words": "cas", "whole": True}).found(a_posting(author, "A broadcast")) is None


def test_marks_and_invisible_letters_hide_no_word(author):
    hidden = a_posting(author, "Buy our ca**si**no and pok\u200ber")
    assert Words({"words": "casino"}).found(hidden)
    assert Words({"words": "poker"}).found(hidden)


def test_a_word_is_found_in_title_and_tags_too(author):
    words = Words({"words": "casino"})
    assert words.found(a_posting(author, title="The best casino"))
    assert words.found(a_posting(author, tags=("casino",)))


@pytest.mark.parametrize("given", ["", "   \n ", "!!!", "\n".join(f"w{n}" for n in range(501))])
def test_a_list_without_words_or_with_too_many_is_refused(given):
    with pytest.raises(WrongCondition):
        Words({"words": given})


def test_a_pattern_matches_without_looking_at_case(author):
    assert Pattern({"pattern": r"v[i1]agra"}).found(a_posting(author, "Cheap V1AGRA here")) == ("V1AGRA",)


@pytest.mark.parametrize("pattern", [r"(?=a)b", r"(a)\1", "(", "a{2000}", "", "x*", "a" * 501])
def test_a_pattern_that_cannot_run_in_linear_time_gets_its_sentence(pattern):
    with pytest.raises(WrongCondition) as wrong:
        Pattern({"pattern": pattern})
    assert str(wrong.value).endswith(".")


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$", r"(.*a){20}$", r"([a-zA-Z]+)*\d$"])
def test_a_pattern_that_would_explode_elsewhere_runs_in_linear_time(author, pattern):
    found = Pattern({"pattern": pattern})
    posting = a_posting(author, "a" * 30_000 + "!")
    began = time.perf_counter()
    found.found(posting)
    assert time.perf_counter() - began < 2


def test_links_are_counted_however_they_are_written(author):
    posting = a_posting(author, "See [this](https://one.example/a), www.two.example and three-shop.xyz")
    assert len(posting.links) == 3
    assert Links({"least": 3}).found(posting)
    assert Links({"least": 4}).found(posting) is None


def test_links_to_the_own_house_are_no_links(author, settings):
    settings.PUBLIC_HOST = "forum.example:8000"
    assert a_posting(author, "See https://forum.example:8000/t/1/").links == []


def test_links_count_by_domain(author):
    posting = a_posting(author, "https://good.example/a https://sub.bad.example/b")
    assert Links({"how": "listed", "domains": "bad.example"}).found(posting) == ("https://sub.bad.example/b",)
    assert Links({"how": "unlisted", "domains": "good.example bad.example"}).found(posting) is None
    with pytest.raises(WrongCondition):
        Links({"how": "listed"})


def test_an_account_is_young_by_days_and_by_posts(author):
    young = Member(pk=8, joined_at=timezone.now() - timedelta(hours=5))
    assert YoungAccount({"days": 2}).found(a_posting(young)) is not None
    assert YoungAccount({"days": 2}).found(a_posting(author)) is None
    assert YoungAccount({"posts": 3}).found(a_posting(author, record=Record(approved=2))) is not None
    assert YoungAccount({"days": 2, "posts": 3}).found(a_posting(young, record=Record(approved=3))) is None
    with pytest.raises(WrongCondition):
        YoungAccount({})


def test_the_post_too_many_is_found_and_the_one_before_is_not(author):
    now = timezone.now()
    record = Record(moments=(now - timedelta(minutes=1), now - timedelta(minutes=2)))
    assert Rate({"times": 3, "minutes": 5}).found(a_posting(author, record=record)) is not None
    assert Rate({"times": 4, "minutes": 5}).found(a_posting(author, record=record)) is None
    with pytest.raises(WrongCondition):
        Rate({"times": 1, "minutes": 5})


def test_nearly_the_same_words_in_another_place_are_found(author):
    text = "Come to our great sale of garden chairs, only today and only here, do not miss it"
    other = text.replace("today", "tonight").upper()
    posting = a_posting(author, text, place="t2", record=Record(texts=(("t1", other),)))
    assert Alike({"places": 2}).found(posting) is not None
    assert Alike({"places": 2, "nearly": False}).found(posting) is None
    assert Alike({"places": 3}).found(posting) is None


def test_short_thanks_are_alike_and_no_duplicate(author):
    posting = a_posting(author, "Thank you", place="t2", record=Record(texts=(("t1", "thank you!"),)))
    assert Alike({"places": 2}).found(posting) is None


def test_pictures_are_counted(author):
    posting = a_posting(author, "![one](/u/1.png) ![two](/u/2.png)")
    assert Pictures({"least": 2}).found(posting) is not None
    assert Pictures({"least": 3}).found(posting) is None


def test_another_language_is_found_and_the_communitys_own_are_not(author):
    german = "Guten Morgen, wir treffen uns heute nachmittag im Garten und bringen Kuchen mit."
    assert Language({}).found(a_posting(author, german)) is not None
    assert Language({}).found(a_posting(author, "Good morning, we meet in the garden and bring some cake.")) is None
    assert Language({}).found(a_posting(author, "Ja!")) is None


def test_a_community_says_which_languages_are_its_own(author):
    german = a_posting(author, "Guten Morgen, wir treffen uns heute nachmittag im Garten und bringen Kuchen mit.")
    english = a_posting(author, "Good morning, we meet in the garden and bring some cake.")
    finnish = a_posting(author, "Hyvää huomenta, tapaamme puutarhassa ja tuomme kakkua mukanamme.")
    own = Language({"own": ["de", "fi"]})
    assert own.found(german) is None and own.found(finnish) is None
    assert own.found(english) is not None, "though the community can be shown in it"
    assert own.sentence().endswith(": Deutsch, Suomi")
    with pytest.raises(WrongCondition, match="xx"):
        Language({"own": ["de", "xx"]})


@pytest.mark.parametrize(
    "words",
    [
        "You are a stupid idiot", "Olet tyhmä idiootti", "Hülye idióta vagy", "Głupi kretyn z ciebie", "Ты тупой идиот",
    ],
)  # fmt: skip
def test_an_angry_mood_is_found_in_each_language(author, words):
    assert Mood({"least": 4}).found(a_posting(author, words)) is not None


@pytest.mark.parametrize(
    "words",
    [
        "The rota works well, thank you", "Kiitos, tämä toimii hyvin", "Köszönöm, ez jól működik",
        "Dziękuję, to działa dobrze", "Спасибо, это хорошо работает", "He was born in Scunthorpe, that is a town",
    ],
)  # fmt: skip
def test_a_kind_text_is_not_angry(author, words):
    assert Mood({"least": 1}).found(a_posting(author, words)) is None
