"""Lines of chat as cases are about them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from config.lib.audience import Viewer
from members.profiles.models import Member
from moderation.guidelines.measures import Content, Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]


def test_what_cannot_be_seen_or_is_ones_own_is_not_reported(
    room: ChatRoom, back_room: ChatRoom, ben: Member, nia: Member, mo: Member, visitor: AnonymousUser
) -> None:
    kind = KINDS["line"]
    inside, line = back_room.write(by=ben, source="Under the mat"), room.write(by=ben, source="Zqunkind")
    for viewer in (nia, mo, visitor):
        assert kind.reportable(viewer, inside.pk) is None
        assert kind.reportable(viewer, line.pk) is not None
    assert kind.reportable(ben, line.pk) is None
    line.hide(by=mo)
    assert kind.reportable(nia, line.pk) is None


def test_a_hidden_line_is_mended_by_its_author_and_waits_for_a_moderator(
    as_: As, room: ChatRoom, ben: Member, nia: Member, mo: Member
) -> None:
    lines = [room.write(by=who, source=words) for who, words in ((nia, "Hm"), (ben, "Zqunkind"), (nia, "Ouch"))]
    line = lines[1]
    item = KINDS["line"].one(line.pk)
    assert item is not None
    assert ("Hm" in item.before[0].html, "Ouch" in item.after[0].html, item.place) == (True, True, room.subject)
    ChatLine.objects.filter(pk=line.pk).update(created_at=timezone.now() - timedelta(hours=2))
    edit = reverse("chat_line_edit", args=[room.space.slug, room.pk, line.pk])
    assert as_(ben).post(edit, {"body": "Too late"}).status_code == 403
    decide(open_case(item, Source.REPORT), Wanted(content=Content.HIDE, version=item.version), by=mo)
    assert "Zqunkind" not in as_(nia).get(room.get_absolute_url()).text
    assert as_(nia).post(edit, {"body": "Mine"}).status_code in (403, 404)
    assert as_(ben).post(edit, {"body": "Kinder"}).status_code == 302
    line.refresh_from_db()
    assert (line.source, line.edit_asked_at, bool(line.hidden_at)) == ("Kinder", None, True)
    case = Case.objects.open().get()
    assert case.source == "fixed"
    now = KINDS["line"].many([line.pk])[line.pk]
    assert (now.state, dict(now.notes)) == ("hidden", {"It read before": "Zqunkind"})
    decide(case, Wanted(version=now.version), by=mo)
    assert "Kinder" in as_(nia).get(room.get_absolute_url()).text


def test_a_removed_line_is_read_by_the_team_alone(
    as_: As, room: ChatRoom, ben: Member, nia: Member, mo: Member
) -> None:
    line = room.write(by=ben, source="Zqunkind")
    line.remove(by=mo)
    said = [("Zqunkind" in as_(one).get(room.get_absolute_url()).text) for one in (ben, nia, mo)]
    assert said == [False, False, True]
    line.delete_softly(by=ben)
    line.restore(by=ben)
    assert not ChatLine.objects.readable_by(mo).filter(pk=line.pk).exists()
