"""The regulation as pure code: values, commands, events, phases, duties, calendar, and the one door, the Desk."""
