### Les mots des pages elles-mêmes, en français. Devant : ; ? ! et dans « » l’espace est insécable.

## Listes et dates

list-comma = { ", " }
list-semicolon = { " ; " }
list-colon = { " : " }
list-and = et
list-pair = { $first } et { $last }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-month = { $month } { $year }
date-day = { $day ->
    [1] 1er
   *[other] { $day }
  } { $month } { $year }
date-time = { $date }, { $time }
time-zone = { $time } UTC{ $offset }
date-range = { $from } – { $to }
date-about = vers { $date }

## Le cadre de chaque page

skip = Aller au contenu
skip-text = Aller au texte
menu = Menu
close = Fermer
site-nav = Site
nav-articles = Articles
nav-article = Article
nav-claims = Affirmations
nav-disputes = Controverses
nav-sources = Sources
nav-speakers = Voix
nav-search = Recherche
nav-method = Méthode
colours = Couleurs
colours-auto = Auto
colours-light = Clair
colours-dark = Sombre
published-by = Publié par { $publisher }.
status-not-person = Un statut décrit les preuves citées ici, pas une personne.
meanings = Ce que signifient les statuts
meanings-rest = Ce que signifient les autres statuts
suggest = Proposer une correction
missing = Cette page n’existe pas
missing-title = Page introuvable
missing-why = L’adresse est peut-être mal saisie, ou la page a été déplacée ou retirée.
to-front = Aller à l’accueil
moved = Cette page a changé d’adresse
moved-to = Aller à sa nouvelle adresse
draft = Brouillon
embargo = Sous embargo
to-confirm = À confirmer

## Les affirmations, où qu’elles soient

claim-n = Affirmation { $n }
claim-n-of = Affirmation { $n } sur { $total }
claim-titled = Affirmation { $n } : { $words }
claim-is = Affirmation { $n } : { $status }
claim = Affirmation
claim-by = Affirmation de { $who }
counter = Contre-affirmation
counter-by = Contre-affirmation de { $who }
own-voice = L’article lui-même
own-finding = Constat de l’article
own-finding-within = le constat de l’article
not-stated = Auteur des propos non précisé
via = selon
corrected = Corrigée
that-is = C’est-à-dire : { $states }
own-words = (ses propres mots)
said = { $status } : cela a été dit
said-definition = Il est attesté que cela a été dit. Si c’est vrai, on n’en juge pas ici.
denied-by = démentie par { $who }
someone = une voix non précisée
article-itself = l’article lui-même
unnamed-in = des personnes non nommées dans { $publisher }

## L’article

annotated-article = Article annoté
by = Par { $author }
original = Original :
notes-by = Notes de { $who }.
evidence = L’état des preuves
evidence-whole = Dans tout l’article :
coverage-html = <b>{ $marked }</b> { $marked ->
    [one] affirmation signalée
   *[other] affirmations signalées
  }, <b>{ $checkable }</b> { $checkable ->
    [one] vérifiable
   *[other] vérifiables
  } : <b>{ $sourced }</b> avec une source, <b>{ $independent }</b> avec une source indépendante, <b>{ $countered }</b> avec une contre-affirmation
last-checked = Dernière vérification : { $date }.
coverage-checked = { " ; " }dernière vérification : { $date }
says = Les mots soulignés sont des affirmations. Le numéro qui suit ouvre une note : qui le dit, qui le dément et avec quelles preuves.
legend = Ce que signifient les repères
filter = Filtre
filter-counts = Sont comptées ici les affirmations de l’article et celles faites ailleurs.
show = Afficher seulement ces affirmations
show-all = { $n ->
    [0] Aucune affirmation
    [one] La seule affirmation
   *[other] Les { $n } affirmations
  }
show-all-here = { $n ->
    [0] Aucune affirmation sur cette page
    [one] La seule affirmation de cette page
   *[other] Les { $n } affirmations de cette page
  }
show-but = Toutes sauf « { $status } »
no-marks = Sans repères
shown-html = { $n ->
    [one] <b class="tally"></b> affirmation affichée sur { $n }
   *[other] Affichées : <b class="tally"></b> sur { $n } affirmations
  }
