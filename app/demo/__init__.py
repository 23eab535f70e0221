"""Show the service at work: a throw-away database with teams, rounds and sheets that are all made up."""
