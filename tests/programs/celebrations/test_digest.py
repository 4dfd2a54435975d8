"""Celebrations in the digest: of others, where the reader sees them, not across a block."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.following.models import Silence
from community.spaces.models import Space
from members.digest.sections import Readers
from members.profiles.models import Member
from programs.celebrations.digesting import Celebrated
from programs.celebrations.models import CelebrationRule, What
from programs.celebrations.noting import celebrate
from tests.factories import a_member, a_thread

pytestmark = pytest.mark.django_db


def told(*readers: Member) -> dict[str, list[str]]:
    section, since = Celebrated(), timezone.now() - timedelta(days=7)
    asked = Readers(dict.fromkeys(readers, since))
    chosen = section.choose(asked)
    shown = section.show(asked, chosen, section.find(asked, chosen))
    return {one.name: [piece.title for piece in shown.get(one.pk, [])] for one in readers}


def test_the_digest_tells_nothing_from_behind_doors_or_across_a_block(
    mia: Member, ben: Member, nia: Member, private_space: Space
) -> None:
    post = a_thread(private_space, by=ben).posts.get(number=1)
    inside = celebrate(ben.pk, What.FIRST_POST, at=timezone.now(), post=post)
    anna, carl = a_member("Anna"), a_member("Carl")
    outside = celebrate(anna.pk, What.THANKS, 10, at=timezone.now())
    assert inside is not None
    assert outside is not None
    Silence.objects.create(member=anna, other=carl, blocked=True)
    found = told(mia, ben, nia, anna, carl)
    assert set(found["Mia"]) == {inside.line, outside.line}
    assert found["Ben"] == found["Nia"] == [outside.line]
    assert found["Anna"] == found["Carl"] == []


def test_a_kind_that_has_no_place_in_the_digest_is_not_in_it(ben: Member, nia: Member) -> None:
    CelebrationRule.objects.create(what=What.THANKS, in_digest=False)
    celebrate(ben.pk, What.THANKS, 10, at=timezone.now())
    assert told(nia) == {"Nia": []}