show-next = Suivante
show-every = Toutes
keys = Touches : n affirmation affichée suivante, p précédente
claims-here = Affirmations de cette page
sections = Sections
section-n = Section { $n }
marked-claims = { $n ->
    [one] { $n } affirmation signalée
   *[other] { $n } affirmations signalées
  }
endnotes = Affirmations et sources
unanchored = Affirmations dont les mots ont été modifiés
unanchored-article = Les mots de ces affirmations ne sont plus dans l’article tels qu’ils ont été vérifiés : rien n’est donc signalé pour elles ci-dessus.
unanchored-why = Les mots de ces affirmations ne sont plus dans l’article tels qu’ils ont été vérifiés.
pictures = Images
article-corrections = Corrections
correction-of = Correction, { $date } :
corrections = Ce qui a changé
last-visit = Votre dernière visite :
title = Titre
standfirst = Introduction
note = Note
note-is = Note { $n } : { $status }
full = Toutes les preuves
back = Retour au texte
back-to = Retour au texte : { $claim }
in-full = { $claim } en entier
footnote = Note de bas de page { $n }
alert-note = Note
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Prudence
done = Fait
not-done = À faire

## La page d’une affirmation

said-by = Dit par
said-against = Ce qu’on lui oppose
for-it = Sources à l’appui
how-status = Comment un statut est établi
edited = Modifiée
edited-words = Ces mots ne sont plus dans l’article tels qu’ils ont été vérifiés.
to-confirm-lost = Les mots de cette affirmation sont à confirmer : ils ne sont plus dans l’article tels qu’ils étaient, ou s’y trouvent plus d’une fois. D’ici là, rien n’est signalé pour eux.
to-confirm-look = Quelqu’un doit voir si cette affirmation tient encore : ses mots, leur phrase ou ce qui les entoure a changé.
before-correction = Avant la correction
the-claim = L’affirmation
all-words = Tous les mots de l’affirmation
no-support = Aucune source citée ne l’étaye ni ne la répète.
against = Preuves contraires ou annexes
no-source = Aucune source n’est citée pour elle.
no-counter = Aucune contre-affirmation ni aucune source contre cette affirmation n’est consignée ici.
in-turn = Réponses à cela
more-answers = { $n ->
    [one] { $n } autre réponse
   *[other] { $n } autres réponses
  }
why = Pourquoi ce statut
why-rule = La règle : { $rule }
why-strong-for = Appui solide : { $names }.
why-strong-against = Preuves solides contre elle : { $names }.
why-word-against = Quelqu’un dit autre chose, ce qui seul ne réfute rien : { $names }.
why-updated = Dépassée par ce que rapporte : { $names }.
why-qualified = Nuancée par : { $names }.
why-unweighed = La nuance ou l’actualise, sans preuves indépendantes : { $names }.
why-weak-for = Appui de personnes impliquées ou non nommées, qui n’est pas solide : { $names }.
why-weightless = Ne compte pas, car ne fait que répéter l’affirmation ou vient de qui l’a faite : { $names }.
why-unseen = Ne compte pas encore, faute de passage donné ou d’affirmation vérifiée : { $names }.
why-recheck = L’affirmation dit autre chose que lorsque ses preuves ont été examinées. Tant que personne ne les a réexaminées, elle compte comme non vérifiée.
why-outdated = Ne compte pas d’ici là : { $names }.
why-one-report = Parmi elles, { $names } proviennent d’une même information et comptent une fois.
why-claim = l’affirmation { $n }
why-claim-elsewhere = l’affirmation { $n } de « { $article } »
why-counter = une contre-affirmation
why-counter-by = la contre-affirmation de { $who }
checked-on = Dernière vérification : { $date }.
checked-on-by = Dernière vérification : { $date }, par { $who }.
changed-since-checked = Modification : { $date }. Depuis, l’affirmation dit autre chose, et personne n’a réexaminé les preuves.
reviewed-by = Relue par { $who }.
reviewed-on-by = Relecture : { $date }, par { $who }.
answers = À quoi elle répond
asked = Réponse demandée à
no-response = Aucune réponse n’est consignée ici.
later = Faits ultérieurs
remarks = Remarques
history = Historique de cette entrée
read-in-article = La lire dans l’article

