"""Test what the rooms of app/ promise, room for room, without mocks."""
