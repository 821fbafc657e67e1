"""Addresses of this room."""

app_name = "clubs"

urlpatterns = []
