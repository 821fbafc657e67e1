"""Addresses of agreements for partners."""

from django.urls import path

from agreements.views import partner, remarks

urlpatterns = [
    path("moje/porozumienia/", partner.my_index, name="my_index"),
    path("moje/porozumienia/<int:pk>/", partner.my_detail, name="my_detail"),
    path("moje/porozumienia/<int:pk>/uwaga/", remarks.my_remark, name="my_remark"),
    path(
        "moje/porozumienia/<int:pk>/przystap/<int:partner>/", partner.my_accede, name="my_accede"
    ),
]
