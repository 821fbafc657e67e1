"""Addresses of this room."""

app_name = "agreements"
urlpatterns = []
