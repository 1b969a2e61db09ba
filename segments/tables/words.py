"""What columns are called, in the languages files come in: each word speaks for one meaning."""

from __future__ import annotations

import re
from itertools import pairwise

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zà-ÿ]+|\d+")


def set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


CUSTOMER = set_of(
    """
    customer customers client clients user users member subscriber buyer shopper household guest patient donor
    visitor account contact respondent participant consumer cust cid uid kunde kunden kundin käufer nutzer mitglied
    klient teilnehmer customerid customerno customernumber userid clientid memberid accountid custid kundennummer
    kundennr kundenid acheteur cliente clientes comprador usuario utente reviewer author
    """
)
IDENTITY = set_of(
    """
    id ids no nr num number nummer key code uuid guid email mail hash numéro numero customerid customerno customernumber
    userid clientid memberid accountid custid kundennummer kundennr kundenid orderid orderno ordernumber invoiceid
    invoiceno invoicenumber transactionid productid itemid stockcode bestellnummer rechnungsnummer artikelnummer
    """
)
TIME = set_of(
    """
    date time datetime timestamp day created purchased ordered when datum zeit zeitpunkt tag uhrzeit jour fecha data
    hora at on ts occurred dt
    """
)
BOUGHT = set_of(
    """
    order invoice purchase purchased transaction sale sales created bestellung bestell rechnung rechnungs kauf
    bestelldatum kaufdatum rechnungsdatum orderdate invoicedate purchasedate
    transactiondate createdat commande achat pedido compra event visit
    """
)
AMOUNT = set_of(
    """
    amount total revenue sales spend spent spending value sum turnover paid payment gross net subtotal betrag umsatz
    summe gesamt gesamtbetrag wert montant importe dollars euros gmv ltv linetotal totalprice
    """
)
QUANTITY = set_of("quantity qty units count pieces items volume menge anzahl stück stk quantité cantidad")
PRICE = set_of("price unitprice rate cost preis einzelpreis stückpreis prix precio prezzo")
ORDER = set_of(
    """
    order invoice transaction receipt basket bill purchase ticket bestellung bestellnummer rechnung rechnungsnummer
    beleg belegnummer auftrag auftragsnummer orderno ordernumber
    invoiceid invoicenumber transactionid commande facture pedido factura orderid invoiceno
    """
)
PRODUCT = set_of(
    """
    product productid sku item itemid article stock stockcode asin produkt artikel artikelnummer ware produit producto
    articulo
    """
)
TEXT = set_of(
    """
    text review comment comments feedback message body content description question answer query utterance verbatim
    note notes complaint title summary kommentar bewertung nachricht rückmeldung freitext avis commentaire
    comentario tweet transcript chat
    """
)
OUTCOME = set_of(
    """
    churn churned converted conversion responded response retained attrition exited left outcome target label
    cancelled canceled renewed kündigung gekündigt abgewandert reaktion subscribed clicked
    """
)
CHANNEL = set_of("channel source medium utm device platform referrer kanal quelle canal campaign")
LINE = set_of("line row index rownum rowid lineid zeile unnamed idx position pos")
MORE = set_of(
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
