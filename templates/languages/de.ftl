### Die Wörter der Seiten selbst, auf Deutsch.

## Listen und Daten

list-comma = { ", " }
list-semicolon = { "; " }
list-colon = { ": " }
list-and = und
list-pair = { $first } und { $last }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date-month = { $month } { $year }
date-day = { $day }. { $month } { $year }
date-time = { $date }, { $time }
time-zone = { $time } Uhr UTC{ $offset }
date-range = { $from } bis { $to }
date-about = etwa { $date }

## Der Rahmen jeder Seite

skip = Zum Inhalt springen
skip-text = Zum Text springen
menu = Menü
close = Schließen
site-nav = Website
nav-articles = Artikel
nav-article = Artikel
nav-claims = Aussagen
nav-disputes = Streitpunkte
nav-sources = Quellen
nav-speakers = Stimmen
nav-search = Suche
nav-method = Methode
colours = Farben
colours-auto = Automatisch
colours-light = Hell
colours-dark = Dunkel
published-by = Herausgegeben von { $publisher }.
status-not-person = Ein Status beschreibt die hier angeführten Belege, nicht eine Person.
meanings = Was die Status bedeuten
meanings-rest = Was die anderen Status bedeuten
suggest = Korrektur vorschlagen
missing = Diese Seite gibt es nicht
missing-title = Seite nicht gefunden
missing-why = Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde verschoben oder zurückgezogen.
to-front = Zur Startseite
moved = Diese Seite ist umgezogen
moved-to = Zur neuen Adresse
draft = Entwurf
embargo = Sperrfrist
to-confirm = Zu bestätigen

## Aussagen, wo immer sie stehen

claim-n = Aussage { $n }
claim-n-of = Aussage { $n } von { $total }
claim-titled = Aussage { $n }: { $words }
claim-is = Aussage { $n }: { $status }
claim = Aussage
claim-by = Aussage von { $who }
counter = Gegenaussage
counter-by = Gegenaussage von { $who }
own-voice = Der Artikel selbst
own-finding = Eigener Befund des Artikels
own-finding-within = der eigene Befund des Artikels
not-stated = Nicht angegeben, wer es sagt
via = laut
corrected = Korrigiert
that-is = Das heißt: { $states }
own-words = (eigene Worte)
said = { $status }: Es wurde gesagt
said-definition = Festgehalten ist, dass es gesagt wurde. Ob es zutrifft, wird hier nicht beurteilt.
denied-by = bestritten von { $who }
someone = jemand ohne Namensangabe
article-itself = dem Artikel selbst
unnamed-in = ungenannten Personen in { $publisher }

## Der Artikel

annotated-article = Artikel mit Anmerkungen
by = Von { $author }
original = Original:
notes-by = Anmerkungen von { $who }.
evidence = Stand der Belege
evidence-whole = Im ganzen Artikel:
coverage-html = <b>{ $marked }</b> { $marked ->
    [one] markierte Aussage
   *[other] markierte Aussagen
  }, <b>{ $checkable }</b> überprüfbar: <b>{ $sourced }</b> mit einer Quelle, <b>{ $independent }</b> mit einer unabhängigen Quelle, <b>{ $countered }</b> mit einer Gegenaussage
last-checked = Zuletzt geprüft: { $date }.
coverage-checked = ; zuletzt geprüft: { $date }
says = Unterstrichene Worte sind Aussagen. Die Zahl dahinter öffnet eine Anmerkung: wer es sagt, wer es bestreitet und mit welchen Belegen.
legend = Was die Markierungen bedeuten
filter = Filter
filter-counts = Hier zählen Aussagen im Artikel und Aussagen von anderswo.
show = Nur diese Aussagen zeigen
show-all = { $n ->
    [one] Die einzige Aussage
   *[other] Alle { $n } Aussagen
  }
show-all-here = { $n ->
    [one] Die einzige Aussage auf dieser Seite
   *[other] Alle { $n } Aussagen auf dieser Seite
  }
