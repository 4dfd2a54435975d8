"""Every address, with one for cases where nothing answers there yet."""

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, path, reverse

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Nothing."""
    return HttpResponse()


def _is_there() -> bool:
    try:
        reverse("case", args=[1], urlconf="config.urls")
    except NoReverseMatch:
        return False
    return True


urlpatterns = [*ours] if _is_there() else [*ours, path("moderate/<int:case_id>/", case, name="case")]
