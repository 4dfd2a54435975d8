"""Experiments: who may not, who takes part, what is written down, and that nobody ever gets another variant."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from members.activity.models import Activity
from members.experiments.assigning import shares_of, variant_of
from members.experiments.models import Assignment, Experiment
from members.profiles.models import Member
from members.segments.models import Segment
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
ACTS = ("experiment_start", "experiment_stop", "experiment_weigh")
TYPED = {"name": "Two hellos", "key": "hello", "purpose": "zqkept", "held_out": "20", "variants": "short 2\nlong"}


@pytest.fixture
def hello(mia: Member) -> Experiment:
    """Two ways of saying hello; it does not run yet."""
    return Experiment.define("hello", "Two hellos", [("short", 1), ("long", 1)], by=mia)


def test_nobody_but_managers_sees_or_changes_anything_and_weights_are_the_owners(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member, hello: Experiment
) -> None:
    pages = [reverse("experiments"), reverse("experiment_new"), hello.get_absolute_url()]
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        client = as_(who)
        answers = {client.get(path).status_code for path in pages[:1] + pages[2:]}
        answers |= {client.post(reverse(name, args=[hello.pk])).status_code for name in ACTS}
        answers |= {client.post(reverse("experiment_define"), TYPED).status_code}
        assert answers == {status}, who
    weights = {f"weight-{one.pk}": "9" for one in hello.variants.all()}
    assert as_(mia).post(reverse("experiment_weigh", args=[hello.pk]), weights).status_code == 403
    hello.refresh_from_db()
    assert Experiment.objects.get() == hello and hello.started_at is None
    assert {one.weight for one in hello.variants.all()} == {1}


def test_nobody_gets_a_variant_before_the_start_after_the_stop_or_outside_the_segment(
    mia: Member, nia: Member, ben: Member
) -> None:
    newcomers = Segment.create("New", {"is": "joined", "with": {"days": 30}}, by=mia)
    one = Experiment.define("hello", "Hello", [("short", 1), ("long", 1)], by=mia, segment=newcomers)
    gone = a_member("Gone", is_active=False)
    assert [variant_of("hello", member) for member in (nia, ben)] == [None, None]
    one.start(by=mia)
    assert variant_of("hello", nia) in ("short", "long")
    assert [variant_of("hello", member) for member in (ben, gone)] == [None, None] and variant_of("none", nia) is None
    assert list(Assignment.objects.values_list("member", flat=True)) == [nia.pk]
    newcomers.change(by=mia, name="Old", purpose="", rule={"is": "joined_before", "with": {"days": 300}})
    assert variant_of("hello", nia) in ("short", "long"), "who met it stays in it"
    one.stop(by=mia)
    one.start(by=mia)
    assert variant_of("hello", nia) is None and not one.is_running and Assignment.objects.count() == 1


def test_a_variant_stays_whatever_becomes_of_weights_and_shares(mia: Member, olli: Member, hello: Experiment) -> None:
    people = [a_member() for _number in range(12)]
    hello.start(by=mia)
    first = [variant_of("hello", member) for member in people]
    assert set(first) == {"short", "long"}
    hello.weigh([0, 1000], by=olli)
    Experiment.objects.update(held_out=90)
    assert [variant_of("hello", member) for member in people] == first
    Experiment.objects.update(held_out=0)
    assert {variant_of("hello", a_member()) for _number in range(5)} == {"long"}
    hello.weigh([0, 1000], by=olli)
    assert Activity.objects.filter(verb="experiment.weighed").count() == 1
    for wrong in ([1], [0, 0], [1, 1, 1]):
        with pytest.raises(ValueError, match="weight"):
            hello.weigh(wrong, by=olli)


def test_each_exposure_is_written_down_once_also_of_those_held_out(mia: Member, nia: Member) -> None:
    one = Experiment.define("hello", "Hello", [("a", 1), ("b", 1)], by=mia, held_out=90)
    one.start(by=mia)
    people = [a_member() for _number in range(12)]
    seen = [variant_of("hello", member) for member in people for _time in range(2)]
    assert seen.count(None) >= 12
    met = Activity.objects.about(one).filter(verb="experiment.assigned")
    assert met.count() == Assignment.objects.count() == 12
    facts = {row.actor_id: row.facts["variant"] for row in met}
    assert facts == dict(Assignment.objects.values_list("member", "variant"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(experiment=one, member=people[0])


def test_shares_are_numbers_over_the_members_of_today(as_: As, mia: Member, olli: Member, hello: Experiment) -> None:
    people = [a_member() for _number in range(58)]
    hello.start(by=mia)
    has = [variant_of("hello", member) for member in people]
    hello.weigh([0, 1], by=olli)
    shares = shares_of(hello)
    assert shares.count == 60 and sum(share.would or 0 for share in shares.rows) == 60
    by_word = {share.variant.key if share.variant else None: share for share in shares.rows}
    assert by_word["short"].have == by_word["short"].would == has.count("short")
    assert by_word["long"].would == has.count("long") + 2 and by_word[None].would == 0
    page = as_(mia).get(hello.get_absolute_url()).content.decode()
    assert "60 members of today" in page and "Held out" in page and "Save the weights" not in page
    assert not any(f"@{member.handle}" in page or member.name in page for member in people), "numbers only"
    assert "Save the weights" in as_(olli).get(hello.get_absolute_url()).content.decode()


def test_groups_of_fewer_than_five_are_not_told_nor_can_be_reckoned(as_: As, mia: Member, hello: Experiment) -> None:
    few = [a_member() for _number in range(9)]
    hello.start(by=mia)
    short, long = hello.variants.order_by("place")
    rows = [Assignment(experiment=hello, member=member, variant=short) for member in few[:6]]
    Assignment.objects.bulk_create(
        [*rows, *(Assignment(experiment=hello, member=one, variant=long) for one in few[6:])]
    )
    assert [(share.have, share.would) for share in shares_of(hello).rows] == [(None, None), (None, None), (0, 0)]
    page = as_(mia).get(hello.get_absolute_url()).text
    assert page.count("Not told: fewer than five people") == 2
    assert "6 members of today" not in page and "3 met it" not in page
    Assignment.objects.bulk_create(Assignment(experiment=hello, member=a_member(), variant=long) for _ in range(2))
    assert [share.have for share in shares_of(hello).rows] == [6, 5, 0]


def test_a_manager_defines_starts_and_stops_one(as_: As, mia: Member, olli: Member) -> None:
    client = as_(mia)
    assert client.get(reverse("experiments")).status_code == client.get(reverse("experiment_new")).status_code == 200
    assert client.post(reverse("experiment_define"), TYPED).status_code == 302
    made = Experiment.objects.get()
    assert list(made.variants.order_by("place").values_list("key", "weight")) == [("short", 2), ("long", 1)]
    assert "Not started" in client.get(reverse("experiments")).content.decode()
    for act, words in (("start", "Runs"), ("start", "Runs"), ("stop", "Over"), ("start", "Over")):
        said = client.post(reverse(f"experiment_{act}", args=[made.pk]), follow=True).content.decode()
        assert words in said, act
    verbs = Activity.objects.about(made).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["experiment.defined", "experiment.started", "experiment.stopped"]
    short, long = made.variants.order_by("place")
    path, owner = reverse("experiment_weigh", args=[made.pk]), as_(olli)
    for typed in ({f"weight-{short.pk}": "0", f"weight-{long.pk}": "0"}, {f"weight-{short.pk}": "x"}):
        assert owner.post(path, typed).status_code == 422
    assert owner.post(path, {f"weight-{short.pk}": "3", f"weight-{long.pk}": "4"}).status_code == 302
    assert list(made.variants.order_by("place").values_list("weight", flat=True)) == [3, 4]


def test_a_wrong_form_is_refused_in_a_sentence_and_keeps_what_was_typed(
    as_: As, mia: Member, hello: Experiment
) -> None:
    client = as_(mia)
    for changed, words in (
        ({}, "Another experiment has this key."),
        ({"key": "not a key"}, "such as two-hellos"),
        ({"key": "", "name": "Hello"}, "Another experiment has this key."),
        ({"key": "", "name": "Привет"}, "such as two-hellos"),
        ({"key": "k", "name": ""}, "This field is required."),
        ({"key": "k", "held_out": "91"}, "less than or equal to 90"),
        ({"key": "k", "variants": "one"}, "two to 6 variants"),
        ({"key": "k", "variants": "a\nb\nc\nd\ne\nf\ng"}, "two to 6 variants"),
        ({"key": "k", "variants": "a\na 2"}, "a word of its own"),
        ({"key": "k", "variants": "a 0\nb 0"}, "one of them is above zero"),
        ({"key": "k", "variants": "a 1001\nb"}, "at most 1000"),
        ({"key": "k", "variants": "Ä b\nc"}, "is not a word of small letters"),
        ({"key": "k", "segment": "99"}, "Select a valid choice"),
    ):
        answer = client.post(reverse("experiment_define"), TYPED | changed)
        said = answer.content.decode()
        assert answer.status_code == 422 and words in said and 'value="zqkept"' in said, changed
    assert Experiment.objects.count() == 1