show-but = Alle außer „{ $status }“
no-marks = Keine Markierungen
shown-html = <b class="tally"></b> von { $n ->
    [one] { $n } Aussage
   *[other] { $n } Aussagen
  } zu sehen
show-next = Nächste
show-every = Alle
keys = Tasten: n nächste gezeigte Aussage, p vorige
claims-here = Aussagen auf dieser Seite
sections = Abschnitte
section-n = Abschnitt { $n }
marked-claims = { $n ->
    [one] { $n } markierte Aussage
   *[other] { $n } markierte Aussagen
  }
endnotes = Aussagen und Quellen
unanchored = Aussagen, deren Wortlaut geändert wurde
unanchored-article = Der Wortlaut dieser Aussagen steht nicht mehr so im Artikel, wie er geprüft wurde. Darum ist oben nichts für sie markiert.
unanchored-why = Der Wortlaut dieser Aussagen steht nicht mehr so im Artikel, wie er geprüft wurde.
pictures = Bilder
article-corrections = Korrekturen
correction-of = Korrektur, { $date }:
corrections = Was sich geändert hat
last-visit = Ihr letzter Besuch:
title = Titel
standfirst = Einleitung
note = Anmerkung
note-is = Anmerkung { $n }: { $status }
full = Alle Belege
back = Zurück zum Text
back-to = Zurück zum Text: { $claim }
in-full = { $claim } mit allen Belegen
footnote = Fußnote { $n }
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
done = Erledigt
not-done = Offen

## Die Seite einer Aussage

said-by = Das sagt
said-against = Was dagegen gesagt wird
for-it = Quellen dafür
how-status = Wie ein Status zustande kommt
edited = Geändert
edited-words = Dieser Wortlaut steht nicht mehr so im Artikel, wie er geprüft wurde.
to-confirm-lost = Der Wortlaut dieser Aussage ist zu bestätigen: Er steht nicht mehr unverändert im Artikel oder mehr als einmal. Bis dahin ist nichts für sie markiert.
to-confirm-look = Jemand muss nachsehen, ob diese Aussage noch stimmt: Ihr Wortlaut, ihr Satz oder das Umfeld hat sich geändert.
before-correction = Vor der Korrektur
the-claim = Die Aussage
all-words = Der ganze Wortlaut der Aussage
no-support = Keine angeführte Quelle stützt oder wiederholt sie.
against = Belege dagegen oder daneben
no-source = Für sie ist keine Quelle angeführt.
no-counter = Hier ist weder eine Gegenaussage noch eine Quelle gegen diese Aussage verzeichnet.
in-turn = Antworten darauf
more-answers = { $n ->
    [one] { $n } weitere Antwort
   *[other] { $n } weitere Antworten
  }
why = Warum dieser Status
why-rule = Die Regel: { $rule }
why-strong-for = Starke Stütze: { $names }.
why-strong-against = Starke Belege dagegen: { $names }.
why-word-against = Es gibt Widerspruch, der allein nichts widerlegt: { $names }.
why-updated = Überholt durch das, was berichtet: { $names }.
why-qualified = Eingeschränkt durch: { $names }.
why-unweighed = Schränkt sie ein oder überholt sie, ohne unabhängige Belege: { $names }.
why-weak-for = Gestützt von Beteiligten oder Ungenannten, also nicht stark: { $names }.
why-weightless = Zählt nicht, weil nur Wiederholung oder aus derselben Hand wie die Aussage: { $names }.
why-unseen = Zählt noch nicht, weil keine Textstelle angegeben ist und niemand die Aussage geprüft hat: { $names }.
why-recheck = Die Aussage besagt etwas anderes als zu der Zeit, als ihre Belege angesehen wurden. Bis jemand sie neu ansieht, gilt die Aussage als ungeprüft.
why-outdated = Zählt bis dahin nicht: { $names }.
why-one-report = Davon gehen { $names } auf denselben Bericht zurück und zählen einmal.
why-claim = Aussage { $n }
why-claim-elsewhere = Aussage { $n } in „{ $article }“
why-counter = eine Gegenaussage
why-counter-by = die Gegenaussage von { $who }
checked-on = Zuletzt geprüft: { $date }.
checked-on-by = Zuletzt geprüft: { $date }, von { $who }.
changed-since-checked = Geändert: { $date }. Seither besagt die Aussage etwas anderes, und niemand hat die Belege neu angesehen.
reviewed-by = Gegengelesen von { $who }.
reviewed-on-by = Gegengelesen: { $date }, von { $who }.
answers = Worauf sie antwortet
asked = Um Stellungnahme gebeten
no-response = Hier ist keine Antwort verzeichnet.
later = Spätere Ereignisse
remarks = Bemerkungen
history = Geschichte dieses Eintrags
read-in-article = Im Artikel lesen

