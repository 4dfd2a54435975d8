"""What is typed on the page of newcomers and by those who arrange it. Forms never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.composing.forms import ThreadForm
from community.spaces.models import Kind, Space
from community.spaces.seeing import Visibility
from community.welcome.film import ENDINGS, FilmRefused, ending_of
from community.welcome.hello import first_words
from community.welcome.models import ADDRESS_MAX, SAID_MAX, WORDS_MAX
from config.lib.numbers import as_size
from members.settings.forms import MOST_WORDS, WordsField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict

    from community.welcome.hello import Place
    from community.welcome.models import WelcomeRules
    from members.profiles.models import Member


class HelloForm(ThreadForm):
    """An introduction, where it goes; what stood in the field already is not sent as it was."""

    def __init__(self, data: QueryDict, *, member: Member, place: Place) -> None:
        sent = {name: data.get(name, "") for name in ("title", "body", "key")}
        super().__init__(sent | {"space": place.space.pk, "kind": place.kind}, viewer=member, spaces=[place.space])
        self._begun = first_words(member, place.space)

    def clean(self) -> dict[str, Any]:
        """Somebody said something of their own."""
        data = super().clean()
        if "body" not in self.errors and str(data.get("body", "")).split() == self._begun.split():
            self.add_error("body", _("Answer one of the lines, and delete those you do not want to answer."))
        return data


class InterestsForm(forms.Form):
    """What was picked, and what was typed beside it: at least one, at most twelve."""

    more = WordsField(label=gettext_lazy("Something else"), help_text=gettext_lazy("Words with commas between them."))

    def clean(self) -> dict[str, Any]:
        """All of them as one list, each once."""
        data = super().clean() or {}
        picked = self.data.getlist("interest")[: MOST_WORDS * 4] if hasattr(self.data, "getlist") else []
        words: list[str] = []
        try:
            for word in picked:
                words += WordsField().clean(word)
        except forms.ValidationError as wrong:
            self.add_error("more", wrong)
        words = list(dict.fromkeys([*words, *data.get("more", [])]))
        if not self.errors and not words:
            self.add_error("more", _("Pick at least one, or leave this out."))
        elif not self.errors and len(words) > MOST_WORDS:
            said = _("That is %(count)d. Pick at most %(most)d.")
            self.add_error("more", said % {"count": len(words), "most": MOST_WORDS})
        return data | {"interests": words}


class SpaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A space by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return str(obj.name)


class RulesForm(forms.Form):
    """What newcomers see on their page."""

    intro_space = SpaceField(
        label=gettext_lazy("Where introductions go"), queryset=Space.objects.none(), required=False,
        empty_label=gettext_lazy("The first space that takes introductions"),
        help_text=gettext_lazy("Spaces that all members read, and whose threads may be introductions."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("A few words of your own"), required=False, max_length=WORDS_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": str(WORDS_MAX)}),
        help_text=gettext_lazy("They stand under the greeting."),
    )  # fmt: skip
    film = forms.FileField(
        label=gettext_lazy("A short film"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
        help_text=gettext_lazy("MP4 or WebM. It plays when somebody presses the button, and not before."),
    )  # fmt: skip
    video = forms.CharField(
        label=gettext_lazy("Or its address on this server"), required=False, max_length=ADDRESS_MAX,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
        help_text=gettext_lazy("Without an address and without a file there is no film."),
    )  # fmt: skip
    video_words = forms.CharField(
        label=gettext_lazy("What is said and seen in it"), required=False, max_length=SAID_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": str(SAID_MAX)}),
        help_text=gettext_lazy("For those who cannot hear or see it, or do not play it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, rules: WelcomeRules) -> None:
        kept = {name: getattr(rules, name) for name in ("intro_space", "words", "video", "video_words")}
        super().__init__(data, files, initial=kept)
        takes = Space.objects.filter(archived_at=None, deleted_at=None, kinds__contains=[Kind.INTRO])
        field = self.fields["intro_space"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = takes.exclude(visibility=Visibility.PRIVATE).order_by("position", "name")

    def clean_film(self) -> UploadedFile[bytes] | None:
        """A film by what is in it."""
        file: UploadedFile[bytes] | None = self.cleaned_data["film"]
        if file is None:
            return None
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            said = _("This file is larger than %(most)s. Put it on your web server and give its address.")
            raise forms.ValidationError(said % {"most": as_size(settings.UPLOAD_LIMIT_BYTES)})
        try:
            ending_of(file)
        except FilmRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file

    def clean_video(self) -> str:
        """A path of this server; nobody's browser asks another one."""
        typed = str(self.cleaned_data["video"]).strip()
        if typed.startswith(f"{settings.PUBLIC_URL}/"):
            typed = typed.removeprefix(settings.PUBLIC_URL)
        parts = urlsplit(typed) if typed else None
        if parts is None:
            return ""
        is_here = typed.startswith("/") and not typed.startswith("//") and "\\" not in typed
        if not is_here or parts.netloc or not parts.path.lower().endswith(tuple(f".{end}" for end in ENDINGS)):
            said = _("Give an address on this server: it begins with / and ends with .mp4 or .webm.")
            raise forms.ValidationError(said)
        return typed

    def clean(self) -> dict[str, Any]:
        """A film says in words what it shows."""
        data = super().clean() or {}
        if (data.get("video") or data.get("film")) and not data.get("video_words") and "video_words" not in self.errors:
            self.add_error("video_words", _("Say in a few words what is in the film."))
        return data
