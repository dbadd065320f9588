"""Delivery: by SMTP when it is configured, else into a Maildir on this machine, which nothing leaves."""

from varsler.levering.maildir import MaildirLevering
from varsler.levering.smtp import Kryptering, Passord, SmtpLevering
from varsler.levering.svar import Avvist, Hvem, Levering, Leveringssvar, Nektet, Sendt, Senere

__all__ = [
    "Avvist",
    "Hvem",
    "Kryptering",
    "Levering",
    "Leveringssvar",
    "MaildirLevering",
    "Nektet",
    "Passord",
    "Sendt",
    "Senere",
    "SmtpLevering",
]
