"""Addresses of agreements for the office."""

from django.urls import path

from agreements.views import office, office_corrections, office_parties, office_signing, remarks

OFFICE = "biuro/porozumienia/"
ONE = f"{OFFICE}<int:pk>/"
PARTY = f"{ONE}strony/<int:party>/"
SEAT = f"{ONE}podpisujacy/<int:signatory>/"
JOINING = f"{ONE}przystapienia/<int:accession>/"

urlpatterns = [
    path(OFFICE, office.office_index, name="office_index"),
    path(f"{OFFICE}nowe/", office.office_new, name="office_new"),
    path(f"{OFFICE}wzory/", office.office_templates, name="office_templates"),
    path(f"{OFFICE}wzory/gotowe/", office.office_ready_templates, name="office_ready_templates"),
    path(f"{OFFICE}wzory/nowy/", office.office_template, name="office_template_new"),
    path(f"{OFFICE}wzory/<int:pk>/", office.office_template, name="office_template"),
    path(ONE, office.office_detail, name="office_detail"),
    path(f"{ONE}zmien/", office.office_edit, name="office_edit"),
    path(f"{ONE}wersje/", office.office_versions, name="office_versions"),
    path(f"{ONE}wersje/<int:number>/ostateczna/", office.office_final, name="office_final"),
    path(f"{ONE}uwagi/", remarks.office_remarks, name="office_remarks"),
    path(f"{ONE}uwagi/dodaj/", remarks.office_remark_add, name="office_remark_add"),
    path(f"{ONE}uwagi/<int:remark>/", remarks.office_remark, name="office_remark"),
    path(f"{ONE}konsultacje/", office_signing.office_consult, name="office_consult"),
    path(f"{ONE}cofnij/", office_signing.office_reopen, name="office_reopen"),
    path(f"{ONE}do-podpisu/", office_signing.office_open_signing, name="office_open_signing"),
    path(f"{ONE}podpisy/", office_signing.office_sign, name="office_sign"),
    path(f"{ONE}podpisy/<int:signature>/dowod/", office_signing.office_proof, name="office_proof"),
    path(f"{ONE}podpisy/<int:signature>/plik/", office_signing.office_file, name="office_file"),
    path(f"{ONE}wejscie-w-zycie/", office_signing.office_enter_force, name="office_enter_force"),
    path(f"{ONE}zakonczenie/", office_signing.office_terminate, name="office_terminate"),
    path(f"{ONE}publikacja/", office_signing.office_publish, name="office_publish"),
    path(f"{ONE}publikacja/wycofaj/", office_signing.office_unpublish, name="office_unpublish"),
    path(f"{ONE}popraw/", office_corrections.office_correct, name="office_correct"),
    path(
        f"{ONE}wejscie-w-zycie/popraw/",
        office_corrections.office_correct_effect,
        name="office_correct_effect",
    ),
    path(
        f"{ONE}zakonczenie/popraw/",
        office_corrections.office_correct_end,
        name="office_correct_end",
    ),
    path(
        f"{ONE}podpisy/<int:signature>/popraw/",
        office_corrections.office_correct_signature,
        name="office_correct_signature",
    ),
    path(
        f"{PARTY}wystapienie/popraw/",
        office_corrections.office_correct_withdrawal,
        name="office_correct_withdrawal",
    ),
    path(
        f"{PARTY}wystapienie/usun/",
        office_corrections.office_take_back_withdrawal,
        name="office_take_back_withdrawal",
    ),
    path(
        f"{JOINING}popraw/",
        office_corrections.office_correct_accession,
        name="office_correct_accession",
    ),
    path(f"{ONE}przyjmij/", office_corrections.office_admit, name="office_admit"),
    path(f"{PARTY}przyjmij/", office_corrections.office_admit, name="office_admit_party"),
    path(f"{ONE}karta.pdf", office_signing.office_sheet, name="office_sheet"),
    path(f"{ONE}strony/", office_parties.office_parties, name="office_parties"),
    path(f"{ONE}strony.csv", office_parties.office_parties_csv, name="office_parties_csv"),
    path(f"{ONE}strony/dodaj/", office_parties.office_parties_add, name="office_parties_add"),
    path(f"{PARTY}usun/", office_parties.office_party_remove, name="office_party_remove"),
    path(f"{PARTY}podpisujacy/", office_parties.office_signatory_add, name="office_signatory_add"),
    path(f"{PARTY}wystapienie/", office_parties.office_withdraw, name="office_withdraw"),
    path(f"{SEAT}usun/", office_parties.office_signatory_remove, name="office_signatory_remove"),
    path(f"{SEAT}odmowa/", office_signing.office_refuse, name="office_refuse"),
    path(f"{SEAT}ponownie/", office_signing.office_ask_again, name="office_ask_again"),
    path(f"{SEAT}zamiana/", office_signing.office_replace, name="office_replace"),
    path(f"{ONE}przystapienie/", office_parties.office_accede, name="office_accede"),
    path(JOINING, office_parties.office_accession, name="office_accession"),
    path(f"{JOINING}plik/", office_parties.office_accession_file, name="office_accession_file"),
]
