"""Looking through the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from moderation.ledger.acts import ACTS

if TYPE_CHECKING:
    from moderation.ledger.models import EntryQuerySet

DOERS = [("", gettext_lazy("Human or rule")), ("human", gettext_lazy("A human")), ("rule", gettext_lazy("A rule"))]


class FilterForm(forms.Form):
    """What happened, who did it, and whom it is about; empty fields ask for everything."""

    act = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    by = forms.CharField(label=gettext_lazy("Done by"), max_length=80, required=False)
    about = forms.CharField(label=gettext_lazy("About whom"), max_length=80, required=False)
    doer = forms.ChoiceField(label=gettext_lazy("Human or rule"), choices=DOERS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *((word, str(sentence)) for word, sentence in ACTS.items())]
        self.fields["act"].choices = choices  # type: ignore[attr-defined]
        for name in ("by", "about"):
            self.fields[name].widget.attrs["placeholder"] = "@"

    def clean_by(self) -> Member | None:
        """Whose acts."""
        return self._member("by")

    def clean_about(self) -> Member | None:
        """Whom it is about."""
        return self._member("about")

    def _member(self, name: str) -> Member | None:
        text = str(self.cleaned_data[name]).strip()
        if not text:
            return None
        found = Member.objects.get_queryset().filter(handle__iexact=typed_handle(text)).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has this handle."))
        return found

    def narrow(self, rows: EntryQuerySet) -> EntryQuerySet:
        """The rows that are asked for."""
        asked = self.cleaned_data
        if asked.get("act"):
            rows = rows.filter(act=asked["act"])
        if asked.get("by"):
            rows = rows.filter(actor_id=asked["by"].pk)
        if asked.get("about"):
            rows = rows.filter(member_id=asked["about"].pk)
        if asked.get("doer"):
            rows = rows.filter(is_automatic=asked["doer"] == "rule")
        return rows
