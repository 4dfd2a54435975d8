"""The first steps: for whoever comes first, once, and never again."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.firstrun import gate
from community.firstrun.code import setup_code
from community.firstrun.founding import TooLate, found
from community.spaces.models import Space
from members.activity.models import Activity
from members.installation.models import Installation
from members.profiles.models import Member
from moderation.guidelines.rules import rules_in_force
from tests.factories import a_member

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[object], Client]
OWNER = {"name": "Aino Laine", "email": "aino@example.org", "password": "seven quiet herons"}
LOOK = {"name": "Kiln Club", "purpose": "Clay and fire", "accent": "#e4572e", "corners": "round"}


@pytest.fixture(autouse=True)
def _nothing_yet() -> Iterator[None]:
    gate.forget()
    yield
    gate.settle()


def founded() -> Client:
    """Somebody who has taken the first step."""
    client = Client()
    assert client.post(reverse("first_run_found"), OWNER).status_code == 302
    return client


def test_once_the_community_is_open_there_is_no_such_page(as_: As, olli: Member, client: Client) -> None:
    for who in (client, as_(olli)):
        for name in ("first_run", "first_run_look", "first_run_spaces", "first_run_guidelines"):
            assert who.get(reverse(name)).status_code == 404, name
        for name in ("first_run_found", "first_run_take_look", "first_run_make_spaces", "first_run_open"):
            assert who.post(reverse(name), OWNER | LOOK).status_code == 404, name
    assert Member.objects.get_queryset().get() == olli
    assert not Space.objects.exists()


def test_on_a_server_nobody_becomes_owner_without_the_setup_code(client: Client, settings: object) -> None:
    settings.TALKOOT_LOCAL = False  # type: ignore[attr-defined]
    assert "Setup code" in client.get(reverse("first_run")).content.decode()
    for wrong in ({}, {"code": ""}, {"code": "AAAA-BBBB-CCCC-DDDD"}, {"code": "ä" * 16}, {"code": "x" * 500}):
        answer = client.post(reverse("first_run_found"), OWNER | wrong)
        assert answer.status_code == 422
        assert "aino@example.org" in answer.content.decode()
        assert OWNER["password"] not in answer.content.decode()
    assert not Member.objects.get_queryset().exists()
    right = setup_code().lower().replace("-", " ")
    assert client.post(reverse("first_run_found"), OWNER | {"code": right}).status_code == 302
    assert Member.objects.get_queryset().get().is_owner


def test_the_command_prints_the_code_until_there_is_an_owner(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("setup_code")
    assert capsys.readouterr().out.strip() == setup_code()
    a_member("Olli", role="owner")
    with pytest.raises(CommandError):
        call_command("setup_code")


@pytest.mark.parametrize("path", ["/", "/spaces/", "/signin/", "/join/", "/nowhere/", "/manage/settings/name/"])
def test_without_a_member_every_page_leads_to_the_first_step(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == "/first-run/"
    assert client.post(path, {"email": "x@example.org"}).headers["Location"] == "/first-run/"
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 61}, {"email": "nowhere"}, {"password": "short"}, {"password": "password123"},
     {"password": "aino laine"}, {"email": f"{'x' * 250}@example.org"}, {"password": "x" * 129}],
)  # fmt: skip
def test_a_wrong_owner_is_refused_and_keeps_what_was_typed(client: Client, wrong: dict[str, str]) -> None:
    answer = client.post(reverse("first_run_found"), OWNER | wrong | {"role": "owner", "is_superuser": "1"})
    assert answer.status_code == 422
    kept = "email" if "email" not in wrong else "name"
    assert OWNER[kept] in answer.content.decode()
    assert not Member.objects.get_queryset().exists()


def test_the_four_steps_make_a_community() -> None:
    client = founded()
    owner = Member.objects.present().get()
    assert (owner.is_owner, owner.handle, owner.check_password(OWNER["password"])) == (True, "aino-laine", True)
    assert client.post(reverse("first_run_take_look"), LOOK).headers["Location"] == reverse("first_run_spaces")
    page = client.get(reverse("first_run_spaces"), {"plan": "club"}).content.decode()
    assert "Lend and borrow" in page
    sent = {
        "plan": "club",
        "name_0": "Welcome",
        "purpose_0": "Hello",
        "name_1": "",
        "name_2": "Tools",
        "name_4": "Notices",
    }
    assert client.post(reverse("first_run_make_spaces"), sent).headers["Location"] == reverse("first_run_guidelines")
    assert list(Space.objects.values_list("name", flat=True)) == ["Welcome", "Tools", "Notices"]
    assert Space.objects.get(name="Notices").who_starts == "team"
    assert Space.objects.get(name="Tools").who_starts == "members"
    assert "Be kind" in client.get(reverse("first_run_guidelines")).content.decode()
    assert client.post(reverse("first_run_open"), {"guidelines": "1. Be kind."}).headers["Location"] == "/"
    installation = Installation.objects.get()
    assert (installation.name, installation.accent) == ("Kiln Club", "#e4572e")
    assert [str(rule) for rule in rules_in_force()] == ["1 Be kind"]
    assert installation.opened_at is not None
    assert client.get(reverse("first_run")).status_code == 404
    said = set(Activity.objects.values_list("verb", flat=True))
    assert {"community.founded", "space.created", "installation.painted", "community.opened"} <= said


def test_the_steps_can_be_resumed_and_are_taken_in_order() -> None:
    client = founded()
    for name in ("first_run", "first_run_spaces", "first_run_guidelines"):
        assert client.get(reverse(name)).headers["Location"] == reverse("first_run_look")
    assert client.get("/").headers["Location"] == reverse("first_run")
    assert client.post(reverse("first_run_make_spaces"), {"name_0": "Early"}).headers["Location"] == reverse(
        "first_run_look"
    )
    assert not Space.objects.exists()
    client.post(reverse("first_run_take_look"), LOOK)
    again = client.post(reverse("first_run_take_look"), LOOK | {"name": "Twice"})
    assert again.headers["Location"] == reverse("first_run_spaces")
    assert Installation.objects.get().name == "Kiln Club"


@pytest.mark.parametrize(
    ("address", "sent", "kept"),
    [
        ("first_run_take_look", LOOK | {"name": ""}, "Clay and fire"),
        ("first_run_take_look", LOOK | {"accent": "red"}, "Kiln Club"),
        ("first_run_take_look", LOOK | {"corners": "star"}, "Kiln Club"),
    ],
)
def test_a_wrong_look_is_refused_and_kept(address: str, sent: dict[str, str], kept: str) -> None:
    answer = founded().post(reverse(address), sent)
    assert answer.status_code == 422
    assert kept in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [{}, {"name_0": "Same", "name_1": "SAME", "purpose_5": "Kept"}, {"name_0": "x" * 81, "purpose_5": "Kept"},
     {"name_0": "***", "purpose_5": "Kept"}, {"name_0": "Fine", "purpose_0": "p" * 161, "purpose_5": "Kept"}],
)  # fmt: skip
def test_wrong_spaces_are_refused_and_kept(sent: dict[str, str]) -> None:
    client = founded()
    client.post(reverse("first_run_take_look"), LOOK)
    answer = client.post(reverse("first_run_make_spaces"), sent)
    assert answer.status_code == 422
    assert ("Kept" in answer.content.decode()) is bool(sent)
    assert not Space.objects.exists()


def test_somebody_else_reads_that_it_is_being_set_up(client: Client) -> None:
    founded()
    for name in ("first_run", "first_run_look", "first_run_spaces"):
        answer = client.get(reverse(name))
        assert answer.status_code == 403
        assert "being set up" in answer.content.decode()
    late = client.post(reverse("first_run_found"), OWNER | {"email": "late@example.org"})
    assert late.status_code == 409
    assert "Somebody opened the first account" in late.content.decode()
    assert Member.objects.get_queryset().count() == 1
    assert client.get("/spaces/").status_code == 200


def test_of_many_who_come_first_at_once_one_becomes_owner() -> None:
    def come(number: int) -> bool:
        try:
            found(name="Aino", email=f"aino{number}@example.org", password="seven quiet herons", language="en")
        except TooLate:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(come, range(8)))
    assert sum(done) == 1
    assert Member.objects.get_queryset().count() == 1


def test_forms_without_a_token_are_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(reverse("first_run_found"), OWNER).status_code == 403
    assert not Member.objects.get_queryset().exists()
    cache.clear()
