"""Backups: one archive of the database, the files and the settings, made, read back, kept by rule and restored."""
