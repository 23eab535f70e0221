"""Be the form that every room's forms are."""

from flask_wtf import FlaskForm


class Form(FlaskForm):
    """Be a form whose token is checked before the view is called, as every form's here is."""

    class Meta:
        """Leave the token to the application-wide check and to the page."""

        csrf = False

    def text(self, field: str) -> str:
        """Return what was written into a field."""
        return str(self[field].data or "")

    def complain(self, field: str, words: object) -> None:
        """Say beside a field what is wrong with it."""
        self[field].errors = [*self[field].errors, words]
