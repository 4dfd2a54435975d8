"""A source that somebody takes away while others use it is not found, and names are compared in one way."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.profiles.models import Member
from metrics.outside.forms import MappingForm
from metrics.outside.keys import folded
from metrics.outside.models import FactFile, FactKind, OutsideFact, OutsideSource
from metrics.outside.reading import MOST_FACTS, MOST_ROWS, columns_of
from metrics.outside.taking import Told, take_in
from tests.factories import a_member
from tests.moderation.racing import while_it_waits

As = Callable[[Member], Client]
TABLE = "mail,Renewed\nana@example.com,yes\n"
SAID = {"is_0": "address", "is_1": "yes_no", "name_0": "", "name_1": "", "as_of": "2026-06-01"}
FACT = {"email": "ana@example.com", "fact": "renewed", "value": True, "day": "2026-06-01"}
type Acts = dict[str, Callable[[], int]]


def acts(source: OutsideSource, file: FactFile, client: Client) -> Acts:
    """Everything that can be sent to a source and its table."""
    of_source, of_table = source.get_absolute_url(), file.get_absolute_url()

    def post(path: str, said: dict[str, Any] | None = None) -> Callable[[], int]:
        return lambda: client.post(path, said or {}).status_code

    return {
        "upload": lambda: client.post(
            f"{of_source}upload/", {"file": SimpleUploadedFile("b.csv", TABLE.encode())}
        ).status_code,
        "key": post(f"{of_source}key/"), "end key": post(f"{of_source}end-key/"),
        "map": post(f"{of_table}map/", SAID), "take": post(f"{of_table}take/"),
        "put away": post(f"{of_table}put-away/"),
    }  # fmt: skip


def a_table(source: OutsideSource) -> FactFile:
    """One with a meaning, that waits."""
    mapping = {"meanings": {"0": "address", "1": "yes_no"}, "names": {"1": "Renewed"}, "as_of": "2026-06-01"}
    return FactFile.objects.create(source=source, name="a.csv", content=TABLE, mapping=mapping)


@pytest.mark.django_db
def test_in_the_other_tab_a_forgotten_source_and_its_tables_are_not_found(mia: Member, as_: As) -> None:
    source, client = OutsideSource.make("Billing", by=mia), as_(mia)
    file = a_table(source)
    paths = (source.get_absolute_url(), file.get_absolute_url())
    assert [client.get(path).status_code for path in paths] == [200, 200]
    forget = f"{source.get_absolute_url()}forget/"
    assert client.post(forget, {"name": "Billing"}).status_code == 302
    assert [client.get(path).status_code for path in paths] == [404, 404]
    sent = acts(source, file, client) | {"forget": lambda: client.post(forget, {"name": "Billing"}).status_code}
    assert {name: act() for name, act in sent.items()} == dict.fromkeys(sent, 404)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["upload", "key", "end key", "map", "take", "put away"])
def test_taken_away_at_the_same_moment_it_is_not_found_either(name: str) -> None:
    mia = a_member("Mia", role="manager")
    source = OutsideSource.make("Billing", by=mia)
    file, client = a_table(source), Client()
    client.force_login(mia)
    source.renew_key(by=mia)
    with while_it_waits(source, acts(source, file, client)[name]) as given:
        source.forget(by=mia)
    assert given == [404]
    assert not FactFile.objects.exists() and not OutsideFact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_key_whose_source_goes_while_it_sends_opens_nothing() -> None:
    mia = a_member("Mia", role="manager")
    source = OutsideSource.make("Billing", by=mia)
    head = {"Authorization": f"Bearer {source.renew_key(by=mia)}"}
    body = json.dumps({"facts": [FACT]})

    def send() -> int:
        return Client().post("/api/facts/", body, "application/json", headers=head).status_code

    with while_it_waits(source, send) as given:
        source.forget(by=mia)
    assert given == [401]


@pytest.mark.parametrize(
    ("one", "other"), [("Straße", "STRASSE"), ("Ärzte", "a\u0308rzte"), ("İzmir", "i\u0307zmir"), ("a  b", " A b ")]
)
@pytest.mark.django_db
def test_names_are_one_however_they_are_written(one: str, other: str, mia: Member, as_: As) -> None:
    client = as_(mia)
    assert folded(one) == folded(other)
    source = OutsideSource.make(one, by=mia)
    assert client.post("/manage/health/outside/make/", {"name": other}).status_code == 422
    facts = [Told(f"{n}@example.com", name, "yes_no", date(2026, 6, 1), 1.0) for n, name in enumerate((one, other))]
    take_in(source, facts[:1], by=mia)
    take_in(source, facts, by=mia)
    assert (FactKind.objects.count(), OutsideFact.objects.count()) == (1, 2)
    rows = [["mail", one, other], ["ana@example.com", "yes", "no"]]
    said = SAID | {"is_2": "yes_no", "name_2": ""}
    form = MappingForm(said, columns=columns_of(rows), lines=1)
    assert form.errors["__all__"] == ["Two facts have the same name. Call one of them otherwise."]
    client.post(f"{source.get_absolute_url()}forget/", {"name": other})
    assert not OutsideSource.objects.exists()


@pytest.mark.django_db
def test_names_that_only_look_alike_are_two(mia: Member, as_: As) -> None:
    OutsideSource.make("Izmir", by=mia)
    for name in ("İzmir", "Ozmir", "Ízmir"):
        assert as_(mia).post("/manage/health/outside/make/", {"name": name}).status_code == 302
    assert OutsideSource.objects.count() == 4


@pytest.mark.django_db
def test_a_table_of_too_many_facts_is_refused_with_a_sentence(mia: Member, as_: As) -> None:
    source, client = OutsideSource.make("Billing", by=mia), as_(mia)
    lines = MOST_FACTS // 4 + 1
    content = "mail,a,b,c,d\n" + "".join(f"{n}@example.com,1,0,1,0\n" for n in range(lines))
    file = FactFile.objects.create(source=source, name="a.csv", content=content)
    said = {"as_of": "2026-06-01", "is_0": "address"} | {f"is_{n}": "yes_no" for n in range(1, 5)}
    answer = client.post(f"{file.get_absolute_url()}map/", said)
    assert answer.status_code == 422
    assert "That is more than 100,000 facts. Leave out columns, or split the table." in answer.text
    client.post(f"{file.get_absolute_url()}take/")
    assert not OutsideFact.objects.exists(), "without a meaning nothing is taken in"
    assert "100,000 facts" in client.get(source.get_absolute_url()).text, "the page says so before"
    assert client.post(f"{file.get_absolute_url()}map/", said | {"is_4": ""}).status_code == 302
    assert MOST_ROWS <= MOST_FACTS
