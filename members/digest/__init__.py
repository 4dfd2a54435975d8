"""The weekly digest: what a member missed, chosen for many at once, sent once, in their language and at their hour."""
