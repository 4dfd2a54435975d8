"""Stopping mail from a mail program, RFC 8058: it posts `List-Unsubscribe=One-Click` and must not be sent on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def after_stopping(request: HttpRequest, address: str) -> HttpResponse:
    """The answer to whoever stopped mail: people are sent to a page of this community, mail programs to nowhere."""
    if "List-Unsubscribe" in request.POST:
        return HttpResponse(status=204)
    return redirect(address)
