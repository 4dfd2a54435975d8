"""Addresses and page numbers inside a thread."""

from typing import Any

from django import template
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from community.posts.drawing import drawn
from community.posts.presenting import Shown
from community.threads.models import Thread
from community.threads.reading import ThreadPage
from community.threads.rows import post_url

register = template.Library()


@register.filter
def post_address(number: int, thread: Thread) -> str:
    """The address of a post of a thread, by its number."""
    return post_url(thread, number)


@register.filter
def address_on(number: int, page: ThreadPage) -> str:
    """Where post `number` is from this page: here, or on a page of its own."""
    return f"#p-{number}" if page.holds(number) else post_url(page.thread, number)


@register.filter
def thread_pages(thread: Thread, page: int) -> list[int]:
    """The page numbers worth showing around one page; 0 stands for a gap."""
    shown = Paginator(range(thread.pages_count), 1).get_elided_page_range(page, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]


@register.filter
def is_allowed(refusal: Any) -> bool:
    """Whether nothing was refused."""
    return not refusal


@register.simple_tag(takes_context=True)
def post(context: template.Context, shown: Shown, may_reply: bool = False) -> SafeString:
    """One post in a thread."""
    return drawn(context, shown, may_reply=may_reply)
