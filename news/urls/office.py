"""Addresses of news for the office."""

from django.urls import path

from news.views import office, photos

PHOTO = "<int:pk>/zdjecia/<int:photo>"

urlpatterns = [
    path("biuro/aktualnosci/", office.index, name="office_index"),
    path("biuro/aktualnosci/nowa/", office.add, name="office_add"),
    path("biuro/aktualnosci/spotkania/", office.meetings, name="office_meetings"),
    path("biuro/aktualnosci/<int:pk>/", office.detail, name="office_detail"),
    path("biuro/aktualnosci/<int:pk>/zmien/", office.edit, name="office_edit"),
    path("biuro/aktualnosci/<int:pk>/publikacja/", office.publish, name="office_publish"),
    path("biuro/aktualnosci/<int:pk>/wycofanie/", office.withdraw, name="office_withdraw"),
    path("biuro/aktualnosci/<int:pk>/zdjecia/", photos.photos, name="office_photos"),
    path(f"biuro/aktualnosci/{PHOTO}/", photos.describe, name="office_photo"),
    path(f"biuro/aktualnosci/{PHOTO}/wczesniej/", photos.earlier, name="office_photo_earlier"),
    path(f"biuro/aktualnosci/{PHOTO}/pozniej/", photos.later, name="office_photo_later"),
    path(f"biuro/aktualnosci/{PHOTO}/usun/", photos.remove, name="office_photo_remove"),
    path(f"biuro/aktualnosci/{PHOTO}/plik/", photos.picture, name="office_photo_file"),
    path(f"biuro/aktualnosci/{PHOTO}/miniatura/", photos.thumbnail, name="office_thumbnail"),
]