## Sources et passages

source = Source
translation = Traduction
at-passage = Ouvrir au passage
in-sentence = Dans sa phrase
passage-checked = Comparé à { $copy }
passage-recorded = Consigné comme comparé à { $copy } ; la copie n’était pas disponible
passage-recorded-on = Consigné comme comparé à { $copy } ({ $date }) ; la copie n’était pas disponible
passage-unchecked = Non comparé à une copie conservée
publisher = Publié par
author = Signé par
words-of = Propos de
date = Date
based-on = Fondé sur
access = Accès
confidential = Confidentiel : la rédaction connaît la source ; ni son adresse ni ses mots ne sont publiés.
confidential-address = Confidentiel : la rédaction connaît la source ; son adresse n’est pas publiée.
confidential-words = Confidentiel : la rédaction connaît la source ; ses mots ne sont pas publiés.
confidential-known = Confidentiel : la rédaction connaît la source.
open-source = Ouvrir la source
no-address = Pas d’adresse : { $why }
archived = Copie archivée
archived-of = Copie archivée : { $date }
not-archived = Pas de copie archivée
stake = Lien avec l’affaire
stake-is = Lien avec l’affaire : { $stake }.
people = Personnes
unnamed = Personnes non nommées
address = Adresse
kept-back = Non publié
cited-words = Mots cités
address-none = Aucune : { $why }
address-checked = Vérifiée
saved = Conservé par la rédaction
saved-from = depuis une autre adresse
file = Fichier
accessed = Dernière consultation
language = Langue
retold = Repris ou reproduit dans
rest-on-it = Affirmations qui s’appuient sur elle
cited = { $n ->
    [0] Jamais citée.
    [one] Citée une fois.
   *[other] Citée { $n } fois.
  }
cited-alone = { $n ->
    [0] Aucune affirmation ne repose sur elle seule.
    [one] Seule source de { $n } affirmation.
   *[other] Seule source de { $n } affirmations.
  }
cited-for = { $n ->
    [0] citée pour aucune affirmation
    [one] citée pour { $n } affirmation
   *[other] citée pour { $n } affirmations
  }
only-source = La seule source de cette affirmation.
no-claim-cites = Aucune affirmation ne la cite.
later-here = Faits ultérieurs consignés ici

## Listes

claims = Affirmations
claims-in-article = Affirmations de l’article
table = Toutes les affirmations et leurs sources en tableau (CSV)
elsewhere = Affirmations faites ailleurs
disputes = Controverses
disputes-lead = Chaque affirmation à côté de ce qu’on lui a opposé. Les deux côtés ont la même place.
no-disputes = Ici, aucune affirmation n’a de contre-affirmation.
sources = Sources
sources-lead = La page de chacune énumère les affirmations qui s’appuient sur la source, et celles qui ont connu un fait ultérieur qu’elle consigne.
sources-by-claims = Sources par nombre d’affirmations
order = Ordre
order-kind = Par type, éditeur et date
order-claims = Par nombre d’affirmations
speaker = Voix
speakers = Voix
speakers-lead = Qui dit quoi, qui répond, et à qui. Les personnes ne sont pas notées.
own-page = Page personnelle
answered = A reçu une réponse.
all-claims = Toutes les affirmations
speaker-claims = Affirmations, et qui y a répondu
speaker-answers = Affirmations d’autrui auxquelles cette voix répond
speaker-reports = Affirmations que cette voix rapporte
speaker-sources = Sources qui conservent ses propos

## Méthode

method = Méthode
method-title = Comment lire les repères
method-lead = Un statut dit où en sont aujourd’hui les preuves citées sur une affirmation. Il découle de ces preuves selon les règles ci-dessous ; il n’est jamais saisi à la main.
statuses = Les statuts et leurs repères
statuses-lead = Un statut décrit les preuves citées, pas une personne. Chacun a un signe, et un trait sous les mots concernés. Les règles sont essayées dans cet ordre ; la première qui convient donne le statut.
rule = Règle
weights = Combien compte une preuve
relations = Ce qu’une source dit d’une affirmation
counter-relations = Ce qu’une contre-affirmation dit d’une affirmation
stakes = Quel lien une source a avec l’affaire
tell-us = Dites-nous ce qui est faux
tell-us-how = Si possible, indiquez une source. Tout changement de statut est consigné sur la page de l’affirmation.

