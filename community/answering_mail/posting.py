"""A reply by mail becomes a post where its thread stands now, by the act and the rules of the composer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.answering_mail.attaching import attach
from community.composing.composer import answerable
from community.composing.submitting import submit_reply
from community.composing.views.replying import words_for
from community.following.reading import wrote
from community.posts.calling import TooManyCalled
from community.posts.models import Post
from community.posts.permissions import may_reply
from community.posts.writing import PostEmpty, ThreadGone
from community.threads.models import Thread
from config.lib.markup import PostTooLong
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.profiles.submissions import SameKeyOtherText
from members.replying.answering import Answerer, NotTaken, Reply, register


class PostAnswerer(Answerer):
    """Takes replies to posts: to the post itself, or at the end of its thread."""

    kind = "post"

    def take(self, reply: Reply, *, by: Member) -> list[str]:
        """Post it. A thread that is gone, and one that is not open to the member (any more), are told alike."""
        post = Post.objects.filter(pk=reply.subject_id).only("thread_id", "number").first()
        threads = Thread.objects.visible_to(by).select_related("space")
        thread = threads.filter(pk=post.thread_id if post else 0, deleted_at=None).first()
        if post is None or thread is None:
            raise NotTaken(_("The thread is not there any more, or not open to you."))
        if refusal := may_reply(by, thread):
            raise NotTaken(refusal.sentence)
        lines, left_out = attach(reply.files, by=by)
        source = "\n\n".join(filter(None, [reply.text, *lines]))
        if not source:
            raise NotTaken("\n".join(left_out) or _("We found no words of yours in it. Write above what you answer."))
        direct = answerable(thread, post.number) if reply.is_direct else None
        try:
            posted = submit_reply(
                thread, by=by, source=source, key=f"mail.{reply.key}", reply_to=direct.number if direct else None
            )
        except NotNow as not_now:
            raise NotTaken(not_now.refusal.sentence) from not_now
        except ThreadGone as gone:
            raise NotTaken(_("The thread was merged into another one. Reply there.")) from gone
        except (PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText) as error:
            raise NotTaken(words_for(error)) from error
        thread.refresh_from_db()
        wrote(by, thread, posted.number)
        return left_out


register(PostAnswerer())
