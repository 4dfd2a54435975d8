"""Rescuing what was typed when its sender was signed out in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from config.lib.htmx import is_fragment

if TYPE_CHECKING:
    from config.lib.audience import View

_TYPED = {"title", "body", "tags", "reason", "links", "people", "name", "poll-question", "poll-options"}

PageOf = Callable[[HttpRequest], str]


def keeping_text_for(page_of: PageOf) -> Callable[[View], View]:
    """Decorate views as `keeping_text` does; `page_of` says on which page the text can be written on."""

    def keeping(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or request.user.is_authenticated:
                return view(request, *args, **kwargs)
            back = {REDIRECT_FIELD_NAME: page_of(request)}
            sign_in = f"{resolve_url('account_login')}?{urlencode(back, safe='/')}"
            if is_fragment(request):
                return render(request, "components/signed_out.html", {"sign_in": sign_in}, status=409)
            typed = [(name, value) for name, value in request.POST.items() if name in _TYPED]
            sentence = _("You are signed out. Nothing was posted, and nothing is lost: sign in and send it again.")
            context = {"sentence": sentence, "typed": typed, "sign_in": sign_in}
            return render(request, "errors/form_expired.html", context, status=403)

        return kept

    return keeping
