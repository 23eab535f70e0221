"""Let no example fail because the machine was busy; what must be fast says so itself."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
