"""What every address answers to whom: some apps here, the others in `tests/<app>/access.py`."""

from tests.access_rows import (
    CHOICE,
    INVITED,
    OFFICE_FORM,
    OFFICE_PAGE,
    OFFICE_STEP,
    OPEN,
    OPEN_KEY,
    OPEN_PAGE,
    OWN_PAGE,
    PARTNER_ADMIN,
    PARTNER_ADMIN_STEP,
    PARTNER_FORM,
    PARTNER_PAGE,
    ROLES,
    ROW_FORM,
    ROW_PAGE,
    ROW_STEP,
    ROW_STEP_EMPTY,
    SHUT,
    SHUT_PAGE,
    SHUT_STEP,
    SIGNED_IN,
    SIGNED_IN_PAGE,
    SIGNED_IN_STEP,
    TEAM_FORM,
    TEAM_PAGE,
    TEAM_STEP,
    WITH_FACTOR,
)
from tests.clubs import access as clubs
from tests.employers import access as employers
from tests.exports import access as exports
from tests.news import access as news
from tests.programme import access as programme
from tests.reports import access as reports
from tests.workshops import access as workshops

APPS = [workshops, clubs, employers, news, programme, reports, exports]

TABLE = {
    ROW_FORM: [
        "agreements office_accede office_accession office_accession_file office_detail",
        "agreements office_edit office_enter_force office_parties office_parties_add",
        "agreements office_proof office_publish office_refuse",
        "agreements office_remark office_remark_add office_replace office_sign",
        "agreements office_signatory_add office_template",
        "agreements office_terminate office_unpublish office_versions office_withdraw",
        "agreements office_correct office_correct_accession office_correct_end",
        "agreements office_correct_effect office_correct_signature office_correct_withdrawal",
        "agreements office_take_back_withdrawal",
        "meetings office_agenda office_answer office_attendance office_by_criteria",
        "meetings office_by_hand office_cancel office_edit office_from_file office_hold",
        "meetings office_reminders office_send",
        "members office_import office_import_columns office_join_request",
        "members office_application office_application_enter",
        "members office_partner office_partner_edit office_partner_person_add office_person",
        "members office_person_edit office_person_role office_profile_change office_role_add",
        "members office_role_end office_role_dates",
        "outbox office_edit",
        "projects office_check office_edit office_photo_edit office_photos",
        "projects office_project_reports office_publish office_reading office_reading_change",
        "projects office_report_return",
        "projects office_note office_publication office_take_back",
        "projects office_report_prolong office_rows office_step office_withdraw",
    ],
    ROW_STEP: [
        "agreements office_admit office_admit_party",
        "agreements office_ask_again office_consult office_final office_open_signing",
        "agreements office_party_remove office_reopen office_signatory_remove",
        "meetings office_announce office_guest office_reminder_drop office_remove",
        "meetings office_resume office_stop office_test office_tick",
        "members office_import_confirm office_import_drop office_import_proceed",
        "members office_partner_step",
        "outbox office_cancel office_hold office_lift office_release office_resume",
        "outbox office_retry office_stop",
        "projects office_check_ask office_photo_remove office_report_accept office_report_ask",
        "projects office_report_drop",
    ],
    ROW_PAGE: [
        "agreements office_parties_csv",
        "members office_import_faulty",
        "agreements office_file office_remarks office_sheet",
        "meetings office_detail office_invitations office_preview office_preview_html",
        "meetings office_progress office_recipients office_turnout",
        "outbox office_batch office_letter",
        "projects office_detail office_photo office_report office_report_file",
    ],
    OFFICE_FORM: [
        "agreements office_index office_new office_template_new office_templates",
        "meetings office_add",
        "members office_imports office_partner_add office_partners office_people",
        "members office_person_add office_territory",
        "- office",
        "projects office_add",
    ],
    OFFICE_PAGE: [
        "journal office_index",
        "meetings office_index",
        "members office_join_requests office_profile_changes",
        "outbox office_index office_suppressed",
        "projects office_checks office_index office_reports",
    ],
    OFFICE_STEP: [
        "agreements office_ready_templates",
        "members office_partners_export office_people_export",
        "outbox office_selected office_try_now",
    ],
    TEAM_FORM: [
        "members office_team_change office_team_invite",
    ],
    TEAM_PAGE: [
        "members office_team",
    ],
    TEAM_STEP: [
        "members office_team_end office_team_withdraw",
    ],
    ROW_STEP_EMPTY: [
        "meetings office_guest_remove office_walk_in",
    ],
    SIGNED_IN: [
        "- account_change_password account_confirm_login_code account_email",
        "- account_reauthenticate account_set_password mfa_activate_totp",
        "- mfa_add_webauthn mfa_authenticate mfa_edit_webauthn",
        "- mfa_generate_recovery_codes mfa_login_webauthn mfa_reauthenticate",
        "- mfa_reauthenticate_webauthn mfa_remove_webauthn mine start",
        "- usersessions_list",
        "accounts overview",
        "agreements my_index",
        "members my_apply my_ask my_data",
        "projects my_reports",
    ],
    SIGNED_IN_PAGE: [
        "accounts resume",
        "meetings my_index",
        "members my_join my_organisations",
        "- mfa_index mfa_list_webauthn",
        "projects my_index",
    ],
    SIGNED_IN_STEP: [
        "members my_letters",
    ],
    CHOICE: [
        "accounts choose_office",
    ],
    WITH_FACTOR: [
        "- mfa_deactivate_totp",
    ],
    PARTNER_FORM: [
        "agreements my_detail",
        "projects my_check my_report",
    ],
    PARTNER_PAGE: [
        "members my_organisation",
        "projects my_detail my_photo my_report_file",
    ],
    PARTNER_ADMIN: [
        "agreements my_remark",
        "members my_decide my_invite my_profile",
    ],
    PARTNER_ADMIN_STEP: [
        "members my_withdraw",
    ],
    INVITED: [
        "meetings my_answer",
    ],
    OPEN: [
        "- accessibility account_login account_logout account_reset_password",
        "- account_reset_password_from_key account_signup home privacy",
        "- styleguide",
        "agreements detail index scan",
        "meetings answer stop",
        "members detail index my_colleague my_team",
        "projects check report reports",
    ],
    OPEN_PAGE: [
        "members join",
        "- account_email_verification_sent account_inactive",
        "- account_reset_password_done account_reset_password_from_key_done",
        "- counties county favicon health health_json search",
        "meetings detail feed index single",
        "projects detail download fields index photo",
    ],
    OPEN_KEY: [
        "- account_confirm_email",
    ],
    SHUT: [
        "agreements my_accede",
        "- mfa_download_recovery_codes",
    ],
    SHUT_PAGE: [
        "accounts totp_square",
        "- mfa_view_recovery_codes",
    ],
    SHUT_STEP: [
        "members my_role",
    ],
}


def _access():
    for table in [TABLE, *(app.TABLE for app in APPS)]:
        for rows, lines in table.items():
            for line in lines:
                app, *rest = line.split()
                for name in rest:
                    yield (name if app == "-" else f"{app}:{name}"), rows


ACCESS = dict(_access())
# Addresses whose argument names nothing that belongs to a partnership.
NOBODYS = {"office_statistics_behind"}
# Things of one partnership, whose existence nobody else may learn.
HIDDEN = [
    name
    for name, rows in ACCESS.items()
    if rows in (ROW_FORM, ROW_PAGE, OWN_PAGE, PARTNER_FORM, PARTNER_PAGE, PARTNER_ADMIN, INVITED)
    and not name.endswith(("_add", "_new"))
]


def foreign(name: str, row: str) -> str:
    """What the other partnership's thing answers where `row` is the answer for one's own."""
    if ACCESS[name] in (OPEN, OPEN_PAGE, OPEN_KEY, SIGNED_IN) or name in NOBODYS:
        return row
    own = [letter.replace("i", "4") for letter in row[:-1]]
    return "".join(own) + row[ROLES.index("officer")]
