"""The one text of before becomes the first version, and who agreed to it agreed to that version."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from members.installation.models import Installation
from members.profiles.models import Member
from moderation.guidelines.models import Acceptance, Guidelines
from moderation.guidelines.rules import rules_in_force

pytestmark = pytest.mark.django_db
move_over = import_module("moderation.migrations.0007_guidelines_of_before").move_over


def test_the_text_is_moved_over_once(ben: Member, nia: Member) -> None:
    Member.objects.filter(pk=ben.pk).update(guidelines_accepted_at=timezone.now())
    Installation.current()
    Installation.objects.update(guidelines="We meet here.\n\n1. Be kind. Always.\n2. Sell nothing.")
    move_over(apps, None)
    move_over(apps, None)
    version = Guidelines.objects.get()
    assert (version.number, version.purpose, version.must_accept) == (1, "We meet here.", False)
    assert [str(rule) for rule in rules_in_force()] == ["1 Be kind", "2 Sell nothing"]
    assert [row.member for row in Acceptance.objects.all()] == [ben]
    assert Installation.objects.get().guidelines_since is None


def test_a_community_without_a_text_has_no_version() -> None:
    move_over(apps, None)
    Installation.current()
    move_over(apps, None)
    assert not Guidelines.objects.exists()
