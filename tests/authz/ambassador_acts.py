"""Acts on ambassadors, which the table does not know: the managers', the applicant's and the ambassador's own."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.kit import KitFile
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ReviewNote, ReviewQuestion
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
APPLICANT, AMBASSADOR = frozenset({"mentor"}), frozenset({"trusted_member"})
MAY_APPLY = frozenset({"new_member", "space_host", "moderator", "community_manager", "admin", "another_member"})


def _programme() -> list[Any]:
    return list(AmbassadorProgramme.objects.values_list("opened_at", "doing", "questions", "kit"))


def _applications() -> list[Any]:
    known = "pk", "reason", "nomination__decided_at", "nomination__accepted"
    return list(AmbassadorApplication.objects.order_by("pk").values_list(*known))


def _years() -> list[Any]:
    return list(Ambassador.objects.order_by("pk").values_list("pk", "left_at", "asked_at", "budget"))


def _of_team(name: str, data: dict[str, Any], state: Any, *args: Any) -> Attempt:
    return Attempt(reverse(name, args=args), data, state)


def _asked() -> int:
    return int(AmbassadorApplication.objects.get().pk)


@act("close_ambassadors", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _of_team("ambassadors_close", {}, _programme)


@act("open_ambassadors", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    AmbassadorProgramme.close(by=village.member("admin"))
    return _of_team("ambassadors_open", {}, _programme)


@act("describe_ambassadors", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _of_team("ambassadors_words_save", {"doing": "Walk", "questions": "Why?"}, _programme)


@act("write_ambassador_kit", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _of_team("ambassador_kit_save", {"kit": "Other words"}, _programme)


@act("add_ambassador_file", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    data = {"title": "More", "file": SimpleUploadedFile("more.txt", b"More words.")}
    return _of_team("ambassador_file_add", data, KitFile.objects.count)


@act("remove_ambassador_file", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _of_team("ambassador_file_remove", {}, KitFile.objects.count, KitFile.objects.get().pk)


@act("note_ambassador_application", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    rows = lambda: list(ReviewNote.objects.order_by("pk").values_list("author", "words"))  # noqa: E731
    return _of_team("ambassador_note", {"leaning": "no", "words": "Not yet"}, rows, _asked())


@act("ask_ambassador_applicant", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    ReviewQuestion.objects.all().delete()
    return _of_team("ambassador_ask", {"question": "When?"}, ReviewQuestion.objects.count, _asked())


@act("accept_ambassador", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _two_notes(village)
    return _of_team("ambassador_accept", {"reason": "Welcome"}, _applications, _asked())


@act("decline_ambassador", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _two_notes(village)
    return _of_team("ambassador_decline", {"reason": "Too soon"}, _applications, _asked())


def _two_notes(village: Village) -> None:
    said = {"author": village.member("community_manager"), "leaning": "yes", "words": "Good"}
    ReviewNote.objects.create(application=AmbassadorApplication.objects.get(), **said)


@act("set_ambassador_budget", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    handle = village.member("trusted_member").handle
    return _of_team("ambassador_budget", {"amount": "900", "words": "A boat"}, _years, handle)


@act("note_ambassador_spending", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    handle = village.member("trusted_member").handle
    return _of_team("ambassador_spend", {"amount": "9", "words": "Tea"}, Spending.objects.count, handle)


@act("strike_ambassador_spending", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _of_team("ambassador_strike", {}, Spending.objects.count, Spending.objects.get().pk)


@act("answer_ambassador_question", only=APPLICANT)
def _(village: Village, role: str) -> Attempt:
    rows = lambda: list(ReviewQuestion.objects.values_list("answer", flat=True))  # noqa: E731
    return Attempt(reverse("ambassador_apply_answer"), {"answer": "Here"}, rows)


@act("withdraw_ambassador_application", only=APPLICANT)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("ambassador_apply_withdraw"), {}, _applications)


@act("apply_as_ambassador", only=MAY_APPLY)
def _(village: Village, role: str) -> Attempt:
    from members.ambassadors.forms import ApplyForm

    questions = AmbassadorProgramme.current().asked
    asked = ApplyForm(questions=questions)["asked"].value()
    data = {"asked": asked} | {f"answer_{number}": "Because" for number in range(len(questions))}
    return Attempt(reverse("ambassador_apply_send"), data, _applications)


@act("stay_ambassador", only=AMBASSADOR)
def _(village: Village, role: str) -> Attempt:
    Ambassador.objects.update(asked_at=village.open_space.created_at)
    return Attempt(reverse("ambassador_stay"), {}, _years)


@act("say_goodbye_as_ambassador", only=AMBASSADOR)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("ambassador_goodbye"), {}, _years)