## Quellen und Textstellen

source = Quelle
translation = Übersetzt
at-passage = An der Stelle öffnen
in-sentence = In ihrem Satz
passage-checked = Abgeglichen mit: { $copy }
passage-recorded = Laut Vermerk abgeglichen mit: { $copy }; lag nicht vor
passage-recorded-on = Laut Vermerk abgeglichen mit: { $copy }, { $date }; lag nicht vor
passage-unchecked = Nicht mit einer gespeicherten Kopie abgeglichen
publisher = Erschienen bei
author = Verfasst von
words-of = Worte von
date = Datum
based-on = Beruht auf
access = Zugang
confidential = Vertraulich: Die Redaktion kennt die Quelle; weder ihre Adresse noch ihr Wortlaut wird veröffentlicht.
confidential-address = Vertraulich: Die Redaktion kennt die Quelle; ihre Adresse wird nicht veröffentlicht.
confidential-words = Vertraulich: Die Redaktion kennt die Quelle; ihr Wortlaut wird nicht veröffentlicht.
confidential-known = Vertraulich: Die Redaktion kennt die Quelle.
open-source = Quelle öffnen
no-address = Keine Adresse: { $why }
archived = Archivkopie
archived-of = Archivkopie: { $date }
not-archived = Keine Archivkopie
stake = Verhältnis zur Sache
stake-is = Verhältnis zur Sache: { $stake }.
people = Personen
unnamed = Ungenannte Personen
address = Adresse
kept-back = Nicht veröffentlicht
cited-words = Angeführte Worte
address-none = Keine: { $why }
address-checked = Geprüft
saved = Von der Redaktion gespeichert
saved-from = von anderer Adresse
file = Datei
accessed = Zuletzt angesehen
language = Sprache
retold = Nacherzählt oder nachgedruckt in
rest-on-it = Aussagen, die sich darauf stützen
cited = { $n ->
    [one] Einmal angeführt.
   *[other] { $n }-mal angeführt.
  }
cited-alone = { $n ->
    [0] Keine Aussage stützt sich auf sie allein.
    [one] Für { $n } Aussage ist sie die einzige Quelle.
   *[other] Für { $n } Aussagen ist sie die einzige Quelle.
  }
cited-for = { $n ->
    [0] für keine Aussage angeführt
    [one] für { $n } Aussage angeführt
   *[other] für { $n } Aussagen angeführt
  }
only-source = Die einzige Quelle dieser Aussage.
no-claim-cites = Keine Aussage führt sie an.
later-here = Hier verzeichnete spätere Ereignisse

## Listen

claims = Aussagen
claims-in-article = Aussagen im Artikel
table = Alle Aussagen und ihre Quellen als Tabelle (CSV)
elsewhere = Aussagen von anderswo
disputes = Streitpunkte
disputes-lead = Jede Aussage neben dem, was dagegen gesagt wurde. Beide Seiten erhalten gleich viel Raum.
no-disputes = Hier hat keine Aussage eine Gegenaussage.
sources = Quellen
sources-lead = Die Seite jeder Quelle nennt die Aussagen, die sich auf sie stützen, und jene mit einem späteren Ereignis, das sie festhält.
sources-by-claims = Quellen nach Zahl der Aussagen
order = Reihenfolge
order-kind = Nach Art, Herkunft und Datum
order-claims = Nach Zahl der Aussagen
speaker = Stimme
speakers = Stimmen
speakers-lead = Wer was sagt, wer antwortet und wem. Personen werden nicht benotet.
own-page = Eigene Seite
answered = Es wurde geantwortet.
all-claims = Alle Aussagen
speaker-claims = Aussagen, und wer darauf antwortete
speaker-answers = Aussagen anderer, auf die geantwortet wird
speaker-reports = Weitergegebene Aussagen
speaker-sources = Quellen mit eigenen Worten

