"""Forms of rules that act by themselves and of first posts. They clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from config.lib.languages import KNOWN
from members.profiles.showing import language_name
from members.segments.models import Segment
from moderation.guidelines.measures import Severity
from moderation.guidelines.models import Guidelines
from moderation.screening.conditions import CONDITIONS, WrongCondition
from moderation.screening.first import Holding
from moderation.screening.ground import known
from moderation.screening.postings import Written
from moderation.screening.rules import LABEL_MAX, MESSAGE_MAX, NAME_MAX, Action, Who

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.screening.rules import RuleVersion

HOW = (
    ("any", gettext_lazy("Wherever they lead")),
    ("listed", gettext_lazy("Only those to the domains below")),
    ("unlisted", gettext_lazy("Only those to other domains")),
)
FIELDS = {
    "words": {"words": "words", "whole": "words_whole"},
    "pattern": {"pattern": "pattern"},
    "links": {"least": "links_least", "how": "links_how", "domains": "links_domains"},
    "account": {"days": "account_days", "posts": "account_posts"},
    "rate": {"times": "rate_times", "minutes": "rate_minutes"},
    "alike": {"places": "alike_places", "days": "alike_days", "nearly": "alike_nearly"},
    "pictures": {"least": "pictures_least"},
    "language": {"own": "language_own"},
    "mood": {"least": "mood_least"},
}
"""By condition, its values and the fields they come from."""
LEADS = {"words": "words", "pattern": "pattern", "pictures": "pictures_least", "language": "language",
         "mood": "mood_least", "alike": "alike_places"}  # fmt: skip
"""The field that is filled in if the condition is wanted; of the others, any."""


def known_languages() -> list[tuple[str, str]]:
    """Those that can be told from each other, by their names."""
    return sorted(((code, language_name(code)) for code in KNOWN), key=lambda pair: pair[1].casefold())


def _guidelines(chosen: str) -> list[tuple[str, str]]:
    """The rules in force; one that was taken out of them stays where it was chosen."""
    latest = Guidelines.in_force()
    rules = [(rule.key, str(rule)) for rule in latest.rules.all()] if latest is not None else []
    gone = [(chosen, _("A rule that is not in force any more"))] if chosen and chosen not in dict(rules) else []
    return [("", _("None")), *rules, *gone]


def _number(label: Any, most: int, *, least: int = 1, note: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, help_text=note)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})


class RuleForm(forms.Form):
    """A rule. What is left empty is no condition of it; all that is filled in must be met together."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_MAX, error_messages=missing.NAME)
    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=20_000, widget=_area(4),
                            help_text=gettext_lazy("One word or phrase in a line, in any language."))  # fmt: skip
    words_whole = forms.BooleanField(label=gettext_lazy("Whole words only"), required=False, initial=True)
    pattern = forms.CharField(
        label=gettext_lazy("Pattern"), required=False, max_length=500, strip=False,
        help_text=gettext_lazy("In the syntax of RE2. It takes linear time, whatever somebody writes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    links_least = _number(gettext_lazy("At least so many links"), 100)
    links_how = forms.ChoiceField(label=gettext_lazy("Which links"), choices=HOW, required=False)
    links_domains = forms.CharField(label=gettext_lazy("Domains"), required=False, max_length=4000, widget=_area(2),
                                    help_text=gettext_lazy("Separated by spaces or lines."))  # fmt: skip
    account_days = _number(gettext_lazy("Account younger than so many days"), 3650)
    account_posts = _number(gettext_lazy("Fewer posts than"), 20)
    rate_times = _number(gettext_lazy("So many posts"), 200, least=2)
    rate_minutes = _number(gettext_lazy("within so many minutes"), 43_200)
    alike_places = _number(gettext_lazy("The same words in so many places"), 50, least=2)
    alike_days = _number(gettext_lazy("within so many days"), 30)
    alike_nearly = forms.BooleanField(label=gettext_lazy("Nearly the same counts too"), required=False, initial=True)
    pictures_least = _number(gettext_lazy("At least so many pictures"), 100)
    language = forms.BooleanField(label=gettext_lazy("Not in a language of the community"), required=False)
    language_own = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the community"), choices=known_languages, required=False,
        help_text=gettext_lazy("None means all that the community can be shown in."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    mood_least = _number(gettext_lazy("Angry words that weigh at least"), 50,
                         note=gettext_lazy("A rude word weighs 1 to 4."))  # fmt: skip
    who = forms.ChoiceField(label=gettext_lazy("Whose posts"), choices=Who.choices)
    who_posts = _number(gettext_lazy("Few posts means fewer than"), 20)
    segment = forms.ModelChoiceField(Segment.objects.none(), label=gettext_lazy("Segment"), required=False)
    spaces = forms.TypedMultipleChoiceField(label=gettext_lazy("In which spaces"), coerce=int, required=False,
                                            help_text=gettext_lazy("None means everywhere."),
                                            widget=forms.CheckboxSelectMultiple)  # fmt: skip
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Of which kind"), choices=Written.choices, required=False,
                                      help_text=gettext_lazy("None means all. Private messages are never looked at."),
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    action = forms.ChoiceField(label=gettext_lazy("What it does"), choices=Action.choices)
    severity = forms.TypedChoiceField(label=gettext_lazy("How severe"), choices=Severity.choices, coerce=int,
                                      initial=Severity.MEDIUM)  # fmt: skip
    label = forms.CharField(label=gettext_lazy("Label"), max_length=LABEL_MAX, required=False,
                            help_text=gettext_lazy("What the team reads beside it."))  # fmt: skip
    message = forms.CharField(
        label=gettext_lazy("Message to the author"), max_length=MESSAGE_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Say what is in the way, and whom to ask. They read it before anything is posted."),
    )  # fmt: skip

    guideline = forms.ChoiceField(
        label=gettext_lazy("Rule of the guidelines"), required=False,
        help_text=gettext_lazy("The author reads it beside the message."),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guideline"].choices = _guidelines(self.initial.get("guideline", ""))  # type: ignore[attr-defined]
        ground = known()
        self.fields["spaces"].choices = ground.spaces(viewer) if ground is not None else []  # type: ignore[attr-defined]
        self.fields["segment"].queryset = Segment.objects.in_use().order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every condition must be one, and there must be at least one; what an action needs must be said."""
        data = super().clean() or {}
        data["language"] = bool(data.get("language") or data.get("language_own"))
        self.conditions = self._conditions(data)
        for key, given in self.conditions.items():
            try:
                CONDITIONS[key](given)
            except WrongCondition as wrong:
                self.add_error(next(iter(FIELDS[key].values()), "language"), str(wrong))
        if not self.conditions and not self.errors:
            raise forms.ValidationError(_("Say at least one thing it looks for."))
        action = data.get("action")
        if action in (Action.ASK, Action.BLOCK) and not data.get("message"):
            self.add_error("message", _("Say to the author what is in the way, and whom to ask."))
        if data.get("who") == Who.SEGMENT and not data.get("segment"):
            self.add_error("segment", _("Choose a segment."))
        if data.get("who") == Who.FIRST and not data.get("who_posts"):
            self.add_error("who_posts", _("Say how many posts are few."))
        if action in (Action.HOLD, Action.ASK, Action.BLOCK) and data.get("kinds") == [Written.PROFILE]:
            self.add_error("action", _("Words of profiles can be reported or labelled."))
        return data

    @staticmethod
    def _conditions(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
        found = {}
        for key, fields in FIELDS.items():
            leading = [LEADS[key]] if key in LEADS else [name for name in fields.values() if name != "links_how"]
            if any(data.get(name) for name in leading) or (
                key == "links" and data.get("links_how") not in ("", "any", None)
            ):
                found[key] = {
                    value: data.get(name) for value, name in fields.items() if data.get(name) not in (None, [])
                }
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What a version is made of."""
        data = self.cleaned_data
        names = ("name", "who", "segment", "spaces", "kinds", "action", "severity", "label", "message", "guideline")
        return {name: data[name] for name in names} | {
            "conditions": self.conditions, "who_posts": data["who_posts"] or 0,
        }  # fmt: skip


def initial_of(version: RuleVersion) -> dict[str, Any]:
    """What a version says, as its form shows it."""
    initial: dict[str, Any] = {
        name: getattr(version, name)
        for name in ("name", "who", "segment", "spaces", "kinds", "action", "severity", "label", "message", "guideline")
    }
    initial["who_posts"] = version.who_posts or None
    for key, given in version.conditions.items():
        initial |= {name: given.get(value) for value, name in FIELDS.get(key, {}).items()}
        initial |= {"language": True} if key == "language" else {}
    return initial


class FirstPostsForm(forms.Form):
    """What becomes of first posts, and of what looks like spam."""

    holding = forms.ChoiceField(label=gettext_lazy("First posts that wait for a moderator"), choices=Holding.choices,
                                widget=forms.RadioSelect)  # fmt: skip
    posts = forms.IntegerField(
        label=gettext_lazy("How many posts of a member count as first"),
        min_value=1,
        max_value=20,
        error_messages=missing.NUMBER,
    )
    greets = forms.BooleanField(label=gettext_lazy("Ask somebody of the team to welcome who posts for the first time"),
                                required=False)  # fmt: skip
    report_from = forms.IntegerField(label=gettext_lazy("Open a case from this score on"), min_value=1, max_value=100,
                                     error_messages=missing.NUMBER)  # fmt: skip
    hold_from = forms.IntegerField(
        label=gettext_lazy("Hold it from this score on"), min_value=1, max_value=101, error_messages=missing.NUMBER,
        help_text=gettext_lazy("The score goes to 100. With 101 nothing is held for its score. It never blocks."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is held is worse than what is reported."""
        data = super().clean() or {}
        if data.get("report_from") and data.get("hold_from") and data["report_from"] > data["hold_from"]:
            self.add_error("hold_from", _("Holding begins at the same score as a case, or above it."))
        return data
