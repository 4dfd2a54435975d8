"""Posts as one reader sees them: what is shown, what is folded, what may be pressed. No query of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext as _

from community.hosted.permissions import may_take_away
from community.posts.folding import fold
from community.posts.permissions import may_delete, may_edit, may_restore, may_see_history
from community.posts.pictures import Sizes, linked
from community.threads.permissions import may_accept_post
from moderation.review.direct import may_open

if TYPE_CHECKING:
    from community.ideas.models import StatusChange
    from community.polls.showing import ShownPoll
    from community.posts.models import Post
    from community.threads.gaps import Came, Gap
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from moderation.screening.waiting import Waiting


_LINK_ALONE = re.compile(r'<p><a href="http[^"]*" rel="[a-z ]*">(?:https?://|www\.)[^<]*</a></p>')


class _Words(TypedDict, total=False):
    html: str
    rest: str
    rest_minutes: int


@dataclass
class Shown:
    """One post on a page, for one reader."""

    post: Post
    html: str = ""
    """The words; of a long post, their beginning."""
    rest: str = ""
    """What is folded of a long post."""
    rest_minutes: int = 0
    """How long the rest takes to read."""
    role: str = ""
    """The word beside the name: who asked, a host, the team."""
    role_class: str = ""
    is_answer: bool = False
    is_mine: bool = False
    is_new: bool = False
    is_target: bool = False
    is_folded: bool = False
    """By somebody the reader muted."""
    mine: set[str] = field(default_factory=set)
    """The reader's own reactions."""
    saved: int | None = None
    """The reader's bookmark."""
    came: Came | None = None
    """Where it stood before; with the two below put there by threads/gaps.py, for all posts of a page together."""
    answers_url: str | None = None
    """Where the post it answers stands now, if that is in another thread; empty where the reader cannot look."""
    gaps: list[Gap] = field(default_factory=list)
    """Posts that stood above this one."""
    may_edit: bool = False
    may_delete: bool = False
    may_restore: bool = False
    may_moderate: bool = False
    """Open a case about it: the team."""
    may_take_away: bool = False
    """Hide it, for reasons the author is told: hosts of the space."""
    may_accept: bool = False
    may_see_history: bool = False
    poll: ShownPoll | None = None
    """Put there by polls/showing.py, for all posts of a page together."""
    waiting: Waiting | None = None
    """Why the reader's own post waits for a moderator; put there by posts/held.py."""
    labels: list[str] = field(default_factory=list)
    """What rules call it, for whoever may open a case about it; put there by posts/labelling.py."""
    lines: list[StatusChange] = field(default_factory=list)
    """What became of the idea after this post; put there by ideas/lining.py."""
    words_gone: bool = False
    """Deleted or hidden, and the reader may not see the words any more."""

    @property
    def has_cards(self) -> bool:
        """Whether links of it are shown with a preview."""
        return 'class="linkcard"' in self.post.html

    @property
    def has_links_alone(self) -> bool:
        """Whether links of it could be shown with a preview."""
        return _LINK_ALONE.search(self.post.html) is not None

    @property
    def has_media(self) -> bool:
        """Whether there is a card, a gallery or a file in it, which have a stylesheet of their own."""
        return any(f'class="{name}"' in self.html + self.rest for name in ("linkcard", "gallery", "attachment"))

    @property
    def is_tombstone(self) -> bool:
        """Deleted or taken out of sight."""
        return bool(self.post.deleted_at or self.post.hidden_at)


def shown(
    viewer: Viewer,
    thread: Thread,
    posts: Iterable[Post],
    *,
    read_to: int | None = None,
    target: int | None = None,
) -> list[Shown]:
    """How `viewer` sees `posts` of `thread`, read with `for_reading(viewer)`. `read_to`: last number read."""
    posts = list(posts)
    for post in posts:
        post.thread = thread
    return [
        Shown(
            post=post,
            **_words(viewer, post),
            role=_role(thread, post)[0],
            role_class=_role(thread, post)[1],
            is_answer=thread.answer_id == post.pk,
            is_mine=viewer.is_authenticated and post.author_id == viewer.pk,
            is_new=read_to is not None and post.number > read_to and post.author_id != viewer.pk,
            is_target=post.number == target,
            is_folded=getattr(post, "by_muted", False),
            mine=set(getattr(post, "my_reactions", ())),
            saved=getattr(post, "saved", None),
            may_edit=may_edit(viewer, post) is None,
            may_delete=may_delete(viewer, post) is None,
            may_restore=may_restore(viewer, post) is None,
            may_moderate=may_open(viewer, post.author),
            may_take_away=not (thread.deleted_at or post.deleted_at or post.hidden_at)
            and may_take_away(viewer, thread.space_id, post.author) is None,
            may_accept=may_accept_post(viewer, thread, post),
            may_see_history=post.version > 1 and may_see_history(viewer, post),
            words_gone=words_gone(viewer, post),
        )
        for post in posts
    ]


def _words(viewer: Viewer, post: Post) -> _Words:
    """The words as they stand on the page; what is folded already, or gone, is not folded again."""
    if words_gone(viewer, post):
        return {}
    is_put_away = post.deleted_at or post.hidden_at or getattr(post, "by_muted", False)
    folded = None if is_put_away else fold(post.html)
    sizes: Sizes = {
        pk: (width, height, thumbs or ()) for pk, width, height, thumbs in vars(post).get("picture_sizes", ())
    }
    if folded is None:
        return {"html": linked(post.html, sizes)}
    return {
        "html": linked(folded.first, sizes),
        "rest": linked(folded.rest, sizes),
        "rest_minutes": folded.minutes,
    }


def words_gone(viewer: Viewer, post: Post) -> bool:
    """Whether this reader may no longer see the words: deleted or hidden, and neither its author nor a moderator.

    What was removed its author reads on the page of their standing, with the reasons, and not here.
    """
    if not (post.deleted_at or post.hidden_at):
        return False
    return not (
        viewer.is_authenticated and (viewer.is_moderator or (post.author_id == viewer.pk and not post.removed_at))
    )


def _role(thread: Thread, post: Post) -> tuple[str, str]:
    author = post.author
    if author is None:
        return "", ""
    if author.is_moderator:
        return _("Team"), "team"
    if getattr(post, "by_host", False):
        return _("Host"), "team"
    if post.author_id == thread.author_id and post.number == 1 and thread.kind == "question":
        return _("Asked this"), ""
    return "", ""
