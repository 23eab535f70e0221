"""Test the room app/taker."""