## Methode

method = Methode
method-title = Wie die Markierungen zu lesen sind
method-lead = Ein Status sagt, wie es heute um die Belege zu einer Aussage steht. Er wird nach den folgenden Regeln aus diesen Belegen abgeleitet, nie von Hand gesetzt.
statuses = Status und ihre Markierungen
statuses-lead = Ein Status beschreibt die angeführten Belege, nicht eine Person. Jeder hat ein Zeichen und eine Linie unter den Worten, um die es geht. Die Regeln werden in dieser Reihenfolge geprüft; die erste, die zutrifft, ergibt den Status.
rule = Regel
weights = Wie viel ein Beleg zählt
relations = Was eine Quelle zu einer Aussage sagt
counter-relations = Was eine Gegenaussage zu einer Aussage sagt
stakes = In welchem Verhältnis eine Quelle zur Sache steht
tell-us = Sagen Sie uns, was falsch ist
tell-us-how = Nennen Sie nach Möglichkeit eine Quelle. Ändert sich ein Status, wird das auf der Seite der Aussage vermerkt.

## Vokabular

status-opinion = Meinung
    .definition = Ein Urteil, ein Wert oder eine Prognose. Sie ist markiert, damit niemand sie für eine geprüfte Tatsache hält.
    .rule = Die Redaktion hat die Aussage als Meinung gekennzeichnet.
status-disputed = Umstritten
    .definition = Die angeführten Belege weisen in beide Richtungen, oder es steht Wort gegen Wort, ohne dass es Stärkeres gibt.
    .rule = Starke Belege auf beiden Seiten; oder auf keiner, und ein Wort dagegen.
status-contradicted = Belege dagegen
    .definition = Unabhängige Belege widersprechen der Aussage, und keiner der angeführten stützt sie.
    .rule = Starke Belege dagegen und keine starke Stütze.
status-outdated = Überholt
    .definition = Die Aussage war unabhängig belegt, spätere Ereignisse haben sie überholt.
    .rule = Starke Stütze und eine unabhängige Quelle über das, was danach kam.
status-context = Kontext fehlt
    .definition = Unabhängige Belege schränken die Aussage in einer Weise ein, die man beim Lesen kennen sollte.
    .rule = Eine unabhängige Quelle schränkt die Aussage ein.
status-supported = Belegt
    .definition = Unabhängige Belege stützen die Aussage, und nichts von gleichem Gewicht spricht dagegen.
    .rule = Starke Stütze. Gibt es ein Wort dagegen, fügt die Bezeichnung hinzu, wer bestreitet.
status-unsourced = Ohne unabhängige Quelle
    .definition = Wir haben gesucht und keine unabhängige Quelle gefunden. Das beweist nicht, dass die Aussage falsch ist.
    .rule = Keine andere Regel trifft zu, und die Aussage wurde geprüft.
status-unchecked = Noch nicht geprüft
    .definition = Noch hat niemand die Aussage geprüft. Ungetane Arbeit ist kein Befund.
    .rule = Keine andere Regel trifft zu.
relation-supports = Stützt
    .definition = Die Textstelle sagt dasselbe oder etwas, woraus die Aussage folgt.
relation-contradicts = Widerspricht
    .definition = Textstelle und Aussage können nicht beide wahr sein.
relation-qualifies = Relativiert
    .definition = Die Textstelle schränkt die Aussage ein: wann, wo, für wen oder in welchem Teil sie gilt.
relation-updates = Überholt
    .definition = Etwas Späteres ist geschehen, sodass die Worte, heute gesagt, falsch wären.
