"""What the four buttons say: all that they do to the person; and which of them is marked before anybody chose."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import formats, timezone

from moderation.guidelines.measures import Content, Person, Source
from moderation.review import proposing
from moderation.review.cases import Case
from moderation.review.choosing import Choice, choices_for, recommended
from moderation.review.proposing import Step

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.guidelines.models import Rule
    from tests.moderation.review.conftest import Leaf

    As = Callable[..., Any]
    MakeCase = Callable[..., Case]
    Sent = Callable[..., dict[str, Any]]

ENDS = timezone.now() + timedelta(days=90)
REST = Step(person=Person.SUSPEND, days=30, number=3, of=3, expires_at=ENDS)


def _lines(case: Case, step: Step | None) -> dict[str, Choice]:
    return {choice.name: choice for choice in choices_for(case, step)}


def test_every_button_names_all_that_it_does_to_the_person(a_case: "MakeCase") -> None:
    found = _lines(a_case(), REST)
    until = f"counts until {formats.date_format(timezone.localtime(ENDS), 'DATE_FORMAT')}"
    assert found["keep"].line == ""
    assert found["educate"].line == f"Send message, ask for an edit · Counts as step 3 · {until}"
    assert found["warn"].label == "Suspend"
    assert found["warn"].line == f"30 days · Counts as step 3, hides until edited · {until}"
    assert found["remove"].line == f"Suspend · 30 days · Counts as step 3 · {until} · Asks for a second moderator"
    assert (found["remove"].person, found["remove"].days) == (Person.SUSPEND, 30)


def test_a_removal_without_a_step_names_none(a_case: "MakeCase") -> None:
    case = a_case()
    assert _lines(case, None)["remove"].line == "Asks for a second moderator"
    case.about = None
    assert _lines(case, None)["remove"].person == Person.NOTHING
    assert set(_lines(case, None)) == {"keep", "remove"}


def test_a_ban_says_that_somebody_has_to_agree(a_case: "MakeCase") -> None:
    found = _lines(a_case(), Step(person=Person.BAN, number=3))
    assert found["warn"].label == "Ban"
    assert found["warn"].line.endswith("· Asks for a second moderator")
    assert found["remove"].line == "Ban · Counts as step 3 · Asks for a second moderator"


def test_what_cannot_be_mended_is_hidden_and_still_counts(
    a_case: "MakeCase", leaves: "Leaf", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(leaves), "is_mendable", False)
    assert _lines(a_case(), REST)["warn"].line.startswith("30 days · Counts as step 3 · Hidden · counts until")


@pytest.mark.parametrize("source", [Source.HELD, Source.FIXED])
def test_what_waited_to_be_seen_and_broke_nothing_begins_with_no_action(a_case: "MakeCase", source: Source) -> None:
    case = a_case(source=source)
    for step in (REST, None):
        assert recommended(choices_for(case, step), case, step, None) == "keep"


@pytest.mark.parametrize(
    ("usual", "step", "marked"),
    [
        (Person.WARN, Step(person=Person.EDUCATE), "warn"),
        (Person.EDUCATE, Step(person=Person.EDUCATE), "educate"),
        (Person.EDUCATE, REST, "warn"),
        (Person.NOTHING, REST, "keep"),
        (Person.WARN, None, "warn"),
    ],
)
def test_a_rule_that_was_named_counts_with_what_usually_follows(
    a_case: "MakeCase", rule: "Rule", usual: Person, step: Step | None, marked: str
) -> None:
    rule.usual = usual
    for source in (Source.REPORT, Source.HELD):
        case = a_case(source=source)
        assert recommended(choices_for(case, step), case, step, rule) == marked


def test_without_a_rule_the_ladder_marks_what_was_reported(a_case: "MakeCase") -> None:
    case = a_case()
    assert recommended(choices_for(case, REST), case, REST, None) == "warn"
    assert recommended(choices_for(case, None), case, None, None) == ""


def test_a_held_first_post_opens_with_no_action_chosen(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    held, reported = a_case(source=Source.HELD), a_case()
    assert as_(mo).get(held.get_absolute_url()).context["page"].form["choice"].value() == "keep"
    assert as_(mo).get(reported.get_absolute_url()).context["page"].form["choice"].value() != "keep"


@pytest.mark.parametrize("shelf", ["all", "mine", "held", "second", "appeals", "later", "done"])
def test_on_a_phone_one_goes_back_to_the_shelf_one_came_from(
    as_: "As", mo: "Member", a_case: "MakeCase", shelf: str
) -> None:
    address = reverse("moderate" if shelf == "all" else f"moderate_{shelf}")
    case, client = a_case(), as_(mo)
    for name in ("case", "case_beside"):
        page = client.get(reverse(name, args=[case.pk]), {"shelf": shelf}).text
        assert f'bench-back" href="{address}"' in page


def test_no_action_promises_no_appeal(as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent") -> None:
    case, client = a_case(source=Source.HELD), as_(mo)
    assert "can appeal for" not in client.get(case.get_absolute_url()).text
    for choice, promised in (("keep", False), ("warn", True)):
        page = client.post(f"{case.get_absolute_url()}draft/", sent(case, choice), headers={"HX-Request": "true"}).text
        assert "From the moderators, without a name." in page
        assert ("can appeal for" in page) is promised


def test_the_end_in_the_letter_is_that_of_the_days_that_are_chosen(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "_STEPS", [lambda _case: REST])
    case, client, asks = a_case(), as_(mo), {"HX-Request": "true"}

    def letter(choice: str, **more: str) -> str:
        form = sent(case, choice, content=Content.KEEP, person=Person.SUSPEND, **more)
        return str(client.post(f"{case.get_absolute_url()}draft/", form, headers=asks).text)

    def day(days: int) -> str:
        end = timezone.localtime(timezone.now() + timedelta(days=days))
        return f"rests until {formats.date_format(end, 'DATE_FORMAT')}"

    assert day(7) in letter("other", days="7") and day(30) not in letter("other", days="7")
    for unknown in ("", "soon", "99999"):
        assert "rests until the day named below" in letter("other", days=unknown)
    assert day(30) in letter("warn", days="7")
