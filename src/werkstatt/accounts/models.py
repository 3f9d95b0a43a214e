"""People who sign in, and what they may do where."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from werkstatt.authorities.models import Authority


class Users(BaseUserManager["User"]):
    """Finds and makes people by their e-mail address."""

    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses are the same whatever their case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person of the office. Participants have no account, ever."""

    email = models.EmailField("E-Mail", unique=True)
    name = models.CharField("Name", max_length=120)
    is_active = models.BooleanField("darf sich anmelden", default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = Users()

    class Meta:
        verbose_name = "Person"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """Rolle: each does what the ones after it may do too, see accounts.rules."""

    COMMISSIONER = "commissioner", "Beauftragte"
    EDITOR = "editor", "Redaktion"
    REVIEWER = "reviewer", "Auswertung"
    READER = "reader", "Lesen"


class Membership(models.Model):
    """What a person is in an authority."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="Person")
    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="memberships", verbose_name="Gebietskörperschaft"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = "Zugehörigkeit"
        constraints = [models.UniqueConstraint(fields=["user", "authority"], name="one_role_per_authority")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
