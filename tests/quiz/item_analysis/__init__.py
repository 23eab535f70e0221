"""Test which figures trainers see, against their definitions and against what others compute."""
