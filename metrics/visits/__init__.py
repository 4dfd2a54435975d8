"""Visits of people who are not signed in: how many a day, and nothing about anybody."""
