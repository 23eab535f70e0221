"""Test what the service must stand: real servers, killed, starved and set back in time."""
