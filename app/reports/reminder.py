"""Write a reminder as a calendar file."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from icalendar import Alarm, Calendar, Event


def reminder(on: date, title: str, text: str) -> bytes:
    """Write an all-day event with an alarm at nine in the morning (iCalendar, RFC 5545)."""
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", on)
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=9))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Bearings//Reminder//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
