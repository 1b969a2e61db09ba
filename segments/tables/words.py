"""What columns are called, in the languages files come in: each word speaks for one meaning."""

from __future__ import annotations

import re
from itertools import pairwise

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zà-ÿ]+|\d+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CUSTOMER = _set(
    """
    customer customers client clients user users member subscriber buyer shopper household guest patient donor
    visitor account contact respondent participant consumer cust cid uid kunde kunden kundin käufer nutzer mitglied
    klient teilnehmer acheteur cliente clientes comprador usuario utente reviewer author
    """
)
IDENTITY = _set("id ids no nr num number nummer key code uuid guid email mail hash numéro numero")
TIME = _set(
    """
    date time datetime timestamp day created purchased ordered when datum zeit zeitpunkt tag uhrzeit jour fecha data
    hora at on ts occurred dt
    """
)
BOUGHT = _set(
    """
    order invoice purchase purchased transaction sale sales created bestellung bestell rechnung rechnungs kauf
    bestelldatum kaufdatum rechnungsdatum commande achat pedido compra event visit
    """
)
AMOUNT = _set(
    """
    amount total revenue sales spend spent spending value sum turnover paid payment gross net subtotal betrag umsatz
    summe gesamt gesamtbetrag wert montant importe dollars euros gmv ltv linetotal totalprice
    """
)
QUANTITY = _set("quantity qty units count pieces items volume menge anzahl stück stk quantité cantidad")
PRICE = _set("price unitprice rate cost preis einzelpreis stückpreis prix precio prezzo")
ORDER = _set(
    """
    order invoice transaction receipt basket bill purchase ticket bestellung bestellnummer rechnung rechnungsnummer
    beleg belegnummer auftrag auftragsnummer commande facture pedido factura orderid invoiceno
    """
)
PRODUCT = _set(
    """
    product sku item article stock stockcode asin produkt artikel artikelnummer ware produit producto articulo
    """
)
TEXT = _set(
    """
    text review comment comments feedback message body content description question answer query utterance verbatim
    note notes complaint title summary kommentar bewertung nachricht rückmeldung freitext avis commentaire
    comentario tweet transcript chat
    """
)
OUTCOME = _set(
    """
    churn churned converted conversion responded response retained attrition exited left outcome target label
    cancelled canceled renewed kündigung gekündigt abgewandert reaktion subscribed clicked
    """
)
CHANNEL = _set("channel source medium utm device platform referrer kanal quelle canal campaign")
LINE = _set("line row index rownum rowid lineid zeile unnamed idx position pos")
MORE = _set(
    """
    name first last gender sex age birthday city country state region zip postcode address phone segment category
    class type status score rating tenure plan product currency vorname nachname geschlecht alter stadt land ort plz
    straße telefon kategorie klasse typ intent sentiment topic stars
    """
)
KNOWN = (
    CUSTOMER | IDENTITY | TIME | BOUGHT | AMOUNT | QUANTITY | PRICE | ORDER | PRODUCT | TEXT | OUTCOME | CHANNEL | LINE
) | MORE


def words_of(name: str) -> frozenset[str]:
    """The words of a column's name: `customerID`, `customer_id` and `Customer ID` have the same."""
    parts = [part.lower() for part in _PARTS.findall(name)]
    return frozenset(parts) | {name.strip().lower()} | {a + b for a, b in pairwise(parts)}
