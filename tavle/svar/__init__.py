"""The answer app: what a mail's reader registers through its signed links. It may face the internet; the board may not.

It has an address, an application and a server of its own, shares the board's templates and style, and shows nothing
but what the mail itself said and what is registered about it.
"""