## Vocabulaire

status-opinion = Opinion
    .definition = Un jugement, une valeur ou une prévision. Elle est signalée pour que personne ne la prenne pour un fait vérifié.
    .rule = La rédaction a déclaré que l’affirmation est une opinion.
status-disputed = Controversée
    .definition = Les preuves citées vont dans les deux sens, ou c’est parole contre parole, sans rien de plus solide.
    .rule = Preuves solides des deux côtés ; ou d’aucun, et une parole contraire.
status-contradicted = Contredite
    .definition = Des preuves indépendantes vont contre l’affirmation, et aucune de celles que nous citons ne l’étaye.
    .rule = Preuves solides contre elle, et pas d’appui solide.
status-outdated = Dépassée
    .definition = L’affirmation avait un appui indépendant, et des faits ultérieurs l’ont dépassée.
    .rule = Appui solide, et une source indépendante sur ce qui est venu ensuite.
status-context = Contexte manquant
    .definition = Des preuves indépendantes limitent l’affirmation d’une façon qu’il faut connaître en la lisant.
    .rule = Une source indépendante nuance l’affirmation.
status-supported = Étayée
    .definition = Des preuves indépendantes étayent l’affirmation, et rien de même poids ne va contre elle.
    .rule = Appui solide. S’il y a une parole contraire, l’étiquette ajoute qui dément.
status-unsourced = Sans source indépendante
    .definition = Nous avons cherché sans trouver de source indépendante. Cela ne prouve pas que l’affirmation est fausse.
    .rule = Aucune autre règle ne convient, et l’affirmation a été vérifiée.
status-unchecked = Pas encore vérifiée
    .definition = Personne n’a encore vérifié l’affirmation. Un travail non fait n’est pas un constat.
    .rule = Aucune autre règle ne convient.
relation-supports = Étaye
    .definition = Le passage dit la même chose, ou une chose dont l’affirmation découle.
relation-contradicts = Contredit
    .definition = Le passage et l’affirmation ne peuvent être vrais ensemble.
relation-qualifies = Nuance
    .definition = Le passage limite l’affirmation : quand, où, pour qui ou en quelle partie elle vaut.
relation-updates = Actualise
    .definition = Un fait ultérieur est survenu, si bien que les mots, dits aujourd’hui, seraient faux.
relation-repeats = Répète
    .definition = Le passage ne fait que redire l’affirmation. Il n’ajoute aucune preuve et ne pèse rien.
counter-denies = Dément
    .definition = Une parole contre l’affirmation. Démentir n’est pas réfuter, et n’est jamais présenté ainsi.
    .passive = Démentie par
counter-contradicts = Contredit
    .definition = La contre-affirmation et l’affirmation ne peuvent être vraies ensemble. Elle pèse autant que ses propres preuves indépendantes.
    .passive = Contredite par
counter-qualifies = Nuance
    .definition = La contre-affirmation limite l’affirmation. Elle ne pèse que si elle a des preuves indépendantes.
    .passive = Nuancée par
counter-updates = Actualise
    .definition = La contre-affirmation rapporte ce qui est venu ensuite. Elle ne pèse que si elle a des preuves indépendantes.
    .passive = Actualisée par
stake-claimant = Propos de qui l’affirme
    .definition = La source conserve les propos de qui a fait l’affirmation.
stake-party = Propos d’une personne impliquée
    .definition = La source conserve les propos d’une autre voix dans l’affaire.
stake-independent = Indépendante
    .definition = La source ne parle pour personne dans l’affaire.
weight-strong = Solide
    .definition = Une source indépendante dont les personnes sont nommées. Une contre-affirmation est une preuve solide si elle en cite une.
weight-word = Une parole contraire
    .definition = Ce que contredisent des personnes impliquées ou non nommées, et tout démenti.
weight-nothing = Rien
    .definition = Les propos de qui a fait l’affirmation, les sources qui ne font que la répéter et celles que personne n’a examinées. Ce qui nuance ou actualise une affirmation ne pèse rien si ce n’est pas indépendant.
