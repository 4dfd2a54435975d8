"""Planning: who may not, what is refused with a sentence and kept, and one program for one sheet."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.events.models import EventPlan
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program, tomorrow

URL = "/manage/programs/plan/?kind=prompt"


def said(space: Space, owner: Member, **more: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    return {
        "title": "Friday case review", "about": "Bring one case.", "begins": f"{tomorrow()}", "at": "18:00",
        "zone": "Europe/Helsinki", "lasts": "7", "unit": "1440", "repeats": "weekly", "every": "1", "ends": "never",
        "rhythm": "weekly", "serves": "take-part", "space": space.pk, "owner": owner.pk, "is_public": "on",
        "goal": "replies", "goal_number": "10", "submission": "sheet", "do": "plan", **more,
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ben", "mo"])
def test_members_and_moderators_plan_nothing(
    client: Client, space: Space, mia: Member, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
    assert client.post(URL, said(space, mia)).status_code == 403
    assert not Program.objects.exists()


@pytest.mark.django_db
def test_a_weekly_prompt_is_planned_and_stands_two_years_ahead(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    answer = client.post(URL, said(space, mia, days=["FR"], every="2"))
    program = Program.objects.get()
    assert answer["Location"] == program.get_absolute_url()
    assert program.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    assert 50 <= program.occurrences.count() <= 54
    assert {one.day.weekday() for one in program.occurrences.all()} == {4}


@pytest.mark.django_db
def test_a_draft_stands_in_no_calendar_until_it_is_planned(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    client.post(URL, said(space, mia, do="draft"))
    program = Program.objects.get()
    assert program.is_draft
    assert not Occurrence.objects.exists()
    client.post(reverse("program_plan", args=[program.pk]))
    assert Occurrence.objects.exists()
    client.post(reverse("program_discard", args=[program.pk]))
    assert Program.objects.exists()


WRONG = [
    ({"title": ""}, "Give it a name."),
    ({"begins": "2020-01-01"}, "This day is over."),
    ({"begins": "2099-01-01"}, "within the next two years"),
    ({"begins": "2026-02-30"}, "Enter a valid date."),
    ({"zone": "Mars/Olympus"}, "not one of the available choices"),
    ({"lasts": "1", "unit": "1"}, "five minutes at least"),
    ({"lasts": "101"}, "100 days at most"),
    ({"ends": "on"}, "Choose the last day."),
    ({"ends": "on", "ends_on": "2020-01-01"}, "The last day comes after the first."),
    ({"ends": "after"}, "Say how many times"),
    ({"repeats": "rule", "rule": "FREQ=HOURLY"}, "daily, weekly, monthly or yearly"),
    ({"repeats": "rule", "rule": ""}, "Write the rule."),
    ({"space": ""}, "Choose a space."),
    ({"goal": "own"}, "Say in words what it is to reach."),
    ({"goal": "entries"}, "not one of the available choices"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("more", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, space: Space, mia: Member, more: dict[str, str], sentence: str
) -> None:
    client.force_login(mia)
    if more.get("goal") == "own":
        more = {**more, "goal_words": ""}
    answer = client.post(URL, {**said(space, mia), **more})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Bring one case." in page
    assert not Program.objects.exists()


@pytest.mark.django_db
def test_the_preview_says_when_in_words_and_changes_nothing(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    data = said(space, mia, do="preview", title="", days=["FR"], ends="after", ends_after="3")
    page = client.post(URL, data, headers={"HX-Request": "true"}).content.decode()
    assert "Every week: Friday, 18:00 (Helsinki). It happens 3 times." in page
    assert page.count("<li>") == 3
    assert "<html" not in page
    assert "Bring one case." in client.post(URL, data).content.decode()
    assert not Program.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_sheet_sent_ten_times_at_once_makes_one_program(space: Space, mia: Member) -> None:
    data = said(space, mia)

    def send(_number: int) -> int:
        client = Client()
        client.force_login(mia)
        try:
            return client.post(URL, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(send, range(10))) == {302}
    assert Program.objects.count() == 1


@pytest.mark.django_db
def test_the_form_of_a_program_says_what_it_says_and_saves_it_unchanged(
    client: Client, space: Space, mia: Member
) -> None:
    client.force_login(mia)
    for repeats in ("weekly", "month-day", "month-weekday", "quarterly", "yearly", "never"):
        client.post(URL, said(space, mia, repeats=repeats, submission=repeats))
        program = Program.objects.latest("pk")
        form = client.get(reverse("program_change", args=[program.pk])).context["form"]
        assert form.initial["repeats"] == repeats
        assert form.initial["lasts"] == 7


@pytest.mark.django_db
def test_two_managers_at_once_overwrite_nothing_silently(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    program = a_program(mia, space=space)
    url = reverse("program_change", args=[program.pk])
    read_as = client.get(url).context["form"]["edition"].value()
    assert client.post(url, said(space, mia, edition=read_as, title="Mine")).status_code == 302
    late = client.post(url, said(space, mia, edition=read_as, title="Theirs"))
    assert late.status_code == 409
    assert "Somebody else changed this" in late.content.decode()
    assert Program.objects.get().title == "Mine"
    again = late.context["form"]["edition"].value()
    assert client.post(url, said(space, mia, edition=again, title="Theirs")).status_code == 302


@pytest.mark.django_db
def test_what_a_kind_asks_is_overwritten_as_little(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    program = a_program(mia, space=space, format="event")
    EventPlan.objects.create(program=program, place="The old mill")
    url = reverse("program_change", args=[program.pk])
    read_as = client.get(url).context["form"]["edition"].value()
    assert client.get(url).context["form"]["edition"].value() == read_as
    EventPlan.objects.filter(program=program).update(place="The new mill")
    typed = {"own-sort": "event", "own-where": "place", "own-place": "My mill", "own-thread_when": "never"}
    late = client.post(url, said(space, mia, edition=read_as, goal="going") | typed)
    assert late.status_code == 409
    assert EventPlan.objects.get().place == "The new mill"


@pytest.mark.django_db
def test_this_and_later_makes_a_second_program_with_hosts_and_checklist(
    client: Client, space: Space, mia: Member, ben: Member
) -> None:
    from programs.series.checking import set_list, tick
    from programs.series.hosting import set_rota

    client.force_login(mia)
    program = a_program(mia, space=space, texts=2, rule="FREQ=WEEKLY;COUNT=6")
    set_rota(program, [ben, mia], by=mia)
    set_list(program, [("Say it in chat", 2)], by=mia)
    third = program.occurrences.order_by("day")[2]
    tick(third, program.check_items.get(), by=ben)
    url = reverse("occurrence_later", args=[third.pk])
    form = client.get(url).context["form"]
    assert form.initial["ends_after"] == 4
    data = said(space, mia, begins=f"{third.day}", at="19:00", ends="after", ends_after="4", title="Case review")
    assert client.post(url, data).status_code == 302
    later = Program.objects.get(continues=program)
    assert (program.occurrences.count(), later.occurrences.count()) == (2, 4)
    assert [turn.member for turn in later.turns.order_by("place")] == [ben, mia]
    third.refresh_from_db()
    assert third.program == later
    assert third.checks.get().item == later.check_items.get()
    assert third.checks.get().by == ben


@pytest.mark.django_db
def test_a_moment_that_is_over_is_refused_for_what_happens_once(client: Client, space: Space, mia: Member) -> None:
    client.force_login(mia)
    now = timezone.localtime(timezone.now() - timedelta(hours=3))
    data = said(space, mia, repeats="never", begins=f"{now:%Y-%m-%d}", at=f"{now:%H:%M}", zone=str(now.tzinfo))
    answer = client.post(URL, data)
    assert answer.status_code == 422
    assert "This moment is over." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "chosen"), [("US/Eastern", "America/New_York"), ("Etc/GMT-3", "Etc/GMT-3")])
def test_the_form_begins_with_the_zone_of_the_browser_whatever_that_calls_it(
    client: Client, space: Space, mia: Member, zone: str, chosen: str
) -> None:
    Member.objects.filter(pk=mia.pk).update(time_zone=zone)
    client.force_login(mia)
    assert f'<option value="{chosen}" selected>' in client.get(URL).text
    client.post(URL, said(space, mia, zone=chosen))
    assert Program.objects.get().zone == chosen


@pytest.mark.django_db
def test_a_program_keeps_the_zone_it_has_when_it_is_changed(client: Client, space: Space, mia: Member) -> None:
    program = a_program(mia, space=space, zone="US/Eastern")
    client.force_login(mia)
    url = reverse("program_change", args=[program.pk])
    assert '<option value="US/Eastern" selected>' in client.get(url).text
    client.post(url, said(space, mia, zone="US/Eastern", title="Friday, later"))
    program.refresh_from_db()
    assert (program.title, program.zone) == ("Friday, later", "US/Eastern")
