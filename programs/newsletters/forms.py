"""Forms of an issue: what stands above, its parts with two empty ones below, and whom it is shown as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from config.lib.handle_names import typed_handle
from config.lib.markup import NullResolver, PostTooLong, render
from members.digest.models import DigestPlan
from members.digest.sections import in_order
from members.profiles.models import Member
from programs.newsletters.models import PARTS_MOST, PREHEADER_MAX, SUBJECT_MAX, WORDS_MAX
from programs.newsletters.things import address_of, thing_at

if TYPE_CHECKING:
    from programs.newsletters.models import NewsletterIssue

EMPTY = 2


class IssueForm(forms.Form):
    """What stands above the parts, and the personal parts below them."""

    use_required_attribute = False
    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=SUBJECT_MAX, error_messages=missing.NAME)
    preheader = forms.CharField(
        label=gettext_lazy("Preheader"), max_length=PREHEADER_MAX, required=False,
        help_text=gettext_lazy("The line that mail programs show after the subject."),
    )  # fmt: skip
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Parts made for each reader"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They stand below yours, as in the weekly digest."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        plan = DigestPlan.current()
        choices = [(one.key, one.title) for one in in_order(plan.order) if one.key not in plan.left_out]
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, issue: NewsletterIssue) -> IssueForm:
        """As it is now."""
        names = ("edition", "subject", "preheader", "sections")
        return cls(initial={name: getattr(issue, name) for name in names})


class PartForm(forms.Form):
    """One part; empty where somebody may add one."""

    part = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    keep = forms.BooleanField(label=gettext_lazy("Keep this part"), required=False)
    link = forms.CharField(
        label=gettext_lazy("Address of a thread, guide or event"), max_length=500, required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Whoever does not see it gets the issue without this part."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Words, in Markdown"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    place = forms.IntegerField(label=gettext_lazy("Place"), required=False, min_value=1, max_value=999)

    def __init__(self, *args: Any, viewer: Member, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        self.thing: dict[str, Any] = {}

    def clean_link(self) -> str:
        """A thing of this community that the editor sees."""
        link: str = self.cleaned_data["link"].strip()
        if link:
            found = thing_at(link, self.viewer)
            if found is None:
                raise ValidationError(_("There is no thread, guide or event at this address."))
            self.thing = found
        return link

    def clean_words(self) -> str:
        """Raises ValidationError for what cannot be rendered."""
        words: str = self.cleaned_data["words"]
        try:
            render(words, NullResolver())
        except PostTooLong as error:
            raise ValidationError(_("At most %(limit)d characters fit."), params={"limit": error.limit}) from error
        return words

    def clean(self) -> dict[str, Any]:
        """What is kept says something."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("keep") and not self.errors and not said.get("words") and not said.get("link"):
            self.add_error("words", _("Write something or name a thing, or do not keep the part."))
        return said

    @property
    def is_kept(self) -> bool:
        """Whether it stays; an empty one in which something was typed counts too."""
        said = self.cleaned_data
        return bool(said.get("keep") or (not said.get("part") and (said.get("words") or said.get("link"))))


class _Parts(forms.BaseFormSet):  # type: ignore[type-arg]  # generic in its stubs alone
    def clean(self) -> None:
        """Each thing stands there once, and there are not too many."""
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.is_kept]
        things = [(name, thing.pk) for form in kept for name, thing in form.thing.items()]
        if len(things) != len(set(things)):
            raise ValidationError(_("One thing stands there twice. Keep one of them."))
        if len(kept) > PARTS_MOST:
            raise ValidationError(_("At most %(most)d parts fit.") % {"most": PARTS_MOST})


PartForms = forms.formset_factory(
    PartForm, formset=_Parts, extra=EMPTY, max_num=PARTS_MOST + EMPTY, absolute_max=PARTS_MOST + EMPTY
)


def parts_of(issue: NewsletterIssue, viewer: Member) -> Any:
    """The parts of an issue as forms."""
    parts = issue.parts.select_related("thread__space", "guide", "date__program", "date__thread")
    initial = [
        {
            "part": part.pk, "keep": True, "words": part.words, "place": place,
            "link": address_of(part.thing) if part.thing is not None else "",
        }
        for place, part in enumerate(parts, start=1)
    ]  # fmt: skip
    return PartForms(initial=initial, prefix="parts", form_kwargs={"viewer": viewer})


def in_their_places(forms_: Any) -> list[dict[str, Any]]:
    """What is kept, by the places that were given; parts without one come last."""
    kept = [form for form in forms_ if form.is_kept]
    kept.sort(key=lambda form: form.cleaned_data.get("place") or 1000)
    return [
        {"part": form.cleaned_data.get("part"), "words": form.cleaned_data["words"], "thing": form.thing}
        for form in kept
    ]


class ReaderForm(forms.Form):
    """As whom, and in which language, an issue is shown."""

    use_required_attribute = False
    reader = forms.CharField(
        label=gettext_lazy("Handle of a member"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    show = forms.ChoiceField(
        label=gettext_lazy("How it is shown"), required=False,
        choices=[
            ("", gettext_lazy("Wide, light")), ("dark", gettext_lazy("Wide, dark")),
            ("phone", gettext_lazy("Phone, light")), ("phone-dark", gettext_lazy("Phone, dark")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Member, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = self.person = viewer
        self.fields["language"].choices = [("", _("Their own")), *settings.LANGUAGES]  # type: ignore[attr-defined]

    def clean_reader(self) -> str:
        """Raises ValidationError if nobody is called so."""
        typed: str = self.cleaned_data["reader"].replace("\0", "").strip()
        if typed:
            found = Member.objects.present().named(typed_handle(typed)).first()
            if found is None:
                raise ValidationError(_("Nobody here has this handle."))
            self.person = found
        return typed
