"""The calendar: ninety days for managers, the agenda of members, calendars for other programs to read."""
