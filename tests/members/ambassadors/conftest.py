"""Ambassadors for tests: the programme open, ben one of them, nia one who applied."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.ambassadors.applying import AmbassadorApplication, apply
from members.ambassadors.beginning import begin_due
from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant, LevelStanding


@pytest.fixture
def programme(mia: Member) -> AmbassadorProgramme:
    """The page is open."""
    return AmbassadorProgramme.open_up(by=mia)


@pytest.fixture
def ambassador(programme: AmbassadorProgramme, ben: Member, mia: Member) -> Ambassador:
    """Ben, an ambassador since today."""
    LevelStanding.objects.create(member=ben, step=Step.AMBASSADOR)
    LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR, given_by=mia)
    assert begin_due() == 1
    return Ambassador.objects.select_related("grant", "member").get(member=ben)


@pytest.fixture
def application(programme: AmbassadorProgramme, nia: Member) -> AmbassadorApplication:
    """Nia applies."""
    return apply([("Why?", "I tell everybody anyway.")], by=nia)


def ends_in(ambassador: Ambassador, days: float) -> None:
    """Let the year of an ambassador end so many days from now."""
    ambassador.grant.ends_at = timezone.now() + timedelta(days=days)
    ambassador.grant.save(update_fields=["ends_at"])
