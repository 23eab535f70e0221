"""Test the room app/store."""
