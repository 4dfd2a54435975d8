"""Every predicate that is registered: whom it finds, that its contrary finds all others, and that it can be read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.following.reading import read_to
from community.predicates import ANY_SPACE
from community.reactions.reacting import react
from members.activity.models import Activity
from members.activity.verbs import VERBS
from members.invitations.models import Application, invite
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.recognition.thanks import thank
from members.segments.deeds import DEEDS, deed
from members.segments.fields import EVER, IN_THE_OPEN, options
from members.segments.predicates import PREDICATES, Predicate, pieces, register
from members.segments.rules import matching, read
from members.segments.wording import explain, sentence_of
from members.stages.models import Standing
from tests.factories import a_group, a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
Rule = dict[str, Any]


@pytest.fixture
def town() -> dict[str, Any]:
    """Five people who differ in everything that can be asked, and what they did."""
    now = timezone.now()
    old, gone = now - timedelta(days=200), now - timedelta(days=100)
    said: dict[str, Any] = {
        "interests": ["Choir singing"],
        "expertise": ["sound"],
        "languages": ["hu", "en"],
        "line": "Sings",
    }
    home = {"place": "Győr", "language": "hu", "time_zone": "Europe/Budapest"}
    ana = a_member("Ana", joined_at=old, last_seen_at=now, photo="a.webp", **said, **home)
    bo = a_member("Bo", joined_at=old, last_seen_at=gone, place="Gyor", preferences={"place": "hidden"})
    cy = a_member("Cy", role="moderator")
    di = a_member("Di", joined_at=gone)
    em = a_member("Em", last_seen_at=None)
    invite(by=cy).use(by=bo, expectation="A choir near me")
    application = Application.objects.create(name="Di", email="di@example.org", answer="Hello")
    invitation = application.accept(by=cy)
    assert invitation is not None
    invitation.use(by=di)
    group, hall, yard = a_group(ana, cy), a_space("Hall"), a_space("Yard")
    question = a_thread(hall, by=em, kind="question")
    answer = a_post(question, by=ana)
    a_post(question, by=ana)
    question.accept(answer, by=em)
    a_post(question, by=bo).delete_softly(by=bo)
    a_thread(yard, by=ana)
    react(answer, "👍", by=di)
    for giver, receiver in ((bo, ana), (cy, ana), (bo, em)):
        thank(receiver, "For the tea", by=giver)
    Referral.objects.create(member=di, referrer=ana, activated_at=gone)
    Referral.objects.create(member=em, referrer=bo)
    LevelStanding.objects.create(member=ana, step=Step.HELPER)
    read_to(di, question, 2)
    Standing.objects.create(member=ana, stage="activated")
    Standing.objects.create(member=bo, stage="aware")
    Activity.objects.filter(actor=ana, verb="thread.started").update(at=gone)
    return {"group": group.pk, "hall": hall.pk, "yard": yard.pk}


def found(town: dict[str, Any]) -> list[tuple[str, dict[str, Any], str]]:
    """Predicates with values, and the initials of those who are found."""
    places = (ANY_SPACE, IN_THE_OPEN, town["hall"], town["yard"])
    space, everyone, hall, yard = ({"space": pk, "times": 1, "since": EVER} for pk in places)
    return [
        ("joined", {"days": 30}, "CE"),
        ("joined_before", {"days": 150}, "AB"),
        ("joined_by", {"way": "invitation"}, "B"),
        ("joined_by", {"way": "application"}, "D"),
        ("joined_by", {"way": "open"}, "ACE"),
        ("brought", {"times": 1, "since": EVER}, "A"),
        ("brought", {"times": 1, "since": 30}, ""),
        ("brought", {"times": 2, "since": EVER}, ""),
        ("was_brought", {}, "DE"),
        ("came_because", {"word": "choir"}, "B"),
        ("came_because", {"word": "hello"}, "D"),
        ("role", {"role": "member"}, "ABDE"),
        ("role", {"role": "team"}, "C"),
        ("language", {"language": "hu"}, "A"),
        ("speaks", {"language": "en"}, "A"),
        ("time_zone", {"zone": "Europe/Budapest"}, "A"),
        ("has_photo", {}, "A"),
        ("has_line", {}, "A"),
        ("interest", {"word": "choir SINGING"}, "A"),
        ("interest", {"word": "choir"}, ""),
        ("expertise", {"word": "Sound"}, "A"),
        ("expertise", {"word": "a|b"}, ""),
        ("place", {"place": "gyor"}, "A"),
        ("in_group", {"group": town["group"]}, "AC"),
        ("level", {"level": 1}, "ABCDE"),
        ("level", {"level": 3}, "A"),
        ("started", {**everyone, "kind": "any"}, "AE"),
        ("replied", {**everyone, "times": 2}, "A"),
        ("answered", everyone, "A"),
        ("thanked", {"times": 1, "since": EVER}, "AE"),
        ("thanked", {"times": 2, "since": 7}, "A"),
        ("thanks", {"times": 2, "since": EVER}, "B"),
        ("seen", {"days": 30}, "A"),
        ("away", {"days": 60}, "BD"),
        ("away", {"days": 150}, ""),
        ("did", {"verb": "post.created", "times": 2, "days": 30}, "A"),
        ("did", {"verb": "thread.started", "times": 1, "days": 30}, "E"),
        ("did", {"verb": "thread.started", "times": 1, "days": 365}, "AE"),
        ("started", {**space, "kind": "any"}, "AE"),
        ("started", {**space, "kind": "question"}, "E"),
        ("started", {**yard, "kind": "any"}, "A"),
        ("started", {**space, "kind": "any", "times": 2}, ""),
        ("replied", space, "A"),
        ("replied", {**space, "times": 2, "since": 7}, "A"),
        ("replied", {**space, "times": 3}, ""),
        ("replied", yard, ""),
        ("answered", hall, "A"),
        ("answered", yard, ""),
        ("reacted", {**hall, "since": 1}, "D"),
        ("read", {**hall, "since": 7}, "D"),
        ("stage", {"stage": "aware"}, "BCDE"),
        ("stage", {"stage": "activated"}, "A"),
    ]


def test_each_predicate_finds_whom_it_says_and_its_contrary_all_others(town: dict[str, Any]) -> None:
    wrong, table = [], found(town)
    for key, values, initials in table:
        rule = read({"is": key, "with": values})
        # A word of a profile is looked up under the name the community gives it, before the one query.
        queries = 4 if key in ("interest", "expertise") else 2
        with CaptureQueriesContext(connection) as asked:
            inside, outside = ("".join(sorted(m.name[0] for m in matching(r))) for r in (rule, {"not": rule}))
        if inside != initials or sorted(inside + outside) != list("ABCDE") or len(asked) != queries:
            wrong.append(f"{key} {values}: {inside}, not: {outside}, queries: {len(asked)}")
    assert not wrong
    # Those of programs are in tests/programs/test_predicates.py.
    ours = {key for key, one in PREDICATES.items() if not one.narrow.__module__.startswith("programs.")}
    assert {key for key, _values, _initials in table} >= {key for key in ours if PREDICATES[key].fields}


def values_of(predicate: Predicate) -> Iterator[dict[str, Any]]:
    """Every choice of every field once, and one and two for numbers."""
    asked = {
        name: [value for value, _words in options(field)] if isinstance(field, forms.ChoiceField)
        else [field.min_value or 1, 2] if isinstance(field, forms.IntegerField)
        else [field.initial or "words"]
        for name, field in predicate.fields.items()
    }  # fmt: skip
    for turn in range(max(map(len, asked.values()), default=1)):
        yield {name: values[turn % len(values)] for name, values in asked.items()}


def test_every_predicate_has_sentences_a_contrary_and_reasons_for_all_values(town: dict[str, Any]) -> None:
    everybody = set(Member.objects.present().values_list("pk", flat=True))
    ana = Member.objects.get_queryset().get(name="Ana")
    for predicate in PREDICATES.values():
        for number in (1, 2):
            named = {
                name
                for _text, name in pieces(predicate.sentence, predicate.fields, dict.fromkeys(predicate.fields, number))
            }
            assert named - {""} == set(predicate.fields), f"{predicate.key} leaves out a field"
        tried = list(values_of(predicate))
        for values in (*tried[:3], *tried[-1:]):
            rule = read({"is": predicate.key, "with": values})
            inside, outside = (set(matching(r).values_list("pk", flat=True)) for r in (rule, {"not": rule}))
            assert inside ^ outside == everybody and not inside & outside, rule
            assert explain(rule, ana).fits == (ana.pk in inside)
            said = [sentence_of(rule, denied=denied) for denied in (False, True)]
            assert said[0] != said[1] and not any("{" in text or "gone" in text for text in said), said


def test_reasons_come_with_what_is_known(town: dict[str, Any]) -> None:
    ana = Member.objects.get_queryset().get(name="Ana")
    reasons = {
        "replied": {"space": ANY_SPACE, "times": 1, "since": EVER},
        "did": {"verb": "post.created", "times": 2, "days": 30},
        "in_group": {"group": town["group"]}, "joined_before": {"days": 3},
    }  # fmt: skip
    said = [explain({"is": key, "with": values}, ana).findings[0].evidence for key, values in reasons.items()]
    assert said[0].startswith("2 times, ") and said[1].startswith("3 times, ") and said[2].startswith("since ")
    assert said[3].startswith("joined on ")


def test_what_cannot_be_offered_is_refused() -> None:
    joined = PREDICATES["joined"]
    with pytest.raises(ValueError, match="registered twice"):
        register(joined)
    with pytest.raises(ValueError, match="does not name all its fields"):
        register(Predicate("other", "Family", "joined lately", joined.fields, joined.narrow))
    with pytest.raises(ValueError, match="has words already"):
        deed("thread.started", "started a thread")
    assert not set(DEEDS) - set(VERBS), "every deed is a verb somebody declares"
    assert not {verb.partition(".")[0] for verb in DEEDS} & {
        "person",
        "bookmark",
        "reminder",
        "search",
        "follow",
        "notices",
    }
