"""The list of shortcuts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from config.lib.audience import public

# What the keys are called, and what they do; groups as in the brief.
KEYS = (
    (
        _("Everywhere"),
        (
            ("/", _("Search")),
            ("Ctrl K", _("Search and commands")),
            ("?", _("This list")),
            ("C", _("Start a thread")),
            ("Z", _("Undo")),
            ("Esc", _("Close what is open")),
            ("Ctrl Enter", _("Send what you wrote")),
        ),
    ),
    (
        _("Go to"),
        (
            ("G H", _("Home")),
            ("G I", _("Inbox")),
            ("G P", _("People")),
            ("G D", _("Drafts")),
        ),
    ),
    (
        _("In lists"),
        (
            ("J", _("Next row")),
            ("K", _("Previous row")),
            ("Enter", _("Open")),
        ),
    ),
    (
        _("In a thread"),
        (
            ("J", _("Next post")),
            ("K", _("Previous post")),
            ("U", _("First unread")),
            ("Shift U", _("Latest")),
            ("A", _("Accepted answer")),
            ("R", _("Reply")),
            ("Q", _("Quote")),
            ("L", _("React")),
            ("E", _("Edit my post")),
        ),
    ),
)


@public
@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    """Every shortcut; each has another way, and one switch turns all single keys off."""
    return render(request, "keyboard.html", {"groups": KEYS})
