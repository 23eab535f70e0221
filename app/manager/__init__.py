"""Serve the manager: teams, their rounds, and what the released figures say; never a person's answers."""
