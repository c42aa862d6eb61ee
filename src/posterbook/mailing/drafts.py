"""A draft of an e-mail: subject, the same text as plain text and as HTML, and the PDF (RFC 5322, 2045-2049).

It has no date, no sender and no identity: the program that sends it gives these. `X-Unsent: 1` makes Outlook
open it for writing; others do so from their menu. The same draft has the same bytes: what parts a message
would divide by chance is a digest of what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP
from hashlib import sha256
from html import escape

from posterbook.content.blocks import Paragraph, blocks
from posterbook.content.markup import Rise, Span, plain
from posterbook.content.scripts import is_right_to_left
from posterbook.values import dataclass

PAGE = (
    '<!DOCTYPE html>\n<html lang="{lang}"{dir}><head><meta charset="utf-8"><title>{title}</title></head>\n'
    '<body style="font-family: Georgia, serif; line-height: 1.4; max-width: 40em">\n{body}</body></html>\n'
)
SMALL = '<p style="font-size: smaller">{}</p>\n'
RAISED = {Rise.NONE: "{}", Rise.SUPER: "<sup>{}</sup>", Rise.SUB: "<sub>{}</sub>"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an e-mail says: `body` is Markdown, `legal` are texts that stand below it word for word.

    `to` and `hidden` are addresses, the latter seen by nobody else. The PDF is attached as `file`.
    """

    subject: str
    body: str
    legal: tuple[str, ...]
    language: str
    pdf: bytes
    file: str
    to: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def draft_bytes(draft: Draft) -> bytes:
    """The draft as a file, as large as the e-mail will be."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = draft.subject
    for header, addresses in (("To", draft.to), ("Bcc", draft.hidden)):
        if addresses:
            message[header] = [Address(addr_spec=address) for address in addresses]
    message["X-Unsent"] = "1"
    message.set_content(plain_of(draft.body, draft.legal), cte="quoted-printable")
    message.add_alternative(html_of(draft), subtype="html", cte="quoted-printable")
    message.add_attachment(draft.pdf, maintype="application", subtype="pdf", filename=draft.file)
    known_by = sha256(draft.pdf + draft.body.encode()).hexdigest()[:24]
    for number, part in enumerate(_parted(message)):
        part.set_boundary(f"={number}={known_by}=")
    return message.as_bytes()


def subject_of(body: str) -> str:
    """The heading that a text begins with, '' without one."""
    first = next(iter(_paragraphs(body)), None)
    return plain(first.spans) if first and first.heading else ""


def plain_of(body: str, legal: Sequence[str]) -> str:
    """The text without its markup, addresses of links behind them."""
    parts = [_plain(paragraph) for paragraph in _without_subject(body)]
    return "\n\n".join([*parts, *(" ".join(text.split()) for text in legal)]) + "\n"


def html_of(draft: Draft) -> str:
    """The text as a page that needs nothing from anywhere."""
    parts = [_html(paragraph) for paragraph in _without_subject(draft.body)]
    parts += [SMALL.format(escape(" ".join(text.split()))) for text in draft.legal]
    return PAGE.format(
        lang=escape(draft.language),
        dir=' dir="rtl"' if is_right_to_left(draft.language) else "",
        title=escape(draft.subject),
        body="".join(parts),
    )


def _paragraphs(body: str) -> tuple[Paragraph, ...]:
    return tuple(block for block in blocks(body, prose=True) if isinstance(block, Paragraph))


def _without_subject(body: str) -> tuple[Paragraph, ...]:
    found = _paragraphs(body)
    return found[1:] if found and found[0].heading else found


def _plain(paragraph: Paragraph) -> str:
    marker = f"{paragraph.marker} " if paragraph.marker else ""
    return marker + "".join(_with_address(span) for span in paragraph.spans)


def _with_address(span: Span) -> str:
    return f"{span.text} ({span.link})" if span.link and span.link != span.text else span.text


def _html(paragraph: Paragraph) -> str:
    inner = (f"{paragraph.marker} " if paragraph.marker else "") + "".join(map(_span, paragraph.spans))
    name = "h2" if paragraph.heading else "p"
    return f"<{name}>{inner}</{name}>\n"


def _span(span: Span) -> str:
    text = RAISED[span.rise].format(escape(span.text))
    text = f"<em>{text}</em>" if span.italic else text
    text = f"<strong>{text}</strong>" if span.bold else text
    return f'<a href="{escape(span.link)}">{text}</a>' if span.link else text


def _parted(message: Message) -> Iterator[Message]:
    """The parts of a message that have parts themselves."""
    return (part for part in message.walk() if part.is_multipart())
