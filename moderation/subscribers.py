"""Who in moderation reacts to what happens, and what stands beside it: words of the log, effects, steps."""

from moderation.appeals import links as appeals_links
from moderation.appeals import permissions as appeals_permissions
from moderation.appeals import subscribers as appeals
from moderation.escalation import acts as escalation_acts
from moderation.guidelines import accepting as guidelines_accepting
from moderation.guidelines import acts as guidelines_acts
from moderation.replies import offering as replies_offering
from moderation.reports import deeds as reports_deeds
from moderation.reports import reacting as reports_reacting
from moderation.reports import subscribers as reports
from moderation.rota import acts as rota_acts
from moderation.rota import hours as rota_hours
from moderation.rota import showing as rota_showing
from moderation.sanctions import acts as sanctions_acts
from moderation.sanctions import effects as sanctions_effects
from moderation.sanctions import ladder as sanctions_ladder
from moderation.sanctions import profiling as sanctions_profiling
from moderation.sanctions import reasons as sanctions_reasons
from moderation.sanctions import stating as sanctions_stating
from moderation.screening import acts as screening_acts
from moderation.screening import marking as screening_marking
from moderation.screening import profiles as screening_profiles
from moderation.statements import mailing as statements_mailing
from moderation.statements import owing as statements_owing

__all__ = [
    "appeals",
    "appeals_links",
    "appeals_permissions",
    "escalation_acts",
    "guidelines_accepting",
    "guidelines_acts",
    "replies_offering",
    "reports",
    "reports_deeds",
    "reports_reacting",
    "rota_acts",
    "rota_hours",
    "rota_showing",
    "sanctions_acts",
    "sanctions_effects",
    "sanctions_ladder",
    "sanctions_profiling",
    "sanctions_reasons",
    "sanctions_stating",
    "screening_acts",
    "screening_marking",
    "screening_profiles",
    "statements_mailing",
    "statements_owing",
]
