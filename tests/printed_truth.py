"""What the files in fixtures/printed say: made-up figures that name their own place."""

from strategies import load
from variants import Printed

from gkreport.form import Address

FORM = load("2021")


def _cells() -> dict[Address, int]:
    """A different figure in every cell, so that none can be taken for another."""
    addresses = [a for table in FORM.tables for a in table.grid.addresses]
    return {address: 7 * n % 1000 for n, address in enumerate(addresses, 1)}


REPORT = Printed("云溪县民族中学局", 2024, FORM, _cells(), frozenset())
