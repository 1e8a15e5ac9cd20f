### The words of the pages themselves, in English. Every other language file has the same keys.
### A site puts its own words in place of these, key by key, in a file of the same name below its
### `templates/languages/`. Keys that end in `-html` may hold markup; values in them are escaped.
### Labels and definitions of the vocabulary (statuses, relations, stakes, kinds of source) are those
### of the program. `status-supported = ...` with `.definition` and `.rule`, and so on, puts others
### in their place; `es.ftl` shows all of them.

## Lists and dates

list-comma = { ", " }
list-semicolon = { "; " }
list-colon = { ": " }
list-and = and
list-pair = { $first } and { $last }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-time = { $date }, { $time }
time-zone = { $time } UTC{ $offset }
date-range = { $from } to { $to }
date-about = about { $date }

## The frame of every page

skip = Skip to content
skip-text = Skip to the text
menu = Menu
close = Close
site-nav = Site
nav-articles = Articles
nav-article = Article
nav-claims = Claims
nav-disputes = Disputes
nav-sources = Sources
nav-speakers = Speakers
nav-search = Search
nav-method = Method
colours = Colours
colours-auto = Auto
colours-light = Light
colours-dark = Dark
published-by = Published by { $publisher }.
status-not-person = A status describes the evidence cited here, not a person.
meanings = What the statuses mean
meanings-rest = What the other statuses mean
suggest = Suggest a correction
missing = This page does not exist
missing-title = Page not found
missing-why = The address may be mistyped, or the page was moved or withdrawn.
to-front = Go to the front page
moved = This page has moved
moved-to = Go to where it is now
draft = Draft
embargo = Under embargo
to-confirm = To confirm

## Claims, wherever they stand

claim-n = Claim { $n }
claim-n-of = Claim { $n } of { $total }
claim-titled = Claim { $n }: { $words }
claim-is = Claim { $n }: { $status }
claim = Claim
claim-by = Claim of { $who }
counter = Counter-claim
counter-by = Counter-claim of { $who }
own-voice = The article itself
own-finding = The article’s own finding
own-finding-within = the article’s own finding
not-stated = Speaker not stated
via = reported by
corrected = Corrected
that-is = That is: { $states }
own-words = (own words)
said = { $status }: it was said
said-definition = The record shows that it was said. Whether it is so is not judged here.
denied-by = denied by { $who }
someone = a speaker who is not stated
article-itself = the article itself
unnamed-in = unnamed people in { $publisher }

## The article

annotated-article = Annotated article
by = By { $author }
original = Original:
notes-by = Notes by { $who }.
evidence = How the evidence stands
evidence-whole = In the whole article:
coverage-html = <b>{ $marked }</b> { $marked ->
    [one] marked claim
   *[other] marked claims
  }, <b>{ $checkable }</b> that can be checked: <b>{ $sourced }</b> with a source, <b>{ $independent }</b> with an independent source, <b>{ $countered }</b> with a counter-claim
last-checked = Last checked { $date }.
coverage-checked = ; last checked { $date }
says = Underlined words are claims. The number after each opens a note: who says so, who says no, and on what evidence.
legend = What the marks mean
filter = Filter
filter-counts = Counted here: claims in the article and claims made elsewhere.
show = Show only these claims
show-all = All { $n ->
    [one] { $n } claim
   *[other] { $n } claims
  }
show-all-here = All { $n ->
    [one] { $n } claim
   *[other] { $n } claims
  } on this page
show-but = All but “{ $status }”
no-marks = No marks
shown-html = <b class="tally"></b> of { $n ->
    [one] { $n } claim
   *[other] { $n } claims
  } shown
show-next = Next
show-every = All
keys = Keys: n next claim shown, p previous
claims-here = Claims on this page
sections = Sections
section-n = Section { $n }
marked-claims = { $n ->
    [one] { $n } marked claim
   *[other] { $n } marked claims
  }
endnotes = Claims and sources
unanchored = Claims whose words were edited
unanchored-article = The words of these claims are no longer in the article as they were checked, so nothing is marked for them above.
unanchored-why = The words of these claims are no longer in the article as they were checked.
pictures = Pictures
article-corrections = Corrections
correction-of = Correction, { $date }:
corrections = What changed
last-visit = Your last visit:
title = Title
standfirst = Introduction
note = Note
note-is = Note { $n }: { $status }
full = Full evidence
back = Back to the text
back-to = Back to the text of { $claim }
in-full = { $claim } in full
footnote = Footnote { $n }
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
done = Done
not-done = To do

## The page of a claim

said-by = Said by
said-against = Said against it
for-it = Sources for it
how-status = How a status is decided
edited = Edited
edited-words = These words are no longer in the article as they were checked.
to-confirm-lost = The words of this claim are to be confirmed: they are not in the article as they were, or stand in it more than once. Until then nothing is marked for them.
to-confirm-look = Somebody has to look whether this claim still holds: its words, their sentence or what stands around it changed.
before-correction = Before it was corrected
the-claim = The claim
all-words = All words of the claim
no-support = No cited source supports or repeats it.
against = Evidence against or beside it
no-source = No source is cited for it.
no-counter = No counter-claim and no source against this claim is on record here.
in-turn = Answered in turn
more-answers = { $n ->
    [one] { $n } more answer
   *[other] { $n } more answers
  }
