"""Addresses of guides."""

from django.urls import path

from community.guides import outward
from community.guides.views import composing, people, reading, steering

urlpatterns = [
    path("guides/", reading.guides, name="guides"),
    path("guides/new/", composing.guide_new, name="guide_new"),
    path("guides/preview/", composing.guide_preview, name="guide_preview"),
    path("feeds/guides.atom", outward.feed_guides, name="feed_guides"),
    path("sitemap-guides.xml", outward.sitemap_guides, name="sitemap_guides"),
    path("s/<slug:space_slug>/guides/", reading.space_guides, name="space_guides"),
    path("guides/<str:guide_slug>/", reading.guide, name="guide"),
    path("guides/<str:guide_slug>/useful/", reading.guide_useful, name="guide_useful"),
    path("guides/<str:guide_slug>/solved/", reading.guide_solved, name="guide_solved"),
    path("guides/<str:guide_slug>/history/", reading.guide_history, name="guide_history"),
    path("guides/<str:guide_slug>/history/<int:version>/restore/", composing.guide_restore, name="guide_restore"),
    path("guides/<str:guide_slug>/edit/", composing.guide_edit, name="guide_edit"),
    path("guides/<str:guide_slug>/review/", steering.guide_review, name="guide_review"),
    path("guides/<str:guide_slug>/send-back/", steering.guide_send_back, name="guide_send_back"),
    path("guides/<str:guide_slug>/publish/", steering.guide_publish, name="guide_publish"),
    path("guides/<str:guide_slug>/check/", steering.guide_check, name="guide_check"),
    path("guides/<str:guide_slug>/retire/", steering.guide_retire, name="guide_retire"),
    path("guides/<str:guide_slug>/bring-back/", steering.guide_bring_back, name="guide_bring_back"),
    path("guides/<str:guide_slug>/people/", people.guide_people, name="guide_people"),
    path("guides/<str:guide_slug>/people/add/", people.guide_add_editor, name="guide_add_editor"),
    path(
        "guides/<str:guide_slug>/people/<slug:handle>/remove/", people.guide_remove_editor, name="guide_remove_editor"
    ),
]
