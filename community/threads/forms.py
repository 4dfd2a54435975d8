"""What is chosen when threads and posts are moved, or timed, cleaned. Forms never write."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from community.composing.forms import TAGS_TEXT_MAX, TitleField, kinds_in, tags_given
from community.spaces.models import Kind, Space
from community.spaces.permissions import leads
from community.threads.addresses import thread_named
from community.threads.models import TITLE_MAX, Thread
from community.threads.timing import FURTHEST, HOURS_MOST, TimedAct

if TYPE_CHECKING:
    from community.composing.prompts import KindChoice
    from config.lib.audience import Viewer

NEW, INTO = "new", "into"


def led_spaces(viewer: Viewer) -> list[Space]:
    """The spaces that take threads and that the viewer looks after."""
    spaces = Space.objects.visible_to(viewer).filter(archived_at=None).order_by("position", "name")
    return [space for space in spaces if leads(viewer, space)]


class SpaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the spaces that somebody looks after."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": _("Choose a space."), "invalid_choice": _("Choose a space that you look after.")}
        super().__init__(Space.objects.none(), label=_("Space"), error_messages=words, **kwargs)

    def offer(self, spaces: list[Space]) -> None:
        """Let these be chosen."""
        self.queryset = Space.objects.filter(pk__in=[space.pk for space in spaces]).order_by("position", "name")


class ThreadField(forms.CharField):
    """Another thread, by its address or number; one the viewer sees and looks after."""

    viewer: Viewer

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Paste the address of the other thread.")})
        kwargs.setdefault("help_text", _("Its address as it stands in the browser, or its number."))
        widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"})
        super().__init__(label=_("The other thread"), max_length=500, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The thread itself; None for nothing where nothing is asked for."""
        text = super().clean(value).strip()
        if not text:
            return None
        threads = Thread.objects.visible_to(self.viewer).select_related("space")
        thread = threads.filter(pk=thread_named(text)).first()
        if thread is None or not leads(self.viewer, thread.space):
            raise forms.ValidationError(_("There is no thread with this address in a space that you look after."))
        return thread


class MoveForm(forms.Form):
    """Where a thread goes; `sure` was pressed after it was said what that changes."""

    space = SpaceField(empty_label=_("Choose a space"))
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].offer(spaces)  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """What becomes of the chosen posts: a thread of their own, or part of another one."""

    where = forms.ChoiceField(
        label=_("Where they go"),
        choices=[(NEW, _("A new thread")), (INTO, _("A thread that is there"))],
        widget=forms.RadioSelect,
        initial=NEW,
    )
    title = TitleField()
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, error_messages={"required": _("Choose a kind.")})
    space = SpaceField(empty_label=None)
    into = ThreadField()
    sure = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The space of which it was said who reads them there, when that was confirmed."""

    def __init__(self, *args: Any, viewer: Viewer, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["title"].widget.attrs |= {"autocomplete": "off", "maxlength": str(TITLE_MAX)}
        self.fields["into"].viewer = viewer  # type: ignore[attr-defined]
        self.fields["space"].offer(spaces)  # type: ignore[attr-defined]
        known = {kind for space in spaces for kind in kinds_in(viewer, space)}
        self.fields["kind"].choices = [pair for pair in Kind.choices if pair[0] in known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new thread needs a title, a kind and a space; the other way needs the other thread."""
        data = super().clean() or {}
        needed = {NEW: {"title", "kind", "space"}, INTO: {"into"}}.get(data.get("where", ""), set())
        for name in set(self.errors) - needed - {"where"}:
            del self.errors[name]
        kind, space = data.get("kind"), data.get("space")
        if data.get("where") == NEW and space and kind and kind not in kinds_in(self.viewer, space):
            self.add_error("kind", _("This space does not take threads of this kind."))
        return data


class MergeForm(forms.Form):
    """The thread that takes all posts of another; `sure` was pressed after it was said who reads them there."""

    into = ThreadField()
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].viewer = viewer  # type: ignore[attr-defined]


class KindForm(forms.Form):
    """Another kind for a thread."""

    kind = forms.ChoiceField(
        label=_("What it is"), widget=forms.RadioSelect, error_messages={"required": _("Choose a kind.")}
    )

    def __init__(self, *args: Any, kinds: list[KindChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(kind.value, format_html("<span><b>{}</b> · {}</span>", kind.word, kind.hint)) for kind in kinds]
        self.fields["kind"].choices = rows  # type: ignore[attr-defined]


class TagsForm(forms.Form):
    """All tags of a thread; retired ones only if it carries them already."""

    tags = forms.CharField(
        label=_("Tags"),
        max_length=TAGS_TEXT_MAX,
        required=False,
        help_text=_("Words with commas between them, up to 8."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thread = thread

    def clean_tags(self) -> list[str]:
        """As threads carry them."""
        return tags_given(self.cleaned_data["tags"], carried=self.thread.known_tags)


class BulkForm(forms.Form):
    """What some of the acts on many threads need to know: tags, a space, another thread."""

    tags = forms.CharField(label=_("Tags to add"), max_length=TAGS_TEXT_MAX, required=False)
    to = SpaceField(required=False, empty_label=_("Choose a space"))
    into = ThreadField(required=False)

    def __init__(self, *args: Any, viewer: Viewer, spaces: list[Space], act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["to"].label = _("Space to move to")
        self.fields["to"].offer(spaces)  # type: ignore[attr-defined]
        self.fields["into"].viewer = viewer  # type: ignore[attr-defined]
        self.fields["tags"].widget.attrs |= {"autocomplete": "off"}

    def clean_tags(self) -> list[str]:
        """Tags that may still be given."""
        return tags_given(self.cleaned_data["tags"])

    def clean(self) -> dict[str, Any]:
        """Only what the chosen act needs has to be there, and only that has to be right."""
        data = super().clean() or {}
        needed = {
            "tag": ("tags", _("Write the tags to add.")),
            "move": ("to", _("Choose a space.")),
            "merge": ("into", _("Paste the address of the other thread.")),
        }
        name, words = needed.get(self.act, ("", ""))
        for other in set(self.errors) - {name}:
            del self.errors[other]
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, words)
        return data


class TimerForm(forms.Form):
    """What the clock does, and when: at a moment in the reader's time zone, or so long after the last reply."""

    act = forms.ChoiceField(
        label=_("What happens"), choices=TimedAct.choices, widget=forms.RadioSelect, initial=TimedAct.CLOSE
    )
    at = forms.DateTimeField(
        label=_("At a time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Write day and time like 2026-12-31 18:00.")},
    )
    hours = forms.IntegerField(
        label=_("Or so many hours after the last reply"),
        required=False,
        min_value=1,
        max_value=HOURS_MOST,
        error_messages={"max_value": _("At most a year: 8760 hours.")},
    )

    def clean_at(self) -> datetime | None:
        """A moment that is still to come."""
        at: datetime | None = self.cleaned_data["at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."))
        if at is not None and at > timezone.now() + FURTHEST:
            raise forms.ValidationError(_("Choose a time within the next two years."))
        return at

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("at")) == bool(data.get("hours")):
            self.add_error("at", _("Choose a time, or a number of hours after the last reply; one of the two."))
        return data