relation-repeats = Wiederholt
    .definition = Die Textstelle sagt die Aussage nur noch einmal. Sie fügt keinen Beleg hinzu und wiegt nichts.
counter-denies = Bestreitet
    .definition = Ein Wort gegen die Aussage. Bestreiten ist nicht Widerlegen und wird nie so dargestellt.
    .passive = Das bestreitet
counter-contradicts = Widerspricht
    .definition = Gegenaussage und Aussage können nicht beide wahr sein. Sie wiegt so viel wie ihre eigenen unabhängigen Belege.
    .passive = Dem widerspricht
counter-qualifies = Relativiert
    .definition = Die Gegenaussage schränkt die Aussage ein. Sie wiegt nur, wenn sie unabhängige Belege hat.
    .passive = Das relativiert
counter-updates = Überholt
    .definition = Die Gegenaussage berichtet, was danach kam. Sie wiegt nur, wenn sie unabhängige Belege hat.
    .passive = Das überholt
stake-claimant = Worte aus derselben Hand
    .definition = Die Quelle hält die Worte derer fest, von denen die Aussage stammt.
stake-party = Worte Beteiligter
    .definition = Die Quelle hält die Worte anderer fest, die sich in der Sache äußern.
stake-independent = Unabhängig
    .definition = Die Quelle spricht in der Sache für niemanden.
weight-strong = Stark
    .definition = Eine unabhängige Quelle, deren Personen genannt sind. Eine Gegenaussage ist ein starker Beleg, wenn sie eine solche anführt.
weight-word = Ein Wort dagegen
    .definition = Der Widerspruch Beteiligter oder ungenannter Personen und jedes Bestreiten.
weight-nothing = Nichts
    .definition = Worte derer, von denen die Aussage stammt, Quellen, die sie nur wiederholen, und Quellen, die niemand angesehen hat. Was eine Aussage einschränkt oder überholt, wiegt nichts, wenn es nicht unabhängig ist.
kind-document = Dokument
kind-report = Bericht
kind-dataset = Datensatz
kind-letter = Brief
kind-recording = Tonaufnahme
kind-transcript = Mitschrift
kind-statement = Erklärung
kind-social-post = Beitrag in sozialen Medien
kind-correction = Korrektur
kind-news = Nachricht
kind-study = Studie
kind-interview = Interview
kind-book = Buch
kind-court-record = Gerichtsakte
kind-image = Bild
kind-video = Video
kind-email = E-Mail
kind-web-page = Webseite
access-open = Frei zugänglich
access-paywalled = Hinter einer Bezahlschranke
access-offline = Nicht im Internet
access-confidential = Vertraulich
url-checked-page = Die angeführten Worte wurden auf der Seite unter dieser Adresse oder in einer Archivkopie davon gelesen.
url-checked-link-only = Die Adresse wurde anderswo als Link gesehen; die Seite selbst wurde nicht gelesen.
url-checked-none = Die Adresse wurde nicht geprüft.
snapshot-full = gespeicherte Kopie
snapshot-excerpt = gespeicherter Auszug

## Suche

search = Suche
search-no-script = Die Suche braucht JavaScript, das hier abgeschaltet ist. Die vollständigen Listen unten gehen auch ohne.
search-field = Was suchen Sie?
search-how = Geben Sie ein oder mehrere Wörter ein. Gezeigt wird, was alle enthält; jedes weitere Wort verkürzt die Liste. Das letzte Wort muss nicht vollständig sein. Der Pfeil nach unten führt zu den Ergebnissen, die Eingabetaste öffnet eines, Esc beginnt von vorn.
search-more = Mehr anzeigen
search-key = Tasten: / führt von jeder Seite hierher, n und p von Aussage zu Aussage einer Seite
search-lists = Vollständige Listen
claims-in = Aussagen: { $title }
search-states = Das heißt:
search-section = Abschnitt
search-none = Nichts enthält alle diese Wörter. Versuchen Sie es mit weniger Wörtern oder nur mit dem Anfang eines Wortes.
search-count = Ergebnisse:
search-part = Es kann mehr geben. Noch ein Buchstabe zeigt es.
search-broken = Die Suche konnte nicht geladen werden. Bitte laden Sie die Seite neu.

