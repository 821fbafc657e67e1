"""Addresses of this room."""

app_name = "counties"
urlpatterns = []
