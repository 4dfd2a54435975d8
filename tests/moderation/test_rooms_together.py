"""What the rooms of moderation say of one another: one rule, one step, one statement, one address for appeals."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.models import Appeal
from moderation.appeals.opening import appeal
from moderation.guidelines.models import Guidelines, Rule
from moderation.guidelines.panels import rule_that_fits
from moderation.reports.models import Report
from moderation.reports.reasons import Reason
from moderation.review.cases import Case, CaseNote
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.decisions import Decision
from moderation.review.neighbours import rules_named, words_marked
from moderation.review.subjects import KINDS
from moderation.sanctions.deeds import deeds_of
from moderation.screening.hits import Hit, Origin
from moderation.screening.rules import Action
from moderation.statements.stating import statement_of
from moderation.stats.counting import false_hits
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case, a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


@pytest.fixture
def rules(db: None) -> list[Rule]:
    """Two rules in force."""
    version = Guidelines.objects.create(number=1, published_at=timezone.now())
    made = [("1.1", "kind", "Be kind"), ("1.2", "spam", "No advertising")]
    return [Rule.objects.create(guidelines=version, number=n, key=key, title=title) for n, key, title in made]


def a_report(case: Case, rule: Rule | None, **more: Any) -> Report:
    """One about the case."""
    reason = Reason.RULE if rule is not None else Reason.OTHER
    given = {"subject_type": case.subject_type, "subject_id": case.subject_id, "reporter": a_member()} | more
    return Report.objects.create(case=case, rule=rule, reason=reason, **given)


def version_of(case: Case) -> str:
    """Of what it is about, as it is now."""
    item = KINDS[case.subject_type].one(case.subject_id)
    assert item is not None
    return item.version


def test_the_rule_most_reports_name_is_chosen_on_the_bench(as_: As, mo: Member, ben: Member, rules: list[Rule]) -> None:
    case = a_case(a_post(by=ben))
    for rule in (rules[0], rules[1], rules[1], None):
        a_report(case, rule)
    case.reports_count = 4
    case.save(update_fields=["reports_count"])
    assert rules_named(case) == [rules[1], rules[0]]
    assert rule_that_fits(case) == rules[1]
    page = as_(mo).get(case.get_absolute_url()).text
    assert re.search(rf'<option value="{rules[1].pk}"[^>]* selected>', page)


def test_the_words_a_rule_hit_are_marked(as_: As, mo: Member, ben: Member) -> None:
    case = a_case(a_post(by=ben, source="Win a yacht today"))
    about = {"case": case, "subject_type": case.subject_type, "subject_id": case.subject_id}
    Hit.objects.create(origin=Origin.SCORE, action=Action.REPORT, words="yacht", score=60, **about)
    assert words_marked(case) == ["yacht"]
    assert "<mark>yacht" in as_(mo).get(case.get_absolute_url()).text


def test_what_a_rule_found_and_a_moderator_found_fine_counts_as_false(mo: Member, ben: Member) -> None:
    case = a_case(a_post(by=ben))
    Case.objects.filter(pk=case.pk).update(hits_count=1)
    about = {"case": case, "subject_type": case.subject_type, "subject_id": case.subject_id}
    hit = Hit.objects.create(origin=Origin.SCORE, action=Action.REPORT, score=60, **about)
    decision = decide(case, Wanted(version=version_of(case)), by=mo)
    assert vars(Hit.objects.with_outcome().get(pk=hit.pk))["is_fine"]
    assert (false_hits(timezone.now()).part, false_hits(timezone.now()).whole) == (1, 1)
    undo(decision, by=mo)
    assert not vars(Hit.objects.with_outcome().get(pk=hit.pk))["is_decided"]
    assert false_hits(timezone.now()).whole == 0


def test_a_statement_says_which_step_it_was_and_when_it_ends(mo: Member, ben: Member) -> None:
    first, second = a_decision(ben, by=mo, person="warn"), a_decision(ben, by=mo, person="silence", days=7)
    assert statement_of(first).follows.startswith("This is step 1 of 3; it expires on ")
    said = statement_of(second)
    assert said.follows.startswith("This is step 2 of 3")
    assert said.until.startswith("It ends on ")
    assert "/appeals/with/" in said.appeal_link and f"/appeals/new/{second.pk}/" in said.appeal_path


def test_standing_and_the_appeal_say_what_the_letter_says(as_: As, mo: Member, ben: Member, rules: list[Rule]) -> None:
    decision = a_decision(ben, by=mo, content="hide", person="warn", rule=rules[0], message="Dear Ben, please rest.")
    said = statement_of(decision)
    for address in (reverse("standing"), reverse("appeal_start", args=[decision.pk])):
        page = as_(ben).get(address).text
        for words in (*said.decided, said.rule, said.found, said.follows, "Dear Ben, please rest."):
            assert words in page, (address, words)


@pytest.mark.parametrize(("person", "days"), [("suspend", 7), ("silence", 7)])
def test_who_does_not_take_part_reads_the_statement_and_appeals(
    as_: As, mo: Member, ben: Member, person: str, days: int, delivered: Any
) -> None:
    from moderation.statements.tasks import send

    decision = a_decision(ben, by=mo, person=person, days=days)
    Decision.objects.filter(pk=decision.pk).update(letter_at=timezone.now() - timedelta(seconds=1))
    send()
    delivered()
    ben.refresh_from_db()
    client = as_(ben)
    for name in ("statement", "appeal_start"):
        assert client.get(reverse(name, args=[decision.pk])).status_code == 200
    assert client.post(reverse("appeal_open", args=[decision.pk]), {"words": "It was a joke."}).status_code == 302
    assert client.get(Appeal.objects.get().get_absolute_url()).status_code == 200


def test_silenced_members_report_and_agree_to_guidelines(as_: As, rules: list[Rule]) -> None:
    quiet = a_member("Quiet", silenced_until=timezone.now() + timedelta(days=1))
    post = a_post(source="Words to report")
    address = reverse("report", args=["post", post.pk])
    given = {"reason": f"rule:{rules[0].pk}", "words": "Look", "submission": "once"}
    assert as_(quiet).post(address, given).status_code != 403
    assert as_(quiet).post(reverse("guidelines_agree", args=[1])).status_code == 302


def test_the_page_of_a_person_says_how_many_of_their_reports_were_right(as_: As, mo: Member, ben: Member) -> None:
    kept, hidden = a_decision(a_member(), by=mo, person="nothing"), a_decision(a_member(), by=mo, content="hide")
    for decision in (kept, hidden):
        a_report(decision.case, None, reporter=ben, decision=decision, closed_at=timezone.now())
    assert [one.words for one in deeds_of(ben, good=False)] == ["1 of 2 earlier reports were right"]
    assert "1 of 2 earlier" in as_(mo).get(reverse("person_standing", args=[ben.handle])).text


def test_an_appeal_has_a_page_of_its_own_wherever_it_is_linked(as_: As, mo: Member, mia: Member, ben: Member) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    case = made.case()
    assert case is not None
    answer = as_(mia).get(case.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, reverse("appeal_case", args=[made.pk]))


def test_who_decided_first_neither_claims_nor_moves_the_appeal(as_: As, mo: Member, mia: Member, ben: Member) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    case = made.case()
    assert case is not None
    as_(mo).get(case.get_absolute_url(), follow=True)
    sent = {"claim": {}, "snooze": {"until": "hour"}, "give": {"to": mia.pk}, "note": {"words": "Mine"}, "wake": {}}
    for act, given in sent.items():
        assert as_(mo).post(f"{case.get_absolute_url()}{act}/", given).status_code == 403, act
    assert as_(mo).get(f"{case.get_absolute_url()}hand/").status_code == 403
    case.refresh_from_db()
    assert (case.claimed_by, case.assigned_to, case.snoozed_until) == (None, None, None)
    assert not CaseNote.objects.exists()


def test_who_left_the_team_undoes_nothing_in_the_30_seconds(mo: Member, ben: Member) -> None:
    decision = a_decision(ben, by=mo, later=False)
    mo.role = "member"
    mo.save(update_fields=["role"])
    with pytest.raises(NotNow):
        undo(decision, by=mo)
    decision.refresh_from_db()
    assert decision.is_standing


def test_guidelines_one_has_not_agreed_to_do_not_stop_moderating(as_: As, mo: Member, ben: Member) -> None:
    from members.installation.models import Installation

    Installation.current().ask_to_agree(timezone.now())
    cache.clear()
    mo.guidelines_accepted_at = timezone.now() - timedelta(days=30)
    mo.save(update_fields=["guidelines_accepted_at"])
    assert Installation.current().has_to_agree(mo)
    case = a_case(a_post(by=ben))
    assert "Send and close" in as_(mo).get(case.get_absolute_url()).text
    assert decide(case, Wanted(version=version_of(case)), by=mo).is_standing