kind-document = Document
kind-report = Rapport
kind-dataset = Jeu de données
kind-letter = Lettre
kind-recording = Enregistrement
kind-transcript = Transcription
kind-statement = Déclaration
kind-social-post = Message sur un réseau social
kind-correction = Correction
kind-news = Article de presse
kind-study = Étude
kind-interview = Entretien
kind-book = Livre
kind-court-record = Pièce judiciaire
kind-image = Image
kind-video = Vidéo
kind-email = Courriel
kind-web-page = Page web
access-open = Ouvert à tout le monde
access-paywalled = Payant
access-offline = Pas sur le web
access-confidential = Confidentiel
url-checked-page = Les mots cités ont été lus sur la page à cette adresse, ou dans une copie archivée.
url-checked-link-only = L’adresse a été vue en lien ailleurs ; la page elle-même n’a pas été lue.
url-checked-none = L’adresse n’a pas été vérifiée.
snapshot-full = une copie conservée
snapshot-excerpt = un extrait conservé

## Recherche

search = Recherche
search-no-script = La recherche a besoin de JavaScript, qui est désactivé ici. Les listes complètes ci-dessous s’en passent.
search-field = Que cherchez-vous ?
search-how = Saisissez un ou plusieurs mots. S’affiche ce qui les contient tous : chaque mot de plus raccourcit la liste. Le dernier mot peut être incomplet. La flèche vers le bas mène aux résultats, Entrée en ouvre un, Échap permet de recommencer.
search-more = Afficher plus
search-key = Touches : / mène ici depuis toute page, n et p parcourent les affirmations d’une page
search-lists = Listes complètes
claims-in = Affirmations : { $title }
search-states = C’est-à-dire :
search-section = Section
search-none = Rien ne contient tous ces mots. Essayez avec moins de mots, ou seulement avec le début d’un mot.
search-count = Résultats :
search-part = Il peut y en avoir d’autres. Une lettre de plus le montrera.
search-broken = La recherche n’a pas pu être chargée. Rechargez la page.

## Cartes d’arguments

contents = Sommaire
map = Carte d’arguments
map-lead = Ce qui étaye chaque affirmation, ce qu’on lui oppose, et ce qui y répond. D’abord ce qui est pour, puis ce qui est contre ou à côté.
map-here = Les mêmes sources et réponses que dans les listes de cette page. Chaque case mène à sa page.
map-all = Cartes de toutes les affirmations
map-drawn = La même chose en cartes
map-bare = { $n ->
    [one] { $n } affirmation de l’article n’a ni source ni réponse, et donc pas de carte.
   *[other] { $n } affirmations de l’article n’ont ni source ni réponse, et donc pas de carte.
}
map-none = Ici, aucune affirmation ne cite de source ni n’a de contre-affirmation.
map-answered = { $relation } cette affirmation
map-more = { $n } de plus
map-page = Page { $n }
map-pages = Cartes

## Listes de plusieurs pages, chronologie, corrections

title-page = { $title }, page { $n }
title-part = { $title }, page { $n } sur { $of }
range = { $first } à { $last } sur { $total }
pages = Pages
page = Page
page-before = Page précédente
page-after = Page suivante
nav-timeline = Chronologie
nav-corrections = Ce qui a changé
nav-feed = Flux
foot-nav = À propos de ce site
on-page = Sur cette page
timeline = Chronologie
timeline-lead = Quand les affirmations ont été faites, et ce qui est venu ensuite ; quand les sources ont été publiées, sur demande. Chaque date est aussi précise que ce qui est consigné.
years = Années
no-dates = Rien ici n’a de date.
undated = Non affiché, faute de date :
n-claims = { $n ->
    [one] { $n } affirmation
   *[other] { $n } affirmations
  }
n-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
  }
