"""Ambassadors of the village: one with a budget, one who applied, a kit; words of notes are for managers alone."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from members.ambassadors.applying import AmbassadorApplication, apply
from members.ambassadors.beginning import begin_due
from members.ambassadors.kit import KitFile, add_file
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.paying import set_budget, spend
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ask_back, note
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant

if TYPE_CHECKING:
    from tests.visibility.village import Village

NOBODY = 999_999_999
"""An id that nothing has."""
OF_SPEAKERS: dict[str, Callable[["Village"], list[Any]]] = {
    "asked_id": lambda v: [AmbassadorApplication.objects.get().pk, NOBODY],
    "file_id": lambda v: [KitFile.objects.get().pk, NOBODY],
    "spending_id": lambda v: [Spending.objects.get().pk, NOBODY],
    "deed": lambda v: ["threads", "replies"],
}
"""What arguments of addresses about ambassadors are filled with."""
SPEAKERS_ASKED: dict[str, Callable[["Village"], list[dict[str, Any]]]] = {
    "ambassador_report": lambda v: [{"quarter": "2020-1"}, {"quarter": "nonsense"}],
}
"""What their pages are asked besides."""


def speakers(village: "Village") -> None:
    """`trusted_member` is an ambassador, `mentor` applies; the open page is seen by all."""
    by = village.member("admin")
    AmbassadorProgramme.open_up(by=by)
    AmbassadorProgramme.write_kit("Words for outside", by=by)
    add_file(SimpleUploadedFile("words.txt", b"Plainly."), "Words", by=by)
    LevelGrant.objects.create(member=village.member("trusted_member"), step=Step.AMBASSADOR, given_by=by)
    begin_due()
    one = Ambassador.objects.get()
    set_budget(one, Decimal(250), "for travel", by=by)
    spend(one, Decimal(12), "Stickers", by=by)
    application = apply([("Why?", "I tell everybody anyway.")], by=village.member("mentor"))
    note(application, "unsure", "Perhaps next year", by=by)
    ask_back(application, "Where would you?", by=by)
