"""Measure the service beside an honest floor: `python3 quiz.py bench`."""
