"""Writing an issue on its page: who may not, what does not fit, two at once, and the second pair of eyes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.duties.models import Duty
from members.profiles.models import Member
from programs.newsletters.choosing import wants_none
from programs.newsletters.drafting import ask_editor, ask_for_a_yes
from programs.newsletters.models import NewsletterIssue, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.writing import stop_address
from programs.series.models import Program
from tests.factories import a_group, a_member, a_space, a_thread
from tests.programs.newslettered import a_newsletter, agreed, run, written

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def _sheet(edition: int = 1, *parts: dict[str, Any], **said: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "edition": edition, "subject": "What happened", "preheader": "And what comes", "parts-TOTAL_FORMS": len(parts),
        "parts-INITIAL_FORMS": 0, **said,
    }  # fmt: skip
    for number, part in enumerate(parts):
        data |= {f"parts-{number}-{name}": value for name, value in part.items()}
    return data


def test_only_managers_come_near_an_issue(mia: Member, mo: Member, ben: Member, visitor: Any, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    names = ["edit", "preview", "letter"]
    acts = ["save", "agree", "hold", "test"]
    for viewer in (mo, ben, visitor):
        for name in names:
            assert as_(viewer).get(reverse(f"newsletter_{name}", args=[date.pk])).status_code in (302, 403)
        for name in acts:
            path = reverse(f"newsletter_{name}", args=[date.pk])
            assert as_(viewer).post(path, {"edition": "2", "go": "stop"}).status_code in (302, 403)
    issue = NewsletterIssue.objects.get(occurrence=date)
    assert (issue.edition, issue.agreed_at, issue.held_at) == (2, None, None)
    assert not NewsletterLetter.objects.exists()


def test_who_wrote_last_cannot_agree(mia: Member, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    answer = as_(mia).post(reverse("newsletter_agree", args=[date.pk]), {"edition": "2"})
    assert answer.status_code == 422
    assert "You wrote it last" in answer.content.decode()
    assert NewsletterIssue.objects.get(occurrence=date).agreed_at is None


def test_an_edition_nobody_read_is_not_agreed_to(mia: Member, olli: Member, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    written(date, mia, subject="Changed meanwhile")
    assert as_(olli).post(reverse("newsletter_agree", args=[date.pk]), {"edition": "2"}).status_code == 409
    assert as_(olli).post(reverse("newsletter_agree", args=[date.pk]), {"edition": "3"}).status_code == 302
    assert NewsletterIssue.objects.get(occurrence=date).agreed_by == olli


def test_parts_are_kept_in_their_places_and_the_team_is_asked(mia: Member, ben: Member, as_: As) -> None:
    thread, date = a_thread(by=ben, title="A thread to read"), a_newsletter(mia)
    sheet = _sheet(
        1, {"words": "Second", "place": 2}, {"link": thread.get_absolute_url(), "words": "Read it", "place": 1}, {},
        ready="yes",
    )  # fmt: skip
    answer = as_(mia).post(reverse("newsletter_save", args=[date.pk]), sheet)
    assert answer.status_code == 302
    issue = NewsletterIssue.objects.get(occurrence=date)
    assert [(part.words, part.thread_id) for part in issue.parts.all()] == [("Read it", thread.pk), ("Second", None)]
    assert Duty.objects.filter(key=f"newsletter-yes:{issue.pk}:2").count() == 1
    page = as_(mia).get(reverse("newsletter_edit", args=[date.pk])).content.decode()
    assert "A thread to read" in page


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"link": "/nothing-here/", "words": "x"}, "no thread, guide or event"),
        ({"link": "https://elsewhere.example/t/1/x/", "words": "x"}, "no thread, guide or event"),
        ({"link": "http://[", "words": "x"}, "no thread, guide or event"),
        ({"words": "x" * 5000}, "4000"),
        ({"words": "x", "place": "many"}, "whole number"),
        ({"part": "1", "keep": "on"}, "or do not keep the part"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(mia: Member, as_: As, part: dict[str, Any], said: str) -> None:
    date = a_newsletter(mia)
    answer = as_(mia).post(reverse("newsletter_save", args=[date.pk]), _sheet(1, part))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "And what comes" in answer.content.decode()
    assert not NewsletterIssue.objects.exists()


def test_one_thing_twice_is_refused(mia: Member, ben: Member, as_: As) -> None:
    thread, date = a_thread(by=ben), a_newsletter(mia)
    link = {"link": thread.get_absolute_url(), "words": "Read it"}
    answer = as_(mia).post(reverse("newsletter_save", args=[date.pk]), _sheet(1, link, link))
    assert answer.status_code == 422
    assert "stands there twice" in answer.content.decode()


def test_two_editors_at_once_the_second_is_told(mia: Member, olli: Member, as_: As) -> None:
    date = a_newsletter(mia)
    save = reverse("newsletter_save", args=[date.pk])
    assert as_(mia).post(save, _sheet(1, {"words": "By Mia"})).status_code == 302
    answer = as_(olli).post(save, _sheet(1, {"words": "By Olli"}))
    assert answer.status_code == 409
    assert "Somebody else changed this while you were writing" in answer.content.decode()
    assert "By Olli" in answer.content.decode()
    assert NewsletterIssue.objects.get().parts.get().words == "By Mia"
    assert f'name="edition" value="{NewsletterIssue.objects.get().edition}"' in answer.content.decode()


def test_what_leaves_cannot_be_changed_before_it_is_stopped(mia: Member, olli: Member, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date, olli)
    run()
    save, hold = (reverse(f"newsletter_{name}", args=[date.pk]) for name in ("save", "hold"))
    assert as_(mia).post(save, _sheet(2, {"words": "Other"})).status_code == 422
    assert as_(mia).post(hold, {"go": "stop"}).status_code == 302
    assert as_(mia).post(save, _sheet(2, {"words": "Other"})).status_code == 302
    assert as_(mia).post(hold, {"go": "on"}).status_code == 422
    agreed(date, olli)
    assert as_(mia).post(hold, {"go": "on"}).status_code == 302
    assert NewsletterIssue.objects.get().held_at is None


def test_a_test_goes_to_oneself_alone_and_counts_for_nothing(mia: Member, ben: Member, as_: As) -> None:
    date = a_newsletter(mia)
    test = reverse("newsletter_test", args=[date.pk])
    assert as_(mia).post(test).status_code == 422
    written(date, mia)
    assert as_(mia).post(test).status_code == 302
    (letter,) = run()
    assert letter.to == [mia.email]
    assert letter.subject.startswith("Test: ")
    assert date.opened_at is None


def test_the_preview_shows_what_that_reader_sees_and_nobody_s_personal_parts(
    mia: Member, ben: Member, nia: Member, as_: As
) -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben, title="Only for the circle")
    date = a_newsletter(mia)
    written(date, mia, {"thread": thread}, sections=["worthwhile", "answers"])
    frame = reverse("newsletter_letter", args=[date.pk])
    assert "Only for the circle" in as_(mia).get(frame, {"reader": ben.handle}).content.decode()
    other = as_(mia).get(frame, {"reader": nia.handle, "language": "fi"})
    assert "Only for the circle" not in other.content.decode()
    assert 'lang="fi"' in other.content.decode()
    page = reverse("newsletter_preview", args=[date.pk])
    assert as_(mia).get(page, {"reader": nia.handle, "show": "phone-dark"}).status_code == 200
    assert as_(mia).get(page, {"reader": "nobody-here"}).status_code == 422
    assert as_(mia).get(frame, {"reader": "nobody-here"}).status_code == 404


def test_the_switch_stands_in_the_settings(ben: Member, as_: As) -> None:
    page = reverse("settings_notifications_newsletters")
    assert page in as_(ben).get(reverse("settings_notifications")).content.decode()
    switch = reverse("settings_notifications_newsletters_switch")
    as_(ben).post(switch, {"want": "no"})
    assert wants_none(ben)
    assert "You get none." in as_(ben).get(page).content.decode()
    as_(ben).post(switch, {"want": "yes"})
    assert not wants_none(ben)


def test_it_is_planned_with_its_window_in_the_form_of_all_programs(mia: Member, as_: As) -> None:
    shown = as_(mia).get(reverse("plan"), {"kind": "newsletter"})
    assert "each reader’s own clock" in shown.content.decode()
    program = a_newsletter(mia).program
    form = Program.objects.get(pk=program.pk).kind.details
    assert form is not None
    wrong = form({"draft_days": "3", "from_hour": "12", "to_hour": "9"})
    assert not wrong.is_valid()
    right = form({"draft_days": "3", "weekdays": ["2", "4"], "from_hour": "9", "to_hour": "12"})
    assert right.is_valid(), right.errors
    right.save(program, by=a_member(role="manager"))
    plan = NewsletterPlan.objects.get(program=program)
    assert (plan.weekdays, plan.from_hour, plan.to_hour, plan.own_clock) == ([2, 4], 9, 12, False)


def test_tasks_which_the_whole_team_reads_name_nothing_of_a_private_space(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia, space=a_space(group=a_group(ben)), title="Zqinside of the board")
    ask_editor(date)
    ask_for_a_yes(written(date, mia, subject="Zqinside of the board"))
    notes = list(Duty.objects.values_list("note", flat=True))
    assert len(notes) == 2
    assert not [note for note in notes if "inside" in note]


def test_the_tasks_of_an_issue_are_done_when_it_is_written_and_agreed_to(mia: Member, olli: Member) -> None:
    date = a_newsletter(mia)
    ask_editor(date)
    waiting = Duty.objects.open().order_by("pk")
    ask_for_a_yes(written(date, mia))
    ask_for_a_yes(written(date, mia, subject="Once more"))
    issue = NewsletterIssue.objects.get(occurrence=date)
    assert [task.key for task in waiting] == [f"newsletter-yes:{issue.pk}:{issue.edition}"]
    agreed(date, olli)
    assert not waiting.all().exists()
    assert Duty.objects.get(key=f"newsletter-yes:{issue.pk}:{issue.edition}").done_by == olli


def test_who_wrote_before_the_clock_came_is_not_asked_to_write(mia: Member) -> None:
    early, late = a_newsletter(mia), a_newsletter(mia)
    written(early, mia)
    for date in (early, late):
        date.program.kind.do("draft", date)
    assert [task.key for task in Duty.objects.all()] == [f"newsletter:{late.pk}"]


def test_a_preview_of_somebody_else_s_letter_cannot_stop_their_mail(mia: Member, ben: Member, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    frame = as_(mia).get(reverse("newsletter_letter", args=[date.pk]), {"reader": ben.handle}).content.decode()
    assert stop_address(ben) not in frame
    assert stop_address(mia) in frame
