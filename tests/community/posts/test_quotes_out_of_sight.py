"""What is quoted goes with its source: from histories too, and without telling anything of places one does not see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.markup import render
from members.profiles.models import Member
from tests.factories import a_post, a_thread

As = Callable[..., Any]


def _quoting(post: Post) -> str:
    assert post.author is not None
    return f"> @{post.author.handle} in /p/{post.pk}:\n>\n> zqgone words\n> > zqdeep\nzqlazy\n\nMy own answer."


def test_the_history_of_a_post_leaves_out_what_it_quotes_while_that_is_hidden(
    as_: As, thread: Thread, nia: Member, ben: Member, mo: Member, visitor: Any
) -> None:
    quoted = a_post(thread, by=nia, source="zqgone words")
    quoting = a_post(thread, by=ben, source=_quoting(quoted))
    Post.objects.filter(pk=quoting.pk).update(created_at=timezone.now() - timedelta(hours=1))
    quoting.refresh_from_db()
    quoting.edit(by=ben, source="My own reply.", version=1)
    assert quoting.revisions.count() == 1
    path = f"/p/{quoting.pk}/history/"
    assert "zqgone" in as_(ben).get(path).text
    quoted.hide(by=mo)
    for who in (visitor, nia, ben):
        answer = as_(who).get(path)
        assert answer.status_code == 200 and "[…]" in answer.text
        assert not any(word in answer.text for word in ("zqgone", "zqdeep", "zqlazy"))
    assert "zqgone" in as_(mo).get(path).text
    quoted.unhide(by=mo)
    assert "zqgone" in as_(ben).get(path).text


@pytest.mark.parametrize("way", ["", "hide", "hold"])
def test_a_quote_tells_nothing_of_what_became_of_a_post_in_a_place_its_readers_do_not_see(
    thread: Thread, private_space: Space, nia: Member, mo: Member, way: str
) -> None:
    from community.posts.resolving import ThreadResolver

    inside = a_post(a_thread(private_space, by=nia), by=nia)
    if way:
        getattr(inside, way)(by=mo)
    html = render(_quoting(inside), ThreadResolver(thread)).html
    assert "[…]" not in html and "zqgone" in html