## Karten der Argumente

contents = Inhalt
map = Argumentkarte
map-lead = Was jede Aussage stützt, was dagegen gesagt wird und was darauf antwortet. Zuerst steht, was dafür spricht, dann, was dagegen oder daneben steht.
map-here = Dieselben Quellen und Antworten wie in den Listen auf dieser Seite. Jedes Feld führt zu seiner Seite.
map-all = Karten aller Aussagen
map-drawn = Dasselbe als Karten
map-bare = { $n ->
    [one] { $n } Aussage des Artikels hat weder Quelle noch Antwort und darum keine Karte.
   *[other] { $n } Aussagen des Artikels haben weder Quelle noch Antwort und darum keine Karte.
}
map-none = Hier führt keine Aussage eine Quelle an oder hat eine Gegenaussage.
map-answered = { $relation } diese Aussage
map-more = { $n } weitere
map-page = Seite { $n }
map-pages = Karten

## Lange Listen, Zeitleiste, Korrekturen

title-page = { $title }, Seite { $n }
title-part = { $title }, Seite { $n } von { $of }
range = { $first } bis { $last } von { $total }
pages = Seiten
page = Seite
page-before = Vorige Seite
page-after = Nächste Seite
nav-timeline = Zeitleiste
nav-corrections = Änderungen
nav-feed = Feed
foot-nav = Über diese Website
on-page = Auf dieser Seite
timeline = Zeitleiste
timeline-lead = Wann Aussagen fielen und was danach kam; auf Wunsch auch, wann Quellen erschienen. Jedes Datum ist so genau wie verzeichnet.
years = Jahre
no-dates = Hier hat nichts ein Datum.
undated = Nicht gezeigt, weil kein Datum angegeben ist:
n-claims = { $n ->
    [one] { $n } Aussage
   *[other] { $n } Aussagen
  }
n-sources = { $n ->
    [one] { $n } Quelle
   *[other] { $n } Quellen
  }
show-published = Zeigen, wann Quellen erschienen
kind-other = Weitere Quellen
event-said = Aussage
event-published = Quelle erschienen
event-kind-published = { $kind } erschienen
event-later = Späteres Ereignis
event-after = Kam nach:
event-record = Verzeichnet in:
corrections-lead = Was im Artikel korrigiert wurde, was sich an seinen Aussagen änderte und was später geschah. Das Neueste steht zuerst.
no-corrections = Nichts wurde korrigiert, und nichts Späteres ist verzeichnet.
all-corrections = Alle Änderungen
no-date = Kein Datum verzeichnet
change-article = Artikel korrigiert
change-wording = Aussage korrigiert
change-entry = Eintrag geändert
before = Vorher
now = Jetzt
articles-lead = Artikel, in denen jede markierte Aussage zu ihren Quellen führt und zu dem, was dagegen gesagt wurde.
no-articles = Noch ist kein Artikel veröffentlicht.
corrected-on = Korrigiert: { $date }.

## Rede und Gegenrede

only-denied = Bestritten und nicht mehr als das: Bestreiten ist ein Wort gegen die Aussage, keine Widerlegung.
bare = Keine Quelle ist angeführt.
bare-recorded = Die einzige Quelle ist eine Aufzeichnung dieser Worte.
answers-to-this = { $n ->
    [one] { $n } Antwort darauf
   *[other] { $n } Antworten darauf
  }

## Die Methode in Teilen

leap-statuses = Status und ihre Markierungen
leap-weights = Gewicht
leap-rules = Regeln
leap-sources = Quellen
leap-counters = Gegenaussagen
leap-care = Wortlaut
leap-counts = Zahlen
weighing = Wie das entschieden wird
care = Wie der Wortlaut treu bleibt
counts = Was die Zahlen zählen
counts-lead = Der Satz zum Stand der Belege zählt die Aussagen eines Artikels. Für Personen wird nichts zusammengezählt.
sample = so markierte Worte

