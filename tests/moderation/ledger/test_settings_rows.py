"""What the team changes of its own rules stands in the log: one row each, with who."""

from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from moderation.escalation.matrix import add_rung
from moderation.guidelines.drafting import RuleWords, add_rule, begin, stamp_of_all
from moderation.guidelines.publishing import publish
from moderation.ledger.models import Entry
from moderation.review.deciding import Wanted, decide
from moderation.rota.settings import RotaSettings
from tests.factories import a_post
from tests.moderation.decided import a_case, a_decision

pytestmark = pytest.mark.django_db


def rows(*acts: str) -> list[tuple[str, int | None, dict[str, Any]]]:
    return list(Entry.objects.filter(act__in=acts).order_by("id").values_list("act", "actor_id", "facts"))


def test_the_matrix_of_escalations(mia: Member, mo: Member) -> None:
    rung = add_rung("legal", 3, 1, 30, by=mia, email="lawyer@example.com")
    add_rung("legal", 3, 1, 30, by=mo, email="lawyer@example.com")
    rung.remove(by=mo)
    rung.remove(by=mo)
    facts = {"rung": rung.pk, "matter": "legal", "severity": 3, "step": 1, "minutes": 30}
    assert rows("matrix_added", "matrix_removed") == [("matrix_added", mia.pk, facts), ("matrix_removed", mo.pk, facts)]
    assert "lawyer" not in str(list(Entry.objects.values())), "No address stands in what is never erased."


def test_due_times_and_settings_of_the_rota_are_two_things(mia: Member) -> None:
    RotaSettings.choose(by=mia, high_hours=3, remind_minutes=30)
    RotaSettings.choose(by=mia, high_hours=3, remind_minutes=30)
    RotaSettings.choose(by=mia, low_on_duty=False)
    assert rows("due_times_changed", "rota_changed") == [
        ("due_times_changed", mia.pk, {"high_hours": [2, 3]}), ("rota_changed", mia.pk, {"remind_minutes": [60, 30]}),
        ("due_times_changed", mia.pk, {"low_on_duty": [True, False]}),
    ]  # fmt: skip


def test_published_guidelines(mia: Member) -> None:
    draft = begin(by=mia)
    add_rule(RuleWords(title="Be kind"))
    assert not rows("guidelines_published")
    version = publish(by=mia, changes="New", must_accept=True, stamp=stamp_of_all(draft, draft.rules.all()))
    assert rows("guidelines_published") == [
        ("guidelines_published", mia.pk, {"number": version.number, "must_accept": True})
    ]  # fmt: skip


def test_an_edit_that_was_made_and_approved(ben: Member, mo: Member) -> None:
    post = a_post(by=ben)
    a_decision(ben, by=mo, post=post, content="hide", person="nothing")
    post.refresh_from_db()
    post.edit(by=ben, source="Kinder words.", version=post.version)
    (made,) = Entry.objects.filter(act="edit_made")
    assert (made.actor_id, made.member_id, made.subject_id) == (ben.pk, ben.pk, post.pk) and not made.is_automatic
    assert not rows("edit_approved")
    post.refresh_from_db()
    case = a_case(post)
    item = case.kind.one(post.pk)
    assert item is not None
    decide(case, Wanted(version=item.version), by=mo)
    assert [(act, by) for act, by, _facts in rows("edit_approved", "shown")] == [
        ("edit_approved", mo.pk), ("shown", mo.pk)
    ]  # fmt: skip
    post.refresh_from_db()
    assert post.hidden_at is None


def test_an_edit_nobody_asked_for_is_no_row(ben: Member) -> None:
    post = a_post(by=ben)
    post.edit(by=ben, source="Other words.", version=post.version)
    assert not Entry.objects.exists()


def test_the_team_reads_these_rows_in_words_and_whose_they_are(as_: Any, mo: Member, mia: Member, olli: Member) -> None:
    RotaSettings.choose(by=olli, high_hours=3)
    for one in (mo, mia):
        page = as_(one).get(reverse("moderation_log")).text
        assert "By when cases are due was changed." in page and "Olli" in page
