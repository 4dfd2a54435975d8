"""Answering on the page: who may not, what does not fit, what is left out, and the way from a mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.activity.models import Activity
from members.groups.models import GroupMembership
from members.notifications.models import MailItem
from members.notifications.preferences import settings_of
from members.profiles.models import Member
from programs.surveys.announcing import Rounds
from programs.surveys.letters import token_of
from programs.surveys.models import Asked
from programs.surveys.sheets import NamedSheet, Sheet
from tests.programs.surveyed import COLOUR, SCORE, SHADE, WHY, a_round, a_survey, asked_too, closed

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_who_was_not_asked_cannot_answer(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, reach="number", size=1, is_public=False))
    Asked.objects.filter(member=ben).delete()
    client = as_(ben)
    assert client.get(reverse("survey", args=[round_.occurrence_id])).status_code == 404
    sent = client.post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "9"})
    assert sent.status_code == 404
    assert not Sheet.objects.exists()


def test_who_sees_it_in_the_calendar_and_was_not_asked_is_told_so(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    Asked.objects.filter(member=ben).delete()
    page = as_(ben).get(reverse("survey", args=[round_.occurrence_id]))
    assert "You are not asked this time." in page.text


@pytest.mark.parametrize("field", ["silenced_until", "suspended_until"])
def test_who_is_silenced_or_suspended_answers_neither_here_nor_from_a_mail(
    mia: Member, ben: Member, as_: As, field: str
) -> None:
    round_ = a_round(a_survey(mia))
    token = token_of(asked_too(round_, ben))
    client = as_(ben)
    Member.objects.get_queryset().filter(pk=ben.pk).update(**{field: timezone.now() + timedelta(days=1)})
    client.post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "9"})
    for one in (client, Client()):
        one.post(reverse("survey_letter_answer", args=[token]), {"score": "9"})
    assert not Sheet.objects.exists()
    assert Asked.objects.get(member=ben).answered_on is None


def test_after_the_end_nothing_is_kept(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    closed(round_)
    page = as_(ben).post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "9"}, follow=True)
    assert "This survey has closed" in page.text
    assert not Sheet.objects.exists()


def test_an_answer_is_kept_and_thanked_for(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    client = as_(ben)
    page = client.get(reverse("survey", args=[round_.occurrence_id]))
    assert "Anonymous: nobody can find out who said what." in page.text
    sent = {"score": "9", "why": "The people."}
    page = client.post(reverse("survey_answer", args=[round_.occurrence_id]), sent, follow=True)
    assert "Thank you" in page.text
    assert Sheet.objects.get().answers == {"score": 9, "why": "The people."}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"why": "zqtyped"}, "Answer this question."),
        ({"score": "11", "why": "zqtyped"}, "Choose a number from 0 to 10."),
        ({"score": "many", "why": "zqtyped"}, "Choose a number from 0 to 10."),
        ({"score": "9", "why": "zqtyped" * 300}, "Write at most 2000 characters."),
        ({"score": "9", "why": "zqtyped", "colour": "Mauve"}, "Choose from what is offered."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    mia: Member, ben: Member, as_: As, sent: dict[str, str], words: str
) -> None:
    round_ = a_round(a_survey(mia, SCORE, WHY, COLOUR))
    page = as_(ben).post(reverse("survey_answer", args=[round_.occurrence_id]), sent)
    assert page.status_code == 422
    assert words in page.text
    assert "zqtyped" in page.text
    assert not Sheet.objects.exists()
    assert Asked.objects.get(member=ben).answered_on is None


def test_what_is_asked_after_another_answer_counts_only_then(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, COLOUR, SHADE))
    path = reverse("survey_answer", args=[round_.occurrence_id])
    as_(ben).post(path, {"colour": "Crimson", "shade": "dark"})
    assert Sheet.objects.get().answers == {"colour": "Crimson"}
    as_(nia).post(path, {"colour": "Azure", "shade": "dark"})
    assert {"colour": "Azure", "shade": "dark"} in list(Sheet.objects.values_list("answers", flat=True))


def test_an_empty_form_is_no_answer(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, WHY))
    page = as_(ben).post(reverse("survey_answer", args=[round_.occurrence_id]), {})
    assert page.status_code == 422
    assert "Answer at least one question." in page.text


def test_a_named_answer_carries_the_name_and_the_page_says_so_plainly(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    client = as_(ben)
    page = client.get(reverse("survey", args=[round_.occurrence_id]))
    assert "With your name: the managers see who said what" in page.text
    assert "Send with my name" in page.text
    assert "data-draft" not in page.text
    client.post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "3"})
    assert NamedSheet.objects.get(member=ben).score == 3


def test_the_number_in_a_mail_opens_the_form_with_it_and_sends_nothing(mia: Member, ben: Member) -> None:
    round_ = a_round(a_survey(mia))
    token = token_of(asked_too(round_, ben))
    page = Client().get(reverse("survey_letter", args=[token]), {"score": "7"})
    assert 'value="7" checked' in page.text
    assert Asked.objects.get(member=ben).answered_on is None
    sent = Client().post(reverse("survey_letter_answer", args=[token]), {"score": "7"})
    assert sent.status_code == 302
    assert Sheet.objects.get().answers == {"score": 7}


def test_a_token_that_was_changed_opens_nothing(mia: Member, ben: Member, nia: Member) -> None:
    round_ = a_round(a_survey(mia))
    token = token_of(asked_too(round_, ben))
    other = token.replace(f"-{ben.pk}-", f"-{nia.pk}-")
    assert other != token
    for wrong in (other, token[:-2], "nothing-here"):
        assert Client().get(reverse("survey_letter", args=[wrong])).status_code == 404
        assert Client().post(reverse("survey_letter_answer", args=[wrong]), {"score": "7"}).status_code == 404


def test_the_mail_has_all_numbers_and_says_whether_it_is_anonymous(mia: Member, ben: Member) -> None:
    round_ = a_round(a_survey(mia))
    item = MailItem(member=ben, subject_id=round_.occurrence_id)
    told = Rounds().told(ben, [item])[round_.occurrence_id]
    assert told.html.count("?score=") == 11
    assert "Anonymous: nobody can find out who said what." in told.html


def test_not_now_takes_the_card_from_home_and_the_address_stays_good(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    client, path = as_(ben), reverse("survey", args=[round_.occurrence_id])
    around, fragment = reverse("home_around"), {"HX-Request": "true"}
    assert around in client.get(reverse("home")).text
    assert path in client.get(around, headers=fragment).text
    client.post(reverse("survey_put_off", args=[round_.occurrence_id]))
    assert path not in client.get(around, headers=fragment).text
    assert client.get(path).status_code == 200


def test_never_switches_surveys_off_where_it_can_be_switched_on_again(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    as_(ben).post(reverse("survey_put_off", args=[round_.occurrence_id]), {"never": "yes"})
    row = next(one for one in settings_of(ben) if one.key == "survey")
    assert (row.in_app, row.by_mail) == (False, False)


def test_who_left_a_private_space_is_not_asked_there_any_more(
    mia: Member, ben: Member, as_: As, private_space: Space
) -> None:
    round_ = a_round(a_survey(mia, space=private_space, title="Zqinside"))
    asked_too(round_, ben)
    letter = reverse("survey_letter", args=[token_of(Asked.objects.get(member=ben))])
    own, client = reverse("survey", args=[round_.occurrence_id]), as_(ben)
    home, part = reverse("home_around"), {"HX-Request": "true"}
    assert [client.get(path).status_code for path in (own, letter)] == [200, 200]
    assert "Zqinside" in client.get(home, headers=part).text
    GroupMembership.objects.filter(member=ben).delete()
    assert [as_(ben).get(path).status_code for path in (own, letter)] == [404, 404]
    assert [as_(ben).post(f"{path}answer/", {"score": "9"}).status_code for path in (own, letter)] == [404, 404]
    assert "Zqinside" not in as_(ben).get(home, headers=part).text
    surface = Rounds()
    happening = surface.happening(Activity.objects.get(verb="survey.asked"))
    assert happening is not None
    assert ben.pk not in surface.admitted(happening, [ben.pk])
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("change", [{"email": "new@example.org"}, {"password": "!other"}])
def test_the_address_in_a_mail_dies_with_the_mailbox_and_the_password(
    mia: Member, ben: Member, change: dict[str, str]
) -> None:
    letter = reverse("survey_letter", args=[token_of(asked_too(a_round(a_survey(mia)), ben))])
    assert Client().get(letter).status_code == 200
    Member.objects.filter(pk=ben.pk).update(**change)
    assert Client().get(letter).status_code == 404
    assert Client().post(f"{letter}answer/", {"score": "9"}).status_code == 404
