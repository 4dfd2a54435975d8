"""Forms about experiments: they clean what was typed and never write."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.experiments.models import (
    HEAVIEST,
    KEY_LENGTH,
    MOST_HELD_OUT,
    NAME_LENGTH,
    PURPOSE_LENGTH,
    Experiment,
    Variant,
)
from members.segments.models import Segment

MOST_VARIANTS = 6
WORDS_LENGTH = 1000
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_LINE = re.compile(r"([a-z0-9][a-z0-9-]*)(?:\s+(\d{1,6}))?")


class ExperimentForm(forms.Form):
    """A new experiment."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    key = forms.CharField(
        label=gettext_lazy("Key"), max_length=KEY_LENGTH, required=False,
        help_text=gettext_lazy("A short name for machines that never changes. Leave it empty to make it of the name."),
    )  # fmt: skip
    purpose = forms.CharField(label=gettext_lazy("What it is to show"), max_length=PURPOSE_LENGTH, required=False)
    segment = forms.ModelChoiceField(
        label=gettext_lazy("Who takes part"), queryset=Segment.objects.none(), required=False,
        empty_label=gettext_lazy("everybody"),
    )  # fmt: skip
    held_out = forms.IntegerField(
        label=gettext_lazy("Held out, in percent"), min_value=0, max_value=MOST_HELD_OUT, initial=10,
        help_text=gettext_lazy("This share goes on as before, to compare with."),
    )  # fmt: skip
    variants = forms.CharField(
        label=gettext_lazy("Variants"), max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("One in a line: a word, and its weight. “short 2” comes twice as often as “long 1”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["segment"].queryset = Segment.objects.in_use().order_by("name")  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """A key no other experiment has: what was typed, or made of the name."""
        typed = str(self.cleaned_data["key"]).lower()
        key = typed or slugify(self.cleaned_data.get("name", ""))[:KEY_LENGTH].strip("-")
        if not _KEY.fullmatch(key):
            raise forms.ValidationError(_("A key is made of small letters, digits and hyphens, such as two-hellos."))
        if Experiment.objects.filter(key=key).exists():
            raise forms.ValidationError(key_taken())
        return key

    def clean_segment(self) -> Segment | None:
        """A segment that can be asked."""
        segment: Segment | None = self.cleaned_data["segment"]
        if segment is not None and (problem := segment.problem):
            raise forms.ValidationError(problem)
        return segment

    def clean_variants(self) -> list[tuple[str, int]]:
        """Two to six words with weights."""
        lines = [line.strip() for line in str(self.cleaned_data["variants"]).splitlines() if line.strip()]
        read = [(line, _LINE.fullmatch(line)) for line in lines]
        for line, found in read:
            if found is None or len(found[1]) > KEY_LENGTH:
                words = _("“%(line)s” is not a word of small letters, digits and hyphens with a weight behind it.")
                raise forms.ValidationError(words % {"line": line[:80]})
        variants = [(found[1], int(found[2] or 1)) for _line, found in read if found]
        if not 2 <= len(variants) <= MOST_VARIANTS:
            raise forms.ValidationError(_("An experiment has two to %(n)s variants.") % {"n": MOST_VARIANTS})
        if len({word for word, _weight in variants}) < len(variants):
            raise forms.ValidationError(_("Each variant has a word of its own."))
        if any(weight > HEAVIEST for _word, weight in variants) or not sum(weight for _word, weight in variants):
            raise forms.ValidationError(
                _("A weight is at most %(n)s, and one of them is above zero.") % {"n": HEAVIEST}
            )
        return variants


def key_taken() -> str:
    """The sentence about a key that another experiment has."""
    return _("Another experiment has this key.")


class WeightsForm(forms.Form):
    """Other weights for the variants there are."""

    def __init__(self, *args: Any, variants: list[Variant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in variants:
            self.fields[f"weight-{one.pk}"] = forms.IntegerField(
                label=one.key, min_value=0, max_value=HEAVIEST, initial=one.weight
            )

    def clean(self) -> dict[str, Any]:
        """One of them is above zero."""
        given = super().clean() or {}
        if not self.errors and not sum(given.values()):
            raise forms.ValidationError(_("One weight is above zero."))
        return given

    def weights(self) -> list[int]:
        """In the order of the variants."""
        return [self.cleaned_data[name] for name in self.fields]
