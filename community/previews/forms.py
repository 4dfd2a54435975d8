"""The owner's form about link previews."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.previews.ruling import Reach


class RuleForm(forms.Form):
    """Where addresses are asked for a preview."""

    reach = forms.ChoiceField(
        label=_("Where links are shown with a preview"), choices=Reach.choices, widget=forms.RadioSelect
    )