show-published = Afficher quand les sources ont été publiées
kind-other = Autres sources
event-said = Affirmation
event-published = Source publiée
event-kind-published = { $kind } : publication
event-later = Fait ultérieur
event-after = Venu après :
event-record = Consigné dans :
corrections-lead = Ce qui a été corrigé dans l’article, ce qui a changé dans ses affirmations, et ce qui est arrivé ensuite. Le plus récent vient en premier.
no-corrections = Rien n’a été corrigé, et rien d’ultérieur n’est consigné.
all-corrections = Tout ce qui a changé
no-date = Pas de date consignée
change-article = Article corrigé
change-wording = Affirmation corrigée
change-entry = Entrée modifiée
before = Avant
now = Maintenant
articles-lead = Des articles où chaque affirmation signalée mène à ses sources et à ce qu’on lui a opposé.
no-articles = Aucun article n’est encore publié.
corrected-on = Correction : { $date }.

## Point et contrepoint

only-denied = Démentie, sans plus : démentir, c’est une parole contre l’affirmation, pas une réfutation.
bare = Aucune source n’est citée.
bare-recorded = La seule source est une trace de ces propos.
answers-to-this = { $n ->
    [one] { $n } réponse à cela
   *[other] { $n } réponses à cela
  }

## La méthode en parties

leap-statuses = Les statuts et leurs repères
leap-weights = Poids
leap-rules = Règles
leap-sources = Sources
leap-counters = Contre-affirmations
leap-care = Mots
leap-counts = Chiffres
weighing = Comment cela est décidé
care = Comment les mots restent fidèles
counts = Ce que comptent les chiffres
counts-lead = La phrase sur l’état des preuves compte les affirmations d’un article. Rien n’est additionné pour une personne.
sample = mots ainsi signalés

## Vocabulaire de la méthode

rule-work = Pas de constat sans travail
    .definition = Une source ne pèse que si la rédaction donne le passage sur lequel elle s’appuie, ou le jour où elle a vérifié l’affirmation. Sinon, elle figure dans la liste et ne pèse rien.
rule-recheck = Une affirmation qui dit autre chose
    .definition = Si une affirmation dit autre chose que lorsque ses preuves ont été examinées, aucune de ces preuves ne pèse, son constat n’est pas montré et elle n’est pas vérifiée, jusqu’à ce que quelqu’un les réexamine.
rule-stake = De qui une source conserve les propos
    .definition = Si une source conserve les propos de qui a fait l’affirmation, ce sont ceux de qui l’affirme, et ils ne pèsent rien. Si elle conserve ceux d’une autre personne, ce sont ceux d’une personne impliquée. Sinon, elle est indépendante. La rédaction peut en décider autrement pour une citation donnée.
rule-anonymous = Personnes non nommées
    .definition = Les preuves de personnes non nommées ne sont jamais solides. Si elles contredisent une affirmation, elles sont une parole contraire.
rule-one-report = Une même information compte une fois
    .definition = Les sources qui tirent leur information de la même source sont une seule preuve, si nombreuses soient-elles. La page de l’affirmation dit lesquelles.
rule-counter-strength = Une contre-affirmation vaut ce que valent ses preuves
    .definition = Une contre-affirmation qui contredit est une preuve solide contre l’affirmation si elle cite un appui indépendant qui lui est propre, de personnes nommées. Sinon, elle est une parole contraire. Celle qui nuance ou actualise pèse à la même condition.
rule-one-level = Un pas, et pas plus
    .definition = Pour cela, on ne regarde que les sources que la contre-affirmation cite elle-même, pas ce qui lui répond à son tour. Ce qui lui répond est jugé sur sa propre page.
rule-bears-back = Une controverse pèse des deux côtés
    .definition = Si une affirmation a un appui solide, celui-ci est une preuve solide contre toute contre-affirmation qui la dément ou la contredit.
rule-denial = Démentir n’est pas réfuter
    .definition = Un démenti est une parole contre une affirmation, d’où qu’il vienne et quoi qu’il cite. Il ne rend aucune affirmation contredite ; si elle a un appui solide, son étiquette ajoute qui la dément.
rule-said = Si cela a été dit
    .definition = Pour certaines affirmations, on juge seulement si elles ont été dites. La trace des propos vaut alors une source indépendante, qui que ce soit qui la conserve, et les réponses sur le fond ne pèsent pas. L’étiquette ajoute alors : cela a été dit.
rule-declared = Personne ne fixe un statut
    .definition = Un statut découle des preuves citées. Si la rédaction en écrit un autre, le site n’est pas construit.
