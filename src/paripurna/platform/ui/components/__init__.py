"""The components of every page, one file each; `templatetags/ui.py` gathers them for `{% load ui %}`."""
