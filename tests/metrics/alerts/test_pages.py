"""The pages of alerts: who may not, what they say, what they change, and how much they ask the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from metrics.alerts.all import ALERTS
from metrics.alerts.announcing import hosts
from metrics.alerts.models import MANAGERS_ALONE, Finding, Severity, Watch
from metrics.alerts.reading import open_findings
from metrics.alerts.watching import watch
from metrics.rollups.days import yesterday
from tests.factories import a_group, a_member, a_space, a_thread
from tests.metrics.alerts.test_watching import KEY, days, waiting_newcomers

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def a_finding(space: Space | None = None, kind: str = KEY, **more: Any) -> Finding:
    """One that is open, with the reason that three threads wait."""
    said = [{"is": "waiting", "n": 3, "hours": 24, "threads": []}]
    fields = {"since": yesterday(), "until": yesterday(), "reasons": said} | more
    found: Finding = Finding.objects.create(kind=kind, space=space, **fields)
    return found


@pytest.fixture
def den(ben: Member) -> Space:
    """A private space that ben hosts."""
    return a_space("Den zqden", group=a_group(), hosts=(ben,))


def test_nobody_but_managers_sees_all_alerts(as_: As, ben: Member, mo: Member, nia: Member, den: Space) -> None:
    a_finding(den)
    for viewer in (ben, mo, nia):
        assert as_(viewer).get(reverse("alerts")).status_code == 403
    assert as_(AnonymousUser()).get(reverse("alerts")).status_code == 302


def test_an_alert_is_there_for_managers_and_for_hosts_of_its_space_and_for_nobody_else(
    as_: As, ben: Member, mia: Member, mo: Member, nia: Member, eve: Member, den: Space
) -> None:
    other = a_member()
    a_space("Elsewhere", hosts=(other, eve))
    here, whole = a_finding(den), a_finding()
    for viewer in (mo, nia, other, eve):
        for finding in (here, whole):
            assert as_(viewer).get(finding.get_absolute_url()).status_code == (403 if viewer is eve else 404)
        assert open_findings(viewer) == []
    assert as_(ben).get(here.get_absolute_url()).status_code == 200
    assert as_(ben).get(whole.get_absolute_url()).status_code == 404
    assert as_(mia).get(here.get_absolute_url()).status_code == 200
    assert [one.name for one in open_findings(ben)] == ["Newcomers unanswered: Den zqden"]
    assert len(open_findings(mia)) == 2
    assert open_findings(AnonymousUser()) == []


def test_twenty_open_findings_are_one_query_as_one_is(ben: Member, mia: Member, den: Space) -> None:
    a_finding(den)
    for kind, alert in ALERTS.items():
        for space in (None, den):
            if (kind, space) != (KEY, den):
                said = [{"is": key, "n": 2, "percent": 70, "hours": 24} for key in alert.sentences]
                a_finding(space, kind, reasons=said)
    for viewer, number in ((mia, 2 * len(ALERTS)), (ben, len(set(ALERTS) - MANAGERS_ALONE))):
        as_they_come = type(viewer).objects.get(pk=viewer.pk)
        with CaptureQueriesContext(connection) as asked:
            assert len(open_findings(as_they_come)) == number
        assert len(asked) == 1, [query["sql"] for query in asked]
    assert 2 * len(ALERTS) >= 20


def test_nobody_but_managers_changes_anything(as_: As, ben: Member, mo: Member, den: Space) -> None:
    finding = a_finding(den)
    paths = [
        (reverse("alert_set_aside", args=[finding.pk]), {"why": "Holidays."}),
        (reverse("alert_take_up", args=[finding.pk]), {}),
        (reverse("alert_rule_choose", args=[KEY]), ALERTS[KEY].defaults),
    ]
    for viewer in (ben, mo, AnonymousUser()):
        for path, sent in paths:
            assert as_(viewer).post(path, sent).status_code in (302, 403)
    finding.refresh_from_db()
    assert finding.aside_until is None and not Watch.objects.exists()


@pytest.mark.parametrize("kind", sorted(MANAGERS_ALONE))
def test_hosts_read_nothing_of_reports_strikes_and_single_people(
    kind: str, as_: As, ben: Member, mia: Member, den: Space
) -> None:
    finding = a_finding(den, kind, reasons=[])
    assert as_(ben).get(finding.get_absolute_url()).status_code == 404
    assert open_findings(ben) == []
    assert hosts(finding) == set()
    assert as_(mia).get(finding.get_absolute_url()).status_code == 200


def test_a_host_is_led_only_where_hosts_may_go(as_: As, ben: Member, mia: Member, den: Space) -> None:
    for kind, key, is_shown in (("silent-space", "silent", False), (KEY, "waiting", True)):
        reason = {"is": key, "n": 30, "percent": 70, "hours": 24}
        finding = a_finding(den, kind, reasons=[reason])
        url = ALERTS[kind].remedy(finding).url.replace("&", "&amp;")
        assert (url in as_(ben).get(finding.get_absolute_url()).content.decode()) is is_shown
        assert url in as_(mia).get(finding.get_absolute_url()).content.decode()


def test_the_page_says_why_and_names_the_threads_the_reader_may_open(as_: As, ben: Member, mia: Member) -> None:
    here = a_space("Here", hosts=(ben,))
    elsewhere = a_thread(a_space("Cellar", group=a_group()), title="Something behind doors")
    thread = a_thread(here, title="Where does the key hang?")
    said = [{"is": "waiting", "n": 2, "hours": 24, "threads": [thread.pk, elsewhere.pk]}]
    page = as_(ben).get(a_finding(here, reasons=said).get_absolute_url()).content.decode()
    assert "2 threads of newcomers have waited longer than 24 h for a first reply." in page
    assert "Where does the key hang?" in page and "Something behind doors" not in page


def test_one_set_aside_waits_for_28_days_with_its_reason_and_comes_back(as_: As, mia: Member) -> None:
    finding = a_finding()
    path = reverse("alert_set_aside", args=[finding.pk])
    empty = as_(mia).post(path, {"why": " "})
    assert empty.status_code == 422 and b"Write something first" in empty.content
    assert as_(mia).post(path, {"why": "Half of us are on holiday."}).status_code == 302
    finding.refresh_from_db()
    assert finding.aside_until is not None and finding.aside_at is not None
    assert finding.aside_until - finding.aside_at == timedelta(days=28)
    assert open_findings(mia) == []
    page = as_(mia).get(reverse("alerts")).content.decode()
    assert "Half of us are on holiday." in page and "Nothing is open" in page
    assert "Half of us are on holiday. (Mia)" in as_(mia).get(finding.get_absolute_url()).content.decode()
    Finding.objects.update(aside_at=timezone.now() - timedelta(days=29), aside_until=timezone.now() - timedelta(days=1))
    assert len(open_findings(mia)) == 1


def test_why_one_can_wait_is_between_managers(as_: As, ben: Member, mia: Member, den: Space) -> None:
    finding = a_finding(den)
    finding.set_aside("Ben is on holiday.", by=mia)
    page = as_(ben).get(finding.get_absolute_url()).content.decode()
    assert "It waits until" in page
    assert "Ben is on holiday." not in page and "(Mia)" not in page


def test_setting_aside_twice_keeps_the_first_reason_and_taking_up_ends_it(mia: Member, olli: Member) -> None:
    finding = a_finding()
    finding.set_aside("Holidays.", by=mia)
    finding.set_aside("Something else.", by=olli)
    assert (finding.aside_why, finding.aside_by) == ("Holidays.", mia)
    finding.take_up(by=olli)
    finding.take_up(by=olli)
    assert not finding.is_aside and finding.aside_why == ""
    verbs = list(Activity.objects.filter(verb__startswith="alert.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["alert.set_aside", "alert.taken_up"]


def test_what_opens_again_within_the_four_weeks_stays_aside_and_nobody_is_told(
    mia: Member, delivered: Callable[[], int]
) -> None:
    waiting_newcomers(a_space(), 3)
    watch(days(1)[0])
    delivered()
    finding = Finding.objects.get(space=None)
    finding.set_aside("Holidays.", by=mia)
    Finding.objects.update(closed_at=timezone.now())
    before = mia.notifications.count()
    watch(yesterday())
    delivered()
    again = Finding.objects.open().get(space=None)
    assert again.pk != finding.pk and again.is_aside and again.aside_why == "Holidays."
    assert mia.notifications.filter(subjects__contains=[again.pk]).count() == 0
    assert mia.notifications.count() <= before + 1, "Only the space, which nobody set aside, is told."


@pytest.mark.parametrize("changed", [{"opens": "0"}, {"opens": "many"}, {"opens": "2", "closes": "2"}, {"hours": ""}])
def test_thresholds_that_cannot_be_come_back_as_they_were_typed(as_: As, mia: Member, changed: dict[str, str]) -> None:
    sent = {name: str(number) for name, number in ALERTS[KEY].defaults.items()} | {"is_on": "on"} | changed
    answer = as_(mia).post(reverse("alert_rule_choose", args=[KEY]), sent)
    assert answer.status_code == 422 and b"Problem:" in answer.content
    value = next(iter(changed.values()))
    assert not value or f'value="{value}"' in answer.content.decode()
    assert not Watch.objects.exists()


def test_thresholds_are_kept_and_told_with_the_definition(as_: As, mia: Member) -> None:
    sent = ALERTS[KEY].defaults | {"opens": 7, "is_on": "on"}
    assert as_(mia).post(reverse("alert_rule_choose", args=[KEY]), sent).status_code == 302
    page = as_(mia).get(reverse("alerts")).content.decode()
    assert "7 or more threads that newcomers opened in the last 14 days" in page and "Changed by Mia" in page
    del sent["is_on"]
    as_(mia).post(reverse("alert_rule_choose", args=[KEY]), sent)
    assert "Not looked for" in as_(mia).get(reverse("alerts")).content.decode()


def test_an_unknown_kind_is_missing(as_: As, mia: Member) -> None:
    assert as_(mia).post(reverse("alert_rule_choose", args=["nothing"]), {}).status_code == 404
    gone = a_finding(kind="of-the-past")
    assert as_(mia).get(gone.get_absolute_url()).status_code == 404
    assert open_findings(mia) == []
    assert as_(mia).get(reverse("alerts")).status_code == 200


def test_what_closed_is_told_with_its_reason_for_90_days(as_: As, mia: Member) -> None:
    closing = [{"is": "none", "hours": 24}]
    a_finding(closed_at=timezone.now() - timedelta(days=3), closing=closing)
    a_finding(a_space("Long ago"), closed_at=timezone.now() - timedelta(days=91), closing=closing)
    page = as_(mia).get(reverse("alerts")).content.decode()
    assert "No newcomer has waited longer than 24 h for a first reply." in page
    assert "Newcomers unanswered: Long ago" not in page


def _asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_ten_times_the_findings_ask_no_more_questions(as_: As, mia: Member) -> None:
    thread = a_thread()
    reasons = [{"is": "fast", "n": 40, "usual": 2, "thread": thread.pk}, {"is": "edits", "n": 9, "thread": thread.pk}]
    kinds = {"overheating": reasons, KEY: [{"is": "waiting", "n": 3, "hours": 24, "threads": [thread.pk]}]}
    first = [a_finding(a_space(), kind, reasons=said) for kind, said in kinds.items()]
    client = as_(mia)
    few, one = _asked(client, reverse("alerts")), _asked(client, first[0].get_absolute_url())
    for _turn in range(9):
        for kind, said in kinds.items():
            a_finding(a_space(), kind, reasons=said, severity=Severity.ACT)
            a_finding(a_space(), kind, reasons=said, closed_at=timezone.now())
    assert _asked(client, reverse("alerts")) == few <= 14
    assert _asked(client, first[0].get_absolute_url()) == one <= 12
    with CaptureQueriesContext(connection) as seen:
        assert len(open_findings(mia)) == 20
    assert len(seen) == 1
    assert [finding.severity for finding in open_findings(mia)][:18] == [Severity.ACT] * 18


def test_what_is_open_for_everybody_stands_once_with_the_spaces_where_it_is_so(as_: As, mia: Member) -> None:
    garden = a_space("Garden zqgarden")
    whole, part = a_finding(), a_finding(garden)
    alone = a_finding(garden, kind="silent-space")
    page = as_(mia).get(reverse("alerts"))
    assert [one.finding for one in page.context["open"]] == [whole, alone]
    assert [one.parts for one in page.context["open"]] == [[part], []]
    assert f'href="{part.get_absolute_url()}">Garden zqgarden</a>' in page.content.decode()
