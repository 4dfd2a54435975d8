"""Who is here is remembered, and stays signed in as long as they come back."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.profiles.models import Member

pytestmark = pytest.mark.django_db


def test_a_session_in_use_begins_its_thirty_days_anew_once_a_day(nia: Member, as_: Any) -> None:
    client = as_(nia)
    client.get("/")
    started = Session.objects.get()
    for days, renewed in ((0, False), (29, True)):
        then = timezone.now() - timedelta(days=days)
        Member.objects.filter(pk=nia.pk).update(last_seen_at=timezone.now() - timedelta(hours=1))
        session = client.session
        session["renewed_on"] = then.date().isoformat()
        session.save()
        Session.objects.update(expire_date=started.expire_date - timedelta(days=days))
        before = Session.objects.get().expire_date
        answer = client.get("/")
        assert (Session.objects.get().expire_date > before) is renewed
        assert ("sessionid" in answer.cookies) is renewed  # the browser keeps its cookie for as long
