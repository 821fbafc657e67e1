"""Addresses of this room."""

app_name = "outbox"
urlpatterns = []
