"""What is typed into the form of a bookmark. Forms clean and never write."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from community.bookmarks.noting import NOTE_MAX, Wanted, to_the_minute
from community.bookmarks.times import LONGEST, in_zone, moment, offers

if TYPE_CHECKING:
    from community.bookmarks.models import Bookmark, Reminder
    from community.posts.models import Post

PICK, NEVER = "pick", "never"
SHAPE = "%Y-%m-%dT%H:%M"


class NoteField(forms.CharField):
    """A few lines; a line's end counts as one character, however the browser sends it."""

    def to_python(self, value: Any) -> str:
        """What was typed, with one sign for each end of a line."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class TimeField(forms.CharField):
    """A day and a time on the member's own clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHAPE)

    def clean(self, value: Any) -> datetime | None:
        """A moment, or None for an empty field."""
        text = str(super().clean(value))
        if not text:
            return None
        try:
            naive = datetime.fromisoformat(text)
            return in_zone(naive.replace(tzinfo=None))
        except (ValueError, OverflowError):
            words = _("Give a day and a time, for example 2027-03-31 18:00.")
            raise forms.ValidationError(words) from None


class BookmarkForm(forms.Form):
    """A note, and when to be reminded if at all."""

    note = NoteField(
        label=_("Note"), required=False, max_length=NOTE_MAX, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you can read it."),
        error_messages={"max_length": _("A note has at most %(limit_value)d characters; this one has %(show_value)d.")},
    )  # fmt: skip
    when = forms.ChoiceField(
        label=_("Remind me"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when, or no reminder."), "invalid_choice": _("Choose one of these moments."),
        },
    )  # fmt: skip
    at = TimeField(
        label=_("Day and time"), required=False, help_text=_("On your own clock. It counts if you pick a time above.")
    )
    if_unanswered = forms.BooleanField(
        label=_("Only if nobody has answered by then"), required=False,
        help_text=_("Any later post of somebody else in the thread is an answer."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, bookmark: Bookmark, post: Post | None, waiting: Reminder | None) -> None:
        when = PICK if waiting else NEVER
        at = timezone.localtime(waiting.at).strftime(SHAPE) if waiting else ""
        initial = {
            "note": bookmark.note,
            "when": when,
            "at": at,
            "if_unanswered": bool(waiting and waiting.if_unanswered),
        }
        super().__init__(data, initial=initial)
        self.post = post  # if its owner may still read it
        choices = [(NEVER, _("No reminder")), *offers(), (PICK, _("At a time I pick"))]
        self.fields["when"].choices = choices  # type: ignore[attr-defined]
        # Who wished for it before the answer came reads what became of the wish; nobody else is asked.
        if self._is_answered and not (data or initial).get("if_unanswered"):
            del self.fields["if_unanswered"]
        self.zone = timezone.get_current_timezone_name()

    def clean(self) -> dict[str, Any]:
        """A reminder needs a time that comes, and is not too far away."""
        data = super().clean() or {}
        if data.get("when") == PICK and "at" in data:
            self._check(data["at"])
        if data.get("if_unanswered") and data.get("when") not in (None, NEVER) and self._is_answered:
            self.add_error("if_unanswered", _("This question has an accepted answer already."))
        return data

    @property
    def _is_answered(self) -> bool:
        return self.post is not None and self.post.thread.answer_id is not None

    def _check(self, at: datetime | None) -> None:
        now = timezone.now()
        if at is None:
            self.add_error("at", _("Pick a day and a time."))
        elif at <= now:
            words = _("This moment has passed; your clock says %(time)s.")
            self.add_error(
                "at", words % {"time": formats.date_format(timezone.localtime(now), "MONTH_DAY_TIME_FORMAT")}
            )
        elif at > now + LONGEST:
            self.add_error("at", _("A reminder comes within two years."))

    @property
    def wanted(self) -> Wanted | None:
        """The reminder of a form that is valid."""
        data = self.cleaned_data
        at = data["at"] if data["when"] == PICK else moment(data["when"])
        return Wanted(to_the_minute(at), data.get("if_unanswered", False)) if at is not None else None
