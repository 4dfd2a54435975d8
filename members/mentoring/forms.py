"""Forms about mentors: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from members.groups.models import Group
from members.mentoring.models import MOST, TIMES_MAX
from members.messages.wording import MESSAGE_MAX
from members.profiles.describing import SPOKEN
from members.profiles.showing import language_name


class MentorForm(forms.Form):
    """For how many, in which languages, when."""

    capacity = forms.IntegerField(
        label=gettext_lazy("How many newcomers at once"), min_value=1, max_value=MOST, initial=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages"), choices=[(code, language_name(code)) for code in SPOKEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )  # fmt: skip
    times = forms.CharField(
        label=gettext_lazy("When you have time"), required=False, max_length=TIMES_MAX,
        help_text=gettext_lazy("In your words, such as evenings, or Sundays. Whoever you look after reads it."),
    )  # fmt: skip


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A group by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return str(obj.name)


class RulesForm(forms.Form):
    """Whether mentors are offered, and who can be one."""

    on = forms.BooleanField(label=gettext_lazy("Offer every newcomer a mentor"), required=False)
    group = GroupField(
        label=gettext_lazy("Also members of this group can be mentors"), queryset=Group.objects.none(), required=False,
        empty_label=gettext_lazy("Only members of the level Mentor and above"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.order_by("name")  # type: ignore[attr-defined]


class CheckInForm(forms.Form):
    """What a mentor asks."""

    text = forms.CharField(
        label=gettext_lazy("Your message"), max_length=MESSAGE_MAX, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )  # fmt: skip
