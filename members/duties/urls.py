"""Addresses of tasks."""

from django.urls import path

from members.duties import views

TASK = "manage/tasks/<int:duty_id>/"

urlpatterns = [
    path("manage/", views.front, name="manage"),
    path("manage/tasks/", views.tasks, name="tasks"),
    path("manage/tasks/new/", views.new, name="task_new"),
    path("manage/tasks/ask/", views.ask, name="task_ask"),
    path(TASK, views.task, name="task"),
    path(f"{TASK}take/", views.take, name="task_take"),
    path(f"{TASK}give/", views.give, name="task_give"),
    path(f"{TASK}give-back/", views.give_back, name="task_give_back"),
    path(f"{TASK}finish/", views.finish, name="task_finish"),
    path(f"{TASK}reopen/", views.reopen, name="task_reopen"),
]
