"""The address at which hosts hide something in their spaces."""

from django.urls import path

from community.hosted import views

urlpatterns = [path("hide/<str:kind>/<int:pk>/", views.take_away, name="take_away")]
