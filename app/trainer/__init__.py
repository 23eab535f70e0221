"""The trainer's room: edit banks, see what a change does, publish, and see which questions work."""
