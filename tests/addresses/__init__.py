"""Test every address there is: its form, who may come, what it writes, what leads to it, what it refuses."""
