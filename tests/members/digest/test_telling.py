"""What a digest tells: each section for many at once, in the reader's language, with its reason and a stable name."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from structlog.testing import capture_logs

from community.following.models import Follow, Reading
from community.spaces.seeing import seen_by_each, visible_space_ids
from members.digest import drawing, gathering
from members.digest.choosing import choose_sections
from members.digest.enrolling import enrol
from members.digest.models import Digest
from members.digest.planning import leave_out, move, send_test, write_note
from members.digest.sections import SECTIONS
from members.experiments.assigning import variant_of
from members.experiments.models import Assignment, Experiment
from members.notifications.batching import other_mails_to
from members.notifications.models import Mail, QuietHours
from members.profiles.models import Member
from members.recognition.awarding import give
from members.recognition.badges import Badge
from members.recognition.thanks import thank
from tests.factories import a_member, a_post, a_space, a_thread
from tests.members.digest.weeks import FRIDAY, end_of, run, sent_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _friday() -> Any:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def ago(days: float) -> time_machine.travel:
    return time_machine.travel(FRIDAY - timedelta(days=days), tick=False)


@pytest.fixture
def full(ben: Member, nia: Member, mia: Member, mo: Member) -> Member:
    """Ben, for whom every section has something."""
    space = a_space("Workshop corner")
    Member.objects.filter(pk=ben.pk).update(expertise=["csv import"], last_seen_at=FRIDAY - timedelta(days=8))
    Follow.objects.create(member=ben, person=mo, level="everything")
    with ago(5):
        asked = a_thread(space, by=ben, title="How do you keep a rota fair?", kind="question")
        a_thread(space, by=mo, title="What I learned this summer", source="I learned to say no, and to say it early.")
        lively = a_thread(space, by=nia, title="The heating is too warm for all of us")
        a_thread(space, by=nia, title="Who knows the import?", kind="question", tags=["import"])
    with ago(2):
        a_post(asked, by=nia, source="Rotate the host, and write the list where all can see it.")
        for number in range(3):
            a_post(lively, source=f"I can say that for the third time, number {number}.")
        thank(ben, "Stayed until it worked.", by=nia)
        thank(nia, "Wrote the whole list down for us.", by=mo)
        badge = Badge.create("Starter", "Began something", "award", None, by=mia)
        give(badge, ben, "Began the workshop.", by=mia)
    ben.refresh_from_db()
    return ben


def test_every_section_has_something_to_say(full: Member) -> None:
    letter = sent_to(full)
    assert letter is not None
    chosen = Digest.objects.get(member=full).chosen
    # Those of programs have tests of their own.
    assert set(chosen) == {key for key, one in SECTIONS.items() if not type(one).__module__.startswith("programs.")}
    text, html = letter.body, str(letter.alternatives[0][0])
    for words in (
        "1 person answered you, Ben", "How do you keep a rota fair?", "1 reply from Nia", "“Rotate the host",
        "What I learned this summer", "The heating is too warm", "Who knows the import?", "matches csv import",
        "Thanks from Nia", "Stayed until it worked.", "Starter", "Thank you, Nia", "About 1 minute to read.",
    ):  # fmt: skip
        assert words in text and words in html, words
    assert text.index("For you") < text.index("From people you follow") < text.index("Worth your time")
    assert text.index("Worth your time") < text.index("Waiting for what you know") < text.index("Thanks to you")
    assert len(html.encode()) < 100_000


def test_the_letter_has_a_stable_name_and_one_way_out(full: Member) -> None:
    letter = sent_to(full)
    assert letter is not None
    row = Digest.objects.get(member=full)
    headers = letter.message()
    assert headers["Message-ID"] == f"<d2026-11-16.m{full.pk}@localhost>" or row.key in headers["Message-ID"]
    assert f"/unsubscribe/~{row.token}/" in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "You get this because" in letter.body
    assert "<img" not in str(letter.alternatives[0][0])


def test_what_was_read_or_told_before_is_not_told_again(full: Member) -> None:
    asked = full.threads.get()
    Reading.objects.create(member=full, thread=asked, last_number=2)
    letter = sent_to(full)
    assert letter is not None and "rota" not in letter.body
    with time_machine.travel(FRIDAY + timedelta(weeks=1), tick=False):
        later = sent_to(full)
    assert later is None or "Starter" not in later.body


def test_members_read_it_in_their_language(full: Member) -> None:
    Member.objects.filter(pk=full.pk).update(language="fi")
    nia = Member.objects.get(handle="nia")
    letters = {letter.to[0]: letter for letter in run()}
    assert 'lang="fi"' in str(letters[full.email].alternatives[0][0])
    assert 'lang="en"' in str(letters[nia.email].alternatives[0][0])


def test_the_number_of_queries_does_not_grow_with_the_readers(full: Member) -> None:
    def asked_for(readers: int) -> int:
        for number in range(readers):
            reader = a_member(f"Reader {readers} {number}", expertise=["import"])
            Follow.objects.create(member=reader, person=Member.objects.get(handle="mo"), level="everything")
        enrol()
        with CaptureQueriesContext(connection) as found:
            gathering._gather_batch()
        assert Digest.objects.waiting().count() == 0
        return len(found)

    few = asked_for(3)
    assert asked_for(40) <= few


def test_what_many_see_is_what_each_of_them_sees(
    ben: Member, nia: Member, mo: Member, mia: Member, olli: Member, eve: Member, private_space: Any
) -> None:
    a_space("For members", visibility="members")
    host = a_member("Host")
    a_space("Hosted", group=private_space.group, hosts=(host,))
    people = [ben, nia, mo, mia, olli, eve, host]
    assert seen_by_each(people) == {one.pk: visible_space_ids(one) for one in people}


def test_quiet_hours_and_the_mails_of_a_day_hold_for_it_too(full: Member) -> None:
    QuietHours.objects.filter(member=full).update(begins="08:00", ends="11:00")
    assert sent_to(full) is None
    assert end_of(full) == "waits"
    with time_machine.travel(FRIDAY + timedelta(hours=2, minutes=1), tick=False):
        for number in range(3):
            Mail.objects.create(key=f"n{number}", member=full, sent_at=timezone.now())
        assert sent_to(full) is None
    with time_machine.travel(FRIDAY + timedelta(hours=26, minutes=2), tick=False):
        assert sent_to(full) is not None


def test_a_word_at_its_head_goes_along_and_ends_by_itself(full: Member, nia: Member, mia: Member) -> None:
    write_note("**Doors open** at seven.", FRIDAY + timedelta(days=3), by=mia)
    letters = {letter.to[0]: letter for letter in run()}
    assert "Doors open" in letters[full.email].body
    assert "<strong>Doors open</strong>" in str(letters[full.email].alternatives[0][0])
    assert mia.email not in letters or "Doors open" in letters[mia.email].body
    with time_machine.travel(FRIDAY + timedelta(weeks=1), tick=False):
        assert all("Doors open" not in letter.body for letter in run())


def test_a_word_alone_is_no_reason_to_send_one(nia: Member, mia: Member) -> None:
    write_note("Doors open at seven.", FRIDAY + timedelta(days=3), by=mia)
    assert not run()


def test_sections_stand_as_the_manager_put_them_and_as_members_want_them(full: Member, mia: Member) -> None:
    move(SECTIONS["badges"], -len(SECTIONS), by=mia)
    leave_out(SECTIONS["praise"], by=mia)
    choose_sections(full, ["people"])
    letter = sent_to(full)
    assert letter is not None
    assert letter.body.index("Your new badges") < letter.body.index("For you")
    assert "Thanks of the week" not in letter.body and "From people you follow" not in letter.body


def test_subjects_can_be_tried_against_one_another(full: Member, mia: Member) -> None:
    experiment = Experiment.define("digest-subject", "Subjects", [("fact", 0), ("title", 1)], by=mia)
    experiment.start(by=mia)
    letter = sent_to(full)
    assert letter is not None and letter.subject.startswith("“How do you keep a rota fair?” and ")
    assert Assignment.objects.filter(member=full, variant__key="title").exists()


def test_subjects_that_cannot_be_drawn_keep_no_digest_back(
    full: Member, mia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_key: str, asked: Any) -> Any:
        if asked == full or not isinstance(asked, Member):
            raise ZeroDivisionError
        return variant_of(_key, asked)

    Experiment.define("digest-subject", "Subjects", [("fact", 0), ("title", 1)], by=mia).start(by=mia)
    for name in ("variants_of", "variant_of"):
        monkeypatch.setattr(drawing, name, broken)
    with capture_logs() as logs:
        letters = {letter.to[0]: letter.subject for letter in run()}
    assert letters[full.email] == "1 person answered you, Ben"
    assert [subject for to, subject in letters.items() if to != full.email and " more" in subject]
    assert {(line["log_level"], line.get("member")) for line in logs if "subject" in line["event"]} == {
        ("error", None), ("error", full.pk),
    }  # fmt: skip


def test_a_manager_gets_a_test_whatever_the_hour_and_it_is_no_digest(mia: Member, full: Member) -> None:
    QuietHours.objects.filter(member=mia).update(begins="08:00", ends="11:00")
    assert send_test(by=mia) is not None
    letter = next(one for one in run() if one.to == [mia.email])
    assert letter.subject.startswith("Test: ")
    assert Digest.objects.get(member=mia, is_test=False).sent_at is None


def test_one_broken_section_does_not_keep_the_others_back(full: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(SECTIONS["answers"], "choose", broken)
    monkeypatch.setattr(SECTIONS["people"], "show", broken)
    letter = sent_to(full)
    assert letter is not None and "Worth your time" in letter.body


def test_it_is_one_of_the_three_mails_of_a_day(full: Member) -> None:
    since = FRIDAY - timedelta(days=1)
    assert other_mails_to([full.pk], since) == []
    run()
    assert other_mails_to([full.pk], since) == [(full.pk, FRIDAY)]
