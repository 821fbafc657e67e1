"""Addresses of this room."""

app_name = "employers"

urlpatterns = []
