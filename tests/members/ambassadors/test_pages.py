"""Ambassadors on pages: applying, deciding, kit, budget, report; what is wrong is said, what was typed stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.activity.models import Activity
from members.ambassadors.applying import AGAIN_AFTER, AmbassadorApplication
from members.ambassadors.kit import KitFile
from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reporting import Quarter, counts, lines_of
from members.ambassadors.reviewing import ReviewNote, note
from members.duties.models import Duty
from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from members.recognition.models import LevelGrant, Nomination
from members.recognition.thanks import thank
from tests.factories import a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
APPLY, SEND = "/ambassadors/apply/", "/ambassadors/apply/send/"


def sent(client: Client, **answers: str) -> Any:
    """Apply as the form does."""
    asked = client.get(APPLY).context["form"]["asked"].value()
    return client.post(SEND, {"asked": asked, **answers})


def test_applying_keeps_what_was_typed_and_can_be_taken_back(
    as_: As, programme: AmbassadorProgramme, nia: Member, mia: Member
) -> None:
    client = as_(nia)
    half = sent(client, answer_0="I tell everybody anyway.")
    assert half.status_code == 422 and "I tell everybody anyway." in half.content.decode()
    asked = client.get(APPLY).context["form"]["asked"].value()
    AmbassadorProgramme.describe("", "", ["Why you?", "Where?"], by=mia)
    stale = client.post(SEND, {"asked": asked, "answer_0": "I tell everybody.", "answer_1": "Here."})
    assert stale.status_code == 422 and "questions changed" in stale.content.decode() and b"Here." in stale.content
    assert sent(client, answer_0="I tell everybody.", answer_1="Here.").status_code == 302
    application = AmbassadorApplication.objects.get()
    assert application.answers == [["Why you?", "I tell everybody."], ["Where?", "Here."]]
    assert Duty.objects.open().get().key == application.key
    assert sent(client, answer_0="Again", answer_1="Again").status_code == 422
    assert client.post("/ambassadors/apply/withdraw/").status_code == 302
    assert not Duty.objects.open().exists() and Nomination.objects.get().accepted is None
    assert sent(client, answer_0="Now", answer_1="really").status_code == 302


def test_a_question_goes_back_and_forth_and_a_no_says_why(
    as_: As, application: AmbassadorApplication, mia: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    team, client, pk = as_(mia), as_(nia), application.pk
    assert team.post(reverse("ambassador_ask", args=[pk]), {"question": ""}).status_code == 422
    assert team.post(reverse("ambassador_ask", args=[pk]), {"question": "Where would you?"}).status_code == 302
    delivered()
    assert "The team has a question" in client.get(reverse("inbox")).content.decode()
    assert client.post(APPLY + "answer/", {"answer": " "}).status_code == 422
    for _again in range(2):
        assert client.post(APPLY + "answer/", {"answer": "In my library."}).status_code == 302
    delivered()
    assert "An applicant answered you" in as_(mia).get(reverse("inbox")).content.decode()
    assert "In my library." in team.get(application.get_absolute_url()).content.decode()
    note(application, "no", "Too soon", by=mia)
    no = reverse("ambassador_decline", args=[pk])
    assert team.post(no, {"reason": " "}).status_code == 422
    assert team.post(no, {"reason": "Come back when you know us."}).status_code == 302
    delivered()
    page = client.get(APPLY).content.decode()
    assert "Come back when you know us." in page and "You can apply again from" in page and "Too soon" not in page
    assert "Come back when you know us." in client.get(reverse("inbox")).content.decode()
    Nomination.objects.update(decided_at=timezone.now() - AGAIN_AFTER)
    assert 'name="answer_0"' in client.get(APPLY).content.decode()


def test_of_two_who_decide_one_does_and_the_other_is_told(
    as_: As, application: AmbassadorApplication, mia: Member, olli: Member
) -> None:
    for by in (mia, olli):
        note(application, "yes", "Good", by=by)
    as_(olli).post(reverse("ambassador_accept", args=[application.pk]), {"reason": "Welcome."})
    late = as_(mia).post(reverse("ambassador_decline", args=[application.pk]), {"reason": "Not now."}, follow=True)
    assert "Olli said yes before you. What you wrote was not sent." in late.content.decode()
    application.refresh_from_db()
    assert application.reason == "Welcome." and LevelGrant.objects.count() == 1 and not Duty.objects.open().exists()
    wrong = as_(mia).post(reverse("ambassador_note", args=[application.pk]), {"leaning": "no", "words": "Too late"})
    assert wrong.status_code == 422 and ReviewNote.objects.count() == 2


def test_the_words_of_the_page_are_kept_and_what_is_wrong_is_said(
    as_: As, programme: AmbassadorProgramme, mia: Member, visitor: Any
) -> None:
    client, save = as_(mia), reverse("ambassadors_words_save")
    many = client.post(save, {"doing": "Walk", "expecting": "Tea", "questions": "a\nb\nc\nd"})
    assert many.status_code == 422 and "at most 3" in many.content.decode() and "Walk" in many.content.decode()
    assert client.post(save, {"doing": "**Walk** <script>", "expecting": "Tea", "questions": "Why?"}).status_code == 302
    page = as_(visitor).get(reverse("ambassadors")).content.decode()
    assert "<strong>Walk</strong>" in page and "<script>" not in page.partition("What ambassadors do")[2][:200]
    shipped = AmbassadorProgramme()
    words = {"doing": shipped.doing_text, "expecting": "", "questions": "\n".join(shipped.asked)}
    client.post(save, words)
    now = AmbassadorProgramme.current()
    assert (now.doing, now.expecting, now.questions) == ("", "", [])


def test_the_kit_takes_pictures_and_documents_and_refuses_the_rest(
    as_: As, programme: AmbassadorProgramme, mia: Member
) -> None:
    client, add = as_(mia), reverse("ambassador_file_add")
    for file in (SimpleUploadedFile("page.html", b"<script>"), SimpleUploadedFile("a.pdf", b"no pdf")):
        assert client.post(add, {"title": "zqtitle", "file": file}).status_code == 422
    empty = client.post(add, {"title": "zqtitle"})
    assert empty.status_code == 422 and "zqtitle" in empty.content.decode() and not KitFile.objects.exists()
    assert client.post(add, {"file": SimpleUploadedFile("words.txt", b"Plainly.")}).status_code == 302
    kept = KitFile.objects.get()
    assert kept.title == "words.txt" and default_storage.exists(kept.path)
    client.post(reverse("ambassador_kit_save"), {"kit": "# Hand out"})
    assert "Hand out" in client.get(reverse("ambassador_kit")).content.decode()


def test_money_is_kept_to_the_cent_and_wrong_amounts_are_said(as_: As, ambassador: Ambassador, mia: Member) -> None:
    client = as_(mia)
    for act, wrong in (("budget", "-5"), ("budget", "much"), ("spend", "0"), ("spend", ""), ("spend", "1.234")):
        answer = client.post(reverse(f"ambassador_{act}", args=["ben"]), {"amount": wrong, "words": "zqwords"})
        assert answer.status_code == 422 and "zqwords" in answer.content.decode()
    client.post(reverse("ambassador_budget", args=["ben"]), {"amount": "100", "words": "euros"})
    client.post(reverse("ambassador_spend", args=["ben"]), {"amount": "0.10", "words": "A stamp"})
    old = ambassador.spendings.create(amount=Decimal(40), words="Long ago")
    old.at = timezone.now() - timedelta(days=400)
    old.save(update_fields=["at"])
    assert ambassador.spent == Decimal("0.10")
    assert "99.90 left" in client.get(ambassador.get_absolute_url()).content.decode()


def test_the_report_counts_from_the_log_in_one_query_and_leads_to_what_may_be_read(
    as_: As, ambassador: Ambassador, space: Space, ben: Member, nia: Member, mia: Member
) -> None:
    started = a_thread(space, by=ben, title="zqstarted")
    a_post(started, by=ben)
    asked = a_thread(space, by=nia, title="Who knows?", kind="question")
    asked.accept(a_post(asked, by=ben), by=nia)
    thank(ben, "For all of it", by=nia)
    quarter = Quarter.of(timezone.now())
    with CaptureQueriesContext(connection) as asked_of:
        lines = lines_of([ambassador], quarter)
    assert len(asked_of) == 1
    assert [cell.count for cell in lines[0].cells] == [1, 2, 1, 1, 0]
    assert not counts({ben.pk}, quarter.before)
    page = as_(mia).get(reverse("ambassador_report")).content.decode()
    proof = reverse("ambassador_evidence", args=["ben", "threads"])
    assert f"{proof}?quarter={quarter}" in page and "Ben" in page
    assert "zqstarted" in as_(ben).get(proof).content.decode()
    assert "zqstarted" not in as_(ben).get(f"{proof}?quarter={quarter.before}").content.decode()
    started.delete_softly(by=ben)
    assert "Nothing that you may read" in as_(ben).get(proof).content.decode()


def test_the_table_for_spreadsheets_holds_no_formula(as_: As, ambassador: Ambassador, ben: Member, mia: Member) -> None:
    Member.objects.get_queryset().filter(pk=ben.pk).update(name="=HYPERLINK(1)")
    table = as_(mia).get(reverse("ambassador_report_csv"), {"quarter": "nonsense"})
    assert table["Content-Type"].startswith("text/csv") and "attachment" in table["Content-Disposition"]
    assert "'=HYPERLINK(1),ben,0,0,0,0,0" in table.content.decode()
    Member.objects.get_queryset().filter(pk=ben.pk).update(name="\uff1dHYPERLINK(1)")
    assert "'\uff1dHYPERLINK(1),ben" in as_(mia).get(reverse("ambassador_report_csv")).content.decode()
    past = as_(mia).get(reverse("ambassador_report_csv"), {"quarter": "2020-1"}).content.decode()
    assert len(past.splitlines()) == 1


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "9999-1", "0001-1", "1999-4", "２０２５-1", "-", "2026-1-1"])
def test_a_wrong_quarter_is_the_one_of_now(text: str) -> None:
    assert Quarter.read(text) == Quarter.of(timezone.now())


def test_quarters_follow_one_another() -> None:
    last = Quarter(2025, 4)
    assert (last.after, last.before, Quarter(2026, 1).before) == (Quarter(2026, 1), Quarter(2025, 3), last)
    assert last.ends_at == Quarter(2026, 1).begins_at == datetime(2026, 1, 1, tzinfo=timezone.get_current_timezone())


def test_a_copy_of_ones_data_holds_the_application_and_the_year(
    ambassador: Ambassador, application: AmbassadorApplication, ben: Member, nia: Member, mia: Member
) -> None:
    note(application, "yes", "zqnote", by=mia)
    told = {name: list(one.rows(nia)) for name, one in EXPORTERS.items() if "ambassador" in name}
    assert told["members/ambassador-applications"][0]["answers"] == application.answers and "zqnote" not in str(told)
    assert len(list(EXPORTERS["members/ambassador"].rows(ben))) == 1
    assert "zqnote" in str(list(EXPORTERS["members/ambassador-notes"].rows(mia)))
    assert Activity.objects.filter(verb="ambassador_application.noted").exists()
