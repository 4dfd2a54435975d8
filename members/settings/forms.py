"""The forms of the settings pages. They clean, and write nothing."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.lib.zones import zones_with
from members.profiles.describing import SPOKEN
from members.profiles.handles import HANDLE_MAX, handle_shape
from members.profiles.preferences import Preferences
from members.profiles.showing import language_name

if TYPE_CHECKING:
    from django.http import QueryDict

    from members.profiles.models import Member

MOST_WORDS = 12
WORD_LENGTH = 40


class WordsField(forms.CharField):
    """Several words in one line, between commas; each once, in the order they were typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=(WORD_LENGTH + 2) * MOST_WORDS, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The words as one line."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The list of words. Raises ValidationError if there are too many or one is too long."""
        words = list(dict.fromkeys(filter(None, (" ".join(w.split()) for w in super().clean(value).split(",")))))
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(_("Name at most %(most)d."), params={"most": MOST_WORDS})
        if any(len(word) > WORD_LENGTH or "|" in word for word in words):
            said = _("A word or phrase may have up to %(most)d letters.")
            raise forms.ValidationError(said, params={"most": WORD_LENGTH})
        return words


class ProfileForm(forms.Form):
    """What others see."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    handle = forms.CharField(
        label=_("Handle"),
        max_length=HANDLE_MAX,
        validators=[handle_shape],
        help_text=_("Your address here, and what others type behind an @. It can change twice in 30 days."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    line = forms.CharField(label=_("A line about you"), max_length=140, required=False)
    about = forms.CharField(
        label=_("About you"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": "2000"}),
    )
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Times are shown in it, and others see yours."))
    interests = WordsField(label=_("Interests"), help_text=_("Words with commas between them, up to 12."))
    expertise = WordsField(
        label=pgettext_lazy("what I can help with", "Can help with"),
        help_text=_("Questions about these find their way to you."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you read"),
        required=False,
        choices=[(code, language_name(code)) for code in SPOKEN],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: "QueryDict | None" = None, *, member: "Member") -> None:
        super().__init__(data, initial={name: getattr(member, name) for name in self.base_fields})
        self.fields["time_zone"].choices = zones_with(member.time_zone)  # type: ignore[attr-defined]
        others = [(code, language_name(code)) for code in member.languages if code not in SPOKEN]
        self.fields["languages"].choices += others  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name with something to read in it."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(character.isalnum() for character in name):
            raise forms.ValidationError(_("Use at least one letter or digit."))
        return name

    def clean_about(self) -> str:
        """Line ends of one kind."""
        return str(self.cleaned_data["about"]).replace("\r\n", "\n")


class PhotoForm(forms.Form):
    """A picture of oneself."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG, WebP or GIF, up to 10 MB. We cut a square from the middle and keep nothing else of the file."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        max_length=500,
    )


class _Choosing(forms.Form):
    """A form whose fields are preferences of the same name."""

    # The empty word is an answer too, and a browser would refuse to send it.
    use_required_attribute = False

    def __init__(self, data: "QueryDict | None" = None, *, member: "Member") -> None:
        chosen = Preferences.of(member)
        super().__init__(data, initial={name: getattr(chosen, name, "") for name in self.base_fields})


class WordField(forms.ChoiceField):
    """One word of several; the empty word is a choice like the others, not a missing answer."""

    empty_values = (None,)

    def clean(self, value: Any) -> Any:
        """The chosen word."""
        return super().clean(value or "")


def _one_of(label: Any, choices: list[tuple[str, Any]], hint: Any = "") -> WordField:
    return WordField(label=label, choices=choices, widget=forms.RadioSelect, help_text=hint)


class AppearanceForm(_Choosing):
    """Colours, size of text, language of the pages."""

    theme = _one_of(_("Colours"), [("", _("As the device has them")), ("light", _("Light")), ("dark", _("Dark"))])
    reading = _one_of(_("Text of posts"), [("", _("Normal")), ("large", _("Large")), ("larger", _("Larger"))])
    dock = _one_of(
        _("Reply box"),
        [("", _("At the end of the thread")), ("on", _("Always at the bottom of the window"))],
        _("At the bottom only where the window is wide. Its upper edge can be moved."),
    )
    language = WordField(
        label=_("Language of the pages"),
        # Each in its own words: whoever cannot read this page finds theirs.
        choices=[("", _("As the browser asks")), *((code, language_name(code)) for code, _name in settings.LANGUAGES)],
    )

    def __init__(self, data: "QueryDict | None" = None, *, member: "Member") -> None:
        super().__init__(data, member=member)
        self.initial["language"] = member.language


class AccessibilityForm(_Choosing):
    """Links, motion, keys, the box one writes in."""

    links = _one_of(_("Links"), [("", _("In colour")), ("underlined", _("In colour and underlined"))])
    motion = _one_of(_("Motion"), [("", _("As the device has it")), ("reduced", _("As little as possible"))])
    shortcuts = _one_of(
        _("Single-key shortcuts"),
        [("", _("On")), ("off", _("Off"))],
        _("Off helps with voice control, which may press keys by accident."),
    )
    composer = _one_of(_("Writing"), [("", _("With buttons and preview")), ("plain", _("A plain text box"))])


class PrivacyForm(_Choosing):
    """Who sees what."""

    profile = _one_of(_("Your profile is seen by"), [("", _("Everyone")), ("members", _("Members only"))])
    directory = _one_of(
        _("In the list of people"),
        [("", _("You can be found")), ("hidden", _("You are not listed"))],
        _("Your profile stays where it is, and your name stands beside what you write."),
    )
    leaders = _one_of(
        _("On leaderboards"),
        [("", _("You can be on them, where this community has them")), ("hidden", _("You are on none"))],
    )
    celebrate = _one_of(
        _("Celebrate me in public"),
        [("", _("What you reach may be celebrated among members")), ("hidden", _("Only you are told"))],
        _("Nothing is celebrated in public while your profile is for members only or you are not listed."),
    )
    place = _one_of(_("Your place"), [("", _("Shown on your profile")), ("hidden", _("Hidden"))])
    online = _one_of(_("When you were last here"), [("", _("Shown to members")), ("hidden", _("Hidden"))])
    messages = _one_of(
        _("Who may write to you"),
        [
            ("", _("Everyone; from people you do not know it waits as a request")),
            ("open", _("Everyone, without a request")),
            ("known", _("People you know")),
        ],
        _("You know whom you follow and whom you have written with. The team can always write to you."),
    )
    blocked = _one_of(
        _("Members you block see"),
        [("", _("Your name and picture only")), ("seen", _("Your profile, as others do"))],
        _("What you write in the open stays readable for everybody. The team sees your profile in any case."),
    )
