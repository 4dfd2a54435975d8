"""Facts from outside, from the table or the API to what can be told of them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from members.activity.models import Activity
from members.profiles.models import Member
from metrics.outside.comparing import compared
from metrics.outside.keys import who
from metrics.outside.models import FactFile, FactKind, OutsideFact, OutsideSource
from metrics.outside.taking import OtherSort, Told, join_later, take_in
from metrics.outside.tasks import tidy_outside
from metrics.rollups.models import MemberDay
from tests.factories import a_member

DAY = date(2026, 6, 1)
As = Callable[[Member], Client]


@pytest.fixture
def source(mia: Member) -> OutsideSource:
    return OutsideSource.make("Billing", by=mia)


def renewed(address: str, value: float = 1.0, day: date = DAY) -> Told:
    return Told(address, "renewed", FactKind.Sort.YES_NO, day, value)


def test_only_managers_come_near(source: OutsideSource, as_: As, mo: Member, ben: Member) -> None:
    for member in (mo, ben):
        client = as_(member)
        assert client.get("/manage/health/outside/").status_code == 403
        assert client.get(source.get_absolute_url()).status_code == 403
        for act in ("upload", "key", "end-key", "forget"):
            assert client.post(f"{source.get_absolute_url()}{act}/", {"name": "Billing"}).status_code == 403
    assert OutsideSource.objects.filter(pk=source.pk, key_digest="").exists()


def test_no_address_is_kept_anywhere(source: OutsideSource, mia: Member, as_: As) -> None:
    take_in(source, [renewed("secret-customer@example.com")], by=mia)
    rows = [*OutsideFact.objects.values(), *FactFile.objects.values(), *Activity.objects.values()]
    assert "secret-customer" not in str(rows)
    assert OutsideFact.objects.get().who == who(" Secret-Customer@Example.com ")


def test_the_same_fact_twice_is_one_and_the_last_word_holds(source: OutsideSource, mia: Member) -> None:
    take_in(source, [renewed("a@example.com", 1.0), renewed("A@example.com", 0.0)], by=mia)
    take_in(source, [renewed("a@example.com", 0.0)], by=mia)
    assert OutsideFact.objects.get().value == 0.0


def test_a_fact_of_another_sort_changes_nothing(source: OutsideSource, mia: Member) -> None:
    take_in(source, [renewed("a@example.com")], by=mia)
    with pytest.raises(OtherSort):
        take_in(source, [renewed("b@example.com"), Told("c@example.com", "Renewed", "number", DAY, 3.0)], by=mia)
    assert OutsideFact.objects.count() == 1


def test_members_are_found_by_a_proven_address_now_or_later(source: OutsideSource, mia: Member) -> None:
    ana = a_member("Ana", email="ana@example.com")
    sly = a_member("Sly", email="sly@example.com", confirmed_at=None)
    take_in(source, [renewed("Ana@example.com"), renewed("sly@example.com"), renewed("late@example.com")], by=mia)
    assert set(OutsideFact.objects.values_list("member", flat=True)) == {ana.pk, None}
    late = a_member("Late", email="late@example.com")
    assert join_later() == 1
    assert OutsideFact.objects.filter(member=late).exists()
    assert not OutsideFact.objects.filter(member=sly).exists()


def people(source: OutsideSource, by: Member, part: str, count: int, yes: int) -> None:
    facts = []
    for number in range(count):
        address = f"{part}{number}@example.com"
        if part != "outside":
            member = a_member(email=address)
            if part == "active":
                MemberDay.objects.create(member=member, day=DAY - timedelta(days=5), replies=1)
            else:
                MemberDay.objects.create(member=member, day=DAY + timedelta(days=5), replies=1)
        facts.append(renewed(address, float(number < yes)))
    take_in(source, facts, by=by)


def test_those_who_took_part_are_told_beside_customers_who_are_no_members(source: OutsideSource, mia: Member) -> None:
    people(source, mia, "active", 40, 36)
    people(source, mia, "quiet", 10, 5)
    people(source, mia, "outside", 50, 25)
    (one,) = compared(source)
    assert [(part.key, part.people, part.percent) for part in one.parts] == [
        ("active", 40, 90.0), ("quiet", 10, 50.0), ("outside", 50, 50.0),
    ]  # fmt: skip
    assert one.sentence.startswith("Members who took part: 90 %. Customers who are no members: 50 %. That is 40 points")


def test_four_quiet_members_are_told_neither_directly_nor_by_subtracting(
    source: OutsideSource, mia: Member, as_: As
) -> None:
    people(source, mia, "active", 40, 36)
    people(source, mia, "quiet", 4, 1)
    people(source, mia, "outside", 9, 3)
    (one,) = compared(source)
    assert [part.is_withheld for part in one.parts] == [False, True, True]
    page = as_(mia).get(source.get_absolute_url()).content.decode()
    assert page.count("Not told: fewer than five people") == 2
    assert "<td>9</td>" not in page


def test_a_table_is_handed_in_looked_at_and_taken_in_once(source: OutsideSource, mia: Member, as_: As) -> None:
    client = as_(mia)
    table = SimpleUploadedFile("june.csv", b"mail,renewed\nana@example.com,yes\nbo@example.com,maybe\n", "text/csv")
    answer = client.post(f"{source.get_absolute_url()}upload/", {"file": table})
    file = FactFile.objects.get()
    assert answer.headers["Location"] == file.get_absolute_url()
    said = {"is_0": "address", "is_1": "yes_no", "name_0": "", "name_1": "Renewed", "as_of": "2026-06-01"}
    assert client.post(f"{file.get_absolute_url()}map/", said).status_code == 302
    page = client.get(file.get_absolute_url()).content.decode()
    assert "Line 3:" in page
    assert "“maybe” is neither yes nor no." in page
    assert not OutsideFact.objects.exists()
    client.post(f"{file.get_absolute_url()}take/")
    client.post(f"{file.get_absolute_url()}take/")
    assert OutsideFact.objects.count() == 1
    file.refresh_from_db()
    assert (file.taken, file.content) == (1, "")
    assert Activity.objects.filter(verb="outside_facts.taken").count() == 1


def test_a_column_that_was_changed_after_looking_is_looked_at_first(
    source: OutsideSource, mia: Member, as_: As
) -> None:
    file = FactFile.objects.create(source=source, name="a.csv", content="mail,paid,spare\na@example.com,yes,no\n")
    client, at = as_(mia), file.get_absolute_url()
    said = {"as_of": "2026-06-01", "is_0": "address", "is_1": "yes_no", "is_2": "", "name_1": "paid"}
    client.post(f"{at}map/", said)
    changed = said | {"is_1": "", "is_2": "yes_no", "name_2": "spare"}
    answer = client.post(f"{at}take/", changed, follow=True)
    assert "The columns say something else than before." in answer.text
    assert not OutsideFact.objects.exists()
    assert client.post(f"{at}take/", changed | {"is_0": ""}).status_code == 422
    client.post(f"{at}take/", changed)
    assert OutsideFact.objects.get().kind.name == "spare"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"is_0": "", "is_1": "yes_no"}, "Say which one column holds the e-mail address."),
        ({"is_0": "address", "is_1": ""}, "Say of one column at least that it holds a fact."),
        ({"is_0": "address", "is_1": "nonsense"}, "nonsense"),
    ],
)
def test_a_mapping_that_cannot_be_is_said_to_be_wrong(
    said: dict[str, str], words: str, source: OutsideSource, mia: Member, as_: As
) -> None:
    file = FactFile.objects.create(source=source, name="a.csv", content="mail,x\na@example.com,yes\n")
    answer = as_(mia).post(f"{file.get_absolute_url()}map/", {"as_of": "2026-06-01", "name_1": "kept", **said})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "kept" in page


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"one line"])
def test_a_file_that_is_no_table_is_refused(raw: bytes, source: OutsideSource, mia: Member, as_: As) -> None:
    answer = as_(mia).post(f"{source.get_absolute_url()}upload/", {"file": SimpleUploadedFile("a.csv", raw)})
    assert answer.status_code == 422
    assert not FactFile.objects.exists()


def test_a_table_nobody_settles_is_emptied(source: OutsideSource, time_machine: Any) -> None:
    file = FactFile.objects.create(source=source, name="a.csv", content="mail,x\na@example.com,yes\n")
    time_machine.move_to(file.made_at + timedelta(days=3))
    tidy_outside()
    file.refresh_from_db()
    assert file.content == ""
    assert file.settled_at is not None


def test_a_source_goes_with_its_facts_if_its_name_is_typed(source: OutsideSource, mia: Member, as_: As) -> None:
    take_in(source, [renewed("a@example.com")], by=mia)
    client = as_(mia)
    assert client.post(f"{source.get_absolute_url()}forget/", {"name": "Other"}).status_code == 422
    assert OutsideFact.objects.exists()
    client.post(f"{source.get_absolute_url()}forget/", {"name": "billing"})
    assert not OutsideFact.objects.exists()


def test_a_source_that_two_take_away_at_once_goes_once(source: OutsideSource, mia: Member) -> None:
    again = OutsideSource.objects.get(pk=source.pk)
    source.forget(by=mia)
    again.forget(by=mia)
    assert Activity.objects.filter(verb="outside_source.forgotten").count() == 1


def test_another_source_cannot_have_the_name(source: OutsideSource, mia: Member, as_: As) -> None:
    answer = as_(mia).post("/manage/health/outside/make/", {"name": "billing"})
    assert answer.status_code == 422
    assert 'value="billing"' in answer.content.decode()


# --- the API ------------------------------------------------------------------------------------------------------


def sent(key: str, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client().post("/api/facts/", raw, "application/json", headers={"Authorization": f"Bearer {key}"})


FACT = {"email": "ana@example.com", "fact": "renewed", "value": True, "day": "2026-06-01"}


def test_a_key_lets_a_source_send_and_sending_again_changes_nothing(source: OutsideSource, mia: Member) -> None:
    key = source.renew_key(by=mia)
    assert sent(key, {"facts": [FACT]}).json() == {"taken": 1}
    assert sent(key, {"facts": [FACT]}).json() == {"taken": 1}
    assert OutsideFact.objects.get().value == 1.0
    assert key not in str(OutsideSource.objects.values())


def test_a_key_that_ended_opens_nothing(source: OutsideSource, mia: Member, as_: As) -> None:
    old = source.renew_key(by=mia)
    new = source.renew_key(by=mia)
    assert sent(old, {"facts": [FACT]}).status_code == 401
    as_(mia).post(f"{source.get_absolute_url()}end-key/")
    assert sent(new, {"facts": [FACT]}).status_code == 401
    assert sent("", {"facts": [FACT]}).status_code == 401
    assert not OutsideFact.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"no json", b"[" * 100_000, {"facts": []}, {"facts": "x"}, [FACT], {"facts": [1]},
        {"facts": [FACT | {"email": 5}]}, {"facts": [FACT | {"email": "nobody"}]}, {"facts": [FACT | {"fact": ""}]},
        {"facts": [FACT | {"fact": "x" * 61}]}, {"facts": [FACT | {"value": "yes"}]}, {"facts": [FACT | {"day": None}]},
        {"facts": [FACT | {"value": 1e300}]}, b'{"facts": [{"email": "a@example.com", "fact": "x", "value": NaN}]}',
        {"facts": [FACT] * 1001}, {"facts": [FACT, FACT | {"day": "soon"}]}, b"x" * (1024 * 1024 + 1),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_whole_with_a_sentence(body: Any, source: OutsideSource, mia: Member) -> None:
    answer = sent(source.renew_key(by=mia), body)
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["error"].endswith(".")
    assert not OutsideFact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_that_send_at_once_make_one_kind_and_one_fact(mia: Member) -> None:
    source = OutsideSource.make("Billing", by=mia)

    def send(number: int) -> int:
        try:
            return take_in(source, [renewed(f"{n}@example.com") for n in range(50)], by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [50] * 4
    assert (FactKind.objects.count(), OutsideFact.objects.count()) == (1, 50)
