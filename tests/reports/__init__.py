"""Test the room app/reports."""
