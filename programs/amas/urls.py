"""Addresses of AMAs."""

from django.urls import path

from programs.amas.views import answering, asking, hosting, page, recap

AMA = "ama/<int:occurrence_id>/"
HOST = "manage/ama/<int:occurrence_id>/"
QUESTION = f"{HOST}questions/<int:number>/"

urlpatterns = [
    path(f"{AMA}now/", page.ama_now, name="ama_now"),
    path(f"{AMA}similar/", asking.ama_similar, name="ama_similar"),
    path(f"{AMA}ask/", asking.ama_ask, name="ama_ask"),
    path(f"{AMA}hear/", asking.ama_hear, name="ama_hear"),
    path(f"{AMA}q/<int:number>/", page.ama_question, name="ama_question"),
    path(f"{AMA}q/<int:number>/live/", page.ama_body, name="ama_body"),
    path(f"{AMA}q/<int:number>/vote/", asking.ama_vote, name="ama_vote"),
    path(f"{AMA}q/<int:number>/edit/", asking.ama_edit, name="ama_edit"),
    path(f"{AMA}q/<int:number>/withdraw/", asking.ama_withdraw, name="ama_withdraw"),
    path(f"{AMA}answers/<int:answer_id>/", page.ama_answer, name="ama_answer"),
    path(f"{AMA}<slug:slug>/", page.ama, name="ama"),
    path(f"{HOST}host/", hosting.ama_host, name="ama_host"),
    path(f"{HOST}next/", hosting.ama_next, name="ama_next"),
    path(f"{HOST}photo/", recap.ama_photo, name="ama_photo"),
    path(f"{HOST}follow-up/", recap.ama_follow_up, name="ama_follow_up"),
    path(f"{HOST}follow-up/<int:follow_up_id>/done/", recap.ama_follow_up_done, name="ama_follow_up_done"),
    path(f"{HOST}recap/", recap.ama_recap, name="ama_recap"),
    path(f"{HOST}guide/", recap.ama_guide, name="ama_guide"),
    path(f"{QUESTION}take/", hosting.ama_take, name="ama_take"),
    path(f"{QUESTION}put-back/", hosting.ama_put_back, name="ama_put_back"),
    path(f"{QUESTION}finish/", hosting.ama_finish, name="ama_finish"),
    path(f"{QUESTION}aside/", hosting.ama_aside, name="ama_aside"),
    path(f"{QUESTION}merge/", hosting.ama_merge, name="ama_merge"),
    path(f"{QUESTION}apart/", hosting.ama_apart, name="ama_apart"),
    path(f"{QUESTION}say/", answering.ama_say, name="ama_say"),
    path(f"{HOST}answers/<int:answer_id>/edit/", answering.ama_say_otherwise, name="ama_say_otherwise"),
    path(f"{HOST}answers/<int:answer_id>/delete/", answering.ama_unsay, name="ama_unsay"),
]
