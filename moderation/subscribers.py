"""Who in moderation reacts to what happens."""

from moderation.guidelines import accepting as guidelines_accepting
from moderation.replies import offering as replies_offering
from moderation.statements import mailing as statements_mailing
from moderation.statements import owing as statements_owing

__all__ = ["guidelines_accepting"]
__all__ += ["replies_offering"]
__all__ += ["statements_mailing"]
__all__ += ["statements_owing"]
