"""Walk through the running service in a real browser, by what a person sees and hears."""
