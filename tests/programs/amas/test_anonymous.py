"""Anonymous questions: who asked is found nowhere, by nobody; the browser alone knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.lib import limits
from members.activity.models import Activity
from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.subjects import KINDS
from moderation.screening.first import FirstPosts
from programs.amas.anonymous import COOKIE
from programs.amas.asking import ask, edit, withdraw
from programs.amas.models import AmaQuestion
from programs.series.occurrences import Occurrence
from tests.factories import a_member, a_post

Ama = Callable[..., Occurrence]
WORDS = "Is it true that half of you want to leave?"


@pytest.mark.django_db
def test_no_row_that_is_written_names_who_asked(ama: Ama, as_: Any, ben: Member) -> None:
    occurrence = ama()
    client = as_(ben)
    page = occurrence.program.kind.url(occurrence)
    client.get(page)
    with CaptureQueriesContext(connection) as seen:
        data = {"question": WORDS, "anonymous": "1", "key": "k"}
        assert client.post(reverse("ama_ask", args=[occurrence.pk]), data).status_code == 302
    ours = [one["sql"] for one in seen.captured_queries if one["sql"].startswith(("INSERT", "UPDATE"))]
    written = [sql for sql in ours if "django_session" not in sql and "members_member" not in sql]
    assert any("programs_amaquestion" in sql for sql in written)
    assert not [sql for sql in written if "last_seen" not in sql and (f" {ben.pk}," in sql or f"({ben.pk}," in sql)]
    question = AmaQuestion.objects.get()
    assert question.author is None
    assert question.asked_at.minute == question.asked_at.second == 0
    assert Activity.objects.get(verb="ama.question_asked").actor is None


@pytest.mark.django_db
def test_nothing_in_the_database_leads_from_the_question_to_a_person(ama: Ama, ben: Member) -> None:
    question = ask(ama(), by=ben, words=WORDS, anonymous=True)
    keys = [one for one in AmaQuestion._meta.concrete_fields if one.related_model is Member]
    assert [one.name for one in keys if getattr(question, one.attname) is not None] == []
    pointing = [(one, field.name) for one in apps.get_models() for field in one._meta.concrete_fields
                if field.related_model is AmaQuestion]  # fmt: skip
    related = [one for one, name in pointing if one._default_manager.filter(**{name: question}).exists()]
    assert related == []


@pytest.mark.django_db
def test_a_name_beside_it_is_refused_by_the_database(ama: Ama, ben: Member) -> None:
    from django.db import IntegrityError, transaction

    question = ask(ama(), by=ben, words=WORDS, anonymous=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AmaQuestion.objects.filter(pk=question.pk).update(author=ben)


@pytest.mark.django_db
def test_nobody_reads_a_name_on_any_page(
    ama: Ama, as_: Any, ben: Member, mia: Member, mo: Member, olli: Member, piotr: Member
) -> None:
    occurrence = ama("live")
    question = ask(occurrence, by=ben, words=WORDS, anonymous=True)
    for who in (mia, mo, olli, piotr):
        client = as_(who)
        addresses = [occurrence.program.kind.url(occurrence), question.get_absolute_url()]
        addresses += [reverse("ama_host", args=[occurrence.pk])] if who != mo else []
        for address in addresses:
            text = client.get(address).text
            assert WORDS in text
            assert "/@ben" not in text and "Ben" not in text.replace("Benchmark", "")


@pytest.mark.django_db
def test_a_case_about_it_names_nobody(ama: Ama, ben: Member) -> None:
    question = ask(ama(), by=ben, words=WORDS, anonymous=True)
    item = KINDS["ama_question"].one(question.pk)
    assert item is not None
    assert item.author is None
    assert any("Anonymously" in words for _label, words in item.notes)
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_their_copy_of_data_has_no_anonymous_question(ama: Ama, ben: Member) -> None:
    occurrence = ama()
    ask(occurrence, by=ben, words=WORDS, anonymous=True)
    ask(occurrence, by=ben, words="What do you read in the evening?")
    rows = list(EXPORTERS["programs/ama-questions"].rows(ben))
    assert [row["words"] for row in rows] == ["What do you read in the evening?"]


@pytest.mark.django_db
def test_this_browser_shows_mine_and_takes_it_back_another_does_not(ama: Ama, as_: Any, ben: Member) -> None:
    occurrence = ama()
    client, page = as_(ben), occurrence.program.kind.url(occurrence)
    client.post(reverse("ama_ask", args=[occurrence.pk]), {"question": WORDS, "anonymous": "1", "key": "k"})
    assert COOKIE in client.cookies
    assert client.cookies[COOKIE]["httponly"]
    question = AmaQuestion.objects.get()
    address = reverse("ama_withdraw", args=[occurrence.pk, question.number])
    assert address in client.get(f"{page}?show=mine").text
    other = as_(ben)
    assert address not in other.get(page).text
    assert other.post(address).status_code == 403
    other.cookies[COOKIE] = "[1]:forged"
    assert other.post(address).status_code == 403
    assert client.post(address).status_code == 302
    question.refresh_from_db()
    assert question.withdrawn_at is not None


@pytest.mark.django_db
def test_without_the_browser_even_who_asked_cannot_change_it(ama: Ama, ben: Member) -> None:
    question = ask(ama(), by=ben, words=WORDS, anonymous=True)
    for act in (lambda: edit(question, by=ben, words="Something else now?"), lambda: withdraw(question, by=ben)):
        with pytest.raises(NotNow):
            act()


@pytest.mark.django_db
def test_five_an_hour_counted_without_a_number(ama: Ama, ben: Member) -> None:
    occurrence = ama()
    before = set(limits._valkey().scan_iter(f"{limits.PREFIX}ama.anonymous:*"))
    for number in range(5):
        ask(occurrence, by=ben, words=f"What about the matter {number} of us?", anonymous=True)
    with pytest.raises(NotNow, match="five anonymous"):
        ask(occurrence, by=ben, words=WORDS, anonymous=True)
    (key,) = set(limits._valkey().scan_iter(f"{limits.PREFIX}ama.anonymous:*")) - before
    assert 0 < limits._valkey().ttl(key) <= 3600
    assert AmaQuestion.objects.count() == 5


@pytest.mark.django_db
def test_where_names_are_asked_for_nobody_is_anonymous(ama: Ama, as_: Any, ben: Member) -> None:
    occurrence = ama(said={"takes_anonymous": False})
    with pytest.raises(NotNow, match="with a name"):
        ask(occurrence, by=ben, words=WORDS, anonymous=True)
    assert "anonymously" not in as_(ben).get(occurrence.program.kind.url(occurrence)).text


@pytest.mark.django_db
def test_who_shares_the_browser_does_not_learn_what_another_asked(ama: Ama, as_: Any, ben: Member, mia: Member) -> None:
    occurrence = ama()
    client, page = as_(ben), occurrence.program.kind.url(occurrence)
    client.post(reverse("ama_ask", args=[occurrence.pk]), {"question": WORDS, "anonymous": "1", "key": "k"})
    other = as_(mia)
    other.cookies[COOKIE] = client.cookies[COOKIE].value
    address = reverse("ama_withdraw", args=[occurrence.pk, AmaQuestion.objects.get().number])
    assert "?show=mine" not in other.get(page).text
    assert other.post(address).status_code == 403
    client.logout()
    assert "?show=mine" not in client.get(page).text


@pytest.mark.django_db
@pytest.mark.parametrize("holding", ["all", "links", "none"])
def test_what_is_held_does_not_tell_whether_somebody_new_asked(
    ama: Ama, ben: Member, mia: Member, piotr: Member, olli: Member, holding: str
) -> None:
    FirstPosts.current().change({"holding": holding}, by=olli)
    Member.objects.filter(pk=ben.pk).update(joined_at=timezone.now() - timedelta(days=400))
    occurrence, new = ama(), a_member("Brand New", joined_at=timezone.now())
    for n in range(3):
        a_post(by=ben, source=f"Words of a regular, {n}")
    asked = [
        ask(occurrence, by=one, words=f"{WORDS} See https://elsewhere.example.com/{one.pk}", anonymous=True)
        for one in (Member.objects.get(pk=ben.pk), new, mia)
    ]
    assert len({one.held_at is not None for one in asked}) == 1
    severities = set(Case.objects.filter(subject_type="ama_question").values_list("severity", flat=True))
    assert len(severities) <= 1
