"""Serve the public servant: take the questionnaire, see the result, keep it or delete it."""
