"""Test the manager's room: its pages, and what they must not tell."""
