"""Escalation: what the queue cannot settle alone goes to who can, in time, and on to the next if they are silent."""
