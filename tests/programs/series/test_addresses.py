import pytest
from django.urls import reverse

from tests.programs.planned import a_program, tomorrow

pytestmark = pytest.mark.django_db


def test_it(client, mia, space):
    client.force_login(mia)
    p = a_program(mia, space=space, texts=2)
    one = p.occurrences.order_by("day")[0]
    assert client.get(one.get_absolute_url()).status_code == 200
    assert client.get(p.get_absolute_url()).status_code == 200
    assert client.get(reverse("plan")).status_code == 200
    url = reverse("plan") + "?kind=prompt&day=2026-12-01"
    assert client.get(url).status_code == 200
    r = client.post(url, {"do": "preview", "title": "x"})
    assert r.status_code == 200
    data = dict(
        title="Case",
        about="",
        begins=str(tomorrow()),
        at="10:00",
        zone="Europe/Helsinki",
        lasts="7",
        unit="1440",
        repeats="weekly",
        every="2",
        days=["FR"],
        ends="never",
        rhythm="weekly",
        serves="take-part",
        space=space.pk,
        owner=mia.pk,
        is_public="on",
        goal="replies",
        do="plan",
        submission="abc",
    )
    r = client.post(url, data)
    assert r.status_code == 302, r.content.decode()
    r2 = client.post(url, data)
    assert r2["Location"] == r["Location"]
    for name in ("occurrence_change", "occurrence_later", "occurrence_call_off"):
        r = client.get(reverse(name, args=[one.pk]))
        assert r.status_code == 200
    for name in ("program_change", "program_end"):
        assert client.get(reverse(name, args=[p.pk])).status_code == 200
