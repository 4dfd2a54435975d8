"""Around the queue: choosing many cases, the list that is fetched anew, the way to all pages of moderation."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from moderation.review.cases import Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from members.profiles.models import Member

    As = Callable[..., Any]
    MakeCase = Callable[..., Case]

PLACES = ("rota", "rules", "policies", "replies", "escalation", "moderation_log", "moderation_stats")


def chosen(page: str) -> list[str]:
    """What the boxes of the list send."""
    return re.findall(r'type="checkbox" name="case" form="bulk" value="([^"]+)"', page)


def test_cases_are_chosen_in_the_queue_and_decided_together(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    cases = [a_case(), a_case()]
    client = as_(mo)
    boxes = chosen(client.get("/moderate/").text)
    assert sorted(boxes) == [f"{case.pk}:first of {case.subject_id}" for case in cases]
    asked = client.post(reverse("moderate_bulk"), {"case": boxes})
    assert asked.status_code == 200 and "Decide 2 cases" in asked.text
    sent = {"case": boxes, "content": "keep", "person": "nothing", "submission": "once"}
    assert client.post(reverse("moderate_bulk"), sent).status_code == 200
    assert Decision.objects.count() == 2


def test_nothing_is_chosen_among_what_is_done_or_put_off(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now())
    for shelf in ("done", "later", "appeals"):
        page = as_(mo).get(f"/moderate/{shelf}/").text
        assert not chosen(page) and "Decide together" not in page


def test_the_list_is_fetched_anew_without_opening_a_case(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    page = as_(mo).get(f"{case.get_absolute_url()}?shelf=mine").text
    assert 'content="/live/?c=moderation"' in page and "js/queue.js" in page
    assert 'id="queue" data-live-list="/moderate/mine/"' in page
    Case.objects.filter(pk=case.pk).update(claimed_by=None, claimed_at=None)
    as_(mo).get("/moderate/mine/")
    case.refresh_from_db()
    assert case.claimed_by is None


@pytest.mark.parametrize("name", PLACES)
def test_each_page_of_moderation_leads_to_all_of_them(as_: "As", mo: "Member", name: str) -> None:
    page = as_(mo).get(reverse(name)).text
    for other in PLACES:
        assert f'href="{reverse(other)}"' in page, other
    assert f'href="{reverse(name)}" aria-current="page"' in page


def test_the_bench_leads_to_them_in_a_menu(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    a_case()
    page = as_(mo).get("/moderate/").text
    assert all(f'<a href="{reverse(other)}" class="menu-item">' in page for other in PLACES)


def test_everybody_finds_the_numbers_and_where_they_stand(as_: "As", ben: "Member", visitor: Any) -> None:
    assert f'href="{reverse("transparency")}"' in as_(visitor).get(reverse("about")).text
    assert f'href="{reverse("standing")}"' in as_(ben).get("/people/").text


def test_what_other_rooms_add_is_drawn_on_the_case(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    page = as_(mo).get(case.get_absolute_url()).text
    assert "Steps so far" in page
    assert reverse("case_escalate", args=[case.pk]) in page