why = Why this status
why-rule = The rule: { $rule }
why-strong-for = Strong support: { $names }.
why-strong-against = Strong evidence against: { $names }.
why-word-against = Someone says otherwise, which alone disproves nothing: { $names }.
why-updated = Overtaken by what is reported by: { $names }.
why-qualified = Limited by: { $names }.
why-unweighed = Limits or updates it, without independent evidence: { $names }.
why-weak-for = Support from people who are involved or not named, which is not strong: { $names }.
why-weightless = Does not count, because it only repeats the claim or is the claimant’s own: { $names }.
why-unseen = Does not count yet, because no passage is given and nobody has checked the claim: { $names }.
why-recheck = The claim says something else than when its evidence was looked at. Until somebody looks again, the claim counts as not checked.
why-outdated = Does not count until then: { $names }.
why-one-report = Of these, { $names } come from one report, and count once.
why-claim = claim { $n }
why-claim-elsewhere = claim { $n } of “{ $article }”
why-counter = a counter-claim
why-counter-by = the counter-claim of { $who }
checked-on = Last checked { $date }.
checked-on-by = Last checked { $date } by { $who }.
changed-since-checked = Since { $date } the claim says something else, and nobody has looked at the evidence again.
reviewed-by = Reviewed by { $who }.
reviewed-on-by = Reviewed { $date } by { $who }.
answers = What it answers
asked = Asked for a response
no-response = No response is on record here.
later = Later events
remarks = Remarks
history = History of this entry
read-in-article = Read it in the article

## Sources and passages

source = Source
translation = In translation
at-passage = Open at the passage
in-sentence = In its sentence
passage-checked = Checked against { $copy }
passage-recorded = On record as checked against { $copy }; the copy was not at hand
passage-recorded-on = On record as checked against { $copy } on { $date }; the copy was not at hand
passage-unchecked = Not checked against a saved copy
publisher = Publisher
author = Author
words-of = Words of
date = Date
based-on = Based on
access = Access
confidential = Confidential: the editors know the source; neither its address nor its words are published.
confidential-address = Confidential: the editors know the source; its address is not published.
confidential-words = Confidential: the editors know the source; its words are not published.
confidential-known = Confidential: the editors know the source.
open-source = Open the source
no-address = No address: { $why }
archived = Archived copy
archived-of = Archived copy of { $date }
not-archived = No archived copy
stake = Connection to the matter
stake-is = Connection to the matter: { $stake }.
people = People
unnamed = Unnamed people
address = Address
kept-back = Not published
cited-words = Words cited
address-none = None: { $why }
address-checked = Checked
saved = Saved by the editors
saved-from = from another address
file = File
accessed = Last looked at
language = Language
retold = Retold or reprinted in
rest-on-it = Claims that rest on it
cited = { $n ->
    [one] Cited once.
   *[other] Cited { $n } times.
  }
cited-alone = { $n ->
    [0] No claim rests on it alone.
    [one] For { $n } claim it is the only source.
   *[other] For { $n } claims it is the only source.
  }
cited-for = { $n ->
    [0] cited for no claim
    [one] cited for { $n } claim
   *[other] cited for { $n } claims
  }
only-source = The only source of this claim.
no-claim-cites = No claim cites it.
later-here = Later events on record here

## Lists

claims = Claims
claims-in-article = Claims in the article
table = All claims and their sources as a table (CSV)
elsewhere = Claims made elsewhere
disputes = Disputes
disputes-lead = Each claim beside what was said against it. The two sides get the same room.
no-disputes = No claim here has a counter-claim.
sources = Sources
sources-lead = The page of each lists the claims that rest on the source, and those with a later event that it records.
sources-by-claims = Sources by number of claims
order = Order
order-kind = By kind, publisher and date
order-claims = By number of claims
speaker = Speaker
speakers = Speakers
speakers-lead = Who says what, who answers, and whom they answer. People are not scored.
own-page = Own page
answered = Has been answered.
all-claims = All claims
speaker-claims = Claims, and who answered them
speaker-answers = Claims of others that they answer
speaker-reports = Claims that they report
speaker-sources = Sources that keep their words

## Method

method = Method
method-title = How to read the marks
method-lead = A status says how the evidence cited on a claim stands today. It is derived from that evidence by the rules below, never typed in.
statuses = Statuses and their marks
statuses-lead = A status describes the evidence cited, not a person. Each has a sign, and a line under the words that it is about. The rules are tried in this order; the first that fits gives the status.
rule = Rule
weights = How much evidence counts
relations = What a source says about a claim
counter-relations = What a counter-claim says about a claim
stakes = How a source is connected to the matter
tell-us = Tell us what is wrong
tell-us-how = If possible, name a source. A change of status is recorded on the page of the claim.

## Search

