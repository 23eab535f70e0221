"""Test the calendar file that reminds of a step."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.reports.reminder import reminder

DAY = date(2026, 12, 24)


def read(file: bytes) -> Any:
    """Read a calendar file as a calendar program does."""
    return Calendar.from_ical(file)


def test_a_reminder_is_an_event_of_one_whole_day_that_takes_up_no_time() -> None:
    (event,) = read(reminder(DAY, "One month on", "Follow ten people.")).walk("VEVENT")
    assert event["dtstart"].dt == DAY
    assert "dtend" not in event
    assert event["transp"] == "TRANSPARENT"


def test_a_reminder_rings_at_nine_in_the_morning() -> None:
    (alarm,) = read(reminder(DAY, "One month on", "Follow ten people.")).walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=9)
    assert alarm["action"] == "DISPLAY"


def test_two_reminders_are_two_events() -> None:
    first, second = (read(reminder(DAY, "One", "One")).walk("VEVENT")[0]["uid"] for _ in range(2))
    assert first != second


def test_a_reminder_has_what_the_standard_demands() -> None:
    calendar = read(reminder(DAY, "One", "One"))
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    assert calendar.walk("VEVENT")[0]["dtstamp"].dt.tzinfo is not None
    assert reminder(DAY, "One", "One").endswith(b"END:VCALENDAR\r\n")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300))
def test_its_words_come_back_as_they_were(words: str) -> None:
    file = reminder(DAY, words, words)
    (event,) = read(file).walk("VEVENT")
    assert (event["summary"], event["description"]) == (words, words)
    assert max(map(len, file.split(b"\r\n"))) <= 75
