"""Calendars for other programs: whoever reads them, and every rule of cases/ical/output_rules.json that applies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from community.threads.models import Thread
from members.groups.models import Group
from members.profiles.models import Member
from programs.calendar.ical import Event, folded, text, write
from programs.calendar.keys import CalendarKey, close, key_of, renew
from programs.series.occurrences import Occurrence
from tests.factories import a_space, a_thread
from tests.programs.events.held import an_event
from tests.programs.planned import a_program

As = Callable[..., Any]
RULES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "ical" / "output_rules.json"
NOT_OURS = {
    "R11": "no zone travels: every moment is in UTC", "R13": "no rule travels: each occurrence is an event",
    "R14": "no rule, no exception", "R15": "no rule, no single exception of it", "R17": "nobody is named in a feed",
    "R22": "nothing is imported",
}  # fmt: skip
TESTED = {"R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R12", "R16", "R18", "R19", "R20", "R21"}


def lines_of(body: bytes) -> list[str]:
    """The lines as they are meant; fails for what no strict reader takes."""
    assert (
        body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b"") and b"\r" not in body.replace(b"\r\n", b"")
    )
    raw = body[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and line for line in raw)
    for line in raw:
        line.decode("utf-8")  # no letter is cut
    lines = body.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("VERSION:2.0") == 1 and sum(line.startswith("PRODID:") for line in lines) == 1
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines)
    return lines


def events_of(body: bytes) -> list[Any]:
    """The events as another program reads them."""
    lines_of(body)
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_every_rule_is_tested_or_does_not_apply() -> None:
    if not RULES.is_file():
        pytest.skip(f"THE RULES FROM OUTSIDE ARE MISSING: {RULES} does not exist")
    known = {rule["id"] for rule in json.loads(RULES.read_text())["rules"]}
    assert known == TESTED | set(NOT_OURS)


def test_the_feed_of_all_holds_each_occurrence_in_utc(as_: As, visitor: Any, mia: Member) -> None:
    program = a_program(
        mia, title="Käsityö, ilta; ja muuta", about="Two lines\nof words \\ here", rule="FREQ=WEEKLY;COUNT=3"
    )
    answer = as_(visitor).get(reverse("calendar_all"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events_of(answer.content)
    rows = list(program.occurrences.order_by("day"))
    assert [one["DTSTART"].dt for one in found] == [row.starts_at for row in rows]
    assert [one["DTEND"].dt for one in found] == [row.ends_at for row in rows]
    assert {str(one["SUMMARY"]) for one in found} == {"Käsityö, ilta; ja muuta"}
    assert str(found[0]["DESCRIPTION"]) == "Two lines\nof words \\ here"
    lines = lines_of(answer.content)
    assert len({line for line in lines if line.startswith("UID:")}) == 3
    for name in ("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"):
        assert all(re.fullmatch(rf"{name}:\d{{8}}T\d{{6}}Z", line) for line in lines if line.startswith(name))
    assert "DURATION" not in {line.split(":")[0] for line in lines}
    assert not {"RRULE", "TZID", "ATTENDEE", "ORGANIZER"} & {re.split("[:;]", line)[0] for line in lines}


def test_a_move_keeps_the_uid_and_a_cancellation_is_told(as_: As, visitor: Any, mia: Member) -> None:
    one = a_program(mia, rule="").occurrences.get()
    client = as_(visitor)
    [before] = events_of(client.get(reverse("calendar_all")).content)
    one.move(one.starts_at + timedelta(days=1), by=mia)
    [moved] = events_of(client.get(reverse("calendar_all")).content)
    one.call_off(by=mia, why="The host is ill")
    [off] = events_of(client.get(reverse("calendar_all")).content)
    assert before["UID"] == moved["UID"] == off["UID"]
    assert [one["SEQUENCE"] for one in (before, moved, off)] == [0, 1, 2]
    assert [str(one["STATUS"]) for one in (before, moved, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "The host is ill" in str(off["DESCRIPTION"])


def test_an_unchanged_feed_is_not_sent_twice_and_sets_no_cookie(
    as_: As, visitor: Any, ben: Member, mia: Member
) -> None:
    a_program(mia, rule="FREQ=WEEKLY;COUNT=2")
    for client in (as_(visitor), as_(ben)):
        cookies = dict(client.cookies)
        first = client.get(reverse("calendar_all"))
        assert not first.cookies and dict(client.cookies) == cookies
        assert "public" in first["Cache-Control"]
        assert first["Last-Modified"]
        again = client.get(reverse("calendar_all"), headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304 and not again.content


def test_a_calendar_without_events_is_one_still(as_: As, visitor: Any, db: None) -> None:
    lines = lines_of(as_(visitor).get(reverse("calendar_all")).content)
    assert "BEGIN:VTIMEZONE" in lines and "BEGIN:VEVENT" not in lines
    Calendar.from_ical(as_(visitor).get(reverse("calendar_all")).content)


@pytest.mark.parametrize("kind", ["private", "members"])
def test_a_closed_space_is_in_no_public_feed(
    as_: As, visitor: Any, mia: Member, ben: Member, nia: Member, circle: Group, kind: str
) -> None:
    group = {"group": circle} if kind == "private" else {"visibility": "members"}
    space = a_space("Back room", slug="back-room", **group)
    a_program(mia, title="Zqinside", rule="", space=space)
    one = Occurrence.objects.get()
    for person in (visitor, ben, mia):
        assert b"Zqinside" not in as_(person).get(reverse("calendar_all")).content
        assert as_(person).get(reverse("calendar_space", args=["back-room"])).status_code == 404
    assert as_(visitor).get(reverse("occurrence_ics", args=[one.pk])).status_code == 404
    assert as_(nia).get(reverse("occurrence_ics", args=[one.pk])).status_code == (404 if kind == "private" else 200)
    renew(ben)
    key = key_of(ben)
    assert key is not None
    [mine] = events_of(as_(visitor).get(reverse("calendar_mine", args=[key.token])).content)
    assert str(mine["SUMMARY"]) == "Zqinside" and str(mine["CLASS"]) == "PRIVATE"


def test_what_is_not_public_or_not_planned_is_in_no_feed(as_: As, visitor: Any, mia: Member) -> None:
    a_program(mia, title="Zqinternal", rule="", is_public=False)
    a_program(mia, title="Zqdraft", rule="", plan=False)
    renew(mia)
    key = key_of(mia)
    assert key is not None
    for path in (reverse("calendar_all"), reverse("calendar_mine", args=[key.token])):
        body = as_(visitor).get(path).content
        assert b"Zqinternal" not in body and b"Zqdraft" not in body
    internal = Occurrence.objects.get(program__title="Zqinternal")
    assert as_(visitor).get(reverse("occurrence_ics", args=[internal.pk])).status_code == 404


@pytest.mark.parametrize("fate", ["held_at", "deleted_at"])
def test_the_words_of_a_held_or_deleted_thread_are_in_no_feed(
    as_: As, visitor: Any, mia: Member, ben: Member, fate: str
) -> None:
    one = a_program(mia, title="Question", rule="", space=a_space("Open")).occurrences.get()
    thread = a_thread(a_space("Other"), by=ben, title="Zqtitle of a thread")
    Occurrence.objects.filter(pk=one.pk).update(thread=thread)
    assert b"zqtitle" in as_(visitor).get(reverse("calendar_all")).content.replace(b"\r\n ", b"").lower()
    Thread.objects.filter(pk=thread.pk).update(**{fate: timezone.now()})
    renew(mia)
    key = key_of(mia)
    assert key is not None
    for path in (reverse("calendar_all"), reverse("calendar_mine", args=[key.token])):
        assert b"zqtitle" not in as_(visitor).get(path).content.replace(b"\r\n ", b"").lower()


def test_an_own_address_stops_with_a_renewal_a_suspension_a_new_password(as_: As, visitor: Any, ben: Member) -> None:
    def path() -> str:
        key = key_of(Member.objects.get(pk=ben.pk))
        return reverse("calendar_mine", args=[key.token]) if key else ""

    client = as_(visitor)
    assert not path()
    as_(ben).post(reverse("settings_calendar_renew"))
    first = path()
    answer = client.get(first)
    assert answer.status_code == 200 and "private" in answer["Cache-Control"] and not answer.cookies
    assert client.get(first, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    as_(ben).post(reverse("settings_calendar_renew"))
    second = path()
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    ben.refresh_from_db()
    ben.set_password("another-long-word")
    ben.save(update_fields=["password"])
    assert client.get(second).status_code == 404
    third = path()
    Member.objects.get_queryset().filter(pk=ben.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    assert client.get(third).status_code == 404
    Member.objects.get_queryset().filter(pk=ben.pk).update(suspended_until=None)
    assert client.get(third).status_code == 200
    close(ben)
    assert client.get(third).status_code == 404
    renew(ben)
    assert [client.get(one).status_code for one in (first, second, third)] == [404, 404, 404]


def test_invented_addresses_open_nothing(as_: As, visitor: Any, ben: Member, nia: Member) -> None:
    renew(ben)
    key = key_of(ben)
    assert key is not None
    other = key.token.replace(f"{ben.pk}.", f"{nia.pk}.", 1)
    for token in ("nothing", "1.1.1", f"{ben.pk}.1", other, f"{key.token}x", "x" * 3000, "²:x", f"{ben.pk}.1.:"):
        assert as_(visitor).get(reverse("calendar_mine", args=[token])).status_code == 404


def test_the_page_of_ones_own_address_is_ones_own(as_: As, visitor: Any, ben: Member, mia: Member) -> None:
    renew(ben)
    key = key_of(ben)
    assert key is not None
    assert as_(visitor).get(reverse("settings_calendar")).status_code == 302
    assert key.token in as_(ben).get(reverse("settings_calendar")).text
    assert key.token not in as_(mia).get(reverse("settings_calendar")).text
    as_(ben).post(reverse("settings_calendar_close"))
    assert CalendarKey.objects.get().closed_at is not None
    assert "It has no address yet." in as_(ben).get(reverse("settings_calendar")).text


def test_too_many_ask_too_often(as_: As, visitor: Any, db: None) -> None:
    answers = [as_(visitor).get(reverse("calendar_all")).status_code for _ in range(123)]
    assert answers[:120] == [200] * 120 and set(answers[120:]) == {429}


HOSTILE = [
    "x\r\nATTENDEE:mailto:eve@example.org",
    "x\nBEGIN:VEVENT",
    "x\rSTATUS:CANCELLED",
    "x\u2028URL:http://evil",
    "\x00\x0b",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_make_a_property(words: str) -> None:
    now = datetime(2026, 12, 3, 15, tzinfo=UTC)
    body = write(words, [Event("u", now, now + timedelta(hours=1), now, 0, words, words, "/t/1/", words)])
    lines = lines_of(body)
    assert not [line for line in lines if line.startswith(("ATTENDEE", "URL:http://evil", "STATUS:CANCELLED"))]
    assert lines.count("BEGIN:VEVENT") == 1
    assert len(events_of(body)) == 1


def test_words_come_back_as_they_were_and_long_lines_are_folded_between_letters() -> None:
    words = "Ääkkösiä, pisteitä; ja \\ viivoja 🧵 " * 20
    now = datetime(2026, 12, 3, 15, tzinfo=UTC)
    [event] = events_of(write("n", [Event("u", now, now, now, 0, words, words)]))
    assert str(event["SUMMARY"]) == words == str(event["DESCRIPTION"])
    assert event["DTEND"].dt > event["DTSTART"].dt
    assert folded("a" * 75) == "a" * 75 and folded("a" * 76) == "a" * 75 + "\r\n a"
    assert text("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_addresses_are_whole(as_: As, visitor: Any, mia: Member, settings: Any) -> None:
    one = a_program(mia, rule="", space=a_space("Open")).occurrences.get()
    Occurrence.objects.filter(pk=one.pk).update(thread=a_thread(a_space("Other"), by=mia))
    [event] = events_of(as_(visitor).get(reverse("occurrence_ics", args=[one.pk])).content)
    assert str(event["URL"]).startswith(f"{settings.PUBLIC_URL}/")


def test_an_event_at_a_place_is_there_and_the_link_of_one_online_is_in_no_feed(
    as_: As, visitor: Any, mia: Member
) -> None:
    an_event(mia, title="Repair evening", is_online=False, place="Club house", address="Harbour Street 3, Oulu")
    an_event(mia, title="Call", url="https://meet.example.org/zqsecret", place="Zqnowhere")
    body = as_(visitor).get(reverse("calendar_all")).content
    found = {str(one["SUMMARY"]): str(one.get("LOCATION", "")) for one in events_of(body)}
    assert found == {"Repair evening": "Club house, Harbour Street 3, Oulu", "Call": ""}
    assert b"zqsecret" not in body


def test_places_cost_as_many_queries_for_one_as_for_many(as_: As, visitor: Any, mia: Member) -> None:
    as_(visitor).get(reverse("calendar_all"))  # what is known for good is asked once
    counts = []
    for _more in range(2):
        for number in range(3):
            an_event(mia, title=f"Evening {number}", is_online=False, place="Club house")
        with CaptureQueriesContext(connection) as asked:
            as_(visitor).get(reverse("calendar_all"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
