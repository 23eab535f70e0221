"""Write every e-mail address in one way, so that one person has one account."""


def normalised(email: str) -> str:
    """Return an e-mail address as it is kept and compared: without spaces around it, in small letters."""
    return email.strip().lower()
