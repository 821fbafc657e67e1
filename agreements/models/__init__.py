"""Agreements, their texts, parties and signatures."""

from agreements.models.agreement import Agreement, Version
from agreements.models.parties import Accession, Party, Signatory, Signature, Withdrawal
from agreements.models.remarks import Remark
from agreements.models.templates import AgreementTemplate

__all__ = [
    "Accession",
    "Agreement",
    "AgreementTemplate",
    "Party",
    "Remark",
    "Signatory",
    "Signature",
    "Version",
    "Withdrawal",
]
