"""Test the trainer's room: editing, publishing, and what is shown of how questions work."""
