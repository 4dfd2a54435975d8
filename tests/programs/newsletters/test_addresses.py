"""Addresses in letters: what acts for its reader is shown to nobody else, and what only looks changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from members.profiles.models import Member
from programs.newsletters.models import NewsletterChoice, NewsletterPart
from programs.newsletters.writing import stop_address
from programs.series.occurrences import Occurrence
from tests.factories import a_group, a_space, a_thread
from tests.programs.newslettered import a_newsletter, written
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def test_a_preview_as_somebody_else_holds_no_address_that_acts_for_them(mia: Member, ben: Member, as_: As) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    page = as_(mia).get(reverse("newsletter_letter", args=[date.pk]), {"reader": ben.handle}).text
    assert "the bread was gone" in page
    assert stop_address(ben) not in page
    assert stop_address(mia) in page


def test_a_press_in_a_mail_program_is_answered_without_sending_it_on(ben: Member) -> None:
    path = stop_address(ben).removeprefix(settings.PUBLIC_URL)
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204
    assert NewsletterChoice.objects.get(member=ben).stopped_at is not None
    assert Client().post(path, {"act": "resume"}).status_code == 302


def test_a_page_that_a_browser_loads_ahead_is_no_press(mia: Member, ben: Member, as_: As) -> None:
    issue = written(a_newsletter(mia), mia, {"thread": a_thread(by=ben)})
    path = reverse("newsletter_go", args=[issue.occurrence_id, issue.parts.exclude(thread=None).get().pk])
    for ahead in ("prefetch", "prefetch;prerender"):
        assert as_(ben).get(path, headers={"Sec-Purpose": ahead}).status_code == 302
    assert not NewsletterPart.objects.filter(clicks__gt=0).exists()


def test_the_way_to_a_date_does_not_say_the_title_of_a_thread_behind_doors(
    mia: Member, ben: Member, nia: Member, as_: As
) -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben, title="Only for the circle")
    event = a_program(mia, format="prompt", rule="", title="Question of the week", space=a_space()).occurrences.get()
    Occurrence.objects.filter(pk=event.pk).update(thread=thread)
    issue = written(a_newsletter(mia), mia, {"date": event})
    path = reverse("newsletter_go", args=[issue.occurrence_id, issue.parts.exclude(date=None).get().pk])
    assert "circle" in as_(ben).get(path)["Location"]
    for viewer in (nia, AnonymousUser()):
        assert "circle" not in as_(viewer).get(path)["Location"]
