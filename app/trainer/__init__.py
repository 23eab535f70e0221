"""Serve the trainer: edit banks, see what a change does, publish, and see which questions work."""
