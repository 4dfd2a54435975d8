"""Forms of the staff settings: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import theme
from config.lib.handle_names import typed_handle
from config.lib.pictures import Picture, PictureRefused, read_picture, thumbnail
from members.installation.models import Corners, Installation, SignUp
from members.installation.painting import colour_shape, stylesheet_of
from members.installation.telling import PAGE_MAX
from members.profiles.handle_forms import HandleForm, handle_field
from members.profiles.models import Member
from members.profiles.roles import Role

MARK_SIDE, ICON_SIDE = 256, 512
MARK_LEAST = 128


class NameForm(forms.Form):
    """What the community is called, and what it is for."""

    name = forms.CharField(
        label=gettext_lazy("Community name"),
        max_length=40,
        help_text=gettext_lazy("Up to 40 characters. It stands on every page and in every mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose in one line"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Visitors read it first: who meets here, and what for."),
    )

    def clean_name(self) -> str:
        """One line, without a character that prints nothing."""
        return _one_line(self.cleaned_data["name"])

    def clean_purpose(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["purpose"].split())


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not any(character.isalnum() for character in line):
        raise forms.ValidationError(_("Use at least one letter or digit."))
    return line


class AboutForm(forms.Form):
    """What the page About says, in Markdown, and where strangers write to."""

    about = forms.CharField(
        label=gettext_lazy("About"),
        max_length=PAGE_MAX,
        required=False,
        help_text=gettext_lazy("Who meets here, and how it began. Empty it for the text Talkoot comes with."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    contact = forms.EmailField(
        label=gettext_lazy("Address for strangers"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Everybody can read it. Use one that several of you look after."),
        error_messages={"invalid": gettext_lazy("Write an e-mail address like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class PrivacyForm(forms.Form):
    """What the page Privacy says, in Markdown."""

    privacy = forms.CharField(
        label=gettext_lazy("Privacy"),
        max_length=PAGE_MAX,
        required=False,
        help_text=gettext_lazy("Keep it true when you add a service. Empty it for the text Talkoot comes with."),
        widget=forms.Textarea(attrs={"rows": 20}),
    )


class LookForm(forms.Form):
    """Colour and corners."""

    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("# and six digits or letters a to f. Leave it empty for the petrol Talkoot comes with."),
        widget=forms.TextInput(
            attrs={"class": "short", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    corners = forms.ChoiceField(
        label=gettext_lazy("Corners"), choices=Corners.choices, widget=forms.RadioSelect, initial=Corners.SOFT
    )

    def clean_accent(self) -> str:
        """A colour from which a theme follows that can be read."""
        accent = str(self.cleaned_data["accent"]).strip().lower()
        if accent:
            colour_shape(accent)
            try:
                stylesheet_of(accent, Corners.SOFT)
            except theme.UnreadableError as error:
                raise forms.ValidationError(
                    _("No readable buttons and links follow from this colour. Try one a little darker or stronger.")
                ) from error
        return accent


class MarkForm(forms.Form):
    """A picture for the mark."""

    mark = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG, WebP or JPEG, square, at least 128 by 128 pixels."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp,image/jpeg"}),
    )

    def clean_mark(self) -> Picture:
        """The picture, drawn anew as a square."""
        file = self.cleaned_data["mark"]
        start = file.read(512).lstrip()
        if start[:4].lower() == b"<svg" or start[:5].lower() == b"<?xml":
            raise forms.ValidationError(
                _("SVG pictures can carry scripts and are not taken. Save it as PNG and send that.")
            )
        if start[:4] == b"GIF8":
            raise forms.ValidationError(_("GIF pictures are not taken as marks. Send a PNG, WebP or JPEG."))
        try:
            picture = read_picture(file)
        except PictureRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if min(picture.width, picture.height) < MARK_LEAST:
            raise forms.ValidationError(
                _("The picture has %(width)d by %(height)d pixels. The mark needs at least 128 by 128.")
                % {"width": picture.width, "height": picture.height}
            )
        return thumbnail(picture, ICON_SIDE, square=True)


class AccessForm(forms.Form):
    """Who may open an account."""

    sign_up = forms.ChoiceField(
        label=gettext_lazy("Who may join"), choices=SignUp.choices, widget=forms.RadioSelect, initial=SignUp.OPEN
    )


class RoleForm(HandleForm):
    """A role for somebody; an owner's is confirmed by typing the handle."""

    handle = handle_field(gettext_lazy("Member"), gettext_lazy("The handle, such as mira."))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    typed = forms.CharField(
        label=gettext_lazy("The handle once more, if the role is owner"), required=False, max_length=31
    )

    def clean(self) -> dict[str, Any]:
        """Owners are made and unmade deliberately; nobody gets a role while suspended."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        member: Member | None = getattr(self, "member", None)
        role = cleaned.get("role")
        if member is None or role is None:
            return cleaned
        if Role.OWNER in (role, member.role) and role != member.role and not self._typed(member, cleaned):
            self.add_error(
                "typed", _("An owner may do everything. Type “%(handle)s” here to confirm.") % {"handle": member.handle}
            )
        if role != Role.MEMBER and member.is_suspended:
            self.add_error("handle", _("This member is suspended. End the suspension first."))
        return cleaned

    @staticmethod
    def _typed(member: Member, cleaned: dict[str, Any]) -> bool:
        return typed_handle(cleaned.get("typed", "")) == member.handle


def look_now(installation: Installation) -> dict[str, str]:
    """The look as a form shows it."""
    return {"accent": installation.accent, "corners": installation.corners}
