"""Addresses of this app: none, its pages stand in the apps above."""

app_name = "counties"
urlpatterns: list = []
