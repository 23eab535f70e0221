"""Hold the ground of the service: values and pure functions of the questionnaire.

Everything here can be understood, run and tested without a web server, a database or a chart:
it imports no Flask, no SQLAlchemy and no matplotlib.
"""
