"""A member's page and the people directory: who sees what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.preferences import Preferences, choose
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def test_nobody_sees_the_address_of_a_member(as_: As, ben: Member, olli: Member, visitor: AnonymousUser) -> None:
    for viewer in (visitor, olli, ben):
        for page in ("/people/ben/", "/people/", "/people/?q=ben"):
            assert b"ben@example.org" not in as_(viewer).get(page).content


def test_a_profile_closed_to_visitors_does_not_exist_for_them(
    as_: As, ben: Member, nia: Member, visitor: AnonymousUser
) -> None:
    assert as_(visitor).get("/people/ben/").status_code == 200
    choose(ben, profile="members")
    assert as_(visitor).get("/people/ben/").status_code == 404
    assert b"Ben" not in as_(visitor).get("/people/").content
    assert as_(nia).get("/people/ben/").status_code == 200


def test_who_has_not_proven_an_address_or_closed_the_account_is_not_there(as_: As, ben: Member, nia: Member) -> None:
    a_member("Ghost", confirmed_at=None)
    a_member("Gone", is_active=False)
    for handle in ("ghost", "gone", "never"):
        assert as_(ben).get(f"/people/{handle}/").status_code == 404
    assert b"Ghost" not in as_(ben).get("/people/").content


def test_place_and_presence_are_hidden_where_the_member_says_so(as_: As, nia: Member) -> None:
    ben = a_member("Ben", place="Tampere", last_seen_at=timezone.now())
    shown = as_(nia).get("/people/ben/").content.decode()
    assert "Tampere" in shown and "Here now" in shown
    choose(ben, place="hidden", online="hidden")
    hidden = as_(nia).get("/people/ben/").content.decode()
    assert "Tampere" not in hidden and "Here now" not in hidden
    assert b"Tampere" not in as_(nia).get("/people/").content
    assert b"Ben" not in as_(nia).get("/people/?place=tampere").content
    assert b"Tampere" in as_(ben).get("/people/ben/").content


def test_visitors_do_not_see_who_is_here(as_: As, visitor: AnonymousUser) -> None:
    a_member("Ben", last_seen_at=timezone.now())
    assert b"Here now" not in as_(visitor).get("/people/ben/").content


def test_an_old_handle_leads_on(as_: As, ben: Member, visitor: AnonymousUser) -> None:
    ben.take_handle("benedict", by=ben)
    answer = as_(visitor).get("/people/ben/")
    assert (answer.status_code, answer.url) == (302, "/people/benedict/")  # type: ignore[attr-defined]
    assert as_(visitor).get("/people/BENEDICT/").status_code == 301
    choose(ben, profile="members")
    assert as_(visitor).get("/people/ben/").status_code == 404


def test_hostile_words_stay_words(as_: As, visitor: AnonymousUser) -> None:
    a_member("Ben", about="<script>alert(1)</script>\nsecond", line="<b>bold</b>", interests=["<i>x</i>"])
    page = as_(visitor).get("/people/ben/").content.decode()
    assert "<script>alert" not in page and "<b>bold" not in page and "<i>x" not in page
    assert "&lt;script&gt;" in page and "<br>second" in page


def test_people_are_found_by_name_interest_help_and_place(as_: As, visitor: AnonymousUser) -> None:
    a_member("Ana", interests=["Small teams", "Rowing"], expertise=["CSV import"], place="Lisbon")
    a_member("Kofi", interests=["Small"], expertise=["imports"], place="Accra")
    for address in ("?q=an", "?interest=small+TEAMS", "?help=csv%20imp", "?place=lis", "?q=a&place=lisbon"):
        page = as_(visitor).get(f"/people/{address}").content.decode()
        assert "/people/ana/" in page and "/people/kofi/" not in page, address
    assert b"Nobody fits" in as_(visitor).get("/people/?q=zzz").content


def test_the_directory_goes_on_page_by_page(as_: As, visitor: AnonymousUser) -> None:
    Member.objects.bulk_create(
        Member(handle=f"m{n:03}", name=f"Member {n:03}", email=f"{n}@example.org") for n in range(65)
    )
    seen, address = [], "/people/"
    while address:
        answer = as_(visitor).get(address)
        seen += [row.member.handle for row in answer.context["people"]]
        address = "/people/" + answer.context["next"] if answer.context["next"] else ""
    assert seen == [f"m{n:03}" for n in range(65)]


@pytest.mark.parametrize("nonsense", ["?after=x", "?after=%00", "?q=%00", "?q=" + "x" * 5000, "?tab=zzz", "?q=%25_"])
def test_nonsense_in_the_address_is_no_error(as_: As, ben: Member, nonsense: str) -> None:
    assert as_(ben).get(f"/people/{nonsense}").status_code == 200
    assert as_(ben).get(f"/people/ben/{nonsense}").status_code == 200


def test_local_time_is_the_members_own(as_: As, visitor: AnonymousUser) -> None:
    ben = a_member("Ben", time_zone="Asia/Tokyo")
    there = timezone.now().astimezone(ben.zone)
    page = as_(visitor).get("/people/ben/").content.decode()
    assert any(f"{(there + timedelta(minutes=m)):%H:%M} there" in page for m in (-1, 0, 1))
    Member.objects.filter(pk=ben.pk).update(time_zone="Nowhere/Atall")
    assert as_(visitor).get("/people/ben/").status_code == 200


def test_a_preference_that_is_not_known_counts_as_not_chosen(ben: Member) -> None:
    ben.preferences = {"theme": "neon", "reading": "large", "links": ["x"]}
    assert Preferences.of(ben) == Preferences(reading="large")
    with pytest.raises(ValueError):
        choose(ben, theme="neon")
    with pytest.raises(KeyError):
        choose(ben, role="owner")


def test_nobody_is_given_a_time_that_they_have_not_chosen(as_: As, nia: Member) -> None:
    newcomer = a_member("Tuuli")
    assert " there<" not in as_(nia).get("/people/tuuli/").content.decode()
    newcomer.describe(by=newcomer, time_zone="Europe/Helsinki")
    assert " there<" in as_(nia).get("/people/tuuli/").content.decode()
    assert " there<" not in as_(newcomer).get("/people/tuuli/").content.decode()


def test_who_does_not_want_to_be_listed_is_not_found(as_: As, visitor: AnonymousUser, nia: Member, mo: Member) -> None:
    a_member("Quiet Quentin", place="Lisbon", languages=["pt"], preferences={"directory": "hidden"})
    for viewer in (visitor, nia, mo):
        for query in ("", "?q=quentin", "?place=lisbon", "?language=pt"):
            assert b"Quentin" not in as_(viewer).get(f"/people/{query}").content.replace(b'value="quentin"', b"")
    assert as_(nia).get("/people/quiet-quentin/").status_code == 200
    assert b"Quiet" in as_(Member.objects.get(handle="quiet-quentin")).get("/people/?q=quentin").content


def test_people_are_found_by_language_role_and_letters_without_accents(
    as_: As, nia: Member, mo: Member, mia: Member, olli: Member
) -> None:
    a_member("Réka Łukasz", languages=["hu", "pl"], place="Gdańsk")
    found = {
        "?q=reka": {"reka-ukasz"}, "?language=hu": {"reka-ukasz"}, "?place=gdansk": {"reka-ukasz"},
        "?language=xx": set(), "?role=team": {"mo", "mia", "olli"}, "?role=moderator": {"mo"},
        "?role=nonsense": set(), "?q=%40mo": {"mo"}, "?role=team&q=mia": {"mia"},
    }  # fmt: skip
    for query, handles in found.items():
        rows = as_(nia).get(f"/people/{query}").context["people"]
        assert {row.member.handle for row in rows} == handles, query
