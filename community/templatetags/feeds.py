"""What other sites are told about a page of a thread."""

from django import template

from community.feeds.structured import Described, describe
from community.threads.models import PAGE
from community.threads.reading import ThreadPage

register = template.Library()


@register.simple_tag
def describe_page(page: ThreadPage) -> Described | None:
    """The page in the words of machines, worked out once; None if visitors cannot read it."""
    kept = vars(page)
    if "_described" not in kept:
        posts = [shown.post for shown in page.posts[:PAGE]]  # all posts on one page are told like the first page
        kept["_described"] = describe(page.thread, posts, page=page.number, answer=page.answer)
    described: Described | None = kept["_described"]
    return described
