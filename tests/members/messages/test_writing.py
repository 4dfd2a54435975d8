"""Writing: each message once, in order, with words only its readers can name; changed, taken back, and looked at."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from community.uploads.models import Upload
from community.uploads.storing import store
from members.messages.models import Message, MessagePicture, MessageReport, Talk, TalkSeat
from members.messages.pace import BEGUN_A_DAY_NEW
from members.messages.reading import unread_talks
from members.messages.submitting import company_of, submit, submit_edit, submit_first
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from tests.factories import a_member
from tests.members.messages.conftest import Send, accept, words, write
from tests.visibility.village import picture


def test_a_first_message_reaches_one_or_several_and_a_pair_has_one_talk(as_: Any, ben: Member, ana: Member) -> None:
    page = as_(ben).get(f"{reverse('messages_new')}?to={ana.handle}").text
    assert f'value="{ana.handle}"' in page
    sent = as_(ben).post(reverse("messages_new"), {"people": "@ana", "body": "Hello **you**", "key": "first-key-1"})
    again = as_(ben).post(reverse("messages_new"), {"people": "@ana", "body": "Hello **you**", "key": "first-key-1"})
    assert sent.status_code == again.status_code == 302
    assert sent.url == again.url
    talk = Talk.objects.get()
    accept(talk, ana)
    assert "<strong>you</strong>" in as_(ana).get(talk.get_absolute_url()).text
    assert submit_first([ben], by=ana, source="Hello back").talk == talk
    nobody = as_(ben).post(reverse("messages_new"), {"people": "@nobody-at-all", "body": "Typed with care"})
    assert nobody.status_code == 422
    assert "Nobody here goes by" in nobody.text
    assert "Typed with care" in nobody.text
    third = a_member()
    as_(ben).post(reverse("messages_new"), {"people": f"{ana.handle}, {third.handle}", "body": "All", "name": "Us"})
    assert {seat.member for seat in Talk.objects.get(name="Us").seats.all()} == {ben, ana, third}


def test_a_request_waits_apart_and_tells_one_line_for_all(as_: Any, nia: Member, ana: Member, delivered: Any) -> None:
    other = a_member("Otto")
    first = submit_first([ana], by=nia, source="I am new, zqasked").talk
    submit_first([ana], by=other, source="Me too")
    delivered()
    client = as_(ana)
    assert ana.notifications.count() == 1
    assert unread_talks(ana).count() == 0
    assert "zqasked" not in client.get(reverse("messages")).text
    inbox = client.get(reverse("inbox")).text
    assert "want to write to you" in inbox
    assert "zqasked" not in inbox
    assert "zqasked" in client.get(reverse("messages_requests")).text
    assert not ana.notifications.filter(read_at=None).exists()
    assert not ana.mails.exists()
    client.post(reverse("messages_accept", args=[first.pk]))
    assert "zqasked" in client.get(reverse("messages")).text


def test_messages_tell_and_a_muted_talk_does_not(
    as_: Any, group: Talk, ben: Member, ana: Member, nia: Member, delivered: Any
) -> None:
    delivered()
    for person in (ana, nia):
        as_(person).post(reverse("messages_read", args=[group.pk]), {"line": group.messages.latest("pk").pk})
        assert unread_talks(person).count() == 0
    as_(nia).post(reverse("messages_mute", args=[group.pk]))
    for text in ("Soup", "And bread"):
        write(group, ben, text)
    delivered()
    assert (unread_talks(ana).count(), unread_talks(nia).count(), unread_talks(ben).count()) == (1, 0, 0)
    row = ana.notifications.get(seen_at=None)
    assert (row.count, "wrote to you" in as_(ana).get(reverse("inbox")).text) == (2, True)
    assert not nia.notifications.filter(read_at=None).exists()
    as_(nia).post(reverse("messages_unmute", args=[group.pk]))
    as_(ana).post(reverse("messages_read", args=[group.pk]), {"line": group.messages.latest("pk").pk})
    assert (unread_talks(ana).count(), unread_talks(nia).count()) == (0, 1)
    assert not ana.notifications.filter(read_at=None).exists()


def test_only_participants_are_named_and_no_title_is_written_down(
    talk: Talk, ben: Member, ana: Member, nia: Member
) -> None:
    message = write(talk, ana, f"@{nia.handle} and @{ben.handle}, see /t/1/ and <script>alert(1)</script>")
    assert message.mentioned == [ben.pk]
    assert f'href="{nia.get_absolute_url()}"' not in message.html
    assert "<script" not in message.html


def test_people_come_leave_and_are_named(as_: Any, talk: Talk, group: Talk, ben: Member, ana: Member) -> None:
    third = a_member("Theo")
    as_(ben).post(reverse("messages_add", args=[talk.pk]), {"people": third.handle})
    born = Talk.objects.latest("pk")
    assert born.is_group
    assert talk.seats.count() == 2
    accept(born, third)
    page = as_(third).get(born.get_absolute_url()).text
    assert "Ben added Theo" in page
    assert "projector" not in page
    as_(ben).post(reverse("messages_add", args=[group.pk]), {"people": third.handle})
    accept(group, third)
    page = as_(third).get(group.get_absolute_url()).text
    assert "Ben added Theo" in page
    assert "Who cooks" not in page
    as_(third).post(reverse("messages_rename", args=[group.pk]), {"name": "Saturday kitchen"})
    as_(ana).post(reverse("messages_leave", args=[group.pk]))
    page = as_(ben).get(group.get_absolute_url()).text
    assert "Saturday kitchen" in page
    assert "Ana left" in page
    crowd = ", ".join(a_member().handle for _ in range(10))
    full = as_(ben).post(reverse("messages_add", args=[group.pk]), {"people": crowd})
    assert full.status_code == 422
    assert "At most 12 people" in full.text
    assert as_(ben).post(reverse("messages_leave", args=[talk.pk])).status_code == 403


def test_a_message_is_edited_for_a_while_and_taken_back_for_good(
    as_: Any, talk: Talk, ben: Member, ana: Member, delivered: Any
) -> None:
    message = write(talk, ben, "zqfirst words")
    delivered()
    as_(ben).post(reverse("messages_edit", args=[talk.pk, message.pk]), {"body": "zqsecond words"})
    page = as_(ana).get(talk.get_absolute_url()).text
    assert "zqsecond" in page
    assert "edited" in page
    as_(ana).post(reverse("messages_report", args=[talk.pk, message.pk]), {"reason": "spam"})
    as_(ben).post(reverse("messages_delete", args=[talk.pk, message.pk]))
    delivered()
    page = as_(ana).get(talk.get_absolute_url()).text
    assert "Deleted by its author" in page
    assert "zqsecond" not in page
    message.refresh_from_db()
    assert (message.source, message.html, message.text) == ("", "", "")
    assert "zqsecond" in message.reports.get().shown[-1]["html"]


def test_a_picture_is_seen_by_whoever_reads_its_message(
    as_: Any, talk: Talk, ben: Member, ana: Member, mo: Member, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    upload = store(SimpleUploadedFile("shed.png", picture(), "image/png"), by=ben, alt="The shed")
    stolen = write(talk, ana, upload.markdown)
    assert not MessagePicture.objects.exists()
    message = write(talk, ben, f"Here it is {upload.markdown}")
    assert MessagePicture.objects.get().message == message
    assert not Upload.objects.unused().exists()
    see = [as_(one).get(upload.get_absolute_url()).status_code for one in (ben, ana, mo, a_member())]
    assert see == [200, 200, 404, 404]
    # Reported, it is seen by the team too, and stays so when its author takes it back.
    as_(ana).post(reverse("messages_report", args=[talk.pk, message.pk]), {"reason": "private"})
    assert MessageReport.objects.get().shown[-1]["pictures"] == [upload.pk]
    assert upload.get_absolute_url() in MessageReport.objects.get().shown[-1]["html"]
    message.delete_words(by=ben)
    assert not Upload.objects.unused().exists()
    see = [as_(one).get(upload.get_absolute_url()).status_code for one in (ben, ana, mo, a_member())]
    assert see == [404, 404, 200, 404]
    assert stolen.pk


def test_wrong_and_long_words_are_answered_with_what_was_typed(sends: Send, talk: Talk, ana: Member) -> None:
    for body, sentence in (("", "Write something first."), ("x" * 8_001, "At most 8000 characters")):
        answer = sends(ana, talk, body)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert body in answer.text
    fragment = sends(ana, talk, "", headers={"HX-Request": "true"})
    assert (fragment.status_code, "<html" in fragment.text) == (422, False)
    assert sends(ana, talk, "Fine", headers={"HX-Request": "true"}).status_code == 200
    assert sends(ana, talk, "One", key="the-same-key").status_code == 302
    assert sends(ana, talk, "Two", key="the-same-key").status_code == 422
    assert words(talk)[1:] == ["Fine", "One"]


def test_a_preview_is_a_fragment_or_the_page_with_all_that_was_typed(
    as_: Any, talk: Talk, ben: Member, ana: Member
) -> None:
    typed = {"body": "**Loud** to @ana", "people": "@ana @nobody", "name": "Us", "draft_key": "message:new"}
    message = Message.objects.get(talk=talk)
    first = reverse("messages_preview"), typed
    again = reverse("messages_talk_preview", args=[talk.pk]), typed | {"draft_key": f"message:{talk.pk}"}
    edited = again[0], typed | {"draft_key": f"message-edit:{message.pk}"}
    for path, sent in (first, again, edited):
        fragment = as_(ben).post(path, sent, headers={"HX-Request": "true"}).text
        assert "<strong>Loud</strong>" in fragment and "<html" not in fragment
        page = as_(ben).post(path, sent).text
        assert "<strong>Loud</strong>" in page and "**Loud** to @ana</textarea>" in page
        assert ('class="mention' in page) == (path != first[0]), "Names are known where they read it."
    assert "@ana @nobody" in as_(ben).post(*first).text
    assert f"{message.pk}/edit/" in as_(ben).post(*edited).text
    assert as_(ana).post(*edited).status_code == 403
    long = as_(ben).post(again[0], again[1] | {"body": "x" * 8_001})
    assert (long.status_code, "At most 8000 characters" in long.text) == (422, True)
    assert words(talk) == ["Do you still have the projector?"]


def at_once(acts: list[Callable[[], Any]]) -> list[BaseException | None]:
    """Run acts in threads of their own, begun together; what each raised."""
    raised: list[BaseException | None] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            act()
        except BaseException as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_talk_one_message_and_no_more_than_the_limit(
    transactional_db: None, nia: Member, ben: Member, ana: Member
) -> None:
    both = [lambda: submit_first([ana], by=ben, source="Hi Ana"), lambda: submit_first([ben], by=ana, source="Hi Ben")]
    raised = at_once(both)
    talk = Talk.objects.get()
    # Whoever was second answered, and so wanted it; or their message came first.
    assert all(error is None for error in raised)
    assert sorted(words(talk)) == ["Hi Ana", "Hi Ben"]
    assert TalkSeat.objects.filter(talk=talk).count() == 2
    for person in (ben, ana):
        accept(talk, person)
    once = [lambda: submit(company_of(talk, ana), by=ana, source="Once", key="pressed-often")] * 5
    assert at_once(once) == [None] * 5
    assert words(talk).count("Once") == 1
    asked = submit_first([nia], by=ana, source="May I ask?").talk
    seats = [TalkSeat.objects.select_related("talk", "member").get(talk=asked, member=nia) for _ in range(2)]
    assert at_once([partial(seats[0].accept, by=nia), partial(seats[1].decline, by=nia)]) == [None] * 2
    last = Message.objects.filter(talk=talk, author=ana).latest("pk")
    copies = [Message.objects.get(pk=last.pk) for _ in range(2)]
    raised = at_once(
        [partial(submit_edit, copies[0], by=ana, source="Other words"), partial(copies[1].delete_words, by=ana)]
    )
    assert all(error is None or isinstance(error, NotNow) for error in raised)
    assert Message.objects.get(pk=last.pk).source == "", "What was deleted comes back by no edit."
    group = [lambda: submit_first([ana, nia], by=ben, source="A group", key="pressed-too-often")] * 3
    assert at_once(group) == [None] * 3
    assert Message.objects.filter(source="A group").count() == 1
    people = [a_member() for _ in range(BEGUN_A_DAY_NEW + 3)]
    raised = at_once([partial(submit_first, [person], by=nia, source=f"Hello {person}") for person in people])
    assert sum(isinstance(error, NotNow) for error in raised) == 3
    assert Talk.objects.filter(begun_by=nia).count() == BEGUN_A_DAY_NEW
