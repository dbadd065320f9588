"""The calendar: from plans to feed entries and the `.ics` part of e-mails.

A plan becomes entries in both written standards (`sammensetting`), each entry gets its version from the ledger of what
was published (`versjon`), a subscriber's choices pick entries and words (`abonnent`), and `ics` writes the bytes.
"""
