"""Draw: values in, pictures out, as SVG bytes, with their alternative text in words.

The only room that knows matplotlib. It knows the values of `app.quiz`, and neither requests nor rows;
the same values always give the same bytes, so that a picture can be drawn once and kept.
"""
