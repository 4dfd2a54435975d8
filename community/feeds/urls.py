"""Addresses for readers and robots outside."""

from django.urls import path

from community.feeds import sitemap, views

urlpatterns = [
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/latest.atom", views.feed_latest, name="feed_latest"),
    path("feeds/spaces/<slug:slug>.atom", views.feed_space, name="feed_space"),
    path("feeds/tags/<str:tag>.atom", views.feed_tag, name="feed_tag"),
    path("feeds/people/<slug:handle>.atom", views.feed_member, name="feed_member"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-places.xml", sitemap.sitemap_places, name="sitemap_places"),
    path("sitemap-threads-<int:page>.xml", sitemap.sitemap_threads, name="sitemap_threads"),
    path("robots.txt", sitemap.robots, name="robots"),
]
