"""Fill in the forms so that each does its work."""

from collections.abc import Mapping

from app.trainer.sheet import digest
from tests.account.people import OTHER, PASSWORD

FORMS: Mapping[str, Mapping[str, str]] = {
    "taker.answer": {"q-listen-1": "never", "q-listen-2": "never"},
    "taker.say_unclear": {"line": "Which time is meant?"},
    "taker.delete": {"sure": "yes"},
    "taker.decide": {"share": "added"},
    "account.try_sign_in": {"email": "nobody@example.org", "password": PASSWORD},
    "account.try_confirm": {"password": PASSWORD},
    "account.choose_language": {"tongue": "fr"},
    "account.change_password": {"password": PASSWORD, "new_password": OTHER},
    "account.send_link": {"email": "nobody@example.org"},
    "account.set_new_password": {"new_password": OTHER},
    "account.take_invitation": {"new_password": OTHER},
    "account.set_second_factor": {"code": "000000"},
    "account.send_invitation": {"email": "new@example.org", "roles": "manager", "tongue": "en"},
    "account.change_roles": {"roles": "trainer"},
    "manager.make": {"name": "Harbours"},
    "manager.open_round": {"name": "Winter", "bank": "small", "way": "codes", "people": "5"},
    "manager.more_codes": {"people": "9"},
    "manager.rename": {"name": "Permits"},
    "manager.add_manager": {"email": "trainer@example.org"},
    "manager.delete": {"sure": "yes"},
    "trainer.save_theme": {"topic.en": "Hearing", "seen:topic.en": digest("Listening")},
    "trainer.arrange": {"do": "down:listen"},
    "trainer.add_theme": {"title_en": "Sharing"},
    "trainer.send_question": {"to": "busy"},
    "trainer.add_scale": {"new:first.en": "Weak", "new:last.en": "Strong"},
    "trainer.save_scale": {"do": "down:never"},
    "trainer.save_bands": {"new:title.en": "Half way", "new:from": "60"},
    "trainer.add_piece": {"new:title.en": "Listen once"},
    "trainer.save_piece": {"title.en": "Read more", "seen:title.en": digest("Read")},
    "trainer.save_background": {"new:label.en": "In between"},
    "trainer.save_about": {"new:part.en": "chapter {n}"},
    "trainer.make_bank": {"title_en": "Harbours", "title_fr": "Ports"},
    "trainer.make_copy": {"of": "small 1", "title_en": "Harbours", "title_fr": "Ports"},
    "trainer.begin_draft": {"sure": "yes"},
    "trainer.throw_away": {"sure": "yes"},
    "trainer.publish": {"note": "Clearer."},
}
"""By view, where a form needs to be filled in."""
