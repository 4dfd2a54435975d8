"""Where one stands, and the page about a person: who may not see it, and what it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.lib.audience import Viewer
from members.profiles.models import Member
from moderation.review.deciding import agree
from moderation.review.deciding import reverse as take_back
from moderation.review.decisions import Decision
from moderation.review.panels import panels_of
from moderation.sanctions.models import PersonNote, Sanction
from moderation.sanctions.profiling import has_person_page
from moderation.statements.owing import owe_due
from tests.factories import a_member
from tests.moderation.decided import a_minute_ago
from tests.moderation.sanctions.conftest import Decide, MakeCase, Slips

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def page(client: Client, member: Member) -> tuple[int, str]:
    answer = client.get(reverse("person_standing", args=[member.handle]))
    return answer.status_code, answer.content.decode()


def test_nearly_everybody_has_nothing_there(as_: As, ben: Member) -> None:
    answer = as_(ben).get("/standing/")
    assert answer.status_code == 200 and "nearly everybody" in answer.content.decode()


def test_one_reads_steps_own_words_and_reasons(as_: As, decided: Decide, ben: Member, mo: Member, slips: Slips) -> None:
    a_minute_ago(decided(ben, "warn", by=mo, content="hide"))
    said = as_(ben).get("/standing/").content.decode()
    assert "A warning" in said and "Be kind to people" in said and "Words of the slip" in said
    assert "nearly everybody" not in said and f">{mo.name}<" not in said and mo.get_absolute_url() not in said


def test_what_was_told_and_reversed_is_told_without_the_words_for_the_team(
    as_: As, decided: Decide, ben: Member, nia: Member, mo: Member, mia: Member
) -> None:
    told = decided(ben, "warn", by=mo)
    a_minute_ago(told)
    Decision.objects.filter(pk=told.pk).update(letter_at=timezone.now())
    assert owe_due() == 1
    take_back(told, by=mia, why="Nia was right.")
    take_back(decided(nia, "warn", by=mo), by=mia, why="Before anybody was told.")
    said = as_(ben).get("/standing/").content.decode()
    assert "Reversed on" in said and "Nia was right." not in said and "Steps that count" not in said
    assert "Reversed on" not in as_(nia).get("/standing/").content.decode()


def test_a_ban_is_told_without_a_date(as_: As, decided: Decide, ben: Member, mo: Member, mia: Member) -> None:
    agree(decided(ben, "ban", by=mo), by=mia, version="1")
    said = as_(ben).get("/standing/").content.decode()
    assert "closed for good" in said and "9000" not in said
    assert "9000" not in as_(ben).get("/settings/profile/").content.decode()
    assert "9000" not in page(as_(mia), ben)[1]


def test_who_may_not_see_a_person(as_: As, ben: Member, nia: Member, mo: Member, mia: Member, olli: Member) -> None:
    other = a_member("Mod", role="moderator")
    assert [page(as_(one), nia)[0] for one in (ben, mo, mia, olli)] == [403, 200, 200, 200]
    assert [page(as_(mo), one)[0] for one in (other, mia, olli)] == [404, 404, 404]
    assert page(as_(mo), mo)[0] == 302
    assert as_(mo).get(reverse("person_standing", args=["nobody-here"])).status_code == 404


def test_the_profile_leads_the_team_to_the_page_of_a_person_where_they_may_see_it(
    as_: As, visitor: AnonymousUser, ben: Member, nia: Member, mo: Member, mia: Member, olli: Member
) -> None:
    def leads(viewer: Viewer, member: Member) -> bool:
        link = f'href="{reverse("person_standing", args=[member.handle])}"'
        return link in as_(viewer).get(member.get_absolute_url()).text

    other = a_member("Mod", role="moderator")
    assert [leads(one, nia) for one in (visitor, ben, nia, mo, mia, olli)] == [False, False, False, True, True, True]
    assert [leads(mo, one) for one in (mo, other, mia, olli)] == [False] * 4
    assert leads(mia, olli), "Managers read facts about everybody."


def test_whether_there_is_a_page_of_a_person_costs_no_query(
    ben: Member, mo: Member, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert has_person_page(ben, mo) and not has_person_page(mo, ben)


def test_of_a_higher_role_a_manager_reads_facts_alone(as_: As, decided: Decide, mia: Member, olli: Member) -> None:
    other = a_member("Maja", role="manager")
    decided(other, "warn", by=olli)
    status, said = page(as_(mia), other)
    assert status == 200 and "Be kind to people" not in said and "Keep the note" not in said


def test_the_team_reads_neither_private_titles_nor_addresses(as_: As, decided: Decide, ben: Member, mo: Member) -> None:
    decided(ben, "warn", by=mo, is_private=True)
    said = page(as_(mo), ben)[1]
    assert "in a private space" in said and "qztitle" not in said and ben.email not in said
    decided(ben, "warn", by=mo)
    assert "qztitle" in page(as_(mo), ben)[1]


def test_notes_are_for_the_team_alone(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    address = reverse("person_note", args=[ben.handle])
    assert as_(ben).post(address, {"words": "Me too"}).status_code == 403
    assert as_(mo).post(reverse("person_note", args=[mia.handle]), {"words": "Hm"}).status_code == 404
    assert as_(mo).post(address, {"words": " "}).status_code == 422
    assert as_(mo).post(address, {"words": "Talked on the phone."}).status_code == 302
    assert PersonNote.objects.get().by == mo
    assert "Talked on the phone." in page(as_(mia), ben)[1]
    assert "Talked on the phone." not in as_(ben).get("/standing/").content.decode()


def test_ending_early_asks_why_and_who(as_: As, decided: Decide, ben: Member, mo: Member, mia: Member) -> None:
    decided(ben, "suspend", by=mia, days=7)
    address = reverse("sanction_lift", args=[Sanction.objects.get().pk])
    assert [as_(one).post(address, {"why": "So"}).status_code for one in (ben, mo)] == [403, 403]
    assert as_(mia).post(address, {"why": ""}).status_code == 422
    assert as_(mia).get(address).status_code == 200
    assert as_(mia).post(address, {"why": "We talked."}).status_code == 302
    ben.refresh_from_db()
    assert not ben.is_suspended and "We talked." in page(as_(mo), ben)[1]


def test_the_panel_beside_a_case_names_the_next_step(
    as_: As, decided: Decide, a_case: MakeCase, ben: Member, mo: Member
) -> None:
    from django.template.loader import render_to_string

    decided(ben, "educate", by=mo)
    ((template, context),) = panels_of(a_case(ben), None, mo)["person"]
    assert [rung.label for rung in context["rungs"]] == ["Educate", "Warn"] and context["cases"] == 0
    assert "next in line if you count this" in render_to_string(template, context)
