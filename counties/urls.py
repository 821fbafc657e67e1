"""Addresses of this room: none, its pages stand in the rooms above."""

app_name = "counties"
urlpatterns: list = []
