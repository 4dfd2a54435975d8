"""Numbers for those who are no managers: hosts read those of their spaces, every member their own."""
