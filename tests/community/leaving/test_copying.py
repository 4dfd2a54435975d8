"""Whoever asks for a copy gets no words of others: not of those who edited theirs, nor out of places they have left."""

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage

from community.chat.models import ChatRoom
from community.following.models import Follow, Silence
from community.polls.models import PollOption
from community.posts.models import Post
from community.spaces.models import Space
from members.messages.models import MessageReport, Talk
from members.messages.reporting import report
from members.messages.submitting import company_of, submit, submit_first
from members.privacy.asking import ask_for_copy
from members.privacy.gathering import make_due
from members.privacy.leaving import leave
from members.privacy.models import Fate
from members.profiles.models import Member
from members.segments.models import Segment
from tests.factories import a_guide, a_member, a_poll, a_post, a_thread

if TYPE_CHECKING:
    from members.groups.models import Group

pytestmark = pytest.mark.django_db


def copy_of(member: Member) -> str:
    """Everything in a copy, as one text."""
    export = ask_for_copy(by=member)
    make_due(60)
    export.refresh_from_db()
    with default_storage.open(export.path) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()).lower()


def test_what_others_wrote_over_ones_words_or_in_places_one_left_is_not_told(
    nia: Member, mo: Member, ben: Member, private_space: Space, circle: "Group", settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    circle.add(nia, by=ben)
    thread = a_thread(private_space, by=nia, title="Zqmine title", source="Zqmine words.")
    reply = a_post(thread, by=nia, source="Zqmine untouched.")
    Post.objects.update(created_at="2026-01-01T00:00Z")
    first = thread.posts.get(number=1)
    poll = a_poll(first, "Zqmine option", "Another", results="closed")
    PollOption.objects.filter(poll=poll).update(votes=7654)
    guide = a_guide(private_space, by=nia, title="Zqmine guide", source="Zqmine guide.")
    room = ChatRoom.objects.create(space=private_space, subject="Zqmine subject", author=nia)
    other = a_member("Zqname", handle="zqother-handle")
    Follow.objects.create(member=nia, person=other, level="everything")
    Silence.objects.create(member=nia, other=a_member("Zq", handle="zqmine-blocked"), blocked=True)
    talk = submit_first([ben, mo], by=nia, source="Zqmine message.", name="Zqmine group").talk
    Talk.objects.get(pk=talk.pk).seats.update(accepted_at="2026-01-01T00:00Z")
    said = submit(company_of(talk, nia), by=nia, source="Zqmine second message.")
    submit(company_of(talk, ben), by=ben, source="Zqother message.")
    report(said, by=ben, seat=company_of(talk, ben).seat, reason="other", note="Zqother, who reported")
    Segment.objects.create(name="Zqmine segment", rule={"all": []}, created_by=nia)
    assert "zqother" not in copy_of(nia).replace("zqother-handle", "")
    # Others write over all of it, and nia has to leave the space; the one she follows closes the account.
    first.refresh_from_db()
    first.edit(by=mo, source="Zqother words.", version=first.version, title="Zqother title", reason="Zqother reason")
    guide.edit(
        by=ben, version=guide.version, title="Zqother guide", summary="Zqother", source="Zqother guide.",
        space=private_space, months=6, cited=[],
    )  # fmt: skip
    room.change_subject("Zqother subject", by=ben)
    talk.rename("Zqother group", by=ben)
    Space.objects.filter(pk=private_space.pk).update(name="Zqother", slug="zqother-slug")
    Segment.objects.update(name="Zqother segment", purpose="Zqother", changed_by=mo)
    circle.remove(nia, by=ben)
    leave(other, by=other, fate=Fate.KEEP)
    nia.data_exports.all().delete()
    found = copy_of(nia)
    assert "zqother" not in found and "zqname" not in found and "7654" not in found
    assert MessageReport.objects.get().note == "Zqother, who reported"
    # What she wrote herself is in it, as it stands or among the versions.
    mine = ["words.", "title", "untouched.", "guide.", "message.", "second message.", "option", "blocked"]
    assert [word for word in mine if f"zqmine {word}" not in found.replace("-", " ")] == []
    assert reply.pk
