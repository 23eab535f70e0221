"""Write figures as the reader's language does."""

from flask_babel import format_decimal

from app.web.language import language

MINUS = "\N{MINUS SIGN}"


def figure(value: float, places: int = 0) -> str:
    """Write a number with so many decimals."""
    written = str(format_decimal(round(value, places), f"#,##0.{'0' * places}" if places else "#,##0"))
    written = written.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
    # A rounded nothing has no sign.
    bare = written.removeprefix("-")
    return written.replace("-", MINUS) if set(bare) - set("0.,") else bare


def percent(share: float) -> str:
    """Write a share (0-1) in whole percents."""
    return f"{figure(100 * share)}%" if language() == "en" else f"{figure(100 * share)}\N{NO-BREAK SPACE}%"
