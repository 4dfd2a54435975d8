"""The demo's newsletter: one issue that members and visitors read, and one that waits for a second yes."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.demo.newsletters import write
from members.profiles.models import Member
from programs.newsletters.models import NewsletterIssue
from tests.factories import let_in

pytestmark = pytest.mark.django_db


def test_one_left_and_one_waits(mia: Member, olli: Member, ben: Member, client: Client) -> None:
    write({one.handle: one for one in (mia, olli, ben)}, timezone.now())
    before, following = NewsletterIssue.objects.select_related("occurrence").order_by("occurrence__starts_at")
    assert client.get(before.get_absolute_url()).status_code == 200
    assert client.get(following.get_absolute_url()).status_code == 404
    let_in(client, olli)
    assert "Agree to it" in client.get(reverse("newsletter_edit", args=[following.occurrence_id])).content.decode()
