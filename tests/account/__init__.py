"""Test the room of those with an account."""
