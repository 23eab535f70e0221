"""Answer with headers that keep a page private and let it run nothing but our own files."""

from http import HTTPStatus

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture opened by itself needs the colours inside it, and nothing else."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOREVER = "public, max-age=31536000, immutable"
TWO_YEARS = "max-age=63072000"


def init_app(app: Flask) -> None:
    """Put the headers on every response; what set its own policy or caching keeps it."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers.update(ALWAYS)
        headers.setdefault("Content-Security-Policy", POLICY)
        if request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
            headers["Cache-Control"] = FOREVER
        # Every page is somebody's own: no cache may keep it, on a shared computer least of all.
        headers.setdefault("Cache-Control", "no-store")
        if request.is_secure:
            headers["Strict-Transport-Security"] = TWO_YEARS
        return response


def picture(svg: bytes, *, private: bool = False) -> Response:
    """Answer with an SVG: kept by browsers for good, or not at all where it is private."""
    response = Response(svg, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    if not private:
        response.headers["Cache-Control"] = FOREVER
        response.add_etag()
        response.make_conditional(request)
    return response
