"""Users and their service at an office."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
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

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.get_full_name() or self.email


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
            models.UniqueConstraint(
                fields=["user", "partnership"], name="one_service_per_office"
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.get_kind_display()}"

    @property
    def may_change(self) -> bool:
        """An auditor reads everything of one partnership and changes nothing."""
        return self.kind != self.Kind.AUDITOR
