"""Guides as cases are about them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.guides.models import Guide
from community.guides.permissions import may_edit
from config.lib.audience import Viewer
from members.profiles.models import Member
from moderation.guidelines.measures import Content, Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_guide

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]


def edited(guide: Guide, source: str, by: Member) -> None:
    """The guide with other words."""
    guide.edit(
        by=by,
        version=guide.version,
        title=guide.title,
        summary="",
        source=source,
        space=guide.space,
        months=6,
        cited=[],
    )


def test_drafts_and_ones_own_are_not_reported(ben: Member, nia: Member, visitor: AnonymousUser) -> None:
    kind, draft, guide = KINDS["guide"], a_guide(by=ben, published=False), a_guide(by=ben)
    for viewer in (ben, nia, visitor):
        assert kind.reportable(viewer, draft.pk) is None
    assert kind.reportable(ben, guide.pk) is None
    assert kind.reportable(nia, guide.pk) is not None
    assert kind.reportable(visitor, guide.pk) is not None


def test_a_hidden_guide_is_mended_by_its_writers_and_its_old_words_stay_hidden(
    as_: As, ben: Member, nia: Member, mo: Member
) -> None:
    guide = a_guide(by=ben, source="Zqold words")
    item = KINDS["guide"].many([guide.pk])[guide.pk]
    decide(open_case(item, Source.REPORT), Wanted(content=Content.HIDE, version=item.version), by=mo)
    guide.refresh_from_db()
    history = reverse("guide_history", args=[guide.address])
    assert as_(nia).get(guide.get_absolute_url()).status_code == 404
    assert [as_(one).get(history).status_code for one in (nia, ben, mo)] == [404, 404, 200]
    assert (may_edit(ben, guide), may_edit(nia, guide) is None) == (None, False)
    assert "The team has hidden this guide." in as_(ben).get(guide.get_absolute_url()).text
    edited(guide, "New words", ben)
    case = Case.objects.open().get()
    assert (case.source, case.about) == ("fixed", ben)
    guide.refresh_from_db()
    assert (bool(guide.hidden_at), guide.edit_asked_at) == (True, None)
    decide(case, Wanted(version=KINDS["guide"].many([guide.pk])[guide.pk].version), by=mo)
    assert "New words" in as_(nia).get(guide.get_absolute_url()).text
    assert "Zqold" not in as_(nia).get(history).text + as_(ben).get(history).text
    assert "Zqold" in as_(mo).get(history).text
    restore = reverse("guide_restore", args=[guide.address, 1])
    assert as_(ben).post(restore).status_code == 403


def test_a_removed_guide_is_there_for_the_team_alone(as_: As, ben: Member, mo: Member) -> None:
    guide = a_guide(by=ben)
    guide.remove(by=mo)
    assert as_(ben).get(guide.get_absolute_url()).status_code == 404
    assert may_edit(mo, guide) is not None
    assert as_(mo).get(guide.get_absolute_url()).status_code == 200
