"""What somebody else changed meanwhile: one answer in all rooms, 409, with what was typed kept and a sentence."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from members.activity.models import Activity
from members.profiles.refusing import NotNow, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms
    from django.db import models

    from members.profiles.models import Member

CONFLICT = 409


class Overtaken(Refusal):
    """That somebody else was faster."""

    @property
    def status(self) -> int:
        """How it is answered, whatever was asked for."""
        return CONFLICT


class ChangedMeanwhile(NotNow):
    """Somebody else changed it since it was read: nothing is written, and what stands there now is shown."""

    def __init__(self, words: str = "") -> None:
        super().__init__(Overtaken(words or _("It was changed meanwhile. Look at it again, then go on.")))


def status_of(no: NotNow) -> int:
    """How a form is answered that could not be kept: 409 where somebody else was faster, else 422."""
    return CONFLICT if isinstance(no, ChangedMeanwhile) else 422


def edition_of(*said: object) -> str:
    """Names what stands somewhere, so that a form can tell whether it still does."""
    return hashlib.sha256("\x00".join(map(str, said)).encode()).hexdigest()[:32]


def who_last(verb: str, subject: models.Model, **facts: object) -> Member | None:
    """Who did this last to a thing, after the log; None: nobody knows."""
    rows = Activity.objects.about(subject).filter(verb=verb, **{f"facts__{name}": one for name, one in facts.items()})
    latest = rows.select_related("actor").order_by("-pk").first()
    return latest.actor if latest is not None else None


def beside(form: forms.Form, said: Mapping[str, object]) -> list[tuple[str, str]]:
    """What stands there by now, under the labels of the form in which something else was typed."""
    return [(str(form.fields[name].label), str(words)) for name, words in said.items() if words]


def read_again(form: forms.Form, edition: object, who: Member | None = None) -> None:
    """Show a form once more with what was typed; sent again, it is put in the place of what stands there now."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as it was sent
    data["edition"] = str(edition)
    form.data = data
    named = _(
        "%(name)s changed this while you were writing, and nothing is overwritten yet. Saving it again puts "
        "what stands here in the place of theirs."
    )  # fmt: skip
    unnamed = _(
        "Somebody else changed this while you were writing, and nothing is overwritten yet. Saving it again puts "
        "what stands here in the place of theirs."
    )  # fmt: skip
    form.add_error(None, named % {"name": who.name} if who is not None else unnamed)
