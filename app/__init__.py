"""Serve a self-assessment that shows public servants where they stand and what to do next."""
