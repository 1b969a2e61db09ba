"""What the receipt of the rows says that others go by: words alone, without what reads files."""

from __future__ import annotations

NO_CUSTOMER = "without a customer"
NO_CURRENCY = "In which currency, the file does not say: figures of money are as they stand there."
