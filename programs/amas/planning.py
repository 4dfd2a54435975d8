"""What an AMA asks in the form of a program: its guest, and how questions are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.activity.log import record
from members.profiles.models import Member
from programs.amas.models import (
    COLLECT_DAYS,
    COLLECT_MOST,
    GUEST_NAME_MAX,
    GUEST_WORDS_MAX,
    VOTES_EACH,
    AmaHelper,
    AmaPlan,
)
from programs.amas.phases import plan_of
from programs.series.formats import Details

if TYPE_CHECKING:
    from programs.series.models import Program

HELPERS_MOST = 5
VOTES = [(0, gettext_lazy("As many as they like")), (VOTES_EACH, gettext_lazy("10"))]


class AmaDetails(Details):
    """The guest, a member or somebody from outside; when questions begin; how they are asked; who helps."""

    guest = forms.CharField(
        label=gettext_lazy("Guest"), required=False, max_length=60,
        help_text=gettext_lazy("A handle such as @nia. Leave it empty for a guest who is no member."),
    )  # fmt: skip
    guest_name = forms.CharField(
        label=gettext_lazy("Name of the guest"), required=False, max_length=GUEST_NAME_MAX,
        help_text=gettext_lazy("For a guest who is no member. A helper writes down what they say."),
    )  # fmt: skip
    guest_words = forms.CharField(
        label=gettext_lazy("The guest in a few words"), required=False, max_length=GUEST_WORDS_MAX,
        help_text=gettext_lazy("For example: operations lead at Brzoza Bikes."),
    )  # fmt: skip
    collect_days = forms.IntegerField(
        label=gettext_lazy("Days before it on which questions begin"), min_value=0, max_value=COLLECT_MOST,
        initial=COLLECT_DAYS,
    )  # fmt: skip
    takes_anonymous = forms.BooleanField(
        label=gettext_lazy("Questions may be asked anonymously"), required=False, initial=True,
        help_text=gettext_lazy("Nobody can find out who asked, neither moderators nor owners."),
    )  # fmt: skip
    votes_each = forms.TypedChoiceField(
        label=gettext_lazy("Votes a person may give"), choices=VOTES, coerce=int, initial=0
    )
    helpers = forms.CharField(
        label=gettext_lazy("Helpers"), required=False, max_length=300,
        help_text=gettext_lazy("Handles of up to five members who may write down answers for the guest."),
    )  # fmt: skip

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        plan = plan_of(program)
        helpers = plan.helpers.select_related("member") if plan.pk else []
        return {
            "guest": f"@{plan.guest.handle}" if plan.guest else "", "guest_name": plan.guest_name,
            "guest_words": plan.guest_words, "collect_days": plan.collect_days,
            "takes_anonymous": plan.takes_anonymous, "votes_each": plan.votes_each,
            "helpers": " ".join(f"@{one.member.handle}" for one in helpers),
        }  # fmt: skip

    def clean_guest(self) -> Member | None:
        """The member behind the handle."""
        return _named(self.cleaned_data["guest"])

    def clean_helpers(self) -> list[Member]:
        """The members behind the handles, each once."""
        typed = self.cleaned_data["helpers"].replace(",", " ").split()
        if len(typed) > HELPERS_MOST:
            raise forms.ValidationError(_("At most five helpers."))
        found = [one for one in map(_named, typed) if one is not None]
        return list(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        """There is a guest, and only one."""
        given = super().clean() or {}
        if "guest" not in self.errors and bool(given.get("guest")) == bool(given.get("guest_name")):
            self.add_error("guest", _("Name one guest: a member by handle, or somebody else by name."))
        return given

    def save(self, program: Program, *, by: Member) -> None:
        """Write it down; a series that goes on after a split gets words of its own."""
        said = {name: self.cleaned_data[name] for name in (
            "guest", "guest_name", "guest_words", "collect_days", "takes_anonymous", "votes_each",
        )}  # fmt: skip
        photo = plan_of(program).guest_photo
        plan, new = AmaPlan.objects.update_or_create(
            program=program, defaults=said, create_defaults=said | {"guest_photo": photo}
        )
        plan.helpers.all().delete()
        AmaHelper.objects.bulk_create(AmaHelper(plan=plan, member=one) for one in self.cleaned_data["helpers"])
        _shift(program)
        record("ama.planned", actor=by, subject=program, new=new)


def _shift(program: Program) -> None:
    """What the clock does moves with the first day of asking."""
    from programs.series.steps import set_steps

    if program.pk and program.planned_at is not None:
        set_steps(list(program.occurrences.to_come().select_related("program")))


def _named(typed: str) -> Member | None:
    if not typed.strip():
        return None
    found: Member | None = Member.objects.present().named(typed_handle(typed.strip())).first()
    if found is None:
        raise forms.ValidationError(_("Nobody here has the handle %(handle)s.") % {"handle": typed.strip()[:40]})
    return found
