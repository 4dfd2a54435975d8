"""Forms about groups: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.groups.describing import MOST_QUESTIONS, QUESTION_LENGTH, Entry, GroupKind, Seen
from members.groups.models import Group, GroupApplication
from members.profiles.handle_forms import HandleForm


class GroupForm(forms.Form):
    """A group's name and purpose."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=200, required=False)

    def __init__(self, *args: Any, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_name(self) -> str:
        """A name no other group has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Group.objects.filter(name__iexact=name)
        if self.group is not None:
            others = others.exclude(pk=self.group.pk)
        if others.exists():
            raise forms.ValidationError(_("Another group is called “%(name)s”.") % {"name": name})
        return name


class QuestionsField(forms.CharField):
    """A few questions, one in a line."""

    def prepare_value(self, value: Any) -> Any:
        """One below the other."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The list of questions. Raises ValidationError if there are too many or one is too long."""
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        questions = list(dict.fromkeys(filter(None, lines)))
        if len(questions) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Ask at most %(most)d questions."), params={"most": MOST_QUESTIONS})
        if any(len(question) > QUESTION_LENGTH for question in questions):
            words = _("Each question may have up to %(most)d letters.")
            raise forms.ValidationError(words, params={"most": QUESTION_LENGTH})
        return questions


class DescriptionForm(forms.Form):
    """What a group says about itself, and how one comes in; managers also say who may know of it."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=GroupKind.choices)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        validators=[MaxLengthValidator(5000)],
        help_text=gettext_lazy("What you do, when you meet, whom it is for."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": "5000"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For a local club: where it meets. Leave it empty if it meets everywhere."),
    )
    entry = forms.ChoiceField(
        label=gettext_lazy("How one comes in"),
        choices=Entry.choices,
        help_text=gettext_lazy("Whoever is in it sees the private spaces of the group."),
    )
    questions = QuestionsField(
        label=gettext_lazy("Questions to those who ask to come in"),
        required=False,
        help_text=gettext_lazy("One in a line, three at most. Without any, people say why they want to come in."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who may know of it"),
        choices=Seen.choices,
        help_text=gettext_lazy("Whoever knows of a group also sees who is in it."),
    )

    def __init__(self, *args: Any, for_manager: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_manager:
            del self.fields["seen_by"]


class ApplicationForm(forms.Form):
    """Answers to the questions of a group; what was answered before stands there again."""

    def __init__(self, *args: Any, group: Group, earlier: GroupApplication | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = group.questions or [_("Why do you want to come in?")]
        said = dict(earlier.answers) if earlier else {}
        for number, question in enumerate(self.questions):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question,
                initial=said.get(question, ""),
                validators=[MaxLengthValidator(1000)],
                widget=forms.Textarea(attrs={"rows": 3, "maxlength": "1000"}),
            )

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with its answer."""
        return [(question, self.cleaned_data[f"answer_{n}"]) for n, question in enumerate(self.questions)]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Each question with what was typed, right or not."""
        return [(question, self[f"answer_{n}"].value() or "") for n, question in enumerate(self.questions)]


class AnswerForm(forms.Form):
    """What somebody who asked reads beside a yes or a no."""

    reason = forms.CharField(
        label=gettext_lazy("A few words to them"),
        required=False,
        validators=[MaxLengthValidator(500)],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": "500"}),
    )

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed
        self.fields["reason"].error_messages["required"] = _("Say why not: they read it.")


class InviteForm(HandleForm):
    """Whom to invite into a group, with a few words."""

    note = forms.CharField(
        label=gettext_lazy("A note"),
        required=False,
        validators=[MaxLengthValidator(500)],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": "500"}),
    )


class BarForm(HandleForm):
    """Whom to bar from a group, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        validators=[MaxLengthValidator(500)],
        help_text=gettext_lazy("Only those who look after the group read this."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": "500"}),
    )
