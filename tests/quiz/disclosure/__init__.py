"""Test what a group may see, and attack it."""