## Vokabular der Methode

rule-work = Kein Befund ohne Arbeit
    .definition = Eine Quelle wiegt nur, wenn die Redaktion die Textstelle angibt, auf der sie beruht, oder den Tag, an dem sie die Aussage geprüft hat. Sonst wird sie aufgeführt und wiegt nichts.
rule-recheck = Eine Aussage, die etwas anderes besagt
    .definition = Besagt eine Aussage etwas anderes als zu der Zeit, als ihre Belege angesehen wurden, wiegt keiner dieser Belege, ihr Befund wird nicht gezeigt, und sie gilt als ungeprüft, bis jemand sie neu angesehen hat.
rule-stake = Wessen Worte eine Quelle festhält
    .definition = Hält eine Quelle die Worte derer fest, von denen die Aussage stammt, sind es Worte aus derselben Hand, und sie wiegen nichts. Hält sie die Worte anderer fest, sind es Worte Beteiligter. Sonst ist sie unabhängig. Für eine einzelne Quellenangabe kann die Redaktion anderes bestimmen.
rule-anonymous = Ungenannte Personen
    .definition = Belege von ungenannten Personen sind nie stark. Widersprechen sie einer Aussage, sind sie ein Wort dagegen.
rule-one-report = Ein Bericht zählt einmal
    .definition = Quellen, die ihren Bericht aus derselben Quelle haben, sind ein einziger Beleg, so viele es auch sind. Die Seite der Aussage nennt sie.
rule-counter-strength = Eine Gegenaussage ist so stark wie ihre Belege
    .definition = Eine Gegenaussage, die widerspricht, ist ein starker Beleg dagegen, wenn sie eigene unabhängige Belege von genannten Personen anführt. Sonst ist sie ein Wort dagegen. Für eine, die einschränkt oder überholt, gilt dieselbe Bedingung.
rule-one-level = Ein Schritt und nicht weiter
    .definition = Dafür zählen nur die Quellen, die die Gegenaussage selbst anführt, nicht das, was ihr wiederum antwortet. Das wird auf ihrer eigenen Seite beurteilt.
rule-bears-back = Ein Streit wiegt auf beiden Seiten
    .definition = Hat eine Aussage eine starke Stütze, ist diese ein starker Beleg gegen jede Gegenaussage, die sie bestreitet oder ihr widerspricht.
rule-denial = Bestreiten ist nicht Widerlegen
    .definition = Ein Bestreiten ist ein Wort gegen eine Aussage, wer auch immer bestreitet und was auch immer dafür angeführt wird. Es allein macht aus einer Aussage keine mit Belegen dagegen; hat sie eine starke Stütze, nennt ihre Bezeichnung, wer bestreitet.
rule-said = Ob es gesagt wurde
    .definition = Bei manchen Aussagen wird nur beurteilt, ob sie gefallen sind. Dann gilt, was die Worte festhält, so viel wie eine unabhängige Quelle, wer auch immer es aufbewahrt, und Antworten auf den Inhalt wiegen nicht. Die Bezeichnung fügt dann hinzu: Es wurde gesagt.
rule-declared = Niemand setzt einen Status
    .definition = Ein Status folgt aus den angeführten Belegen. Schreibt die Redaktion einen anderen hin, wird die Website nicht gebaut.
care-anchored = Markierungen
    .definition = Eine Markierung steht auf genau den Worten des Artikels, die geprüft wurden. Wurden sie geändert, oder was der Satz um sie herum besagt, fällt die Markierung weg, bis jemand sie bestätigt hat, und die Seite der Aussage sagt es.
care-saved-copy = Abgeglichen mit einer gespeicherten Kopie
    .definition = Die Textstelle wurde in einer Kopie der Quelle gesucht, die die Redaktion gespeichert hat, und steht dort Wort für Wort. Die Kopie wird nicht veröffentlicht.
care-saved-excerpt = Abgeglichen mit einem gespeicherten Auszug
    .definition = Dasselbe, wo die Redaktion nur einen Teil der Quelle gespeichert hat.
