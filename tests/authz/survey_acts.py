"""Acts around surveys and "You said, we did", which the table does not know: answering is for who is asked."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.feedback.models import Feedback
from programs.series.models import Program
from programs.surveys.letters import token_of
from programs.surveys.models import Asked, Round, Survey, SurveyRules
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
TAKE_PART = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "another_member",
})  # fmt: skip
WITH_LETTER = TAKE_PART | {"anonymous"}
"""A visitor comes with the address of a mail that somebody got who may answer."""


def _asked(village: Village, role: str) -> Asked:
    """Whoever acts is asked and has not answered; for a visitor it is somebody else, whose mail they have."""
    person = village.people[role]
    member = person if isinstance(person, Member) else village.member("another_member")
    round_ = Round.objects.filter(is_anonymous=True).earliest("pk")
    asked, _new = Asked.objects.get_or_create(
        occurrence=round_.occurrence, member=member, defaults={"day": timezone.localdate()}
    )
    Asked.objects.filter(pk=asked.pk).update(answered_on=None, put_off_on=None)
    Round.objects.filter(pk=round_.pk).update(answers_count=0, asked_count=100)
    return asked


def _rows() -> list[Any]:
    return list(Asked.objects.order_by("pk").values_list("pk", "answered_on", "put_off_on"))


@act("answer_survey", only=TAKE_PART)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("survey_answer", args=[_asked(village, role).occurrence_id]), {"score": "9"}, _rows)


@act("answer_survey_not_asked", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    occurrence = _asked(village, role).occurrence_id
    person = village.people[role]
    Asked.objects.filter(occurrence=occurrence, member=person if isinstance(person, Member) else None).delete()
    return Attempt(reverse("survey_answer", args=[occurrence]), {"score": "9"}, _rows)


@act("put_survey_off", only=TAKE_PART)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("survey_put_off", args=[_asked(village, role).occurrence_id]), {}, _rows)


@act("answer_survey_by_letter", only=WITH_LETTER)
def _(village: Village, role: str) -> Attempt:
    token = token_of(_asked(village, role))
    return Attempt(reverse("survey_letter_answer", args=[token]), {"score": "9"}, _rows)


@act("put_survey_off_by_letter", only=WITH_LETTER)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("survey_letter_put_off", args=[token_of(_asked(village, role))]), {}, _rows)


@act("share_survey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    round_ = Round.objects.filter(is_anonymous=False).earliest("pk")
    Round.objects.filter(pk=round_.pk).update(shared_at=timezone.now())
    state = lambda: list(Round.objects.filter(pk=round_.pk).values_list("shared_at", flat=True))  # noqa: E731
    return Attempt(reverse("survey_share", args=[round_.occurrence_id]), {"share": "no"}, state)


@act("rule_surveys", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    state = lambda: list(SurveyRules.objects.values_list("contact_days", flat=True))  # noqa: E731
    SurveyRules.current()
    return Attempt(reverse("survey_rules"), {"contact_days": "77"}, state)


def _questions() -> list[Any]:
    return list(Survey.objects.order_by("pk").values_list("questions", flat=True))


def _program() -> int:
    return int(Program.objects.filter(format="survey").earliest("pk").pk)


@act("save_question", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("survey_question_save", args=[_program(), "new"])
    return Attempt(path, {"kind": "text", "words": "What else?"}, _questions)


@act("move_question", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("survey_question_move", args=[_program(), "why"]), {"way": "up"}, _questions)


@act("remove_question", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("survey_question_remove", args=[_program(), "why"]), {}, _questions)


@act("edit_feedback", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    issue = Feedback.objects.earliest("pk")
    Feedback.objects.filter(pk=issue.pk).update(published_at=None)
    sent = {"edition": issue.edition, "title": "Another title", "lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
    state = lambda: list(Feedback.objects.filter(pk=issue.pk).values_list("title", "edition"))  # noqa: E731
    return Attempt(reverse("feedback_save", args=[issue.occurrence_id]), sent, state)
