"""Addresses of this room."""

app_name = "projects"
urlpatterns = []
