"""Serve those with an account: signing in, proving who one is, and, for administrators, who may come."""
