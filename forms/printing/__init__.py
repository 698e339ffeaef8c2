"""The documents on paper: a `FlowForm` or a `Voucher` as one A4 page, and as a picture for the chat.

    order = Order(paper=paper, company="輝煌", zone="Asia/Shanghai")
    printed = await print_aside(order)              for the bot's loop: in a process of its own
    printed = press.print_paper(order)              in this process (`forms.printing.press`, which holds typst and type)
    read_mark(pdf)                                  which document a PDF says it is

The same order gives the same bytes. The page is set by typst from a template (`flow_form.typ`, `voucher.typ`) in the type
that is installed with us; what people wrote reaches it as JSON and is never read as markup. Long texts make the type
smaller, then run on over their line ends; what the records of the case hold anyway is cut visibly before the page gets
too small, what was written on the form itself never is (`workflow.page_room`). A character that the type lacks is printed
as its number: 〔U+20BB7〕.
"""

from forms.printing.aside import PrintingFailed, print_aside
from forms.printing.marks import Mark, mark_of, read_mark
from forms.printing.orders import Layout, Order, Printed

__all__ = ["Layout", "Mark", "Order", "Printed", "PrintingFailed", "mark_of", "print_aside", "read_mark"]
