"""What programs came to: against their goal, and beside members like those who took part who did not."""
