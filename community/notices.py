"""Who is told of what in community, the most personal reason first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.bookmarks import notices as bookmarks
from community.chat import notices as chat
from community.following import hearing
from community.guides import notices as guides
from community.ideas import announcing as ideas
from community.polls import notices as polls
from community.posts.announcing import Posts
from community.posts.calling import members_of
from community.posts.models import Post, PostLink
from community.questions import notices as questions
from community.reactions.models import Reaction
from community.search import notices as searching
from community.threads import notices as moving
from community.threads.models import Thread
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, take_back_thread, tell

if TYPE_CHECKING:
    from members.notifications.notices import Happening

__all__ = ["POSTS", "bookmarks", "chat", "guides", "ideas", "searching"]
POSTS = Posts()
WRITTEN = ("post.created", "item.approved")


class AboutPost(Notice):
    """A notice about one post; each thread's page and mails gather them."""

    surface = POSTS


class Mentioned(AboutPost):
    """Somebody wrote @me, also when the name was added later."""

    key = setting = "mention"
    label = _("Somebody mentions me")
    words = ngettext_lazy("%(who)s mentioned you", "%(who)s mentioned you", "people")
    why = _("You are mentioned by name.")
    icon = "at-sign"
    by_mail = True
    verbs = (*WRITTEN, "post.edited")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Everybody the post names."""
        return list(happening.thing.mentioned)


class Replied(AboutPost):
    """Somebody answered my post, or my thread as a whole."""

    key = setting = "reply"
    label = _("Somebody replies to me")
    words = ngettext_lazy("%(who)s replied to you", "%(who)s replied to you", "people")
    why = _("This answers something you wrote.")
    icon = "message-square-reply"
    by_mail = True
    verbs = WRITTEN

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wrote the post it answers; without one, who opened the thread."""
        post: Post = happening.thing
        if post.number == 1:
            return []
        author = post.reply_to.author_id if post.reply_to else post.thread.author_id
        return [author] if author else []

    def bundle(self, happening: Happening) -> str:
        """Replies to me in one thread are one row."""
        return f"thread:{happening.thread_id}"


class Quoted(AboutPost):
    """Somebody quoted my post."""

    key = setting = "quote"
    label = _("Somebody quotes me")
    words = ngettext_lazy("%(who)s quoted you", "%(who)s quoted you", "people")
    why = _("Your words are quoted.")
    icon = "quote"
    by_mail = True
    verbs = WRITTEN

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The authors of the posts it quotes."""
        links = PostLink.objects.filter(post=happening.subject_id, is_quote=True, number__gt=0)
        at = [Q(thread_id=thread_id, number=number) for thread_id, number in links.values_list("thread_id", "number")]
        quoted = Post.objects.filter(reduce(or_, at)).exclude(author=None) if at else Post.objects.none()
        return list(quoted.values_list("author_id", flat=True))


class Called(AboutPost):
    """Somebody called a group I am in."""

    key = "group_mention"
    setting, label = Mentioned.setting, Mentioned.label
    words = ngettext_lazy("%(who)s called a group you are in", "%(who)s called a group you are in", "people")
    why = _("You are in a group that is called by its name.")
    icon = "users"
    by_mail = True
    verbs = (*WRITTEN, "post.edited")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Everybody in the groups; of a post that was held, in those it called when it was written or edited."""
        tellings = [activity]
        if activity.verb == "item.approved":
            tellings = list(Activity.objects.about(happening.thing).filter(verb__in=["post.created", "post.edited"]))
        return members_of({group for telling in tellings for group in telling.facts.get("groups", [])})

    def bundle(self, happening: Happening) -> str:
        """Calls in one thread are one row."""
        return f"thread:{happening.thread_id}"


