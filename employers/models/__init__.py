"""Lay-off cases, Quick Start orders, and what the programme's sources tell."""

from employers.models.asking import FirmRequest
from employers.models.layoffs import (
    CaseMeeting,
    CaseStep,
    LayoffCase,
    LayoffCaseQuerySet,
    Reading,
    TeamMember,
)
from employers.models.orders import OrderFunding, OrderTask, QuickStartOrder
from employers.models.records import Record

__all__ = [
    "CaseMeeting",
    "CaseStep",
    "FirmRequest",
    "LayoffCase",
    "LayoffCaseQuerySet",
    "OrderFunding",
    "OrderTask",
    "QuickStartOrder",
    "Reading",
    "Record",
    "TeamMember",
]
