"""Serve a self-assessment that shows public servants where they stand and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config


def create_app(config: Config | None = None) -> Flask:
    """Assemble the application; raise WrongSetting when a setting of the environment is wrong."""
    # Imported here, so that `app.quiz` can be used without a web framework.
    from flask import Flask
    from flask_wtf import CSRFProtect
    from werkzeug.middleware.proxy_fix import ProxyFix

    from app.account import security
    from app.account.views import account
    from app.config import Config
    from app.manager.views import manager
    from app.taker.views import taker
    from app.trainer.views import trainer
    from app.web import access, cookies, errors, ground, headers, language, logs, pages, signed_in
    from app.web.health import health

    config = config or Config.from_environment()
    app = Flask(__name__)
    # Every word of a form is ours or the bank's: the form library's own catalogue is not needed.
    app.config.from_mapping(WTF_CSRF_TIME_LIMIT=None, WTF_I18N_ENABLED=False, MAX_CONTENT_LENGTH=64 * 1024)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        # As Flask's own pages say to wrap an application; the checker takes it for a method's loss.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    cookies.init_app(app, config.secret())
    for part in (logs, headers, errors, pages):
        part.init_app(app)
    signed_in.init_app(app, config)
    ground.init_app(app, config)
    # How much a view takes is said before anything reads what was sent.
    access.widen(app)
    language.init_app(app, config)
    CSRFProtect(app)
    access.init_app(app)
    security.init_app(app, config)
    for room in (health, taker, manager, trainer, account):
        app.register_blueprint(room)
    access.prove_marked(app)
    return app
