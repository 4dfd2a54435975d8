"""What an event asks beside what all programs say: where, for how many, what follows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.models import Member
from programs.events.models import CAPACITY_MOST, GUESTS_MOST, URL_MAX, EventPlan, Sort, ThreadWhen
from programs.series.formats import Details, Fold
from programs.series.models import Program

FIELDS = (
    "sort", "is_online", "url", "place", "address", "way", "access", "capacity", "guests_most", "has_waiting_list",
    "answer_hours", "thread_when", "question", "question_url",
)  # fmt: skip
ONLINE, PLACE = "online", "place"


class LinkField(forms.CharField):
    """An address in the web: http or https, with a host."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=URL_MAX, required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Raises ValidationError for anything else."""
        link = str(super().clean(value) or "").strip()
        try:
            parts = urlsplit(link)
            fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "." in str(parts.hostname)
        except ValueError:
            fits = False
        if link and (not fits or any(sign.isspace() for sign in link)):
            raise forms.ValidationError(_("Write a whole address that begins with https:// or http://."))
        return link


class EventDetails(Details):
    """The second part of the form of a program."""

    folds = (
        Fold(gettext_lazy("How to find it, and accessibility"), ("way", "access")),
        Fold(gettext_lazy("Guests and waiting list"), ("guests_most", "has_waiting_list", "answer_hours")),
        Fold(gettext_lazy("Thread, and a question afterwards"), ("thread_when", "question", "question_url")),
    )
    sort = forms.ChoiceField(label=gettext_lazy("What it is called"), choices=Sort.choices, initial=Sort.EVENT)
    where = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=[(ONLINE, gettext_lazy("Online")), (PLACE, gettext_lazy("At a place"))],
        initial=ONLINE, widget=forms.RadioSelect,
    )  # fmt: skip
    url = LinkField(
        label=gettext_lazy("Address to join online"),
        help_text=gettext_lazy("Only those who go see it, from 15 minutes before."),
    )
    place = forms.CharField(label=gettext_lazy("Name of the place"), max_length=120, required=False)
    address = forms.CharField(label=gettext_lazy("Street and town"), max_length=200, required=False)
    way = forms.CharField(
        label=gettext_lazy("How to find it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    access = forms.CharField(
        label=gettext_lazy("Accessibility"), max_length=500, required=False,
        help_text=gettext_lazy("Steps and doors, toilets, captions, a hearing loop."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=CAPACITY_MOST, required=False,
        help_text=gettext_lazy("Guests count. Leave it empty if everybody can come."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    guests_most = forms.IntegerField(
        label=gettext_lazy("Guests each may bring"), min_value=0, max_value=GUESTS_MOST, initial=0, required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("Waiting list when it is full"), initial=True, required=False
    )
    answer_hours = forms.IntegerField(
        label=gettext_lazy("Answers until so many hours before"), min_value=0, max_value=24 * 30, initial=0,
        required=False, help_text=gettext_lazy("With 0 until it begins."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    thread_when = forms.ChoiceField(label=gettext_lazy("Thread"), choices=ThreadWhen.choices, initial=ThreadWhen.NEVER)
    question = forms.CharField(label=gettext_lazy("Question afterwards"), max_length=200, required=False)
    question_url = LinkField(label=gettext_lazy("Address of a survey afterwards"))

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        plan: EventPlan | None = EventPlan.objects.filter(program=program).first()
        if plan is None:
            return {}
        said = {name: getattr(plan, name) for name in FIELDS if name != "is_online"}
        return said | {"where": ONLINE if plan.is_online else PLACE}

    def clean(self) -> dict[str, Any]:
        """A place has a name; a survey has a question."""
        data = super().clean() or {}
        if data.get("where") == PLACE and not data.get("place"):
            self.add_error("place", _("Say what the place is called."))
        if data.get("question_url") and not data.get("question"):
            self.add_error("question", _("Say in a few words what is asked."))
        return data

    def save(self, program: Program, *, by: Member) -> None:
        """Write it down; events that stand already follow it, but where something was set for one alone."""
        data = self.cleaned_data
        said = {name: data[name] for name in FIELDS if name in data}
        said |= {"guests_most": data["guests_most"] or 0, "answer_hours": data["answer_hours"] or 0}
        said["is_online"] = data["where"] == ONLINE
        plan, _new = EventPlan.objects.update_or_create(program=program, defaults=said)
        program.event_plan = plan
