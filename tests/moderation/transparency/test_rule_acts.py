"""What rules did by themselves is counted for everybody: held, reported, stopped, asked, labelled, objected to."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from community.composing.submitting import submit_reply
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.subjects import KINDS
from moderation.transparency import months
from moderation.transparency.rule_acts import rule_act_parts, rule_acts
from tests.moderation.screening.ruling import a_rule


def now_on():
    return rule_acts(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), timezone.now() + dt.timedelta(days=1))


def fine(post, by):
    item = KINDS["post"].many([post.pk])[post.pk]
    return decide(Case.objects.get(subject_id=post.pk, closed_at=None), Wanted(version=item.version), by=by)


def test_each_act_of_rules_is_counted_and_what_humans_found(thread, ben, mo, mia):
    for word in ("hold", "report", "label", "ask", "block"):
        a_rule(mia, {"words": {"words": f"{word}me"}}, action=word, message="Look again.", name=word)
    said = {word: f"A word: {word}me." for word in ("hold", "report", "label", "ask", "block")}
    held = submit_reply(thread, by=ben, source=said["hold"], key="")
    for word in ("report", "label"):
        submit_reply(thread, by=ben, source=said[word], key="")
    for word in ("ask", "block"):
        try:
            submit_reply(thread, by=ben, source=said[word], key="")
        except NotNow as not_now:
            token = not_now.refusal.token  # type: ignore[attr-defined]
    submit_reply(thread, by=ben, source=said["block"], key="", insist=token)
    fine(held, mo)
    assert now_on() == {
        "held": 2, "found": 1, "blocked": 1, "asked_first": 1, "labelled": 1, "objected": 1,
        "held_decided": 1, "held_fine": 1,
    }  # fmt: skip


def test_a_decision_that_was_undone_and_what_humans_held_do_not_count(thread, ben, mo, mia):
    a_rule(mia, {"words": {"words": "holdme"}}, action="hold")
    post = submit_reply(thread, by=ben, source="A word: holdme.", key="")
    undo(fine(post, mo), by=mo)
    assert (now_on()["held"], now_on()["held_decided"], now_on()["held_fine"]) == (1, 0, 0)


def test_few_that_were_not_fine_cannot_be_worked_out():
    words = {part.label: part.words for part in rule_act_parts({"held": 5, "held_decided": 5, "held_fine": 4})}
    assert words["Held ones that a human decided about"] == "5" and words["Of these, found fine"] == "not told"
    assert rule_act_parts(dict.fromkeys(("held", "blocked"), 0)) == rule_act_parts({}) == []


def test_everybody_reads_it(client, thread, ben, mia, monkeypatch):
    a_rule(mia, {"words": {"words": "holdme"}}, action="hold")
    submit_reply(thread, by=ben, source="A word: holdme.", key="")
    monkeypatch.setattr(months, "UNDO_WITHIN", dt.timedelta(minutes=-1))  # what may still be undone is not told
    page = client.get(reverse("transparency")).content.decode()
    assert "What rules did by themselves" in page and "Held until a human has looked" in page