care-on-record = Laut Vermerk abgeglichen
    .definition = Die Kopie lag nicht vor, als diese Seiten entstanden. Dass die Textstelle darin gefunden wurde und wann, steht im Vermerk der Redaktion; noch einmal nachgesehen hat niemand.
care-not-looked-up = Nicht mit einer gespeicherten Kopie abgeglichen
    .definition = Die Redaktion hat keine Kopie der Quelle gespeichert, in der die Textstelle zu suchen wäre. Vielleicht wurde sie dort gelesen.
care-reworded = Korrigiert
    .definition = Der Wortlaut der Aussage wurde nach der ersten Veröffentlichung geändert. Ihre Seite zeigt den früheren.
count-marked = Markierte Aussagen
    .definition = Aussagen, die im Artikel markiert sind. Antworten von anderswo zählen nicht.
count-checkable = Überprüfbar
    .definition = Alle davon außer Meinungen.
count-sourced = Mit einer Quelle
    .definition = Überprüfbare Aussagen, die eine Quelle anführen, die mehr tut als sie zu wiederholen, ob dafür oder dagegen.
count-independent = Mit einer unabhängigen Quelle
    .definition = Überprüfbare Aussagen, bei denen eine dieser Quellen unabhängig ist.
count-countered = Mit einer Gegenaussage
    .definition = Überprüfbare Aussagen, auf die jemand antwortet.

## Weitergeben

copy-link = Link kopieren
copied = Kopiert
copy-words = die Worte im Artikel
cite = Diesen Artikel zitieren
cite-it = Zitieren
cite-this-claim = Diese Aussage zitieren
cite-claim = { $status }: { $words }
cite-in = In: { $article }
cite-changed = Zuletzt geändert: { $date }
cite-archived = Archivkopie des Originals: { $address }
cite-copy = Den Satz kopieren
embed = Diesen Artikel einbetten
embed-this-claim = Diese Aussage einbetten
embed-plain = Kopieren Sie dies in eine eigene Seite. Es braucht kein Skript.
embed-fitted = Dasselbe mit einem Skript, das die Höhe anpasst:
embed-copy = Code kopieren
embed-copy-fitted = Code mit Skript kopieren
embed-look = Ansehen, was erscheint
embed-none = Es gibt keinen Code zu kopieren, weil die vollständige Adresse dieser Website nicht angegeben ist.
embed-frame-claim = Eine Aussage und ihre Belege: { $words }
embed-frame-article = Die Aussagen eines Artikels und ihre Belege: { $article }
embed-all-claims = Alle { $n } Aussagen
embed-more-sources = { $n ->
    [one] { $n } weitere Quelle
   *[other] { $n } weitere Quellen
  }
share-coverage = { $marked ->
    [one] { $marked } markierte Aussage
   *[other] { $marked } markierte Aussagen
  }, { $checkable } überprüfbar: { $sourced } mit einer Quelle, { $independent } mit einer unabhängigen Quelle, { $countered } mit einer Gegenaussage.
share-quoted = „{ $words }“
share-said = { $who } sagte: { $words }
share-source = { $source }: was über diese Quelle bekannt ist und welche Aussagen sich auf sie stützen.
share-speaker = { $speaker }: Aussagen, und wer darauf antwortete.
share-correction = Korrektur: { $article }
share-map = Was jede Aussage stützt, was dagegen gesagt wird und was darauf antwortet.
share-sources = Alle Quellen nach Art und Herkunft, mit den Aussagen, die sich auf sie stützen.
share-sources-by-claims = Alle Quellen nach der Zahl der Aussagen, die sich auf sie stützen.
share-search = Aussagen, Quellen, Stimmen und Artikel nach ihren Worten finden.
share-method = Ein Status sagt, wie es heute um die Belege zu einer Aussage steht. Er wird nach Regeln aus diesen Belegen abgeleitet, nie von Hand gesetzt.
share-moved = Was hier stand, hat jetzt eine andere Adresse.