search = Search
search-no-script = Search needs JavaScript, which is turned off here. The complete lists below work without it.
search-field = What are you looking for?
search-how = Type one or more words. You get what contains all of them, so each further word makes the list shorter. The last word need not be complete. The down arrow takes you to the results, Enter opens one, and Esc lets you start again.
search-more = Show more
search-key = Keys: / leads here from every page, n and p walk the claims of a page
search-lists = Complete lists
claims-in = Claims: { $title }
search-states = That is:
search-section = Section
search-none = Nothing contains all of these words. Try fewer words, or only the beginning of one.
search-count = Results:
search-part = There may be more. Type another letter to see it.
search-broken = The search could not be loaded. Please load the page again.

## Argument maps

contents = Contents
map = Argument map
map-lead = What supports each claim, what is said against it, and what answers that. What is for the claim comes first, then what is against it or beside it.
map-here = The same sources and answers as in the lists on this page. Each box leads to its page.
map-all = Maps of all claims
map-drawn = The same as maps
map-bare = { $n ->
    [one] { $n } claim of the article has neither a source nor an answer, and so no map.
   *[other] { $n } claims of the article have neither a source nor an answer, and so no map.
}
map-none = No claim here cites a source or has a counter-claim.
map-answered = { $relation } this claim
map-more = { $n } more
map-page = Page { $n }
map-pages = Maps

## Lists of many pages, timeline, corrections

title-page = { $title }, page { $n }
title-part = { $title }, page { $n } of { $of }
range = { $first } to { $last } of { $total }
pages = Pages
page = Page
page-before = Previous page
page-after = Next page
nav-timeline = Timeline
nav-corrections = What changed
nav-feed = Feed
foot-nav = About this site
on-page = On this page
timeline = Timeline
timeline-lead = When claims were made, and what came later; when sources were published, on request. Each date is as exact as the record.
years = Years
no-dates = Nothing here has a date.
undated = Not shown, because no date is given:
n-claims = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
  }
n-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
  }
show-published = Show when sources were published
kind-other = Other sources
event-said = Claim said
event-published = Source published
event-kind-published = { $kind } published
event-later = Later event
event-after = Came after:
event-record = On record in:
corrections-lead = What was corrected in the article, what was changed about its claims, and what happened later. The newest comes first.
no-corrections = Nothing was corrected, and nothing later is on record.
all-corrections = All that changed
no-date = No date on record
change-article = Article corrected
change-wording = Claim corrected
change-entry = Entry changed
before = Before
now = Now
articles-lead = Articles in which each marked claim leads to its sources and to what was said against it.
no-articles = No article is published yet.
corrected-on = Corrected { $date }.

## Point and counterpoint

only-denied = Denied, and no more than that: a denial is a word against the claim, not a refutation.
bare = No source is cited.
bare-recorded = Its only source records these words.
answers-to-this = { $n ->
    [one] { $n } answer to this
   *[other] { $n } answers to this
  }

## Method, in parts

leap-statuses = Statuses and their marks
leap-weights = Weight
leap-rules = Rules
leap-sources = Sources
leap-counters = Counter-claims
leap-care = Words
leap-counts = Numbers
weighing = How that is decided
care = How words are kept true
counts = What the numbers count
counts-lead = The sentence on how the evidence stands counts claims of one article. Nothing is added up for a person.
sample = words marked so

## Sharing

copy-link = Copy link
copied = Copied
copy-words = the words in the article
cite = Cite this article
cite-it = Cite
cite-this-claim = Cite this claim
cite-claim = { $status }: { $words }
cite-in = In: { $article }
cite-changed = Last changed { $date }
cite-archived = Archived copy of the original: { $address }
cite-copy = Copy the sentence
embed = Embed this article
embed-this-claim = Embed this claim
embed-plain = Copy this into a page of yours. It needs no script.
embed-fitted = The same, with a script that fits the height:
embed-copy = Copy the markup
embed-copy-fitted = Copy the markup with the script
embed-look = See what it shows
embed-none = There is no markup to copy, because the full address of this site is not set.
embed-frame-claim = A claim and its evidence: { $words }
embed-frame-article = The claims of an article and their evidence: { $article }
embed-all-claims = All { $n } claims
embed-more-sources = { $n ->
    [one] { $n } more source
   *[other] { $n } more sources
  }
share-coverage = { $marked ->
    [one] { $marked } marked claim
   *[other] { $marked } marked claims
  }, { $checkable } that can be checked: { $sourced } with a source, { $independent } with an independent source, { $countered } with a counter-claim.
share-quoted = “{ $words }”
share-said = { $who } said: { $words }
share-source = { $source }: what is known of this source, and the claims that rest on it.
share-speaker = { $speaker }: what they claim, and who answered them.
share-correction = Correction: { $article }
share-map = What supports each claim, what is said against it, and what answers that.
share-sources = Every source by kind and publisher, with the claims that rest on it.
share-sources-by-claims = Every source by the number of claims that rest on it.
share-search = Find claims, sources, speakers and articles by their words.
share-method = A status says how the evidence cited on a claim stands today. It is derived from that evidence by rules, never typed in.
share-moved = What stood here has another address now.
