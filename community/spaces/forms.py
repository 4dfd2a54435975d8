"""Forms about spaces: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, validate_slug
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.composing.prompts import prompt
from community.spaces.listing import tree_of
from community.spaces.models import Kind, Space
from community.spaces.naming import NAME_MAX, taken
from community.spaces.seeing import Visibility
from members.groups.models import Group

HUES = range(12)
WORDS_MAX = 5000
TEMPLATE = "template_"
"""Behind it stands the kind, in the names of the fields with a template of one kind."""
NEW_GROUP = "new"


def one_line(text: str) -> str:
    """Text without line breaks and doubled spaces; refused without a letter or digit."""
    line = " ".join(text.split())
    if not any(character.isalnum() for character in line):
        raise forms.ValidationError(_("Use at least one letter or digit."))
    return line


class NameField(forms.CharField):
    """A space's name."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Name"), max_length=NAME_MAX, widget=forms.TextInput(attrs={"autocomplete": "off"})
        )

    def clean(self, value: Any) -> Any:
        """One line."""
        return one_line(super().clean(value))


class PlaceField(forms.ChoiceField):
    """A space to stand in; the tree is drawn by dashes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Inside"), required=False, **kwargs)

    def offer(self, spaces: list[Space], *, levels: int = 1, but: set[int] = frozenset()) -> None:  # type: ignore[assignment]
        """Let the member choose among `spaces` that can hold something of so many levels."""
        self.known = {str(space.pk): space for space in spaces}
        nodes = [node for root in tree_of(spaces) for node in root.walk()]
        fitting = [node for node in nodes if node.level + levels <= 3 and node.space.pk not in but]
        rows = [(str(node.space.pk), "– " * (node.level - 1) + node.space.name) for node in fitting]
        self.choices = [("", _("At the top")), *rows]

    def space(self, value: str) -> Space | None:
        """The space that was chosen."""
        return self.known.get(value)


class NewSpaceForm(forms.Form):
    """A new space: the least that is needed."""

    name = NameField()
    purpose = forms.CharField(label=gettext_lazy("Purpose in one line"), max_length=160, required=False)
    parent = PlaceField()

    def __init__(self, *args: Any, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: PlaceField = self.fields["parent"]  # type: ignore[assignment]
        self.places.offer(spaces)

    def clean_purpose(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["purpose"].split())


class MoveForm(forms.Form):
    """Another place in the tree."""

    parent = PlaceField()

    def __init__(self, *args: Any, space: Space, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [node for root in tree_of(spaces) for node in root.walk()]
        own = next((node for node in nodes if node.space.pk == space.pk), None)
        inside = {node.space.pk for node in own.walk()} if own else {space.pk}
        levels = 1 + max(node.level for node in own.walk()) - own.level if own else 1
        self.places: PlaceField = self.fields["parent"]  # type: ignore[assignment]
        self.places.offer(spaces, levels=levels, but=inside)


class RenameForm(forms.Form):
    """Another name and address."""

    name = NameField()
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=NAME_MAX,
        help_text=gettext_lazy("Small letters, digits and hyphens. The old address leads to the new one for good."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space = space

    def clean_slug(self) -> str:
        """An address no other space has or had."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        validate_slug(slug)
        if taken(slug, but=self.space):
            raise forms.ValidationError(_("Another space has or had the address “%(slug)s”.") % {"slug": slug})
        return slug


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said about a space and what may be done in it."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What members may start"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"),
        coerce=int,
        choices=[(number, number) for number in HUES],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    class Meta:
        model = Space
        fields = (
            "purpose", "description", "hue", "kinds", "who_starts", "who_replies", "who_opens_rooms", "language",
            "template",
        )  # fmt: skip
        labels = {
            "who_starts": gettext_lazy("Who may start threads"),
            "who_replies": gettext_lazy("Who may reply"),
            "who_opens_rooms": gettext_lazy("Who may open chat rooms"),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "template": forms.Textarea(attrs={"rows": 4}),
            "who_starts": forms.Select,
            "who_replies": forms.Select,
            "who_opens_rooms": forms.Select,
        }
        help_texts = {
            "description": gettext_lazy("Shown on the page About. Markdown works here."),
            "template": gettext_lazy(
                "What a new thread begins with, such as the questions people should answer. "
                "Left empty, each kind begins with its own questions."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("description", "template"):
            # The model's own limit: it is checked here because the model is not touched before the act.
            self.fields[name].validators.append(MaxLengthValidator(WORDS_MAX))
        self.fields["language"].choices = [("", _("Any language")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        self.kind_names = [f"{TEMPLATE}{kind}" for kind in self._kinds_shown()]
        for name in self.kind_names:
            self.fields[name] = self._template_field(name.removeprefix(TEMPLATE))

    def _kinds_shown(self) -> list[str]:
        """What may be started: by members as it is or was just ticked, and what hosts always may."""
        ticked = self.data.getlist("kinds") if isinstance(self.data, QueryDict) else []
        return [kind for kind in Kind.values if kind in {*self.instance.kinds, *ticked, Kind.ANNOUNCEMENT}]

    def _template_field(self, kind: str) -> forms.CharField:
        """Left empty, it shows in grey what a thread of this kind begins with anyway."""
        space = self.instance
        rows = {"rows": 5, "placeholder": space.template or prompt(kind, space.language)}
        return forms.CharField(
            label=Kind(kind).label,
            required=False,
            max_length=WORDS_MAX,
            initial=space.kind_templates.get(kind, ""),
            widget=forms.Textarea(attrs=rows),
        )

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        """The fields with a template for one kind each."""
        return [self[name] for name in self.kind_names]

    @property
    def opens_kinds(self) -> bool:
        """Whether those fields are shown unfolded: there is something in them, or something wrong."""
        return bool(self.instance.kind_templates) or any(field.value() or field.errors for field in self.kind_fields)

    def clean(self) -> dict[str, Any]:
        """The templates together; those of kinds that are not shown stay for the day they are."""
        data: dict[str, Any] = super().clean() or {}
        kept = dict(self.instance.kind_templates)
        for name in self.kind_names:
            text = data.pop(name, "").replace("\r\n", "\n")
            if self.add_prefix(name) in self.data:
                kept[name.removeprefix(TEMPLATE)] = text
        data["kind_templates"] = {kind: text for kind, text in kept.items() if text}
        return data

    def _post_clean(self) -> None:
        """Leave the space as it is: the act `describe` changes it, and sees what is new."""

    def clean_kinds(self) -> list[str]:
        """In the order of the form, so that nothing changes by ticking in another one."""
        return [kind for kind in Kind.values if kind in self.cleaned_data["kinds"]]

    def clean_purpose(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["purpose"].split())


class VisibilityForm(forms.Form):
    """Who can see a space."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Who can see it"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    group = forms.ChoiceField(label=gettext_lazy("The group, if it is one"), required=False)

    def __init__(self, *args: Any, space: Space, all_groups: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(group.pk): group for group in Group.objects.all() if all_groups or group.pk == space.group_id}
        rows = [(number, group.name) for number, group in self.known.items()]
        self.fields["group"].choices = [*rows, (NEW_GROUP, _("A new group for this space"))]  # type: ignore[attr-defined]
        self.fields["group"].initial = str(space.group_id) if space.group_id else NEW_GROUP

    def group_chosen(self) -> Group | None:
        """The group that was chosen; None for a new one."""
        return self.known.get(self.cleaned_data["group"])