class Accepted(AboutPost):
    """My reply was accepted as the answer."""

    key = setting = "accepted"
    label = _("My reply is accepted as the answer")
    words = ngettext_lazy(
        "%(who)s accepted your reply as the answer", "%(who)s accepted your reply as the answer", "people"
    )
    why = _("You wrote the accepted answer.")
    icon = "circle-check"
    by_mail = True
    verbs = ("answer.accepted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wrote the answer."""
        author = happening.thing.author_id
        return [author] if author else []


class Reacted(AboutPost):
    """Somebody reacted to my post."""

    key = setting = "reaction"
    label = _("Somebody reacts to what I wrote")
    words = ngettext_lazy("%(who)s reacted to your post", "%(who)s reacted to your post", "people")
    why = _("You wrote this post.")
    icon = "smile"
    verbs = ("reaction.added",)
    once_per_actor = True

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wrote the post, if the reaction still stands."""
        author = happening.thing.author_id
        stands = Reaction.objects.filter(post=happening.subject_id, member=happening.actor_id).exists()
        return [author] if author and stands else []


class Followed(AboutPost):
    """A reply in a thread I follow."""

    key = setting = "followed"
    label = _("Replies in threads I follow")
    words = ngettext_lazy("%(who)s replied", "%(who)s replied", "people")
    why = _("You follow this thread.")
    icon = "message-circle"
    personal = False
    verbs = WRITTEN

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wants to hear of every reply here."""
        return hearing.followers_of_thread(happening.thing.thread) if happening.thing.number > 1 else []

    def bundle(self, happening: Happening) -> str:
        """Replies in one thread are one row."""
        return f"thread:{happening.thread_id}"


class Answered(AboutPost):
    """A thread I follow has an accepted answer."""

    key = "answered"
    setting, label = Followed.setting, Followed.label
    words = ngettext_lazy("%(who)s accepted an answer", "%(who)s accepted an answer", "people")
    why = _("You follow this question.")
    icon = "circle-check"
    personal = False
    verbs = ("answer.accepted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wants to hear of every reply here."""
        return hearing.followers_of_thread(happening.thing.thread)


class Started(AboutPost):
    """A new thread somewhere I follow; each way of following is one kind, because each has its own reason."""

    setting = "new_thread"
    label = _("New threads of people, tags and spaces I follow")
    words = ngettext_lazy("%(who)s started a thread", "%(who)s started a thread", "people")
    icon = "message-square"
    personal = False
    verbs = WRITTEN

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Nobody, unless this is the first post."""
        return self.followers(happening) if happening.thing.number == 1 else []

    @abstractmethod
    def followers(self, happening: Happening) -> set[int]:
        """Who follows in this way."""


class StartedByPerson(Started):
    """Somebody I follow opened a thread."""

    key = "thread_by_person"
    why = _("You follow this member.")

    def followers(self, happening: Happening) -> set[int]:
        """Who follows the author."""
        return hearing.followers_of_author(happening.thing.thread)


class StartedWithTag(Started):
    """A thread with a tag I follow."""

    key = "thread_with_tag"
    why = _("You follow one of its tags.")

    def followers(self, happening: Happening) -> set[int]:
        """Who follows one of its tags."""
        return hearing.followers_of_tags(happening.thing.thread)


class StartedInSpace(Started):
    """A thread in a space I follow."""

    key = "thread_in_space"
    why = _("You follow this space.")

    def followers(self, happening: Happening) -> set[int]:
        """Who follows the space."""
        return hearing.followers_of_space(happening.thing.thread)


KINDS: list[type[AboutPost]] = [
    Mentioned, Replied, Quoted, Called, Accepted, Reacted, Followed, Answered,
    StartedByPerson, StartedWithTag, StartedInSpace,
]  # fmt: skip
for kind in KINDS:
    register(kind())
ALSO_ABOUT_POSTS: list[type[Notice]] = [*polls.KINDS, *questions.KINDS, *moving.KINDS]
for about in ALSO_ABOUT_POSTS:
    about.surface = POSTS
    register(about())


@subscribe(*POSTS.verbs, name="community.notices")
def tell_members(activity: Activity) -> None:
    """Tells members what concerns them, in the inbox and by mail."""
    tell(activity)


@subscribe(
    "post.deleted", "item.hidden", "item.held", "post.undone", "reaction.removed", name="community.notices_taken_back"
)
def forget_what_is_gone(activity: Activity) -> None:
    """Takes what is gone out of notifications nobody has seen yet."""
    post_id = activity.facts.get("post", activity.subject_id)
    if activity.verb == "reaction.removed":
        if not Reaction.objects.filter(post=post_id, member=activity.actor_id).exists():
            stands = Post.objects.filter(pk=post_id).values_list("thread_id", flat=True).first()
            take_back(stands or activity.facts["thread"], post_id, [Reacted.key], actor_id=activity.actor_id)
        return
    if activity.verb in ("item.hidden", "item.held") and activity.subject_type != "community.post":
        return
    post = Post.objects.filter(pk=post_id).first()
    thread_id = post.thread_id if post else activity.subject_id or 0  # an undone post's activity is about its thread
    if post is None or post.deleted_at or post.hidden_at or post.held_at:
        take_back(thread_id, post_id, [kind.key for kind in [*KINDS, *ALSO_ABOUT_POSTS]])
        if post is not None and post.number == 1 and post.held_at:
            take_back_thread(thread_id)


@subscribe("thread.deleted", "thread.undone", name="community.notices_of_thread_taken_back")
def forget_thread(activity: Activity) -> None:
    """Takes notifications about a thread that is gone out of the inboxes of those who have not seen them."""
    thread_id = activity.facts.get("thread", activity.subject_id)
    if not Thread.objects.filter(pk=thread_id, deleted_at=None, held_at=None).exists():
        take_back_thread(thread_id)
