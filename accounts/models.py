"""Users and their service at an office."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from counties.models import Partnership


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Create an account that signs in with `email`, kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Create an administrator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    username = None
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret=None):
        """What a session must agree with: the password and the round of sessions.

        Django's own hash covers the password only; a change of the second factor
        or of the office role has to end sessions as well.
        """
        return salted_hmac(
            "accounts.session",
            f"{self.password}:{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Attempts(models.Model):
    """When somebody tried to log in, for one account or from one place (hashed)."""

    key = models.CharField(max_length=64, primary_key=True)
    moments = models.JSONField(default=list)
    last = models.FloatField(default=0, db_index=True)

    class Meta:
        verbose_name = _("attempts to log in")
        verbose_name_plural = _("attempts to log in")

    def __str__(self):
        return self.key[:8]


class Submission(models.Model):
    """A form that somebody sent, and where its answer led, so that it takes effect once.

    `key` is made of the form's own token and all that was typed: after a step back and a
    correction the same page sends something new. Kept for a day.
    """

    key = models.CharField(max_length=64, primary_key=True)
    location = models.TextField(blank=True)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")

    def __str__(self):
        return self.key[:8]


class NoOfficeError(ValueError):
    """The partnership is of record only: it has no office here."""


class Service(Stamped):
    """One person's service at one office: which partnership, as what."""

    class Kind(models.TextChoices):
        OFFICER = "officer", _("officer")
        COORDINATOR = "coordinator", _("coordinator")
        AUDITOR = "auditor", _("auditor")

    user = models.ForeignKey(
        User, models.CASCADE, related_name="services", verbose_name=_("account")
    )
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="services", verbose_name=_("partnership")
    )
    kind = models.CharField(_("role"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("service at an office")
        verbose_name_plural = _("services at offices")
        constraints = [
            models.UniqueConstraint(fields=["user", "partnership"], name="one_service_per_office")
        ]

    def __str__(self):
        return f"{self.user} – {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        """A partnership of record has no office, so nobody can serve at it."""
        if self.partnership.is_record:
            raise NoOfficeError
        super().save(*args, **kwargs)

    @property
    def may_change(self) -> bool:
        """An auditor reads everything of one partnership and changes nothing."""
        return self.kind != self.Kind.AUDITOR
