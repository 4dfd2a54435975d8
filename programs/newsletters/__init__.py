"""Newsletters: issues that people edit and a second one agrees to, sent once to each reader, in their window."""
