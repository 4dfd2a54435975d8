"""The rule language: what is refused, what a rule finds, and what it says of one member."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.activity.models import Activity
from members.groups.models import Group
from members.profiles.models import Member
from members.segments.counting import TookTooLong, in_time
from members.segments.models import Segment
from members.segments.rules import WrongRule, matching, read
from members.segments.wording import explain, in_a_sentence, told
from tests.factories import a_member

pytestmark = pytest.mark.django_db
Rule = dict[str, Any]

NEW: Rule = {"is": "joined", "with": {"days": 30}}
TEAM: Rule = {"is": "role", "with": {"role": "team"}}
LINE: Rule = {"is": "has_line", "with": {}}


def deep(levels: int) -> Rule:
    """A rule with so many groups in one another."""
    return {"all": [deep(levels - 1)]} if levels else NEW


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("nonsense", "cannot be read"),
        ({}, "cannot be read"),
        ({"all": []}, "holds no sentence"),
        ({"any": [], "all": [NEW]}, "cannot be read"),
        ({"not": {"not": NEW}}, "cannot be read"),
        ({"not": [NEW]}, "cannot be read"),
        ({"is": "joined"}, "cannot be read"),
        ({"is": "joined", "with": {}}, "cannot be read"),
        ({"is": "joined", "with": {"days": 3, "hours": 2}}, "cannot be read"),
        ({"is": "no_such_thing", "with": {}}, "not known here any more"),
        ({"is": "joined", "with": {"days": "soon"}}, "whole number"),
        ({"is": "joined", "with": {"days": 0}}, "greater than or equal to 1"),
        ({"is": "joined", "with": {"days": 99999}}, "less than or equal to 3650"),
        ({"is": "role", "with": {"role": "king"}}, "Choose something else"),
        ({"is": "in_group", "with": {"group": 999}}, "What stood here is gone"),
        ({"is": "time_zone", "with": {"zone": "Europe/Atlantis"}}, "Europe/Atlantis"),
        ({"is": "interest", "with": {"word": "x" * 61}}, "60"),
        ({"is": "interest", "with": {"word": "a\0b"}}, "Null"),
        ({"is": "did", "with": {"verb": "person.blocked", "times": 1, "days": 30}}, "never was"),
        (deep(4), "three deep"),
        ({"any": [NEW] * 21}, "at most 20"),
        ({"all": [{"any": [NEW] * 11}, {"any": [NEW] * 10}]}, "at most 20"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(rule: Any, words: str) -> None:
    with pytest.raises(WrongRule) as refused:
        read(rule)
    assert words in str(refused.value)


def test_what_can_be_asked_is_kept_as_it_is() -> None:
    rule = {"all": [NEW, {"not": {"any": [TEAM, {"not": LINE}]}}]}
    assert read(rule) == rule
    assert read(deep(3)) == deep(3)
    assert read({"is": "joined", "with": {"days": "30"}}) == NEW
    assert read({"is": "time_zone", "with": {"zone": "europe/helsinki"}})["with"] == {"zone": "Europe/Helsinki"}


def test_a_rule_finds_present_members_only_with_one_query(nia: Member, ben: Member, mia: Member, eve: Member) -> None:
    a_member("Gone", is_active=False)
    a_member("Not yet", confirmed_at=None)
    ben.describe(by=ben, line="Rows")
    found: list[tuple[Rule | None, set[str]]] = [
        (None, {"Nia", "Ben", "Mia", "Eve"}),
        (NEW, {"Nia", "Mia", "Eve"}),
        ({"not": NEW}, {"Ben"}),
        ({"all": [NEW, TEAM]}, {"Mia"}),
        ({"any": [LINE, TEAM]}, {"Ben", "Mia"}),
        ({"not": {"any": [LINE, TEAM]}}, {"Nia", "Eve"}),
        ({"not": {"all": [NEW, {"not": TEAM}]}}, {"Ben", "Mia"}),
        ({"all": [{"any": [LINE, {"all": [NEW, TEAM]}]}, {"not": LINE}]}, {"Mia"}),
    ]
    for rule, names in found:
        with CaptureQueriesContext(connection) as asked:
            assert {member.name for member in matching(rule)} == names, rule
        assert len(asked) == 1


def test_a_rule_whose_predicate_is_gone_has_nobody_not_everybody(nia: Member, mia: Member) -> None:
    segment = Segment.create("All but some", {"not": TEAM}, by=mia)
    assert [member.name for member in segment.people()] == ["Nia"] and not segment.problem
    Segment.objects.filter(pk=segment.pk).update(rule={"not": {"is": "no_such_thing", "with": {}}})
    segment.refresh_from_db()
    assert not segment.people().exists() and not segment.explain(nia)
    assert "not known here any more" in segment.problem


def test_a_segment_whose_group_is_gone_says_so(circle: Group, ben: Member, mia: Member) -> None:
    segment = Segment.create("Circle", {"is": "in_group", "with": {"group": circle.pk}}, by=mia)
    assert segment.told.text == "are in the group Founding circle"
    assert segment.explain(ben)[0].startswith("are in the group Founding circle (since ")
    circle.delete()
    assert "gone" in segment.told.text and segment.problem
    assert not segment.people().exists()


def test_a_rule_reads_as_sentences() -> None:
    rule = {"all": [NEW, {"not": {"any": [TEAM, LINE]}}, {"not": {"is": "joined", "with": {"days": 1}}}]}
    said = told(rule)
    assert said.text == "All of this is so"
    assert [part.text for part in said.parts] == [
        "joined in the last 30 days", "None of this is so", "did not join in the last 1 day",
    ]  # fmt: skip
    assert [part.text for part in said.parts[1].parts] == [
        "have the role: one of the team",
        "have a line about themselves",
    ]
    assert told({"all": [NEW]}).text == "joined in the last 30 days"
    assert in_a_sentence(said) == (
        "joined in the last 30 days and (are none of those who have the role: one of the team "
        "or have a line about themselves) and did not join in the last 1 day"
    )


def test_the_reasons_are_those_that_hold(nia: Member, ben: Member, mia: Member) -> None:
    ben.describe(by=ben, line="Rows")
    segment = Segment.create("Some", {"all": [{"any": [LINE, TEAM]}, {"not": NEW}]}, by=mia)
    assert segment.explain(ben) == ["have a line about themselves", "did not join in the last 30 days"]
    assert segment.explain(nia) == []
    why = explain(segment.rule, nia)
    assert not why.fits
    assert [(finding.text, finding.holds) for finding in why.findings] == [
        ("have a line about themselves", False),
        ("have the role: one of the team", False),
        ("did not join in the last 30 days", False),
    ]


def test_the_reasons_agree_with_the_people(nia: Member, ben: Member, mia: Member, eve: Member) -> None:
    rules: list[Rule] = [
        {"not": {"all": [NEW, {"any": [LINE, {"not": TEAM}]}]}},
        {"any": [{"not": {"any": [NEW, LINE]}}, {"all": [TEAM, {"not": LINE}]}]},
        {"not": {"any": [{"not": NEW}, TEAM]}},
    ]
    for rule in rules:
        inside = set(matching(rule).values_list("pk", flat=True))
        for member in (nia, ben, mia, eve):
            assert explain(rule, member).fits == (member.pk in inside), rule


def test_the_reasons_say_nothing_that_somebody_hides(nia: Member) -> None:
    seen: Rule = {"is": "seen", "with": {"days": 30}}
    Member.objects.filter(pk=nia.pk).update(last_seen_at=timezone.now())
    nia.refresh_from_db()
    assert "last here on" in str(explain(seen, nia).findings[0])
    nia.preferences = {"online": "hidden"}
    assert str(explain(seen, nia).findings[0]) == "were here in the last 30 days"


def test_acts_are_written_down_once_and_names_are_single(mia: Member, olli: Member) -> None:
    segment = Segment.create("Newcomers", NEW, by=mia, purpose="A welcome")
    segment.change(name="Newcomers", purpose="A welcome", rule=NEW, by=mia)
    segment.change(name="Newcomers", purpose="A greeting", rule={"not": TEAM}, by=olli)
    assert segment.changed_by == olli and segment.created_by == mia
    with pytest.raises(WrongRule):
        segment.change(name="Newcomers", purpose="", rule={"all": []}, by=mia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.create("NEWCOMERS", NEW, by=mia)
    segment.archive(by=mia)
    segment.archive(by=olli)
    assert segment.archived_by == mia and not Segment.objects.in_use().exists()
    Segment.create("newcomers", NEW, by=mia)
    with pytest.raises(IntegrityError), transaction.atomic():
        segment.unarchive(by=mia)
    said = Activity.objects.about(segment).order_by("id").values_list("verb", flat=True)
    assert list(said) == ["segment.made", "segment.changed", "segment.archived"]


def test_what_takes_long_is_stopped_and_the_limit_ends_with_it() -> None:
    def ask(sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    with pytest.raises(TookTooLong), in_time(milliseconds=20):
        ask("SELECT pg_sleep(2)")
    with in_time(milliseconds=20):
        assert ask("SHOW statement_timeout") == "20ms"
    assert ask("SHOW statement_timeout") == "0"


def test_time_passes_for_a_rule_that_stays_the_same(nia: Member, mia: Member) -> None:
    segment = Segment.create("New", NEW, by=mia)
    inside: Callable[[int], bool] = lambda days: (  # noqa: E731
        segment.people(timezone.now() + timedelta(days=days)).filter(pk=nia.pk).exists()
    )
    assert [inside(days) for days in (0, 29, 31)] == [True, True, False]
