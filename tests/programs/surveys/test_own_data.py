"""Own data: named answers are in the copy and go with their member; anonymous ones are nobody's, without any name."""

import pytest
from django.utils import timezone

from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from members.segments.predicates import PREDICATES
from members.segments.rules import matching
from programs.surveys.sheets import Sheet
from tests.programs.surveyed import a_round, a_survey, answered, scores

pytestmark = pytest.mark.django_db


def test_a_copy_has_named_answers_and_says_that_others_cannot_be_found(mia: Member) -> None:
    named, hidden = a_round(a_survey(mia, anonymous=False)), a_round(a_survey(mia, title="Hidden one"))
    one = answered(named, {"score": 4, "why": "zqnamed"})[0]
    other = answered(hidden, {"score": 4, "why": "zqhidden"})[0]
    rows = list(EXPORTERS["programs/survey-answers"].rows(one))
    assert rows[0]["answers"]["why"] == "zqnamed"
    assert list(EXPORTERS["programs/survey-answers"].rows(other)) == []
    asked = EXPORTERS["programs/surveys-asked"]
    assert next(asked.rows(other))["answered_on"] == timezone.localdate()
    assert "nobody can tell which answers are yours" in str(asked.says)


def test_no_exporter_knows_sheets() -> None:
    assert not [one.name for one in EXPORTERS.values() if one.model is Sheet]


def test_the_name_of_who_leaves_is_taken_out_of_anonymous_words(mia: Member, ben: Member) -> None:
    from members.privacy.erasers import ERASERS, Leaver
    from members.privacy.former import identity_of

    round_ = a_round(a_survey(mia))
    answered(round_, {"score": 9, "why": "Thanks to @ben for the tea."}, *scores(9))
    leaver = Leaver(ben, identity_of(ben), erases_words=True)
    after: int | None = 0
    while after is not None:
        after = ERASERS["words:programs.sheet"].step(leaver, after)
    assert not [one for one in Sheet.objects.all() if "ben" in str(one.answers).lower()]
    assert Sheet.objects.count() == 2


def people(**rule: object) -> set[int]:
    found = PREDICATES[str(rule.pop("is"))].narrow(rule, timezone.now())
    return set(Member.objects.filter(found).values_list("pk", flat=True))


def test_segments_ask_who_was_asked_and_what_was_said_with_a_name(mia: Member, nia: Member) -> None:
    named, hidden = a_survey(mia, anonymous=False), a_survey(mia, title="Hidden one")
    low, high = answered(a_round(named), {"score": 2, "why": "Too loud"}, {"score": 9})
    secret = answered(a_round(hidden), {"score": 2, "why": "Too loud"})[0]
    assert people(**{"is": "survey_scored", "survey": 0, "least": 0, "most": 6}) == {low.pk}
    assert people(**{"is": "survey_scored", "survey": named.program_id, "least": 9, "most": 10}) == {high.pk}
    assert people(**{"is": "survey_worded", "survey": 0, "word": "loud"}) == {low.pk}
    assert secret.pk in people(**{"is": "survey_asked", "survey": hidden.program_id, "since": 7})
    values = {"survey": 0, "least": 0, "most": 6}
    assert PREDICATES["survey_scored"].why(low, values) is not None
    assert PREDICATES["survey_scored"].why(secret, values) is None
    assert matching(None) is not None
