"""Takes letters, mails, calls and portal exports; hands on contributions that a person has confirmed."""
