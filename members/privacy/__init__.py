"""Own data: a copy of everything of mine, and an account that leaves with fourteen days to come back."""
