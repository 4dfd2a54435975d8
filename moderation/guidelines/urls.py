"""Addresses of the guidelines and of the policies."""

from django.urls import path

from moderation.guidelines import policies, views

DRAFT = "moderate/policies/draft/"
RULE = f"{DRAFT}rules/<slug:key>/"

urlpatterns = [
    path("guidelines/", views.guidelines, name="guidelines"),
    path("guidelines/<int:number>/", views.guidelines_version, name="guidelines_version"),
    path("guidelines/<int:number>/agree/", views.guidelines_agree, name="guidelines_agree"),
    path("moderate/policies/", policies.policies, name="policies"),
    path("moderate/policies/begin/", policies.policies_begin, name="policies_begin"),
    path(DRAFT, policies.policies_draft, name="policies_draft"),
    path(f"{DRAFT}say/", policies.policies_say, name="policies_say"),
    path(f"{DRAFT}preview/", policies.policies_preview, name="policies_preview"),
    path(f"{DRAFT}publish/", policies.policies_publish, name="policies_publish"),
    path(f"{DRAFT}discard/", policies.policies_discard, name="policies_discard"),
    path(f"{DRAFT}new-rule/", policies.policy_new, name="policy_new"),
    path(f"{DRAFT}new-rule/add/", policies.policy_add, name="policy_add"),
    path(RULE, policies.policy, name="policy"),
    path(f"{RULE}change/", policies.policy_change, name="policy_change"),
    path(f"{RULE}remove/", policies.policy_remove, name="policy_remove"),
    path(f"{RULE}up/", policies.policy_up, name="policy_up"),
    path(f"{RULE}down/", policies.policy_down, name="policy_down"),
]
