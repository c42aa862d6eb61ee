"""Drafts of e-mails that carry a booklet, as files that mail programs open ready to send. Nothing is sent."""

from posterbook.mailing.drafts import Draft, draft_bytes, html_of, plain_of, subject_of

__all__ = ["Draft", "draft_bytes", "html_of", "plain_of", "subject_of"]
