"""Addresses of this room."""

app_name = "journal"
urlpatterns = []
