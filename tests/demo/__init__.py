"""Test the room app/demo."""
