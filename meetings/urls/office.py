"""Addresses of meetings for the office."""

from django.urls import include, path

from meetings.views import attendance, invitations, office, recipients, reminders, sending

one_meeting = [
    path("", office.detail, name="office_detail"),
    path("zmiana/", office.edit, name="office_edit"),
    path("porzadek/", office.agenda, name="office_agenda"),
    path("oglos/", office.announce, name="office_announce"),
    path("odwolaj/", office.cancel, name="office_cancel"),
    path("odbiorcy/", recipients.recipients, name="office_recipients"),
    path("odbiorcy/kryteria/", recipients.by_criteria, name="office_by_criteria"),
    path("odbiorcy/osoby/", recipients.by_hand, name="office_by_hand"),
    path("odbiorcy/plik/", recipients.from_file, name="office_from_file"),
    path("odbiorcy/usun/", recipients.remove, name="office_remove"),
    path("podglad/", sending.preview, name="office_preview"),
    path("podglad/<int:invitation>/html/", sending.preview_html, name="office_preview_html"),
    path("podglad/probny/", sending.test, name="office_test"),
    path("wyslij/", sending.send, name="office_send"),
    path("wysylka/", sending.progress, name="office_progress"),
    path("wysylka/<int:batch>/zatrzymaj/", sending.stop, name="office_stop"),
    path("wysylka/<int:batch>/wznow/", sending.resume, name="office_resume"),
    path("przypomnienia/", reminders.rules, name="office_reminders"),
    path("przypomnienia/<int:rule>/wylacz/", reminders.drop, name="office_reminder_drop"),
    path("zaproszenia/", invitations.index, name="office_invitations"),
    path("zaproszenia/<int:invitation>/", invitations.record, name="office_answer"),
    path("obecnosc/", attendance.sheet, name="office_attendance"),
    path("obecnosc/gosc/", attendance.guest, name="office_guest"),
    path("obecnosc/osoba/", attendance.person, name="office_walk_in"),
    path("obecnosc/<int:invitation>/", attendance.tick, name="office_tick"),
    path("obecnosc/<int:invitation>/usun/", attendance.remove_guest, name="office_guest_remove"),
    path("obecnosc/zamknij/", attendance.hold, name="office_hold"),
    path("frekwencja/", attendance.turnout, name="office_turnout"),
]

urlpatterns = [
    path("biuro/spotkania/", office.index, name="office_index"),
    path("biuro/spotkania/nowe/", office.add, name="office_add"),
    path("biuro/spotkania/<int:pk>/", include(one_meeting)),
]