care-anchored = Repères
    .definition = Un repère porte sur les mots exacts de l’article qui ont été vérifiés. Si ces mots ont été modifiés, ou ce que dit la phrase qui les entoure, le repère est retiré jusqu’à ce que quelqu’un le confirme, et la page de l’affirmation le dit.
care-saved-copy = Comparé à une copie conservée
    .definition = Le passage a été cherché dans une copie de la source conservée par la rédaction, et s’y trouve mot pour mot. La copie n’est pas publiée.
care-saved-excerpt = Comparé à un extrait conservé
    .definition = De même, quand la rédaction n’a conservé qu’une partie de la source.
care-on-record = Consigné comme comparé
    .definition = La copie n’était pas disponible quand ces pages ont été faites. Que le passage y a été trouvé, et quand, c’est ce que dit le registre de la rédaction ; personne n’a regardé de nouveau.
care-not-looked-up = Non comparé à une copie conservée
    .definition = La rédaction n’a conservé aucune copie de la source où chercher le passage. Elle l’y a peut-être lu.
care-reworded = Corrigée
    .definition = Les mots de l’affirmation ont changé après sa première publication. Sa page montre les mots d’avant.
count-marked = Affirmations signalées
    .definition = Les affirmations signalées dans l’article. Les réponses faites ailleurs ne sont pas comptées.
count-checkable = Vérifiables
    .definition = Toutes celles-là, sauf les opinions.
count-sourced = Avec une source
    .definition = Les affirmations vérifiables qui citent une source qui fait plus que les répéter, pour ou contre elles.
count-independent = Avec une source indépendante
    .definition = Les affirmations vérifiables dont une de ces sources est indépendante.
count-countered = Avec une contre-affirmation
    .definition = Les affirmations vérifiables auxquelles quelqu’un répond.

## Partager

copy-link = Copier le lien
copied = Copié
copy-words = les mots dans l’article
cite = Citer cet article
cite-it = Citer
cite-this-claim = Citer cette affirmation
cite-claim = { $status } : { $words }
cite-in = Dans : { $article }
cite-changed = Dernière modification : { $date }
cite-archived = Copie archivée de l’original : { $address }
cite-copy = Copier la phrase
embed = Intégrer cet article
embed-this-claim = Intégrer cette affirmation
embed-plain = Copiez ceci dans une page à vous. Aucun script n’est nécessaire.
embed-fitted = De même, avec un script qui ajuste la hauteur :
embed-copy = Copier le code
embed-copy-fitted = Copier le code avec le script
embed-look = Voir ce qui s’affiche
embed-none = Il n’y a pas de code à copier, car l’adresse complète de ce site n’est pas indiquée.
embed-frame-claim = Une affirmation et ses preuves : { $words }
embed-frame-article = Les affirmations d’un article et leurs preuves : { $article }
embed-all-claims = Les { $n } affirmations
embed-more-sources = { $n ->
    [one] { $n } autre source
   *[other] { $n } autres sources
  }
share-coverage = { $marked ->
    [one] { $marked } affirmation signalée
   *[other] { $marked } affirmations signalées
  }, { $checkable } { $checkable ->
    [one] vérifiable
   *[other] vérifiables
  } : { $sourced } avec une source, { $independent } avec une source indépendante, { $countered } avec une contre-affirmation.
share-quoted = « { $words } »
share-said = Selon { $who } : { $words }
share-source = { $source } : ce que l’on sait de cette source, et les affirmations qui s’appuient sur elle.
share-speaker = { $speaker } : affirmations, et qui y a répondu.
share-correction = Correction : { $article }
share-map = Ce qui étaye chaque affirmation, ce qu’on lui oppose, et ce qui y répond.
share-sources = Toutes les sources par type et éditeur, avec les affirmations qui s’appuient sur elles.
share-sources-by-claims = Toutes les sources par nombre d’affirmations qui s’appuient sur elles.
share-search = Trouver affirmations, sources, voix et articles par leurs mots.
share-method = Un statut dit où en sont aujourd’hui les preuves citées sur une affirmation. Il découle de ces preuves selon des règles ; il n’est jamais saisi à la main.
share-moved = Ce qui était ici a maintenant une autre adresse.
