"""Test the room that draws."""
