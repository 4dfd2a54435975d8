"""The form of a response template: it cleans what was typed and never writes."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from moderation.guidelines.measures import Content, Person
from moderation.replies.models import WORDS_MAX, ReplyTemplate, Tone
from moderation.replies.variables import unknown_in

_ANY = ("", gettext_lazy("Whatever is decided"))
FIELDS = ("label", "tone", "language", "content", "person", "words")


class ReplyForm(forms.Form):
    """What a template is called, when it is offered, and what it says."""

    label = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("Moderators choose it by this name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}), error_messages=missing.NAME,
    )  # fmt: skip
    tone = forms.ChoiceField(label=gettext_lazy("Tone"), choices=Tone.choices, initial=Tone.PLAIN)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), help_text=gettext_lazy("It is offered for members who read this language.")
    )
    content = forms.ChoiceField(
        label=gettext_lazy("For what was written"), choices=[_ANY, *Content.choices], required=False
    )
    person = forms.ChoiceField(
        label=gettext_lazy("For whoever wrote it"), choices=[_ANY, *Person.choices], required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=WORDS_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=missing.WORDS,
    )
    stamp = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = list(settings.LANGUAGES)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, template: ReplyTemplate) -> ReplyForm:
        """The form as the template is now."""
        now = {name: getattr(template, name) for name in FIELDS}
        return cls(initial=now | {"stamp": template.changed_at.isoformat()})

    def clean_label(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["label"].split())

    def clean_words(self) -> str:
        """Words in which every variable is known."""
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n").strip()
        if not words:
            raise forms.ValidationError(_("Write something first."))
        unknown = unknown_in(words)
        if unknown:
            first = "{" + unknown[0] + "}"
            raise forms.ValidationError(
                _("%(variable)s is not known. Take one of those named beside the form.") % {"variable": first}
            )
        return words

    def said(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in FIELDS}
