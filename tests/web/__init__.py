"""Test the room app/web."""
