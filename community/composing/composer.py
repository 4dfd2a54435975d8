"""What a composer shows: for a reply, a new thread or an edit; from a draft, or from what was just sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from community.composing.forms import kinds_in
from community.composing.pace import allowance
from community.composing.prompts import KindChoice, beginning, beginnings, is_untouched, kind_choices
from community.drafts.models import Draft
from community.polls.asking import PollForm, asked
from community.posts.models import POST_MAX, Post
from community.posts.permissions import may_edit
from community.spaces.models import Space
from community.spaces.permissions import may_start
from config.lib.composing import WritingBox
from config.lib.numbers import whole_number

if TYPE_CHECKING:
    from django import forms

    from community.polls.opening import Wanted
    from community.threads.models import Thread
    from members.profiles.models import Member


@dataclass(frozen=True)
class Other:
    """Another version of the draft, written elsewhere."""

    body: str
    at: datetime | None


@dataclass(frozen=True)
class SpaceChoice:
    """A space somebody may start in, with what its threads may be."""

    space: Space
    kinds: list[str]

    @property
    def beginnings(self) -> str:
        """What begins otherwise here than elsewhere, by kind, for the script."""
        return beginnings(self.space)


@dataclass
class Composer(WritingBox):
    """Everything `_composer.html` draws."""

    title: str = ""
    tags: str = ""
    kind: str = ""
    space_id: int = 0
    reason: str = ""
    version: int = 0
    seen: int = 0
    answering: Post | None = None
    thread_id: int = 0
    limits: str = ""
    """What one post may have on the first day of an account."""
    post_id: int = 0
    """The post that is edited."""
    titled: bool = False
    choices: list[SpaceChoice] = field(default_factory=list)
    arrived: int = 0
    """How many replies came while this was written, said once."""
    poll: PollForm | None = None
    """A poll that was sent along with the text."""
    conflict: Post | None = None
    """The post as somebody else saved it in the meantime."""
    max_length: int = POST_MAX
    preview: str = field(default_factory=lambda: reverse("post_preview"))

    @property
    def kinds(self) -> list[KindChoice]:
        """Every kind that some space of the choice takes."""
        return kind_choices({kind for choice in self.choices for kind in choice.kinds})

    @property
    def kind_choice(self) -> KindChoice | None:
        """The kind that is chosen at the moment."""
        return next(iter(kind_choices([self.kind])), None)

    @property
    def lacks_space(self) -> bool:
        """Whether it is still to be said where this goes."""
        return bool(self.choices) and not self.space_id

    @property
    def begins_at(self) -> str:
        """The field that has the focus on a page of its own; none where something is to be read first."""
        if not self.whole or self.errors or self.refusal or self.conflict or self.arrived:
            return ""
        if self.lacks_space:
            return "space"
        return "title" if self.titled and not self.title else "body"

    @property
    def wanted_poll(self) -> Wanted | None:
        """The poll to put under the post, if one was sent and it is as it should be."""
        return self.poll.wanted if self.poll is not None and self.poll.is_valid() else None

    @property
    def chosen(self) -> SpaceChoice | None:
        """The space that is chosen at the moment."""
        return next((choice for choice in self.choices if choice.space.pk == self.space_id), None)


def reply_composer(member: Member, thread: Thread, *, to: int | None = None, whole: bool = False) -> Composer:
    """A composer for a reply, with its draft; at most two queries for members who are not new."""
    composer = Composer(
        act="reply",
        draft_key=f"thread:{thread.pk}",
        action=reverse("thread_reply", args=[thread.pk]),
        verb=_("Reply"),
        label=_("Your reply"),
        seen=thread.posts_count,
        thread_id=thread.pk,
        whole=whole,
    )
    composer.note, composer.limits = allowance(member, "reply")
    draft = from_draft(composer, member)
    number = to or (draft.reply_to if draft else None)
    if number and 0 < number <= thread.posts_count:
        composer.answering = answerable(thread, number)
    return composer


def answerable(thread: Thread, number: int | None) -> Post | None:
    """The post a reply answers, if it is there to be read."""
    if not number:
        return None
    readable = Post.objects.filter(thread=thread, deleted_at=None, hidden_at=None, held_at=None)
    return readable.select_related("author", "thread").filter(number=number).first()


def thread_composer(member: Member, *, space: Space | None = None, kind: str = "") -> Composer:
    """A composer for a new thread: with the draft if there is one, otherwise with the template of space or kind."""
    composer = Composer(
        act="thread",
        draft_key="new",
        action=reverse("thread_new"),
        verb=_("Publish"),
        label=_("Text"),
        whole=True,
        titled=True,
        choices=startable(member),
    )
    composer.note, composer.limits = allowance(member, "thread")
    from_draft(composer, member)
    wished = kind or composer.kind
    composer.space_id = _place(composer, space, wished)
    chosen = composer.chosen
    allowed = chosen.kinds if chosen else [choice.value for choice in composer.kinds]
    composer.kind = wished if wished in allowed else next(iter(allowed), "")
    return begin(composer)


def _place(composer: Composer, space: Space | None, kind: str) -> int:
    """The space that is asked for, that of the draft, or the only one there is for this kind; 0 for none."""
    known = [choice.space.pk for choice in composer.choices]
    if space is not None and space.pk in known:
        return space.pk
    if composer.space_id:
        return composer.space_id
    fitting = [choice.space.pk for choice in composer.choices if kind in choice.kinds] or known
    return fitting[0] if len(fitting) == 1 else 0


def begin(composer: Composer) -> Composer:
    """As long as nobody has typed anything, let the field hold what the chosen kind begins with in the chosen space."""
    if is_untouched(composer.body, (choice.space for choice in composer.choices)):
        composer.body = beginning(composer.kind, composer.chosen.space if composer.chosen else None)
    return composer


def edit_composer(member: Member, post: Post) -> Composer:
    """A composer for another version of a post; for those who may not edit it, without its words."""
    opens = may_edit(member, post) is None
    composer = Composer(
        act="edit",
        draft_key=f"edit:{post.pk}",
        action=reverse("post_edit", args=[post.pk]),
        verb=_("Save"),
        label=_("Text"),
        body=post.source if opens else "",
        title=post.thread.known_title if opens and post.number == 1 else "",
        version=post.version,
        thread_id=post.thread_id,
        post_id=post.pk,
        whole=True,
        titled=post.number == 1,
    )
    from_draft(composer, member)
    return composer


def startable(member: Member) -> list[SpaceChoice]:
    """The spaces where a member may start a thread, each with its kinds; two queries."""
    spaces = Space.objects.visible_to(member).filter(archived_at=None).order_by("position", "name")
    choices = [SpaceChoice(space, kinds_in(member, space)) for space in spaces if may_start(member, space)]
    return [choice for choice in choices if choice.kinds]


def refill(composer: Composer, data: Mapping[str, Any], form: forms.Form | None = None) -> Composer:
    """The same composer with what was just sent, so that nothing is lost, and with what is wrong with it."""
    for name in ("body", "title", "tags", "kind", "reason"):
        if name in data:
            setattr(composer, name, str(data[name])[: POST_MAX * 4])
    composer.key = str(data.get("key") or composer.key)[:64]
    for name in ("seen", "version", "draft_version"):
        if (number := whole_number(str(data.get(name, "")), 9)) is not None:
            setattr(composer, name, number)
    if (space := whole_number(str(data.get("space", "")))) is not None:
        composer.space_id = space
    composer.poll = asked(data)
    if form is not None:
        composer.errors = {name: str(errors[0]) for name, errors in form.errors.items()}
    if composer.poll is not None and not composer.poll.is_valid():
        composer.errors["poll"] = composer.poll.problem
    return composer


def from_draft(composer: Composer, member: Member) -> Draft | None:
    """Let a composer hold what was kept of its text; the draft, if there is one."""
    draft = Draft.objects.filter(member=member, key=composer.draft_key).first()
    if draft is None:
        return None
    composer.body, composer.title = draft.body or composer.body, draft.title or composer.title
    composer.tags, composer.kind = draft.tags, draft.kind
    composer.space_id = draft.space_id or 0
    composer.draft_version, composer.saved_at = draft.version, draft.saved_at
    composer.others = [Other(other["body"], parse_datetime(other["at"])) for other in draft.others]
    return draft
