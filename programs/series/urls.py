"""Addresses of planning: an item, a series, and those who host."""

from django.urls import path

from programs.series.views import hosting, item, planning, series

MANAGE = "manage/programs/"
SERIES = f"{MANAGE}series/<int:program_id>/"
ITEM = f"{MANAGE}<int:occurrence_id>/"

urlpatterns = [
    path(f"{MANAGE}plan/", planning.plan, name="plan"),
    path(SERIES, series.program, name="program"),
    path(f"{SERIES}change/", planning.program_change, name="program_change"),
    path(f"{SERIES}plan/", planning.program_plan, name="program_plan"),
    path(f"{SERIES}discard/", planning.program_discard, name="program_discard"),
    path(f"{SERIES}end/", series.program_end, name="program_end"),
    path(f"{SERIES}dates/add/", series.program_date_add, name="program_date_add"),
    path(f"{SERIES}dates/<int:occurrence_id>/remove/", series.program_date_remove, name="program_date_remove"),
    path(f"{SERIES}hosts/add/", series.program_host_add, name="program_host_add"),
    path(f"{SERIES}hosts/<int:member_id>/move/", series.program_host_move, name="program_host_move"),
    path(f"{SERIES}checklist/", series.program_checklist, name="program_checklist"),
    path(f"{SERIES}texts/add/", series.program_text_add, name="program_text_add"),
    path(f"{SERIES}texts/<int:text_id>/", series.program_text, name="program_text"),
    path(f"{SERIES}texts/<int:text_id>/move/", series.program_text_move, name="program_text_move"),
    path(ITEM, item.occurrence, name="occurrence"),
    path(f"{ITEM}change/", item.occurrence_change, name="occurrence_change"),
    path(f"{ITEM}later/", planning.occurrence_later, name="occurrence_later"),
    path(f"{ITEM}told/", item.occurrence_told, name="occurrence_told"),
    path(f"{ITEM}call-off/", item.occurrence_call_off, name="occurrence_call_off"),
    path(f"{ITEM}put-back/", item.occurrence_put_back, name="occurrence_put_back"),
    path(f"{ITEM}tick/", item.occurrence_tick, name="occurrence_tick"),
    path(f"{ITEM}result/", item.occurrence_result, name="occurrence_result"),
    path(f"{ITEM}host/", item.occurrence_host, name="occurrence_host"),
    path(f"{ITEM}again/", item.occurrence_again, name="occurrence_again"),
    path("hosting/", hosting.hosting, name="hosting"),
    path("hosting/<int:occurrence_id>/offer/", hosting.hosting_offer, name="hosting_offer"),
    path("hosting/<int:occurrence_id>/take/", hosting.hosting_take, name="hosting_take"),
    path("hosting/<int:occurrence_id>/withdraw/", hosting.hosting_withdraw, name="hosting_withdraw"),
    path("hosting/<int:occurrence_id>/swap/", hosting.hosting_swap, name="hosting_swap"),
    path("hosting/<int:occurrence_id>/swap/accept/", hosting.hosting_swap_accept, name="hosting_swap_accept"),
    path("hosting/<int:occurrence_id>/swap/decline/", hosting.hosting_swap_decline, name="hosting_swap_decline"),
]
