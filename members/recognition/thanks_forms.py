"""The form to say thanks: it cleans what was typed and never writes."""

from django import forms
from django.utils.translation import gettext_lazy

from members.recognition.thanks import THANKS_LEAST, THANKS_LENGTH


class ThanksForm(forms.Form):
    """What for."""

    reason = forms.CharField(
        label=gettext_lazy("What for"), min_length=THANKS_LEAST, max_length=THANKS_LENGTH,
        help_text=gettext_lazy("One or two sentences. Whoever may read what it is for reads them too."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what you thank them for.")},
    )  # fmt: skip
    about = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())
