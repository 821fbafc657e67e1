"""Who may come in, and to do what. Doors are shut unless marked here."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_http_methods

# A page for everyone. All other pages ask people to sign in.
public = login_not_required

# A page that people read and, filled in, send back. Every other method gets a 405.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def takes_files(view):
    """Mark a page where somebody without an account may hand in files."""
    view.takes_files = True
    return view
