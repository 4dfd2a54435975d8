"""Running Talkoot on one machine: its home folder, its processes, and the steps that start them."""
