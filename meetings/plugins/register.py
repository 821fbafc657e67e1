"""Hears when the register of people changes, however it comes about.

Letters follow after the commit: the writing of letters locks invitations before people, and
whoever saves a person holds them the other way round.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from meetings.actions.invite import follow_person
from members.models import Person, Role


@receiver(post_save, sender=Person, dispatch_uid="meetings.person")
def person_saved(sender, instance, created, raw=False, **kwargs):
    """Letters that wait go to the person's present address."""
    if not (created or raw):
        _follow(instance.pk)


@receiver(post_save, sender=Role, dispatch_uid="meetings.role")
def role_saved(sender, instance, created, raw=False, **kwargs):
    """Letters that wait name the present organisation, or do not go when the role has ended."""
    if not raw:
        _follow(instance.person_id)


def _follow(number):
    transaction.on_commit(partial(follow_person, person=number), robust=True)
