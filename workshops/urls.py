"""Addresses of this room."""

app_name = "workshops"

urlpatterns = []
