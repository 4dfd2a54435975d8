"""Addresses of the rota."""

from django.urls import path

from moderation.rota.views import planning, shifts, weekly

SHIFT = "moderate/rota/shifts/<int:shift_id>/"

urlpatterns = [
    path("moderate/rota/", planning.rota, name="rota"),
    path("moderate/rota/coverage/", planning.rota_coverage, name="rota_coverage"),
    path("moderate/rota/due-times/", planning.due_times, name="due_times"),
    path("moderate/rota/due-times/choose/", planning.due_times_choose, name="due_times_choose"),
    path("moderate/rota/weekly/", weekly.weekly, name="rota_weekly"),
    path("moderate/rota/weekly/add/", weekly.pattern_add, name="shift_pattern_add"),
    path("moderate/rota/weekly/<int:pattern_id>/end/", weekly.pattern_end, name="shift_pattern_end"),
    path("moderate/rota/away/add/", weekly.away_add, name="away_add"),
    path("moderate/rota/away/<int:away_id>/end/", weekly.away_end, name="away_end"),
    path("moderate/rota/shifts/add/", weekly.shift_add, name="shift_add"),
    path(SHIFT, shifts.shift, name="shift"),
    path(f"{SHIFT}offer/", shifts.offer, name="shift_offer"),
    path(f"{SHIFT}keep/", shifts.keep, name="shift_keep"),
    path(f"{SHIFT}take/", shifts.take, name="shift_take"),
    path(f"{SHIFT}cancel/", shifts.cancel, name="shift_cancel"),
    path(f"{SHIFT}note/", shifts.note_write, name="hand_over_write"),
    path(f"{SHIFT}note/read/", shifts.note_read, name="hand_over_read"),
]
