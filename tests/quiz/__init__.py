"""Try the ground of the service: no database, no web server, no charts."""
