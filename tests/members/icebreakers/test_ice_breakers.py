"""Ice-breakers: what managers ask, what members answer, and who reads it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from community.following.silencing import silence
from members.activity.models import Activity
from members.icebreakers.answering import answer, answers_of
from members.icebreakers.arranging import Line, TooMany, arrange
from members.icebreakers.asking import asked
from members.icebreakers.models import IceBreaker, IceBreakerAnswer
from members.icebreakers.shipped import SHIPPED
from members.profiles.models import Member
from members.profiles.preferences import choose

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PAGE = "/manage/settings/ice-breakers/"
ARRANGE = f"{PAGE}arrange/"
SAID = "Baking bread that rises"


def said() -> list[str]:
    """What is asked."""
    return [breaker.said for breaker in asked()]


def lines(*more: str) -> list[Line]:
    """What is asked, as it would be sent back, and more."""
    return [*(Line(breaker.key, breaker.said) for breaker in asked()), *(Line("", words) for words in more)]


def sent(rows: list[Line], **pressed: str) -> dict[str, str]:
    """The form of managers with these rows."""
    form = {f"key_{n}": row.key for n, row in enumerate(rows)}
    return form | {f"words_{n}": row.words for n, row in enumerate(rows)} | pressed


def profile_form(**other: str) -> dict[str, str]:
    """A whole profile form of Ben."""
    form = {"name": "Ben", "handle": "ben", "line": "", "about": "", "place": "", "time_zone": "UTC"}
    return form | {"interests": "", "expertise": ""} | other


def test_only_managers_say_what_is_asked(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    for person, status in ((ben, 403), (mo, 403), (mia, 200)):
        assert as_(person).get(PAGE).status_code == status
        as_(person).post(ARRANGE, sent(lines(f"Asked by {person.name}?")))
    assert said()[5:] == ["Asked by Mia?"]


def test_answers_are_read_by_nobody_who_may_not_see_the_profile(
    as_: As, ben: Member, nia: Member, visitor: AnonymousUser
) -> None:
    answer({"learning": SAID}, by=ben)
    for viewer in (visitor, nia, ben):
        page = as_(viewer).get("/people/ben/").content.decode()
        assert SAID in page and "What are you learning" in page and "free hour" not in page
    choose(ben, profile="members")
    assert SAID.encode() not in as_(visitor).get("/people/ben/").content
    silence(nia, by=ben, blocked=True)
    blocked = as_(nia).get("/people/ben/")
    assert blocked.status_code == 200 and SAID.encode() not in blocked.content


def test_a_member_answers_among_the_words_of_the_profile_and_takes_an_answer_back(as_: As, ben: Member) -> None:
    client = as_(ben)
    assert "Where do you take a visitor" in client.get("/settings/profile/").content.decode()
    client.post("/settings/profile/", profile_form(ice_learning=f"  {SAID}\r\n today ", ice_hour="", ice_none="x"))
    assert answers_of(ben) == {"learning": f"{SAID} today"}
    done = Activity.objects.filter(verb="member.described", facts__words=["ice_breakers"])
    assert done.count() == 1
    client.post("/settings/profile/", profile_form(ice_learning=f"{SAID} today"))
    assert done.count() == 1, "what is as before is not written"
    client.post("/settings/profile/", profile_form(ice_hour=""))
    assert answers_of(ben), "a page that was opened before something was asked takes nothing away"
    client.post("/settings/profile/", profile_form(ice_learning=" "))
    assert not IceBreakerAnswer.objects.exists()


def test_what_is_too_long_is_refused_and_kept_with_all_that_was_typed(as_: As, ben: Member) -> None:
    form = profile_form(ice_learning="x" * 201, ice_hour="Skiing", line="New line")
    answer_ = as_(ben).post("/settings/profile/", form)
    page = answer_.content.decode()
    assert answer_.status_code == 422 and "x" * 201 in page and "Skiing" in page and "New line" in page
    ben.refresh_from_db()
    assert ben.line == "" and answers_of(ben) == {}


def test_a_removed_question_keeps_its_answers_out_of_sight_until_it_is_asked_again(
    as_: As, ben: Member, mia: Member
) -> None:
    answer({"learning": SAID}, by=ben)
    arrange(lines(), by=mia, without="learning")
    assert "What are you learning at the moment?" not in said() and len(said()) == 4
    assert SAID.encode() not in as_(ben).get("/people/ben/").content
    assert b"What are you learning" not in as_(ben).get("/settings/profile/").content
    answer({"learning": ""}, by=ben)
    assert IceBreakerAnswer.objects.get().words == SAID
    arrange(lines("What are you LEARNING at the moment?"), by=mia)
    assert len(said()) == 5 and SAID.encode() in as_(ben).get("/people/ben/").content


def test_questions_move_are_reworded_and_removed_by_their_buttons_without_losing_what_is_typed(
    as_: As, mia: Member
) -> None:
    client, first = as_(mia), said()
    client.post(ARRANGE, sent(lines("A new one?"), move="up:1"))
    assert said() == [first[1], first[0], *first[2:], "A new one?"]
    reworded = [Line("learning", "What do you learn?") if row.key == "learning" else row for row in lines()]
    client.post(ARRANGE, sent(reworded, remove="hour"))
    assert said()[0] == "What do you learn?" and first[1] not in said()
    for pressed in ({"move": "up:0"}, {"move": "down:9"}, {"move": "sideways"}, {"remove": "unknown"}):
        before = said()
        client.post(ARRANGE, sent(lines(), **pressed))
        assert said() == before
    for row in lines():
        client.post(ARRANGE, sent(lines(), remove=row.key))
    assert said() == [], "a community may ask nothing"
    assert "Ice-breakers" not in client.get("/settings/profile/").content.decode()


def test_a_question_that_does_not_fit_is_refused_with_what_was_typed(as_: As, mia: Member) -> None:
    arrange(lines(), by=mia, without="surprise")
    row = lines()[0]
    for rows, sentence in (
        ([Line("hour", "")], "Write the question, or remove it."),
        ([row, Line("", row.words.upper())], "This is asked already."),
        ([row, Line("", "w" * 141)], "at most 140"),
        ([row, Line("surprise", "What surprises?")], "Saving again asks it anew."),
    ):
        refused = as_(mia).post(ARRANGE, sent(rows))
        page = refused.content.decode()
        assert refused.status_code == 422 and sentence in page, sentence
        assert all(f'value="{one.words}"' in page for one in rows if one.words)
    assert len(said()) == 4


def test_there_are_at_most_ten_and_what_somebody_else_has_just_added_stays(as_: As, mia: Member) -> None:
    stale = lines()
    arrange(lines("Added meanwhile?"), by=mia)
    arrange(stale, by=mia)
    assert said()[5:] == ["Added meanwhile?"]
    arrange(lines("7?", "8?", "9?", "10?"), by=mia)
    assert "One more question" not in as_(mia).get(PAGE).content.decode()
    with pytest.raises(TooMany):
        arrange(lines("11?"), by=mia)
    assert "Ask at most 10 questions." in as_(mia).post(ARRANGE, sent([*stale, Line("", "11?")])).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        IceBreaker.objects.create(key="eleventh", words="11?", position=10)


def test_shipped_questions_are_read_in_the_language_of_the_reader_unless_they_were_reworded(mia: Member) -> None:
    arrange([Line("learning", "What do you learn?")], by=mia)
    rows = {breaker.key: breaker for breaker in asked()}
    assert rows["learning"].words == "What do you learn?" and rows["hour"].words == ""
    with translation.override("fi"):
        assert rows["hour"].said == str(SHIPPED["hour"]) and rows["learning"].said == "What do you learn?"
    before = Activity.objects.filter(verb="icebreakers.arranged").count()
    arrange(lines(), by=mia)
    assert Activity.objects.filter(verb="icebreakers.arranged").count() == before, "nothing new, nothing written"
