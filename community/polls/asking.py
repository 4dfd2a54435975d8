"""What is typed into the form of a poll, beside a post or on its own page. Forms clean and never write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.polls.closing import LONGEST
from community.polls.models import OPTION_MAX, OPTIONS_MAX, OPTIONS_MIN, QUESTION_MAX, Kind, Results, Secrecy
from community.polls.opening import Wanted

if TYPE_CHECKING:
    from community.polls.models import Poll

PREFIX = "poll"
TEXT_MAX = OPTIONS_MAX * (OPTION_MAX + 2) * 2
SOONEST = timedelta(minutes=5)


class ClosesField(forms.DateTimeField):
    """A day and time at which a poll closes, in the author's time zone; empty for none."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Closes"),
            required=False,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=_("At most 180 days from now. Left empty, it stays open until you close it."),
            error_messages={"invalid": _("Give a day and a time, for example 2027-03-31 18:00.")},
        )

    def clean(self, value: Any) -> datetime | None:
        """A moment that is far enough away, and not too far."""
        moment: datetime | None = super().clean(value)
        if moment is None:
            return None
        if moment < timezone.now() + SOONEST:
            raise forms.ValidationError(_("Leave people some time: this moment is past, or too near."))
        if moment > timezone.now() + LONGEST:
            raise forms.ValidationError(_("A poll is open for at most 180 days."))
        return moment


class PollForm(forms.Form):
    """A poll: question, options, how it is answered, what is seen when, until when."""

    prefix = PREFIX
    question = forms.CharField(
        label=_("Question"), max_length=QUESTION_MAX, error_messages={"required": _("Ask a question.")}
    )
    options = forms.CharField(
        label=_("Options, one per line"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give at least two options, each on its own line.")},
    )
    kind = forms.ChoiceField(label=_("What people choose"), choices=Kind.choices, initial=Kind.SINGLE)
    most = forms.IntegerField(
        label=_("Of several, at most"), required=False, min_value=2, max_value=OPTIONS_MAX,
        help_text=_("Only for several options. Left empty, people choose as many as they like."),
    )  # fmt: skip
    results = forms.ChoiceField(label=_("Results are shown"), choices=Results.choices, initial=Results.VOTED)
    secrecy = forms.ChoiceField(label=_("Votes are"), choices=Secrecy.choices, initial=Secrecy.SECRET)
    closes = ClosesField()

    def clean_question(self) -> str:
        """One line."""
        return " ".join(str(self.cleaned_data["question"]).split())

    def clean_options(self) -> list[str]:
        """2 to 20 different lines of at most 120 characters."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["options"]).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) < OPTIONS_MIN:
            raise forms.ValidationError(_("Give at least two options, each on its own line."))
        if len(lines) > OPTIONS_MAX:
            words = _("At most %(most)d options; these are %(count)d.")
            raise forms.ValidationError(words, params={"most": OPTIONS_MAX, "count": len(lines)})
        if long := next((line for line in lines if len(line) > OPTION_MAX), None):
            words = _("An option has at most %(most)d characters; “%(option)s…” has %(count)d.")
            params = {"most": OPTION_MAX, "option": long[:30], "count": len(long)}
            raise forms.ValidationError(words, params=params)
        seen = set[str]()
        for line in lines:
            if line.casefold() in seen:
                raise forms.ValidationError(_("“%(option)s” stands there twice."), params={"option": line})
            seen.add(line.casefold())
        return lines

    def clean(self) -> dict[str, Any]:
        """A limit only where several are chosen, and not more than there are."""
        data = super().clean() or {}
        options = data.get("options")
        if data.get("kind") != Kind.SEVERAL:
            data["most"] = None
        elif options and data.get("most") and data["most"] > len(options):
            count = len(options)
            words = ngettext("There is only %(count)d option.", "There are only %(count)d options.", count)
            self.add_error("most", words % {"count": count})
        return data

    @property
    def wanted(self) -> Wanted:
        """The poll of a form that is valid."""
        data = self.cleaned_data
        return Wanted(
            question=data["question"], options=data["options"], kind=data["kind"], most=data["most"],
            results=data["results"], secrecy=data["secrecy"], closes_at=data["closes"],
        )  # fmt: skip

    @property
    def problem(self) -> str:
        """Everything that is wrong, field by field, in one line."""
        return " ".join(f"{self[name].label}: {errors[0]}" for name, errors in self.errors.items())


class LaterForm(forms.Form):
    """Another closing time, for a poll that people have voted in."""

    prefix = PREFIX
    closes = ClosesField()

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll

    def clean_closes(self) -> datetime | None:
        """Not earlier than was said."""
        until: datetime | None = self.cleaned_data["closes"]
        known = self.poll.closes_at
        if known is None and until is not None:
            raise forms.ValidationError(_("People voted while no end was set. Close the poll by hand when it is time."))
        if known is not None and until is not None and until < known.replace(second=0, microsecond=0):
            raise forms.ValidationError(_("People have voted, so the poll can close later than was said, not earlier."))
        return known if known is not None and until == known.replace(second=0, microsecond=0) else until


def form_of(poll: Poll) -> PollForm:
    """The form with what a poll says now."""
    return PollForm(
        initial={
            "question": poll.question, "options": "\n".join(option.text for option in poll.options.all()),
            "kind": poll.kind, "most": poll.most, "results": poll.results, "secrecy": poll.secrecy,
            "closes": poll.closes_at,
        }
    )  # fmt: skip


def asked(data: Mapping[str, Any]) -> PollForm | None:
    """The poll that was sent along with a post; None if nothing was asked."""
    typed = (str(data.get(f"{PREFIX}-{name}", "")).strip() for name in ("question", "options"))
    return PollForm(data) if any(typed) else None
