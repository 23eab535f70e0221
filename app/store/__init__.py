"""Keep rows and ask for them: the only room that speaks SQL.

Functions take the session first and never commit: the view decides when its work is done.
"""
