"""Journeys: steps that lead a member on, run by workers, seen and steered by managers."""
