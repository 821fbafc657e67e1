"""Agreements, their texts, parties and signatures."""

from agreements.models.agreement import Agreement, AgreementTemplate, Version
from agreements.models.parties import Accession, Party, Signatory, Signature, Withdrawal

__all__ = [
    "Accession",
    "Agreement",
    "AgreementTemplate",
    "Party",
    "Signatory",
    "Signature",
    "Version",
    "Withdrawal",
]
