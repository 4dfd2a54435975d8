"""Who may not: nobody but participants learns that people write to one another, and who may not write is told why."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.following.models import Silence
from config.lib.live import may_listen
from members.messages.models import Message, MessageReport, Talk, TalkSeat
from members.messages.pace import BEGUN_A_DAY_NEW, WRITTEN_AN_HOUR
from members.messages.submitting import company_of, submit_first, submit_people
from members.profiles.models import Member
from members.profiles.preferences import choose
from members.profiles.refusing import NotNow
from tests.factories import a_member, a_post
from tests.members.messages.conftest import Send, accept, words, write

PLACES = [
    "messages_talk", "messages_since", "messages_message", "messages_people", "messages_edit", "messages_report",
    "messages_complete",
]  # fmt: skip
ACTS = [
    "messages_read", "messages_write", "messages_edit", "messages_delete", "messages_report", "messages_accept",
    "messages_decline", "messages_mute", "messages_unmute", "messages_leave", "messages_add", "messages_rename",
    "messages_talk_preview",
]  # fmt: skip


def address(name: str, talk: int, message: int) -> str:
    """An address of a talk with whatever it names."""
    more: list[Any] = [message] if name.rpartition("_")[2] in ("since", "message", "edit", "delete", "report") else []
    return reverse(name, args=[talk, *more, *(["members"] if name == "messages_complete" else [])])


def test_nobody_but_participants_finds_anything_of_a_talk(as_: Any, talk: Talk, mo: Member, nia: Member) -> None:
    before = (Message.objects.count(), TalkSeat.objects.count(), MessageReport.objects.count())
    olli = a_member("Olli the owner", role="owner")
    for outsider in (nia, mo, olli):
        client = as_(outsider)
        for name in PLACES:
            there = client.get(address(name, talk.pk, talk.last_message))
            nowhere = client.get(address(name, 999_999_999, 999_999_998))
            assert (there.status_code, nowhere.status_code) == (404, 404), name
        for name in ACTS:
            given = {"body": "Me too", "people": outsider.handle, "name": "Mine", "reason": "spam", "line": "1"}
            assert client.post(address(name, talk.pk, talk.last_message), given).status_code == 404, name
        assert "projector" not in client.get(reverse("messages")).text
        assert not may_listen(outsider, f"messages:{talk.pk}")
    assert (Message.objects.count(), TalkSeat.objects.count(), MessageReport.objects.count()) == before


def test_visitors_are_asked_to_sign_in_and_hear_nothing(
    as_: Any, sends: Send, talk: Talk, visitor: AnonymousUser
) -> None:
    assert as_(visitor).get(talk.get_absolute_url()).status_code == 302
    kept = sends(visitor, talk, "I had typed this")
    assert kept.status_code == 403
    assert "I had typed this" in kept.text
    assert not may_listen(visitor, f"messages:{talk.pk}")


def test_whoever_left_or_declined_reads_and_hears_no_more(as_: Any, group: Talk, ben: Member, ana: Member) -> None:
    assert may_listen(ana, f"messages:{group.pk}")
    assert as_(ana).post(reverse("messages_leave", args=[group.pk])).status_code == 302
    assert as_(ana).get(group.get_absolute_url()).status_code == 404
    assert not may_listen(ana, f"messages:{group.pk}")
    stranger = a_member("Stranger")
    asked = submit_first([ana], by=stranger, source="Hello there").talk
    assert as_(ana).get(asked.get_absolute_url()).status_code == 200
    as_(ana).post(reverse("messages_decline", args=[asked.pk]))
    assert as_(ana).get(asked.get_absolute_url()).status_code == 404
    # The one who asked sees no difference.
    assert "waits until Ana has seen it" in as_(stranger).get(asked.get_absolute_url()).text


def test_suspended_and_silenced_members_read_and_do_not_write(
    as_: Any, sends: Send, talk: Talk, ana: Member, ben: Member
) -> None:
    ana.silenced_until = timezone.now() + timedelta(days=1)
    ana.save(update_fields=["silenced_until"])
    assert "projector" in as_(ana).get(talk.get_absolute_url()).text
    refused = sends(ana, talk, "Yes, it is in the shed")
    assert refused.status_code == 429
    assert "Yes, it is in the shed" in refused.text
    ana.silenced_until, ana.suspended_until = None, timezone.now() + timedelta(days=1)
    ana.save(update_fields=["silenced_until", "suspended_until"])
    assert sends(ana, talk, "Yes, it is in the shed").status_code in (302, 403)
    for act in (lambda: write(talk, ana, "No"), lambda: submit_first([a_member()], by=ana, source="No")):
        with pytest.raises(NotNow):
            act()
    assert words(talk) == ["Do you still have the projector?"]


def test_a_block_keeps_both_apart_and_is_not_told(talk: Talk, group: Talk, ben: Member, ana: Member) -> None:
    Silence.objects.create(member=ana, other=ben, blocked=True)
    said = set()
    for writer, other in ((ben, ana), (ana, ben)):
        with pytest.raises(NotNow) as refused:
            write(talk, writer, "Are you there?")
        said.add(str(refused.value).replace(other.name, "X"))
    assert said == {"X takes no messages from you."}
    with pytest.raises(NotNow):
        submit_first([ana, a_member()], by=ben, source="A new group then")
    with pytest.raises(NotNow):
        submit_first([ben, a_member()], by=ana, source="The other way round")
    circle = submit_first([a_member(), a_member()], by=ben, source="Without her").talk
    with pytest.raises(NotNow):
        submit_people(company_of(circle, ben), [ana], by=ben)
    write(group, ben, "In a group both stay, and the one who blocked reads it folded")


def test_who_takes_messages_from_people_they_know_gets_no_requests(ana: Member, nia: Member, mo: Member) -> None:
    choose(ana, messages="known")
    with pytest.raises(NotNow, match="takes no messages from you"):
        submit_first([ana], by=nia, source="Hello")
    assert not Talk.objects.exists()
    team = submit_first([ana], by=mo, source="About your report").talk
    assert TalkSeat.objects.get(talk=team, member=ana).accepted_at
    choose(ana, messages="open")
    assert TalkSeat.objects.get(talk=submit_first([ana], by=nia, source="Hi").talk, member=ana).accepted_at


def test_a_stranger_writes_once_until_the_request_is_accepted(nia: Member, ana: Member) -> None:
    talk = submit_first([ana], by=nia, source="May I ask something?").talk
    for again in (lambda: write(talk, nia, "Please"), lambda: submit_first([ana], by=nia, source="Hello?")):
        with pytest.raises(NotNow, match="waits until Ana has seen it"):
            again()
    with pytest.raises(NotNow, match="Accept the request"):
        write(talk, ana, "Who are you?")
    accept(talk, ana)
    write(talk, ana, "Ask away")
    write(talk, nia, "Thank you")


def test_newcomers_begin_with_three_a_day_and_nobody_writes_more_than_sixty_an_hour(nia: Member, talk: Talk) -> None:
    for number in range(BEGUN_A_DAY_NEW):
        submit_first([a_member()], by=nia, source=f"Hello number {number}")
    with pytest.raises(NotNow, match="first time today") as refused:
        submit_first([a_member()], by=nia, source="One more")
    assert refused.value.refusal.until
    ben = talk.begun_by
    assert ben is not None
    rows = [Message(talk=talk, author=ben, source=f"line {n}") for n in range(WRITTEN_AN_HOUR - 1)]
    Message.objects.bulk_create(rows)
    with pytest.raises(NotNow, match="a lot at once"):
        write(talk, ben, "And another")


def test_only_its_author_changes_a_message_and_only_for_a_while(as_: Any, talk: Talk, ben: Member, ana: Member) -> None:
    message = Message.objects.get(talk=talk)
    for name in ("messages_edit", "messages_delete"):
        assert as_(ana).post(address(name, talk.pk, message.pk), {"body": "Mine now"}).status_code == 403, name
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=16))
    late = as_(ben).post(address("messages_edit", talk.pk, message.pk), {"body": "Other words"})
    assert late.status_code == 403
    assert "Other words" in late.text
    assert words(talk) == ["Do you still have the projector?"]


def test_moderators_read_no_talk_and_what_was_reported_stands_in_the_queue(
    as_: Any, talk: Talk, ana: Member, mo: Member
) -> None:
    last = Message.objects.filter(talk=talk).latest("pk")
    assert as_(ana).get(reverse("messages_reports")).status_code == 403
    report = as_(ana).post(address("messages_report", talk.pk, last.pk), {"reason": "unkind", "note": "Make it stop"})
    assert report.status_code == 302
    assert as_(mo).get(reverse("messages_reports"))["Location"] == "/moderate/"
    assert as_(mo).get(talk.get_absolute_url()).status_code == 404


def test_somebody_new_reports_five_a_day_whatever_it_is(as_: Any, talk: Talk, ana: Member, ben: Member) -> None:
    said = Message.objects.bulk_create(Message(talk=talk, author=ben, source=f"Line {n}") for n in range(6))
    paths = [address("messages_report", talk.pk, message.pk) for message in said]
    client, sent = as_(ana), {"reason": "unkind"}
    Member.objects.filter(pk=ana.pk).update(joined_at=timezone.now() - timedelta(days=6))
    assert client.post(reverse("report", args=["post", a_post(by=ben).pk]), {"reason": "spam"}).status_code == 302
    assert [client.post(path, sent).status_code for path in paths[:5]] == [302, 302, 302, 302, 429]
    assert MessageReport.objects.count() == 4
    Member.objects.filter(pk=ana.pk).update(joined_at=timezone.now() - timedelta(days=8))
    assert client.post(paths[5], sent).status_code == 302
