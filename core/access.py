"""Who may come in. Doors are shut unless marked here."""

from django.contrib.auth.decorators import login_not_required

# A page for everyone. All other pages ask people to sign in.
public = login_not_required
