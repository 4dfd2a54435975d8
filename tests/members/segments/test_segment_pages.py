"""The pages of managers: who may not come, the builder with its buttons, saving, and what is kept of what was typed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.groups.models import Group
from members.profiles.models import Member
from members.segments import counting
from members.segments.building import Builder
from members.segments.models import Segment
from tests.factories import a_group, a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]

NEW = {"is": "joined", "with": {"days": 30}}
TEAM = {"is": "role", "with": {"role": "team"}}
LINE = {"is": "has_line", "with": {}}
SENTENCE = {"row": "0.0", "0.0-is": "joined", "0.0-days": "30"}


@pytest.fixture
def segment(mia: Member) -> Segment:
    """Everybody who is new."""
    return Segment.create("Newcomers", NEW, by=mia, purpose="A word of welcome")


def test_nobody_but_managers_comes_in_or_changes_anything(
    as_: As, visitor: Any, nia: Member, mo: Member, segment: Segment
) -> None:
    pages, own = ["manage_people", "segments", "segment_new", "segment_count"], ["segment", "segment_edit"]
    acts = ["segment_build", "segment_create"]
    acts_on_one = ["segment_rebuild", "segment_change", "segment_archive", "segment_unarchive"]
    to_read = [reverse(name) for name in pages] + [reverse(name, args=[segment.pk]) for name in own]
    to_do = [reverse(name) for name in acts] + [reverse(name, args=[segment.pk]) for name in acts_on_one]
    words = {"name": "Taken over", **SENTENCE}
    for who, reads, status in ((visitor, to_read, 302), (mo, to_read, 403), (nia, to_read[:1], 403)):
        client = as_(who)
        answers = [client.get(path).status_code for path in reads]
        answers += [client.post(path, words).status_code for path in to_do]
        assert set(answers) == {status}, who
    assert list(Segment.objects.values_list("name", "archived_at")) == [("Newcomers", None)]


def test_no_page_shows_an_address_or_what_is_hidden(as_: As, mia: Member, nia: Member, segment: Segment) -> None:
    Member.objects.filter(pk=nia.pk).update(place="Leeds", preferences={"place": "hidden", "online": "hidden"})
    client = as_(mia)
    for path in (reverse("manage_people"), segment.get_absolute_url(), segment.get_absolute_url() + "?why=nia"):
        said = client.get(path).content.decode()
        assert "@nia" in said and "nia@example.org" not in said and "Leeds" not in said
    asked = {"row": "0.0", "0.0-is": "place", "0.0-place": "leeds"}
    assert "0 members fit" in client.get(reverse("manage_people"), asked).content.decode()


def built(data: str) -> Builder:
    """What the builder makes of a form."""
    return Builder.read(QueryDict(data))


def test_rules_go_through_the_builder_and_come_back() -> None:
    rules: list[dict[str, Any]] = [
        {"all": [NEW]},
        {"any": [NEW, {"not": TEAM}, LINE]},
        {"not": {"any": [NEW, {"all": [{"not": LINE}, {"not": {"all": [TEAM, NEW]}}]}]}},
    ]
    for rule in rules:
        once = Builder.of(rule)
        assert once.rule == rule and not once.problem
        again = QueryDict(mutable=True)
        for name, value in once.pairs():
            again.appendlist(name, value)
        assert Builder.read(again).rule == rule
    assert Builder.of(NEW).rule == {"all": [NEW]}
    assert Builder.of({"not": TEAM}).rule == {"all": [{"not": TEAM}]}
    assert Builder.of(None).rule is None and not Builder.of(None).problem


def test_the_buttons_add_and_remove_rows_and_keep_the_others() -> None:
    assert built("").rule is None
    added = built("0-add=joined&do=add:0")
    assert added.rule == {"all": [NEW]}, "a field begins with its first value"
    word = built("row=0.0&0.0-is=joined&0.0-days=7&0-add=interest&do=add:0")
    assert word.rule == {"all": [{"is": "joined", "with": {"days": 7}}]} and not word.problem, "nobody is blamed yet"
    grouped = built("row=0.0&0.0-is=joined&0.0-days=7&do=group:0")
    assert [row.path for row in grouped.top.all()] == ["0", "0.0", "0.1"] and not grouped.problem
    inside = built("row=0.0&0.0-is=joined&0.0-days=7&row=0.1&0.1-join=not-any&0.1-add=has_line&do=add:0.1")
    assert inside.rule == {"all": [{"is": "joined", "with": {"days": 7}}, {"not": {"any": [LINE]}}]}
    less = built("row=0.0&0.0-is=joined&0.0-days=x&row=0.1&0.1-is=has_line&0.1-not=on&do=remove:0.0")
    assert less.rule == {"all": [{"not": LINE}]} and less.top.rows[0].path == "0.0"
    for nonsense in ("do=remove:0", "do=remove:9", "do=add:7.7", "do=", "row=x&row=0.99999", "row=0.1.1&row=0..1"):
        assert built(nonsense).rule is None and not built(nonsense).problem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("row=0.0&0.0-is=joined&0.0-days=", "Days: This field is required."),
        ("row=0.0&0.0-is=joined&0.0-days=-1", "greater than or equal to 1"),
        ("row=0.0&0.0-is=in_group&0.0-group=7", "Group: What stood here is gone"),
        ("row=0.0&0.0-is=interest&0.0-word=%00", "Interest: Null characters"),
        ("row=0.0&0.0-join=all", "holds no sentence"),
        ("row=0.0&0.0-is=no_such_thing", "not known here"),
        ("do=add:0", "Choose what to ask"),
        ("0-add=no_such_thing&do=add:0", "Choose what to ask"),
        ("row=0.0&row=0.0.0&row=0.0.0.0&0.0.0.0-join=any", "three deep"),
        ("row=0.0&row=0.0.0&do=group:0.0.0", "three deep"),
        ("&".join(f"row=0.{n}&0.{n}-is=has_line" for n in range(21)), "at most 20"),
        ("&".join(f"row=0.{n}&0.{n}-is=has_line" for n in range(20)) + "&0-add=has_line&do=add:0", "at most 20"),
    ],
)
def test_a_wrong_form_is_refused_in_a_sentence_and_keeps_what_was_typed(data: str, words: str) -> None:
    builder = built(data)
    assert builder.rule is None and words in builder.problem
    typed = {value for name, value in parse_qsl(data) if "-days" in name}
    kept = {value for _name, value in builder.pairs()}
    assert typed <= kept


def test_people_are_looked_for_filtered_and_paged(as_: As, mia: Member, ben: Member, monkeypatch: Any) -> None:
    from members.profiles import finding

    monkeypatch.setattr(finding, "PAGE", 2)
    for name in ("Anna", "Bert", "Cleo"):
        a_member(name)
    client, path = as_(mia), reverse("manage_people")
    first = client.get(path, SENTENCE)
    assert "4 members fit" in first.content.decode() and first.context["builder"].rule == {"all": [NEW]}
    following = first.context["listing"].next
    assert dict(parse_qsl(urlsplit(following).query))["0.0-days"] == "30"
    second = client.get(path + following)
    assert [[one.member.name for one in page.context["listing"].people] for page in (first, second)] == [
        ["Anna", "Bert"], ["Cleo", "Mia"],
    ]  # fmt: skip
    assert not second.context["listing"].next
    assert "1 member fits" in client.get(path, {"q": "@BEN"}).content.decode()
    wrong = client.get(path, {"row": "0.0", "0.0-is": "joined", "0.0-days": "soon"})
    assert wrong.status_code == 422 and 'value="soon"' in wrong.content.decode() and "Ben" not in wrong.content.decode()


def test_the_count_follows_what_is_written(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    client, path = as_(mia), reverse("segment_count")
    for asked, words in (
        ({}, "3 members fit"),
        (SENTENCE, "2 members fit"),
        (SENTENCE | {"0.0-not": "on"}, "1 member fits"),
        (SENTENCE | {"0.0-days": ""}, "Days: This field is required."),
    ):
        assert words in client.get(path, asked).content.decode()


def test_counting_that_takes_long_is_stopped_with_a_sentence(
    as_: As, mia: Member, segment: Segment, monkeypatch: Any
) -> None:
    def slowly(found: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1)")
        return 0

    monkeypatch.setattr(counting, "MILLISECONDS", 10)
    monkeypatch.setattr("members.profiles.models.MemberQuerySet.count", slowly)
    client = as_(mia)
    for path in (reverse("segment_count"), reverse("manage_people"), segment.get_absolute_url()):
        answer = client.get(path)
        assert answer.status_code == 200 and "was stopped" in answer.content.decode()


def test_a_manager_saves_changes_and_archives_a_segment(as_: As, mia: Member, nia: Member, ben: Member) -> None:
    client = as_(mia)
    started = client.get(reverse("segment_new"), SENTENCE)
    assert started.context["builder"].rule == {"all": [NEW]} and "2 members fit" in started.content.decode()
    typed = {"name": " New  here ", "purpose": "A welcome"} | SENTENCE
    built = client.post(reverse("segment_build"), typed | {"0-add": "has_line", "do": "add:0"})
    assert 'value="A welcome"' in built.content.decode() and not Segment.objects.exists()
    assert client.post(reverse("segment_create"), typed).status_code == 302
    segment = Segment.objects.get()
    assert (segment.name, segment.rule) == ("New here", {"all": [NEW]})
    page = client.get(segment.get_absolute_url()).content.decode()
    assert "Members who joined in the last 30 days" in page and "@nia" in page and "@ben" not in page
    edit = client.get(reverse("segment_edit", args=[segment.pk])).content.decode()
    assert 'value="New here"' in edit and 'name="0.0-days" value="30"' in edit
    more = typed | {"name": "New here", "0.0-days": "7"}
    assert client.post(reverse("segment_change", args=[segment.pk]), more).status_code == 302
    segment.refresh_from_db()
    assert segment.rule == {"all": [{"is": "joined", "with": {"days": 7}}]}
    client.post(reverse("segment_archive", args=[segment.pk]))
    client.post(reverse("segment_create"), typed)
    assert (
        "Another segment is called"
        in client.post(reverse("segment_unarchive", args=[segment.pk]), follow=True).content.decode()
    )
    segment.refresh_from_db()
    assert segment.archived_at
    Segment.objects.in_use().delete()
    client.post(reverse("segment_unarchive", args=[segment.pk]))
    assert Segment.objects.in_use().count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "x" * 81}, "80"),
        ({"name": "newcomers"}, "Another segment is called “newcomers”."),
        ({"purpose": "y" * 201}, "200"),
        ({"row": ""}, "Add at least one sentence"),
        ({"0.0-days": "soon"}, "whole number"),
    ],
)
def test_a_segment_that_cannot_be_saved_is_refused_and_keeps_what_was_typed(
    as_: As, mia: Member, segment: Segment, changed: dict[str, str], words: str
) -> None:
    typed = {"name": "Others", "purpose": "Kept words"} | SENTENCE | changed
    answer = as_(mia).post(reverse("segment_create"), typed)
    said = answer.content.decode()
    assert answer.status_code == 422 and words in said and Segment.objects.count() == 1
    assert all(f'value="{typed[name]}"' in said for name in ("name", "purpose") if typed[name])


def test_a_rule_that_somebody_changed_meanwhile_is_not_overwritten(
    as_: As, mia: Member, olli: Member, segment: Segment
) -> None:
    client, path = as_(mia), reverse("segment_change", args=[segment.pk])
    mine = {"name": "Mine", "purpose": "My words", "edition": segment.edition} | SENTENCE
    segment.change(name="Theirs", purpose="", rule={"not": TEAM}, by=olli)
    rebuilt = client.post(reverse("segment_rebuild", args=[segment.pk]), mine | {"0-add": "has_line", "do": "add:0"})
    assert rebuilt.context["edition"] == mine["edition"], "a button of the builder does not make the form newer"
    refused = client.post(path, mine)
    said = refused.content.decode()
    assert refused.status_code == 409 and 'value="Mine"' in said and 'value="My words"' in said
    assert "Olli changed this segment while you were writing" in said and "do not have the role" in said
    segment.refresh_from_db()
    assert segment.name == "Theirs"
    assert client.post(path, mine | {"edition": refused.context["edition"]}).status_code == 302
    segment.refresh_from_db()
    assert (segment.name, segment.rule) == ("Mine", {"all": [NEW]})
    same = {"name": "Mine", "purpose": "My words", "edition": "older"} | SENTENCE
    assert client.post(path, same).status_code == 302, "who writes the same is not held up"


def test_what_is_gone_stays_on_the_screen(as_: As, mia: Member, circle: Group, segment: Segment) -> None:
    segment.change(name="Circle", purpose="", rule={"is": "in_group", "with": {"group": circle.pk}}, by=mia)
    gone, client = circle.pk, as_(mia)
    circle.delete()
    other = a_group(mia)
    said = client.get(reverse("segment_edit", args=[segment.pk])).content.decode()
    assert f'<option value="{gone}" selected>(something that is gone)' in said and "Choose something else." in said
    typed = {"name": "Circle", "row": "0.0", "0.0-is": "in_group"}
    path = reverse("segment_change", args=[segment.pk])
    assert client.post(path, typed | {"0.0-group": gone}).status_code == 422
    assert client.post(path, typed | {"0.0-group": other.pk}).status_code == 302


def test_the_page_says_why_somebody_is_in_it_or_not(
    as_: As, mia: Member, nia: Member, ben: Member, segment: Segment
) -> None:
    client = as_(mia)
    for handle, words in (
        ("nia", ["Why Nia is in it", "joined in the last 30 days", "(joined on "]),
        ("@Ben", ["Why Ben is not in it", "Not so:"]),
        ("nobody", ["Nobody here has the handle “nobody”."]),
        ("a\0b", ["Nobody here has the handle"]),
    ):
        said = client.get(segment.get_absolute_url(), {"why": handle}).content.decode()
        assert all(word in said for word in words), handle
    Segment.objects.filter(pk=segment.pk).update(rule={"is": "gone", "with": {}})
    assert "not known here any more" in client.get(segment.get_absolute_url(), {"why": "nia"}).content.decode()
    assert client.get(reverse("segment_edit", args=[segment.pk])).status_code == 200


def test_lists_ask_the_same_for_few_and_for_many(as_: As, mia: Member, circle: Any) -> None:
    rule = {"any": [{"is": "in_group", "with": {"group": circle.pk}}, NEW]}
    client, paths = as_(mia), [reverse("segments"), reverse("manage_people")]

    def asked() -> list[int]:
        counts = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            counts.append(len(seen))
        return counts

    Segment.create("One", rule, by=mia)
    few = asked()
    for number in range(4):
        Segment.create(f"Another {number}", rule, by=mia)
        a_member()
    assert asked() == few
