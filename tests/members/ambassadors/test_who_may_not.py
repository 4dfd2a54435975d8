"""Ambassadors: who may not see, apply, read, decide, spend or fetch."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.ambassadors.applying import AmbassadorApplication, apply, may_apply
from members.ambassadors.kit import KitFile, add_file
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.paying import set_budget, spend
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ReviewNote, ask_back, may_decide, note
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant, Nomination
from members.recognition.proposing import propose

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def test_before_it_is_open_nobody_but_managers_finds_it(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member
) -> None:
    for who in (visitor, nia, mo):
        assert as_(who).get(reverse("ambassadors")).status_code == 404
    for path in (reverse("ambassador_apply"), reverse("ambassador_apply_send")):
        assert as_(nia).get(path).status_code in (404, 405)
        assert as_(nia).post(path, {"answer_0": "Yes"}).status_code in (404, 405)
    assert "Only managers see" in as_(mia).get(reverse("ambassadors")).content.decode()
    with pytest.raises(NotNow):
        apply([], by=nia)
    assert not AmbassadorApplication.objects.exists()


def test_the_pages_of_the_team_are_for_managers(
    as_: As, visitor: Any, ben: Member, mo: Member, mia: Member, ambassador: Ambassador,
    application: AmbassadorApplication,
) -> None:  # fmt: skip
    asked, spent = [application.pk], spend(ambassador, Decimal(5), "Stickers", by=mia)
    pages = [
        reverse(name)
        for name in ("manage_ambassadors", "ambassadors_words", "ambassador_kit_edit", "ambassador_report",
                     "ambassador_report_csv")
    ]  # fmt: skip
    pages += [reverse("ambassador_application", args=asked), reverse("manage_ambassador", args=["ben"])]
    acts = [
        reverse(name)
        for name in ("ambassadors_open", "ambassadors_close", "ambassadors_words_save", "ambassador_kit_save",
                     "ambassador_file_add")
    ]  # fmt: skip
    acts += [reverse(f"ambassador_{act}", args=asked) for act in ("note", "ask", "accept", "decline")]
    acts += [reverse(f"ambassador_{act}", args=["ben"]) for act in ("budget", "spend")]
    acts += [reverse("ambassador_strike", args=[spent.pk])]
    for who, status in ((visitor, 302), (ben, 403), (mo, 403)):
        client = as_(who)
        assert {client.get(path).status_code for path in pages} == {status}
        assert {client.post(path).status_code for path in acts} == {status}
    assert Spending.objects.exists() and AmbassadorProgramme.current().is_open
    assert {as_(mia).get(path).status_code for path in pages} == {200}
    assert {as_(mia).get(path).status_code for path in acts} == {405}


def test_who_may_not_apply_is_told_why(
    programme: AmbassadorProgramme, visitor: Any, ben: Member, eve: Member, nia: Member, mo: Member,
    ambassador: Ambassador,
) -> None:  # fmt: skip
    apply([], by=nia)
    propose(mo, Step.AMBASSADOR, "Knows everybody and everything.", by=ben)
    told = {str(who): str(may_apply(who)) for who in (visitor, eve, ben, nia, mo)}
    assert [
        next(word for word in ("Sign in", "suspended", "proposed already", "already") if word in said)
        for said in told.values()
    ] == ["Sign in", "suspended", "already", "proposed already", "proposed already"]
    with pytest.raises(NotNow):
        apply([], by=nia)
    assert AmbassadorApplication.objects.count() == 1


def test_nobody_reads_notes_on_or_decides_their_own_application(
    as_: As, programme: AmbassadorProgramme, mia: Member, olli: Member
) -> None:
    own = apply([("Why?", "Because.")], by=mia)
    for act in ("note", "ask", "accept", "decline"):
        path = reverse(f"ambassador_{act}", args=[own.pk])
        assert (
            as_(mia).post(path, {"leaning": "yes", "words": "Me", "question": "Me", "reason": "Me"}).status_code == 404
        )
    assert as_(mia).get(reverse("ambassador_application", args=[own.pk])).status_code == 404
    with pytest.raises(NotNow):
        note(own, "yes", "Me", by=mia)
    assert may_decide(mia, own) and not ReviewNote.objects.exists()
    note(own, "no", "zqsecretnote", by=olli)
    assert "zqsecretnote" not in as_(mia).get(reverse("ambassador_apply")).content.decode()


def test_an_application_cannot_be_decided_around_its_page(
    as_: As, application: AmbassadorApplication, mia: Member, nia: Member
) -> None:
    client, pk = as_(mia), application.nomination_id
    assert "Nia" not in client.get(reverse("recognition")).content.decode().partition("Proposals")[2]
    assert client.get(reverse("nomination", args=[pk])).status_code == 404
    assert {client.post(reverse(f"nomination_{act}", args=[pk])).status_code for act in ("accept", "decline")} == {404}
    assert not LevelGrant.objects.exists()


def test_nobody_applies_around_the_page_and_its_waiting_time(
    as_: As, application: AmbassadorApplication, nia: Member, mia: Member, ben: Member
) -> None:
    application.decline("Not yet.", by=mia)
    sent = {"handle": "nia", "reason": "I would still like to be one, so I propose myself."}
    answer = as_(nia).post(reverse("level_nominate", args=[Step.AMBASSADOR]), sent)
    assert answer.status_code == 422 and "a page of its own" in answer.text and "I would still like" in answer.text
    assert not Nomination.objects.filter(decided_at=None).exists()
    assert as_(ben).post(reverse("level_nominate", args=[Step.AMBASSADOR]), sent).status_code == 302


def test_a_decision_waits_for_two_readers_where_there_are_two(
    as_: As, application: AmbassadorApplication, mia: Member, olli: Member
) -> None:
    path = reverse("ambassador_accept", args=[application.pk])
    for by, missing in ((mia, "2 more"), (olli, "1 more")):
        answer = as_(mia).post(path, {"reason": "Glad to have you"})
        assert answer.status_code == 422 and missing in answer.content.decode()
        assert "Glad to have you" in answer.content.decode()
        note(application, "yes", "Good", by=by)
    assert not LevelGrant.objects.exists()
    assert as_(mia).post(path, {"reason": ""}).status_code == 302
    assert LevelGrant.objects.filter(member=application.nomination.member).exists()


def test_the_only_manager_decides_alone(application: AmbassadorApplication, mia: Member) -> None:
    assert may_decide(mia, application)
    note(application, "yes", "Good", by=mia)
    assert may_decide(mia, application) is None


def test_the_kit_is_for_ambassadors_of_now_and_managers(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member, ben: Member, ambassador: Ambassador
) -> None:
    file = add_file(SimpleUploadedFile("words.txt", b"Say it plainly."), "", by=mia)
    AmbassadorProgramme.write_kit("zqkitwords", by=mia)
    paths = [reverse("ambassador_kit"), reverse("ambassador_kit_file", args=[file.pk])]
    for who, status in ((visitor, 302), (nia, 404), (mo, 404), (ben, 200), (mia, 200)):
        assert {as_(who).get(path).status_code for path in paths} == {status}
    fetched = as_(ben).get(paths[1])
    assert fetched["Content-Disposition"].startswith("attachment") and fetched["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in fetched["Content-Security-Policy"] and fetched["Cache-Control"] == "private, no-store"
    ambassador.say_goodbye(by=ben)
    assert {as_(ben).get(path).status_code for path in paths} == {404}
    assert as_(mia).post(reverse("ambassador_file_remove", args=[file.pk])).status_code == 302
    assert not KitFile.objects.exists()


def test_a_budget_is_seen_by_its_ambassador_and_managers_alone(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member, ben: Member, ambassador: Ambassador
) -> None:
    set_budget(ambassador, Decimal("250.00"), "zqeuros for travel", by=mia)
    spend(ambassador, Decimal("12.50"), "zqstickers", by=mia)
    year, profile = reverse("ambassador_year"), reverse("member", args=["ben"])
    for who in (visitor, nia, mo):
        seen = as_(who)
        pages = "".join(seen.get(path).content.decode() for path in (year, profile, reverse("ambassadors")))
        assert "zqeuros" not in pages and "zqstickers" not in pages
    assert as_(nia).get(year).status_code == 404
    for page in (as_(ben).get(year), as_(mia).get(ambassador.get_absolute_url())):
        assert all(words in page.content.decode() for words in ("zqeuros", "zqstickers", "237.50"))


def test_managers_keep_no_books_of_their_own(
    as_: As, programme: AmbassadorProgramme, mia: Member, olli: Member
) -> None:
    grant = LevelGrant.objects.create(member=mia, step=Step.AMBASSADOR, given_by=olli)
    own = Ambassador.objects.create(member=mia, grant=grant)
    spent = spend(own, Decimal(3), "Tea", by=olli)
    for act in ("budget", "spend"):
        answer = as_(mia).post(reverse(f"ambassador_{act}", args=["mia"]), {"amount": "900", "words": "A boat"})
        assert answer.status_code == 422 and "A boat" in answer.content.decode()
    as_(mia).post(reverse("ambassador_strike", args=[spent.pk]))
    own.refresh_from_db()
    assert own.budget is None and Spending.objects.count() == 1


def test_evidence_is_for_oneself_and_managers(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member, ben: Member, ambassador: Ambassador
) -> None:
    path = reverse("ambassador_evidence", args=["ben", "threads"])
    for who, status in ((visitor, 302), (nia, 404), (mo, 404), (ben, 200), (mia, 200)):
        assert as_(who).get(path).status_code == status
    assert as_(mia).get(reverse("ambassador_evidence", args=["ben", "welcomed"])).status_code == 404
    assert as_(mia).get(reverse("ambassador_evidence", args=["nobody", "threads"])).status_code == 404


def test_nobody_answers_or_withdraws_for_another_and_a_question_is_asked_once(
    as_: As, application: AmbassadorApplication, mia: Member, ben: Member
) -> None:
    ask_back(application, "Where are you?", by=mia)
    with pytest.raises(NotNow):
        ask_back(application, "And when?", by=mia)
    for act in ("answer", "withdraw"):
        assert as_(ben).post(reverse(f"ambassador_apply_{act}"), {"answer": "Here"}).status_code == 404
    application.refresh_from_db()
    assert application.is_open and application.asked_back.get().answered_at is None
