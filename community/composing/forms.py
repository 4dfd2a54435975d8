"""What is typed into a composer, cleaned. Forms never write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.composing.prompts import is_untouched
from community.posts.models import POST_MAX
from community.spaces.models import Kind, Space
from community.spaces.permissions import leads
from community.tags.names import retired
from community.threads.models import TITLE_MAX, TITLE_MIN

if TYPE_CHECKING:
    from collections.abc import Collection

    from config.lib.audience import Viewer

TAGS_MAX, TAG_MAX = 8, 40
TAGS_TEXT_MAX = 400
_TAG = re.compile(r"\A\w[\w-]*\Z")
_KEY = r"\A[A-Za-z0-9-]{8,64}\Z"


class BodyField(forms.CharField):
    """A text in Markdown; its length is checked before anything else looks at it."""

    def __init__(self) -> None:
        too_long = _(
            "This is %(show_value)d characters long; at most %(limit_value)d fit. Shorten it or post it in parts."
        )
        super().__init__(
            label=_("Text"),
            max_length=POST_MAX,
            error_messages={"required": _("Write something first."), "max_length": too_long},
        )

    def to_python(self, value: Any) -> str:
        """Line ends of one kind, as they are stored; browsers send two characters for one."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class TitleField(forms.CharField):
    """A title: one line without needless spaces, also where it is edited."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Title"),
            min_length=TITLE_MIN,
            max_length=TITLE_MAX,
            error_messages={
                "required": _("Give it a title."),
                "min_length": _("Say a little more: at least %(limit_value)d characters."),
            },
        )

    def to_python(self, value: Any) -> str:
        """Nothing that would break a line in a list or a mail."""
        return " ".join(str(super().to_python(value)).split())


class ReplyForm(forms.Form):
    """A reply. `key` names the submission, `seen` the newest post its writer has seen."""

    body = BodyField()
    key = forms.RegexField(_KEY, required=False)
    seen = forms.IntegerField(min_value=0, max_value=10**9, required=False)
    reply_to = forms.IntegerField(min_value=1, max_value=10**9, required=False)


class EditForm(forms.Form):
    """Another version of a post; `version` is the one its editor saw."""

    body = BodyField()
    version = forms.IntegerField(min_value=1, max_value=10**9)
    title = TitleField()
    reason = forms.CharField(label=_("Reason"), max_length=255, required=False)

    def __init__(self, *args: Any, titled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not titled:
            del self.fields["title"]


class ThreadForm(forms.Form):
    """A new thread: where, what it is, title, text, tags."""

    space = forms.ModelChoiceField(
        Space.objects.none(), label=_("Space"), error_messages={"required": _("Choose a space.")}
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = TitleField()
    body = BodyField()
    tags = forms.CharField(label=_("Tags"), max_length=TAGS_TEXT_MAX, required=False)
    key = forms.RegexField(_KEY, required=False)

    def __init__(self, *args: Any, viewer: Viewer, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.spaces = viewer, spaces
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = Space.objects.filter(pk__in=[s.pk for s in spaces])

    def clean_tags(self) -> list[str]:
        """At most eight tags, small letters, without the sign; none that is retired."""
        return tags_given(self.cleaned_data["tags"])

    def clean(self) -> dict[str, Any]:
        """The kind must be one that the space takes from this member; questions nobody answered are no text."""
        data = super().clean() or {}
        space = data.get("space")
        if space is not None and data.get("kind") not in kinds_in(self.viewer, space):
            self.add_error("kind", _("This space does not take threads of this kind."))
        if data.get("body") and is_untouched(data["body"], self.spaces):
            self.add_error("body", _("Only the questions stand there. Answer what helps, and delete the rest."))
        return data


def tags_of(text: str) -> list[str]:
    """Tags from a line such as `rota, #fairness`. Raises ValidationError for what is no tag, or too many."""
    tags = [part.strip().lstrip("#").lower().replace(" ", "-") for part in re.split(r"[,;\n]|\s+#|\s{2,}", text)]
    tags = list(dict.fromkeys(tag for tag in tags if tag))
    if wrong := [tag for tag in tags if len(tag) > TAG_MAX or not _TAG.match(tag)]:
        raise forms.ValidationError(
            _("“%(tag)s” is no tag. Use letters, digits and hyphens, at most %(max)d characters."),
            params={"tag": wrong[0][:60], "max": TAG_MAX},
        )
    if len(tags) > TAGS_MAX:
        raise forms.ValidationError(_("At most %(max)d tags."), params={"max": TAGS_MAX})
    return tags


def tags_given(text: str, *, carried: Collection[str] = ()) -> list[str]:
    """Tags as they were typed; raises ValidationError where one is retired and not `carried` already."""
    tags = tags_of(text)
    if gone := sorted(retired(tags) - set(carried)):
        raise forms.ValidationError(_("The tag “%(tag)s” is not given any more."), params={"tag": gone[0]})
    return tags


def kinds_in(viewer: Viewer, space: Space) -> list[str]:
    """The kinds of thread this member may start there; announcements are for those who look after the space."""
    leading = leads(viewer, space)
    kinds = [kind for kind in space.kinds if kind != Kind.ANNOUNCEMENT or leading]
    return [*kinds, Kind.ANNOUNCEMENT] if leading and Kind.ANNOUNCEMENT not in kinds else kinds
