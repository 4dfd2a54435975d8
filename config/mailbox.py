"""The mailbox of a local run: every mail it sends is kept as a file and can be read at /dev/mailbox/."""

import email
import email.policy
import re
import time
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from config.lib.audience import public

KEPT = 500
_NAME = re.compile(r"\A[0-9]{10,25}\Z")
# A mail brings its own styles and nothing else: no script, no request, no form. Its links open outside the frame.
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_MAIL_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.SELF],
    "sandbox": [_SANDBOX],
}


class Mail(NamedTuple):
    """One kept mail."""

    name: str
    message: EmailMessage

    @property
    def at(self) -> datetime:
        """When it came in."""
        return datetime.fromtimestamp(int(self.name) / 1e9).astimezone()

    @property
    def text(self) -> str:
        """Its plain part."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def html(self) -> str:
        """Its HTML part, as it was sent."""
        part = self.message.get_body(("html",))
        return str(part.get_content()) if part else ""

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All headers, in their order."""
        return [(name, str(value)) for name, value in self.message.items()]

    def header(self, name: str) -> str:
        """One header, or nothing."""
        return str(self.message.get(name, ""))

    @property
    def subject(self) -> str:
        """Its subject."""
        return self.header("Subject")

    @property
    def to(self) -> str:
        """Whom it is for."""
        return self.header("To")


def folder() -> Path:
    """Where the mails stand."""
    return Path(settings.TALKOOT_HOME) / "mailbox"


def keep(content: bytes, into: Path) -> None:
    """Keep one mail, and of all of them only the newest 500."""
    into.mkdir(parents=True, exist_ok=True)
    waiting = into / f".{time.time_ns()}"
    waiting.write_bytes(content)
    waiting.rename(into / f"{waiting.name[1:]}.eml")
    for old in sorted(into.glob("*.eml"))[:-KEPT]:
        old.unlink(missing_ok=True)


def mails(search: str = "") -> list[Mail]:
    """The kept mails, newest first; with `search`, those to, about or containing it."""
    found = (_read(file) for file in sorted(folder().glob("*.eml"), reverse=True))
    wanted = search.casefold()
    return [m for m in found if wanted in f"{m.to}\n{m.subject}\n{m.text}".casefold()]


def _read(file: Path) -> Mail:
    return Mail(file.stem, email.message_from_bytes(file.read_bytes(), policy=email.policy.default))


def _find(name: str) -> Mail:
    file = folder() / f"{name}.eml"
    if not _NAME.match(name) or not file.is_file():
        raise Http404
    return _read(file)


@public
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mails."""
    search = request.GET.get("q", "")[:200]
    return render(request, "dev/mailbox.html", {"mails": mails(search)[:100], "search": search})


@public
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail with its parts and headers."""
    return render(request, "dev/mail.html", {"mail": _find(name), "sandbox": _SANDBOX})


@public
@require_safe
@csp_override(_MAIL_CSP)
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame on the mail's page: nothing in it can act."""
    return HttpResponse(f'<base target="_blank">{_find(name).html}')


@public
@require_safe
def mail_source(request: HttpRequest, name: str) -> HttpResponse:
    """The mail exactly as it was sent."""
    _find(name)
    return HttpResponse((folder() / f"{name}.eml").read_bytes(), content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("dev/mailbox/", mailbox, name="dev_mailbox"),
    path("dev/mailbox/<str:name>/", mail, name="dev_mail"),
    path("dev/mailbox/<str:name>/html/", mail_html, name="dev_mail_html"),
    path("dev/mailbox/<str:name>/source/", mail_source, name="dev_mail_source"),
]
