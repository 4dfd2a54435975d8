"""The demo's challenges: one that runs, one with its winners; both open."""

import pytest
from django.test import Client
from django.utils import timezone

from config.demo.challenges import hold
from programs.challenges.addresses import page_of
from programs.challenges.models import Challenge
from tests.factories import a_member, let_in

pytestmark = pytest.mark.django_db


def test_one_runs_and_one_has_its_winners(mia, ben, space):
    hold({one.handle: one for one in (mia, ben, *(a_member() for _ in range(12)))}, timezone.now())
    client = Client()
    let_in(client, ben)
    running, over = Challenge.objects.order_by("pk")
    assert "Check in today" in client.get(page_of(running.occurrence)).content.decode()
    assert over.winners.count() == 3
    assert "Place 1" in client.get(page_of(over.occurrence)).content.decode()
